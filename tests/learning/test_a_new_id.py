"""A lesson or question has another id, and says what it was called: what learners did goes on under the new one."""

import pytest
from sqlalchemy import select

from course.content.queries import history, standing
from course.content.settling import Ruling
from course.database import db, writing
from course.evaluation.exporting import Dataset
from course.learning import queries as reading
from course.learning.models import Attempt, Completion
from course.learning.remarking import remark_question
from course.written import ask_written
from tests import making
from tests.forms import send

LEVELS, QUIZ = "02-levels/01-levels.md", "02-levels/02-quiz.md"
NEW = "/courses/neighbours/how-much-say"


def renamed(base=None):
    """The lesson `levels` is `how-much-say`, its question `told` is `which-level`."""
    files = making.edited("01-start/01-hello.md", "lesson:levels", "lesson:how-much-say", base=base)
    files = making.edited(LEVELS, "id: levels\n", "id: how-much-say\nwas: levels\n", base=files)
    return making.edited(LEVELS, "id: told\n", "id: which-level\nwas: told\n", base=files)


def quiz_renamed(base=None):
    files = making.edited(QUIZ, "id: the-quiz\n", "id: the-test\nwas: the-quiz\n", base=base)
    files = making.edited(QUIZ, "id: quiz-1\n", "id: test-1\nwas: quiz-1\n", base=files)
    return making.edited(QUIZ, "id: q-one\n", "id: t-one\nwas: q-one\n", base=files)


@pytest.fixture
def lena(app, client):
    """Half-way through the lesson on levels, and through the first."""
    making.publish(app)
    send(client, client.get("/courses/neighbours/hello").text, "/completions")
    send(client, client.get("/courses/neighbours/levels").text, "/told/attempts", a_told="consult")
    return client


def finish(client, page=NEW):
    send(client, client.get(page).text, "/supports/attempts", a_supports=["childcare", "later"])


def completed(app):
    with app.app_context():
        return sorted((one.what, one.key) for one in db.session.execute(select(Completion)).scalars())


def test_her_answer_stands_in_the_lesson_of_today(app, lena):
    making.publish(app, renamed())
    page = lena.get(NEW).text
    assert "CANARY-consult" in page and 'id="result-which-level"' in page
    assert "Changed since you read it" in page


def test_the_address_of_before_leads_to_the_lesson_of_today(app, lena):
    making.publish(app, renamed())
    answer = lena.get("/courses/neighbours/levels")
    assert (answer.status_code, answer.location) == (301, NEW)
    assert lena.get("/courses/neighbours/questions/told").location == f"{NEW}#which-level"


def test_what_changed_is_shown_over_the_two_ids(app, lena):
    making.publish(app, making.edited(LEVELS, "Some are told, some are asked.", "Some decide.", base=renamed()))
    page = lena.get(NEW).text
    assert "since=levels/1" in page
    changes = lena.get("/courses/neighbours/how-much-say/changes?since=levels/1")
    assert changes.status_code == 200 and "<ins>Some decide.</ins>" in changes.text
    for since in ("hello/1", "levels/9", "levels/x", ""):
        assert lena.get(f"/courses/neighbours/how-much-say/changes?since={since}").status_code == 404


def test_the_feedback_that_she_got_is_still_there(app, client):
    making.publish(app)
    address = send(client, client.get("/courses/neighbours/levels").text, "/told/attempts", follow=False,
                   a_told="inform").location.split("#")[0]
    making.publish(app, renamed())
    page = client.get(address)
    assert page.status_code == 200 and "CANARY-inform" in page.text and "The lesson has changed since" in page.text


def test_a_form_of_before_that_is_sent_by_who_began_after_it_is_not_lost(app, client):
    making.publish(app)
    form = client.get("/courses/neighbours/levels").text
    making.publish(app, renamed())
    send(client, client.get("/courses/neighbours/hello").text, "/completions")
    send(client, form, "/told/attempts", a_told="consult")
    assert "CANARY-consult" in client.get(NEW).text


def test_what_she_sent_before_and_after_completes_the_lesson_once(app, lena):
    making.publish(app, renamed())
    finish(lena)
    assert ("lesson", "how-much-say") in completed(app)
    assert ("lesson", "levels") not in completed(app)


def test_a_lesson_that_was_complete_is_complete(app, lena):
    finish(lena, "/courses/neighbours/levels")
    before = completed(app)
    making.publish(app, renamed())
    page = lena.get("/courses/neighbours").text
    assert "2 of 3 core lessons done" in page
    send(lena, lena.get(NEW + "?again=which-level").text, "/which-level/attempts", **{"a-which-level": "consult"})
    assert completed(app) == before


def test_tries_are_counted_on(app, lena):
    making.publish(app, renamed())
    answer = send(lena, lena.get(NEW + "?again=which-level").text, "/which-level/attempts", **{"a-which-level": "inform"})
    assert "Try 2" in answer.text
    with app.app_context():
        assert {(one.sheet, one.number) for one in db.session.execute(select(Attempt)).scalars()} == {
            ("told", 1), ("which-level", 2)}


def test_a_quiz_goes_on_with_its_questions(app, lena):
    send(lena, lena.get("/courses/neighbours/the-quiz").text, "/quiz-1/attempts", **{"a-q-one": "no", "a-q-two": "residents"})
    before = completed(app)
    making.publish(app, quiz_renamed())
    page = lena.get("/courses/neighbours/the-test").text
    assert "2 of 2 right" in page and "CANARY-no" in page
    assert completed(app) == before


def test_answers_under_the_id_of_before_are_marked_anew_and_pass(app, lena):
    send(lena, lena.get("/courses/neighbours/the-quiz").text, "/quiz-1/attempts", **{"a-q-one": "yes", "a-q-two": "board"})
    files = making.edited(QUIZ, "- [x] No", "- [ ] No", base=quiz_renamed())
    making.publish(app, making.edited(QUIZ, "- [ ] Yes", "- [x] Yes", base=files))
    with app.app_context(), writing():
        assert remark_question(standing(making.COURSE), "t-one", why="The key was wrong.").counts["passes"] == 1
    assert ("lesson", "the-test") in completed(app)
    assert "Passed" in lena.get("/courses/neighbours/the-test").text


def test_the_series_goes_on_under_the_new_id_in_tables_and_files(app, lena):
    making.publish(app, renamed())
    other = app.test_client()
    send(other, other.get(NEW).text, "/which-level/attempts", **{"a-which-level": "inform"})
    send(lena, lena.get(NEW + "?again=which-level").text, "/which-level/attempts", **{"a-which-level": "inform"})
    with making.reading(app) as now:
        data = Dataset(now)
        (result,) = [one for one in data.questions if one.wording.key in ("told", "which-level")]
        assert (result.wording.key, result.n, result.right.part) == ("which-level", 2, 1)
        header, *rows = b"".join(data.file("answers")).decode().splitlines()
        found = [dict(zip(header.split(","), row.split(","), strict=True)) for row in rows]
        assert {(row["question"], row["lesson"], row["sheet"]) for row in found} == {
            ("which-level", "how-much-say", "which-level")}
        assert sorted(row["first_attempt"] for row in found) == ["0", "1", "1"]
        assert len({row["fingerprint"] for row in found}) == 1 and len({row["revision"] for row in found}) == 2


def test_one_row_of_progress_for_a_lesson_of_two_ids(app, lena):
    making.publish(app, renamed())
    finish(lena)
    with making.reading(app) as now:
        data = Dataset(now)
        header, *rows = b"".join(data.file("progress")).decode().splitlines()
        assert data.rows("progress") == len(rows) == 2
        assert [one.n for one in data.funnel if (one.key, one.module) == ("module_reached", "levels-module")] == [1]
    assert {row.split(",")[header.split(",").index("lesson")] for row in rows} == {"hello", "how-much-say"}


def test_who_began_after_it_pays_nothing_for_it(app, lena, monkeypatch):
    making.publish(app, renamed())
    other, asked = app.test_client(), []
    send(other, other.get(NEW).text, "/which-level/attempts", **{"a-which-level": "inform"})
    monkeypatch.setattr(reading, "ask_written", lambda *given: asked.append(given) or ask_written(*given))
    other.get(NEW)
    assert len(asked) == 1
    lena.get(NEW)
    assert len(asked) == 3


def test_the_publication_keeps_who_was_touched(app, lena):
    making.publish(app, renamed(), ruling=Ruling({}, confirm=True))
    with app.app_context():
        (publication, _), *_ = history(making.COURSE)
        touched = {(one["kind"], one["was"]): one["touched"]["learners"] for one in publication.changes}
    assert touched["lesson renamed", "levels"] == touched["question renamed", "told"] == 1
