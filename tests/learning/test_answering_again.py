"""Who answers an unmarked sheet again begins with what she sent: a word or who may read it is changed without writing all anew.
What is marked begins empty."""

import pytest
from sqlalchemy import select

from course.database import db
from course.learning.models import Answer, Attempt
from tests import making
from tests.forms import send
from tests.learning import boxes

pytestmark = pytest.mark.databases("sqlite")
LEVELS = "/courses/neighbours/levels"


def again(client, page, sheet):
    return client.get(f"{page}?again={sheet}").text


def test_a_reflection_begins_with_its_words_and_with_who_may_read_it(app, client):
    making.publish(app)
    send(client, client.get(LEVELS).text, "/promised/attempts", a_promised="Two <seats>\nof twenty", s_promised="facilitator")
    page = again(client, LEVELS, "promised")
    assert ">Two &lt;seats&gt;\nof twenty</textarea>" in page
    assert 'value="facilitator" checked' in page and 'value="cohort" checked' not in page
    assert "of twenty</textarea>" not in client.get(LEVELS).text  # shown, and not to be filled in, before she asks for it


def test_a_survey_begins_with_all_that_was_answered(app, client):
    making.publish(app, boxes.course(anonymity="pseudonymous"))
    given = {"a_heard": "3", "a_place": "declined", "a_wrong": "不好"}
    send(client, client.get(boxes.BOX).text, "/between-us/attempts", **given)
    page = again(client, boxes.BOX, "between-us")
    assert 'name="a-heard" value="3" checked' in page and page.count(" checked") == 2
    assert 'value="declined" checked' in page and ">不好</textarea>" in page
    send(client, page, "/between-us/attempts", **given | {"a_heard": "1"})
    with app.app_context():
        asked = select(Answer.response).join(Attempt, Attempt.id == Answer.attempt_id).where(Attempt.number == 2)
        assert sorted(str(row["value"]) for row in db.session.execute(asked).scalars()) == ["1", "None", "不好"]


def test_a_written_in_option_and_several_come_back(app, client):
    survey = boxes.TEXT.replace("- Elsewhere", "- [write-in] Elsewhere").replace("[fact]", "[many]")
    files = making.files(**{"02-levels__09-box.md": survey.format(prose="", anonymity="pseudonymous")})
    making.publish(app, files)
    form = {"a_place": ["here", "elsewhere"], "w_place": "On a “boat”"}
    send(client, client.get(boxes.BOX).text, "/between-us/attempts", **form)
    page = again(client, boxes.BOX, "between-us")
    assert 'value="here" checked' in page and 'value="elsewhere" checked' in page and 'value="On a “boat”"' in page


def test_what_is_marked_begins_empty(app, client):
    making.publish(app)
    send(client, client.get(LEVELS).text, "/told/attempts", a_told="inform")
    assert 'value="inform" checked' not in again(client, LEVELS, "told")


def test_another_wording_begins_empty(app, client):
    making.publish(app)
    send(client, client.get(LEVELS).text, "/promised/attempts", a_promised="Two seats")
    before, after = "Where did a promise outrun what was given?", "Which promise was kept?"
    making.publish(app, making.edited("02-levels/01-levels.md", before, after))
    assert ">Two seats</textarea>" not in again(client, LEVELS, "promised")
