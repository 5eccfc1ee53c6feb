"""A monitor reads /metrics: requests of all workers, and how the store and the outbox are; nobody is in it."""

import os
import re
import subprocess
import sys

import pytest
from sqlalchemy.exc import SQLAlchemyError

from course import metrics
from course.database import writing
from course.outbox import post
from tests import cast, making
from tests.forms import send
from tests.forwarding.making import destine, told
from tests.people.asking import make, signed_in

pytestmark = pytest.mark.databases("sqlite")


def numbers(text):
    """{the name with its labels: the number}"""
    lines = [line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(number) for name, _, number in lines}


def asked(client, **more):
    answer = client.get("/metrics", **more)
    assert answer.status_code == 200 and answer.mimetype == "text/plain"
    return numbers(answer.text)


def test_requests_are_counted_by_door_status_and_time(app, client):
    making.publish(app)
    name = 'course_request_seconds_count{door="learning.show_course",method="GET",status="%s"}'
    before = asked(client)
    for course in ("neighbours", "neighbours", "nowhere"):
        client.get(f"/courses/{course}")
    after = asked(client)
    assert [after[name % status] - before.get(name % status, 0) for status in (200, 404)] == [2, 1]
    buckets = {key: number for key, number in after.items()
               if "_bucket" in key and '"learning.show_course"' in key and 'status="200"' in key}
    assert len(buckets) == 12 and max(buckets.values()) == after[name % 200]


def test_it_says_how_the_store_and_the_outbox_are(app, client):
    making.publish(app)
    send(client, client.get("/courses/neighbours/levels").text, "/told/", a_told="consult")
    from_now = asked(client)
    assert from_now["course_database_up"] == 1 and from_now["course_statements"] >= 3
    assert 0 <= from_now["course_settled_lag_seconds"] < 60 and from_now["course_statement_age_seconds"] < 60
    assert from_now["course_letters_waiting"] == 0
    with app.app_context(), writing():
        post("lena@example.org", "Hello", "A letter")
    assert asked(client)["course_letters_waiting"] == 1


def test_it_says_how_far_other_stores_lag_behind(app, client):
    destine(app, "https://store.example.org/xapi")
    told(app, 3)
    from_now = asked(client)
    assert (from_now["course_forwarding_waiting"], from_now["course_forwarding_refusals"]) == (3, 0)
    assert 0 <= from_now["course_forwarding_lag_seconds"] < 60


def test_nobody_is_named_in_it(app, client):
    making.publish(app)
    make(app, cast.lena)
    lena = signed_in(app, cast.lena)
    send(lena, lena.get("/courses/neighbours/levels").text, "/told/", a_told="consult")
    client.get("/links/a-secret-token")
    text = client.get("/metrics").text
    for secret in (cast.lena.email, cast.lena.name, "a-secret-token", "neighbours", "levels"):
        assert secret not in text
    assert set(re.findall(r'(\w+)="', text)) == {"door", "method", "status", "le"}


def test_this_machine_alone_may_read_it_unless_a_token_is_set(app):
    client = app.test_client()
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 404
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": "::1"}).status_code == 200


class TestWithToken:
    @pytest.fixture
    def settings(self, settings):
        return settings | {"METRICS_TOKEN": "a token of forty characters, more or less"}

    @pytest.mark.parametrize(("shown", "status"), [
        (None, 404), ("wrong", 404), ("a token of forty characters, more or less", 200)])
    def test_the_token_opens_it_from_anywhere_and_nothing_else_does(self, app, shown, status):
        given = {"Authorization": f"Bearer {shown}"} if shown else {}
        answer = app.test_client().get("/metrics", headers=given, environ_base={"REMOTE_ADDR": "192.0.2.7"})
        assert answer.status_code == status


def test_without_a_database_that_is_said(app, client, monkeypatch):
    monkeypatch.setattr("course.watching.text", lambda words: broken())
    assert asked(client)["course_database_up"] == 0


def broken():
    raise SQLAlchemyError("away")


def test_what_each_process_counted_is_added_up(app, client):
    """Another process with the same folder counts on its own; who asks sees both."""
    name = 'course_request_seconds_count{door="another.process",method="GET",status="200"}'
    program = ("from course import counting_requests as one\n"
               "for _ in range(3): one.note('another.process', 'GET', 200, 0.01)")
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program], check=True, env=os.environ | {"PYTHONPATH": os.getcwd()})
    assert asked(client)[name] == 6


def test_counts_of_workers_before_are_forgotten(settings, tmp_path):
    class Settings:
        INSTANCE = str(tmp_path)

    (tmp_path / "metrics").mkdir()
    (tmp_path / "metrics" / "histogram_1.db").write_bytes(b"old")
    metrics.forget_earlier(Settings)
    assert list((tmp_path / "metrics").iterdir()) == []
