"""Many answers are marked anew in slices, so that other writers wait for none of it long: each is whole for the people in it."""

import pytest

from course.authoring import marking
from course.content.queries import standing
from course.content.settling import Ruling
from course.database import writing
from course.learning import remarking
from course.learning.models import Mark, Remarking
from course.learning.remarking import reckon, remark_question, remarkings_of
from tests import making
from tests.forms import send
from tests.learning.test_remarking import PAGE, answered, exported, other_key, rows


@pytest.fixture
def published(app):
    making.publish(app)


def test_it_goes_in_slices_each_whole_for_its_people_and_goes_on_where_it_ended(app, published, monkeypatch):
    clients = answered(app, *["inform"] * 5)
    send(clients[0], clients[0].get(PAGE + "?again=told").text, "/told/attempts", a_told="inform")
    making.publish(app, other_key())
    monkeypatch.setattr(remarking, "SLICE", 2)
    with app.app_context():
        lists = remarking.slices(standing(making.COURSE), "told")
        assert [len(persons) for persons in lists] == [1, 2, 2]  # the first of them has two answers
        assert not remarking.is_small(standing(making.COURSE), "told")
    with app.app_context(), writing():
        remark_question(standing(making.COURSE), "told", why="The key was wrong.", persons=lists[0])
    with app.app_context():
        assert reckon(standing(making.COURSE), "told").counts["answered"] == 4
        assert marking.mark_anew(making.COURSE, "told", why="The key was wrong.").counts["gain"] == 4
        (one,) = remarkings_of(standing(making.COURSE).course_id)
        assert (one.answers, one.changed) == (6, 6)
        assert remarking.slices(standing(making.COURSE), "told") == []
    assert len(rows(app, Mark)) == 6 and len(rows(app, Remarking)) == 3
    assert {row["points_now"] for row in exported(app)} == {"1.0"}


def test_a_key_that_moves_between_two_slices_ends_it(app, published, monkeypatch):
    answered(app, "inform", "inform", "inform")
    making.publish(app, other_key())
    monkeypatch.setattr(remarking, "SLICE", 1)
    calls = []

    def mark_and_move(*given, **more):
        calls.append(remark_question(*given, **more))
        monkeypatch.setattr(marking, "key_of", lambda *_: calls and remarking.Key(0, "", "moved", None))

    monkeypatch.setattr(marking, "remark_question", mark_and_move)
    with app.app_context(), pytest.raises(marking.KeyMovedMeanwhile):
        marking.mark_anew(making.COURSE, "told", why="The key was wrong.")
    assert len(rows(app, Mark)) == len(calls) == 1


def test_a_publication_leaves_many_answers_to_the_slices_after_it(app, published, monkeypatch):
    answered(app, "inform", "inform", "inform")
    monkeypatch.setattr(remarking, "SLICE", 2)
    making.publish(app, other_key(), ruling=Ruling({}, remark=frozenset({"told"})))
    assert rows(app, Mark) == []
    with app.app_context():
        marking.go_on_marking(making.COURSE, ["told"], number=2)
    assert [one.why for one in rows(app, Remarking)] == 2 * ["The key changed with publication 2."]
    assert len(rows(app, Mark)) == 3
