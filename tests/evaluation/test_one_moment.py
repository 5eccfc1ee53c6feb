"""A course is published, and answered in its new text, while an evaluator's file is being read: the file is of before that."""

import csv
import io
import threading
from datetime import timedelta

from sqlalchemy import update

from course.clock import now
from course.database import ask, writing
from course.evaluation.exporting import dataset_of
from course.people.models import SignIn
from tests import making
from tests.cast import eve
from tests.forms import send
from tests.people.asking import make, signed_in

PAGE = "/courses/neighbours/levels"
SURVEY = "\n/// survey\nid: late\n\n[one] A new item? {#item}\n- Yes {#yes}\n- No {#no}\n///\n"


def answer(app, sheet="told", **given):
    client = app.test_client()
    send(client, client.get(PAGE).text, f"/{sheet}/attempts", **given)


def published_and_answered(app):
    files = making.files()
    path = next(path for path in files if path.endswith("01-levels.md"))
    making.publish(app, files | {path: files[path] + SURVEY.encode()})
    answer(app, a_told="inform")
    answer(app, "late", a_item="yes")


def elsewhere(act, *given):
    """In another request, which has a context of its own."""
    thread = threading.Thread(target=act, args=given)
    thread.start()
    thread.join()


def rows_of(data, name):
    return rows_in(data.file(name))


def rows_in(pieces):
    return list(csv.DictReader(io.StringIO(b"".join(pieces).decode("utf-8-sig"))))


def test_a_file_and_its_count_are_of_one_moment_whatever_comes_meanwhile(app):
    making.publish(app)
    answer(app, a_told="consult")
    with app.app_context():
        data = dataset_of(making.COURSE)
        before = data.standing.publication_id
        elsewhere(published_and_answered, app)
        rows = rows_of(data, "answers")
        assert [row["response"] for row in rows] == ["consult"]
        assert data.rows("answers") == 1 and rows_of(data, "surveys") == []
    with app.app_context():
        data = dataset_of(making.COURSE)
        assert data.standing.publication_id > before
        assert [row["response"] for row in rows_of(data, "answers")] == ["consult", "inform"]
        assert [row["value"] for row in rows_of(data, "surveys")] == ["yes"]


def test_so_is_a_file_of_an_evaluator_of_whom_it_is_noted_that_she_was_here(app):
    making.publish(app)
    answer(app, a_told="consult")
    make(app, eve)
    desk = signed_in(app, eve)
    with app.app_context(), writing():
        ask(update(SignIn).values(seen_at=now() - timedelta(hours=1)))
    page = desk.get(f"/evaluation/{making.COURSE}/exports/answers.csv", buffered=False)
    pieces = page.iter_encoded()
    first = next(pieces)
    elsewhere(published_and_answered, app)
    assert [row["response"] for row in rows_in([first, *pieces])] == ["consult"]
    page.close()
