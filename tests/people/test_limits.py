"""How often a door may be tried: counted by all workers together, kept though a transaction rolls back, the same for
accounts that exist and those that do not."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from course import database_beside
from course.limiting import DatabaseStorage
from course.people import limits
from tests.cast import lena, stan
from tests.forms import send
from tests.people.asking import letters, make, sign_in, signed_in

ASK = """
import sys
from course.limiting import DatabaseStorage
storage = DatabaseStorage(sys.argv[1])
print(max(storage.incr("one key", 60) for _ in range(50)))
"""


@pytest.fixture
def storage(app):
    return app.extensions["limits"].storage


def storage_address(app):
    return f"database+{database_beside(app.config['SETTINGS'])}"


def test_storage_counts_a_window(storage):
    assert [storage.incr("a", 60), storage.incr("a", 60), storage.incr("b", 60, amount=3)] == [1, 2, 3]
    assert (storage.get("a"), storage.get("b"), storage.get("c")) == (2, 3, 0)
    storage.clear("a")
    assert storage.get("a") == 0
    assert storage.check()
    storage.reset()
    assert storage.get("b") == 0


def test_window_ends(storage, monkeypatch):
    moment = 1_000_000.0
    monkeypatch.setattr("course.limiting.time.time", lambda: moment)
    assert storage.incr("a", 60) == 1
    assert storage.get_expiry("a") == 1_000_060
    monkeypatch.setattr("course.limiting.time.time", lambda: moment + 59)
    assert storage.incr("a", 60) == 2
    monkeypatch.setattr("course.limiting.time.time", lambda: moment + 60)
    assert storage.get("a") == 0
    assert storage.incr("a", 60) == 1


def test_processes_share_one_count(app):
    """Four processes that have never met, fifty tries each, the table made by whoever comes first."""
    runs = [subprocess.Popen([sys.executable, "-c", ASK, storage_address(app)], stdout=subprocess.PIPE, text=True)
            for _ in range(4)]
    highest = [int(run.communicate(timeout=60)[0]) for run in runs]
    assert max(highest) == 200


def test_threads_that_come_first_at_once_make_the_table_once(app):
    storages = [DatabaseStorage(storage_address(app)) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(lambda storage: storage.incr("a", 60), storages)) == list(range(1, 9))
    for storage in storages:
        storage.engine.dispose()


@pytest.mark.parametrize("exists", [True, False])
def test_sixth_try_at_one_address_is_refused_and_looks_the_same(app, exists):
    if exists:
        make(app, lena)
    answers = [sign_in(app.test_client(), lena, password="wrong password") for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "There were too many tries" in answers[-1].text
    assert "lena" not in answers[-1].text


def test_right_password_does_not_help_after_five_wrong_ones_and_others_are_not_shut_out(app):
    make(app, lena)
    make(app, stan)
    for _ in range(5):
        sign_in(app.test_client(), lena, password="wrong password")
    assert sign_in(app.test_client(), lena).status_code == 429
    assert sign_in(app.test_client(), stan).status_code == 303


def test_spelling_of_the_address_makes_no_new_count(app):
    make(app, lena)
    for email in ("lena@example.org", "LENA@example.org", "Lena@Example.Org", " lena@example.org", "lena@example.ORG "):
        sign_in(app.test_client(), type(lena)("Lena", email), password="wrong password")
    assert sign_in(app.test_client(), lena).status_code == 429


def test_signing_in_rightly_forgives_the_tries_before(app):
    make(app, lena)
    for _ in range(2):
        for _ in range(4):
            sign_in(app.test_client(), lena, password="wrong password")
        assert sign_in(app.test_client(), lena).status_code == 303


def test_twenty_tries_a_minute_from_one_network(app):
    answers = [sign_in(app.test_client(), type(stan)("", f"s{n}@example.org"), password="wrong password") for n in range(21)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]


def test_forged_header_does_not_move_the_count(app):
    client = app.test_client()
    for n in range(21):
        page = client.get("/forgotten").text
        form_token = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
        answer = client.post("/forgotten", data={"csrf_token": form_token, "email": f"s{n}@example.org"},
                             headers={"X-Forwarded-For": f"198.51.100.{n}"})
    assert answer.status_code == 429


def test_fourth_letter_in_an_hour_is_refused_with_or_without_an_account(app):
    make(app, lena)
    for somebody in (lena, stan):
        asked = [send(app.test_client(), *page_of(app), email=somebody.email).status_code for _ in range(4)]
        assert asked == [200, 200, 200, 429]
    assert len(letters(app)) == 6


def page_of(app):
    """A page and the part of its form; the client that sends it has a session of its own, so the token is left out."""
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client().get("/forgotten").text, "/forgotten"


def test_own_password_is_asked_ten_times_an_hour_at_most(app):
    make(app, lena)
    client = signed_in(app, lena)
    page = client.get("/account").text
    given = {"password-old": "wrong password", "password-password": "four other quiet words"}
    answers = [send(client, page, "/account/password", follow=False, **given).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_a_hundred_accounts_an_hour_from_one_network(app):
    app.config["WTF_CSRF_ENABLED"] = False
    with app.test_request_context():
        for _ in range(99):
            limits.count(limits.SIGN_UP_BY_NETWORK, "127.0.0.1")
    answers = [app.test_client().post("/sign-up", data={
        "email": f"s{n}@example.org", "password": "three quiet herons", "terms": "y"}).status_code for n in range(2)]
    assert answers == [303, 429]


def test_counts_hold_no_addresses(app):
    sign_in(app.test_client(), lena, password="wrong password")
    with app.extensions["limits"].storage._connect() as connection:
        keys = connection.exec_driver_sql("SELECT key FROM rate_limit_hit").scalars().all()
    assert keys
    assert not [key for key in keys if "lena" in key or "127.0" in key]


@pytest.mark.parametrize(("address", "network"), [
    ("192.0.2.7", "192.0.2.7"), ("::ffff:192.0.2.7", "192.0.2.7"),
    ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::9", "2001:db8:1:2::/64")])
@pytest.mark.databases("sqlite")
def test_network_of_an_address(app, address, network):
    with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
        assert limits.network() == network


def test_a_window_ends_in_its_time_though_the_clock_was_set_back(storage, monkeypatch):
    moment = 1_000_000.0
    monkeypatch.setattr("course.limiting.time.time", lambda: moment)
    assert storage.incr("a", 60) == 1
    monkeypatch.setattr("course.limiting.time.time", lambda: moment - 3600)
    assert storage.incr("a", 60) == 2  # another worker’s clock, perhaps: it counts on
    monkeypatch.setattr("course.limiting.time.time", lambda: moment - 3600 + 60)
    assert storage.incr("a", 60) == 1
