"""Kept answers are marked anew by a mended key: explicit, audited, told to the ledger, and at nobody's cost."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from course.content.queries import standing
from course.content.settling import ClassDoesNotFit, Ruling
from course.database import ask, db, writing
from course.evaluation.exporting import Dataset
from course.learning.models import Answer, Completion, Mark, Remarking, Result
from course.learning.remarking import reckon, remark_question, remarkings_of
from course.statements.finding import find
from tests import making
from tests.cast import frank
from tests.forms import send
from tests.people.asking import make

LEVELS, QUIZ = "02-levels/01-levels.md", "02-levels/02-quiz.md"
PAGE, QUIZ_PAGE = "/courses/neighbours/levels", "/courses/neighbours/the-quiz"


def other_key(base=None):
    """“Inform” is right, and “Consult” is not."""
    files = making.edited(LEVELS, "- [x] Consult", "- [ ] Consult", base=base)
    return making.edited(LEVELS, "- [ ] Inform", "- [x] Inform", base=files)


def other_quiz_key():
    """In the quiz, more is always better, and the board decides: who had none right has both."""
    files = making.files()
    for before, after in (("[ ] Yes", "[x] Yes"), ("[x] No", "[ ] No"), ("[ ] The board", "[x] The board"),
                          ("[x] Residents", "[ ] Residents")):
        files = making.edited(QUIZ, before, after, base=files)
    return files


@pytest.fixture
def published(app):
    making.publish(app)


def answered(app, *options):
    """A client for each of these answers."""
    clients = [app.test_client() for _ in options]
    for client, option in zip(clients, options, strict=True):
        send(client, client.get(PAGE).text, "/told/attempts", a_told=option)
    return clients


def took_quiz(client, one, two):
    send(client, client.get(QUIZ_PAGE).text, "/quiz-1/attempts", **{"a_q-one": one, "a_q-two": two})


def remark(app, question="told", why="The key was wrong.", by=None):
    with app.app_context(), writing():
        return remark_question(standing(making.COURSE), question, why=why, by=by).counts


def rows(app, model):
    with app.app_context():
        return db.session.execute(select(model)).scalars().all()


def told(app, *verbs):
    with app.app_context():
        return [(row, json.loads(row.statement)) for row in find(making.COURSE, *verbs).all()]


def exported(app):
    with making.reading(app) as now:
        header, *lines = b"".join(Dataset(now).file("answers")).decode().splitlines()
    return [dict(zip(header.split(","), line.split(","), strict=True)) for line in lines]


def test_a_mended_key_gives_the_better_mark_and_keeps_the_first(app, published):
    inform, consult = answered(app, "inform", "consult")
    making.publish(app, other_key())
    assert remark(app) == {"learners": 2, "answered": 2, "wrong": 1, "gain": 1, "lose": 1, "passes": 0}
    assert {(one.old_points, one.points) for one in rows(app, Mark)} == {(0.0, 1.0), (1.0, 1.0)}
    assert sorted(one.points for one in rows(app, Answer)) == [0.0, 1.0]  # as first given


def test_each_sees_her_answer_by_the_key_of_today_and_nobody_is_asked_anew(app, published):
    inform, consult = answered(app, "inform", "consult")
    making.publish(app, other_key())
    assert "You answered an earlier wording" in inform.get(PAGE).text
    remark(app)
    page = inform.get(PAGE).text
    assert "Right</h2>" in page and "was marked anew on" in page and "You answered an earlier wording" not in page
    page = consult.get(PAGE).text
    assert "Right</h2>" in page and "Your mark stays" in page


def test_who_answers_after_it_is_not_touched(app, published):
    making.publish(app, other_key())
    (later,) = answered(app, "consult")
    assert remark(app)["answered"] == 0
    assert rows(app, Remarking) == []
    assert "Not quite" in later.get(PAGE).text


def test_it_says_why_by_whom_when_and_by_which_key(app, published, clock):
    answered(app, "inform")
    making.publish(app, other_key())
    clock.advance(days=1)
    remark(app, why="Two readers found it.", by=make(app, frank))
    with app.app_context():
        (one,) = remarkings_of(standing(making.COURSE).course_id)
        assert (one.question, one.why, one.name, one.answers, one.changed, one.at) == (
            "told", "Two readers found it.", "Frank", 1, 1, clock.at)
        assert rows(app, Remarking)[0].publication_id == standing(making.COURSE).publication_id


def test_twice_is_once(app, published):
    answered(app, "inform", "inform")
    making.publish(app, other_key())
    assert remark(app)["answered"] == 2
    assert remark(app)["answered"] == 0
    assert len(rows(app, Remarking)) == 1 and len(rows(app, Mark)) == 2


@pytest.mark.parametrize("table", ["mark", "remarking", "result"])
def test_what_was_given_never_changes(app, published, table):
    (client,) = answered(app, "inform")
    took_quiz(client, "yes", "board")
    making.publish(app, other_key(other_quiz_key()))
    remark(app)
    remark(app, "q-one")
    with app.app_context():
        for change in (f"UPDATE {table} SET remarking_id = 1", f"DELETE FROM {table}"):
            with pytest.raises(DatabaseError, match="never changed"), writing():
                db.session.execute(text(change.replace("SET remarking_id", "SET id") if table == "remarking" else change))


def test_the_ledger_is_told_what_was_scored_anew_and_about_which_answer(app, published):
    answered(app, "inform", "consult", "empower")
    making.publish(app, other_key())
    remark(app, by=make(app, frank))
    ((row, statement),) = told(app, "scored")
    ((answer, before),) = [pair for pair in told(app, "answered") if pair[0].response == "inform"]
    assert statement["verb"]["id"] == "http://adlnet.gov/expapi/verbs/scored"
    assert statement["context"]["statement"] == {"objectType": "StatementRef", "id": str(answer.id)}
    assert statement["object"]["id"] == before["object"]["id"] and statement["actor"] == before["actor"]
    assert statement["result"] == {"success": True, "score": {"scaled": 1.0, "raw": 1.0, "min": 0, "max": 1.0}}
    assert statement["context"]["instructor"]["account"]["homePage"] == "https://course.example"
    assert statement["context"]["revision"] != before["context"]["revision"]
    assert row.id in {one.id for one in rows(app, Mark)}
    assert before["result"]["score"]["raw"] == 0.0


def test_files_have_points_as_first_given_and_now(app, published):
    answered(app, "inform", "consult", "empower")
    making.publish(app, other_key())
    remark(app)
    found = {row["response"]: row for row in exported(app)}
    assert {key: (row["points"], row["points_now"], row["correct"], row["correct_now"], bool(row["remarked_at"]))
            for key, row in found.items()} == {
        "inform": ("0.0", "1.0", "0", "1", True), "consult": ("1.0", "1.0", "1", "1", False),
        "empower": ("0.0", "0.0", "0", "0", False)}


def test_the_desk_counts_answers_and_not_marks(app, published):
    answered(app, "inform", "consult")
    making.publish(app, other_key())
    before = exported(app)
    remark(app)
    with making.reading(app) as now:
        data = Dataset(now)
        assert data.rows("answers") == 2 == len(before)
        assert sorted(one.n for one in data.questions if one.wording.key == "told") == [0, 2]


def test_who_passes_by_it_completes_what_that_completes(app, published):
    (client,) = answered(app, "inform")
    took_quiz(client, "yes", "board")
    assert "Not passed yet" in client.get(QUIZ_PAGE).text
    making.publish(app, other_quiz_key())
    assert remark(app, "q-one")["passes"] == 1
    assert [one.passed for one in rows(app, Result)] == [True]
    assert ("lesson", "the-quiz") in {(one.what, one.key) for one in rows(app, Completion)}
    ((row, statement),) = told(app, "passed")
    assert statement["result"]["success"] is True and row.sheet == "quiz-1"
    assert statement["context"]["statement"]["objectType"] == "StatementRef"
    assert [one["object"]["id"].rpartition("/")[2] for _, one in told(app, "completed")] == ["the-quiz"]


def test_who_passed_another_time_passes_no_second_time(app, published):
    (client,) = answered(app, "inform")
    took_quiz(client, "yes", "board")
    send(client, client.get(QUIZ_PAGE + "?again=quiz-1").text, "/quiz-1/attempts", **{"a_q-one": "no", "a_q-two": "residents"})
    completions = len(rows(app, Completion))
    making.publish(app, other_quiz_key())
    assert remark(app, "q-one")["passes"] == 0
    assert len(rows(app, Completion)) == completions


def test_nobody_loses_a_pass(app, published):
    (client,) = answered(app, "consult")
    took_quiz(client, "no", "residents")
    making.publish(app, other_quiz_key())
    for question in ("q-one", "q-two"):
        assert remark(app, question)["lose"] == 1
    assert "Passed" in client.get(QUIZ_PAGE).text and "2 of 2 right" in client.get(QUIZ_PAGE).text


def test_a_key_is_mended_again_and_the_answers_of_both_are_marked(app, published):
    answered(app, "inform", "empower")
    making.publish(app, other_key())
    remark(app)
    files = making.edited(LEVELS, "- [x] Consult", "- [ ] Consult")
    making.publish(app, making.edited(LEVELS, "- [ ] Empower", "- [x] Empower", base=files))
    with app.app_context():
        assert reckon(standing(making.COURSE), "told").counts["answered"] == 2
    assert remark(app)["gain"] == 1
    assert {row["points_now"] for row in exported(app)} == {"1.0"}


def test_a_remark_is_given_with_the_publication_if_its_author_says_so(app, published):
    (client,) = answered(app, "inform")
    making.publish(app, other_key(), ruling=Ruling({}, remark=frozenset({"told"})), note="The key was wrong.")
    (one,) = rows(app, Remarking)
    with app.app_context():
        assert (one.why, one.publication_id) == ("The key was wrong.", standing(making.COURSE).publication_id)
    assert "Right</h2>" in client.get(PAGE).text


def test_what_has_no_new_key_is_not_marked_anew(app, published):
    answered(app, "inform")
    with pytest.raises(ClassDoesNotFit, match="does not change"):
        making.publish(app, making.edited(LEVELS, "Which level?", "Which?"), ruling=Ruling({}, remark=frozenset({"told"})))
    assert rows(app, Remarking) == []


def test_another_question_is_never_marked_by_the_key_of_this_one(app, published):
    answered(app, "inform")
    making.publish(app, other_key(), ruling=Ruling({"told": "structure"}))
    assert remark(app)["answered"] == 0


def test_who_answered_nothing_of_it_is_asked_about_no_marks(app, published, monkeypatch):
    (touched,) = answered(app, "inform")
    other = app.test_client()
    send(other, other.get(PAGE).text, "/supports/attempts", a_supports="childcare")
    making.publish(app, other_key())
    remark(app)
    asked = []
    monkeypatch.setattr("course.learning.marks_given.ask", lambda *given: asked.append(given) or ask(*given))
    other.get(PAGE)
    before = len(asked)
    other.get(PAGE)
    assert len(asked) == before <= 1  # which questions were marked anew is kept in the process
    touched.get(PAGE)
    assert len(asked) == before + 2
