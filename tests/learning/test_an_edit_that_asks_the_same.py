"""A wording that its author calls the same goes on: nobody is asked anew, and the evaluator's series is one."""

import pytest

from course.content.queries import history
from course.content.settling import Ruling
from course.database import db
from course.evaluation.exporting import Dataset
from tests import making
from tests.forms import send

LEVELS = "02-levels/01-levels.md"
PAGE = "/courses/neighbours/levels"
SAME = Ruling({"told": "wording"})


def reworded():
    return making.edited(LEVELS, "Which level?", "Which level is that?")


def option_added():
    return making.edited(LEVELS, "- [ ] Empower", "- [ ] Involve {#involve}\n\n    CANARY-involve: no.\n\n- [ ] Empower")


def option_gone():
    return making.edited(LEVELS, "- [ ] Empower {#empower}\n\n    CANARY-empower: nobody handed over a decision.\n", "")


@pytest.fixture
def lena(app, client):
    making.publish(app)
    return client


def answered(client, option):
    return send(client, client.get(PAGE).text, "/told/attempts", a_told=option)


def results(app, question="told"):
    """[(n, standing)] of each wording that the desk shows."""
    with making.reading(app) as standing:
        found = [one for one in Dataset(standing).questions if one.wording.key == question]
        db.session.rollback()
        return [(one.n, one.standing) for one in found]


@pytest.mark.parametrize("edit", [reworded, option_added])
def test_nobody_is_asked_anew_where_the_author_says_that_it_is_the_same(app, lena, edit):
    answered(lena, "inform")
    making.publish(app, edit(), ruling=SAME)
    page = lena.get(PAGE).text
    assert "CANARY-inform" in page and "You answered an earlier wording" not in page


@pytest.mark.parametrize("edit", [reworded, option_added])
def test_without_that_word_she_is_asked_anew(app, lena, edit):
    answered(lena, "inform")
    making.publish(app, edit())
    page = lena.get(PAGE).text
    assert "CANARY" not in page and "You answered an earlier wording" in page


def test_who_chose_what_was_taken_out_is_asked_anew(app, lena):
    answered(lena, "empower")
    other = app.test_client()
    answered(other, "inform")
    making.publish(app, option_gone(), ruling=SAME)
    assert "You answered an earlier wording" in lena.get(PAGE).text
    assert "CANARY-inform" in other.get(PAGE).text


def test_the_answer_before_is_shown_by_the_text_that_was_answered(app, lena):
    address = answered(lena, "inform").request.path
    making.publish(app, reworded(), ruling=SAME)
    assert "Which level?" in lena.get(address).text
    assert "Which level is that?" in lena.get(PAGE).text


def test_the_series_goes_on_in_tables_and_files(app, lena):
    answered(lena, "inform")
    making.publish(app, reworded(), ruling=SAME)
    answered(app.test_client(), "consult")
    assert results(app) == [(2, True)]
    with making.reading(app) as standing:
        data = Dataset(standing)
        text = b"".join(data.file("answers")).decode()
        header, *rows = [line.split(",") for line in text.splitlines()]
        told = [dict(zip(header, row, strict=True)) for row in rows]
        assert len({row["fingerprint"] for row in told}) == 1
        assert len({row["revision"] for row in told}) == 2


def test_without_that_word_the_series_are_apart(app, lena):
    answered(lena, "inform")
    making.publish(app, reworded())
    answered(app.test_client(), "consult")
    assert sorted(results(app)) == [(1, False), (1, True)]


def test_the_word_is_stored_with_the_publication(app, lena):
    answered(lena, "inform")
    making.publish(app, option_added(), ruling=SAME)
    with app.app_context():
        (publication, _), *_ = history(making.COURSE)
        (change,) = publication.changes
    assert {name: change[name] for name in ("kind", "found", "confirmed", "question")} == {
        "kind": "wording", "found": "structure", "confirmed": True, "question": "told"}
    assert change["touched"] == {"learners": 1, "answered": 1, "wrong": 1, "gain": 0, "lose": 0, "passes": 0}


def test_who_got_it_wrong_is_told_of_a_better_explanation_until_she_tries_again(app, lena):
    answered(lena, "inform")
    right, told = app.test_client(), "The explanation here was improved on"
    answered(right, "consult")
    better = making.edited(LEVELS, "CANARY-inform: they were asked first.", "CANARY-inform: they were asked, and then told.")
    making.publish(app, better, ruling=Ruling({}, tell=frozenset({"told"})))
    assert told in lena.get(PAGE).text and "asked, and then told" in lena.get(PAGE).text
    assert told not in right.get(PAGE).text
    send(lena, lena.get(PAGE + "?again=told").text, "/told/attempts", a_told="inform")
    assert told not in lena.get(PAGE).text


def test_nobody_is_told_of_better_feedback_unless_its_author_wants_it(app, lena):
    answered(lena, "inform")
    making.publish(app, making.edited(LEVELS, "CANARY-inform: they were", "CANARY-inform: people were"))
    assert "was improved" not in lena.get(PAGE).text


def test_a_day_in_a_note_is_a_day_and_no_markup(app, lena):
    answered(lena, "inform")
    making.publish(app, reworded())
    assert "on <time datetime=" in lena.get(PAGE).text.split("You answered an earlier wording of this")[1][:30]
