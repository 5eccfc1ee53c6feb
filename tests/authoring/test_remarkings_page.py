"""The facilitator's page of marks given anew, and the same by the command."""

import pytest

from course.content.queries import standing
from course.learning.remarking import remarkings_of
from tests import making
from tests.cast import frank, lena
from tests.forms import send
from tests.people.asking import make, signed_in

LEVELS = "02-levels/01-levels.md"
DESK = "/authoring/neighbours/remarkings"


@pytest.fixture
def desk(app):
    """Frank's client; one learner chose what is right by the key that stands now, and was marked by the one before."""
    making.publish(app)
    make(app, frank)
    learner = app.test_client()
    send(learner, learner.get("/courses/neighbours/levels").text, "/told/attempts", a_told="inform")
    files = making.edited(LEVELS, "- [x] Consult", "- [ ] Consult")
    making.publish(app, making.edited(LEVELS, "- [ ] Inform", "- [x] Inform", base=files))
    return signed_in(app, frank)


def done(app):
    with app.app_context():
        return [(one.question, one.why, one.changed) for one in remarkings_of(standing(making.COURSE).course_id)]


def test_it_offers_what_is_due_and_lists_what_was_done(app, desk):
    assert "1 question has answers that were marked by an earlier key" in desk.get("/authoring/neighbours").text
    page = desk.get(DESK).text
    assert "1 answered; 1 would pass who did not; 0 would lose" in page
    page = send(desk, page, "/remarkings", why="The key was wrong.").text
    assert "The key was wrong." in page and "1 answer, 1 with a better mark" in page and "Frank" in page
    assert "Every answer is marked by the key that stands." in page
    assert done(app) == [("told", "The key was wrong.", 1)]


def test_without_a_reason_nothing_is_marked(app, desk):
    answer = send(desk, desk.get(DESK).text, "/remarkings", why=" ")
    assert answer.status_code == 422 and "Say why in a line" in answer.text
    assert done(app) == []


def test_a_key_that_changed_after_he_looked_marks_nothing(app, desk):
    page = desk.get(DESK).text
    files = making.edited(LEVELS, "- [x] Consult", "- [ ] Consult")
    making.publish(app, making.edited(LEVELS, "- [ ] Empower", "- [x] Empower", base=files))
    answer = send(desk, page, "/remarkings", why="The key was wrong.")
    assert answer.status_code == 409 and "Nothing was marked" in answer.text
    assert done(app) == []


def test_it_is_the_facilitators_alone(app, desk):
    make(app, lena)
    assert signed_in(app, lena).get(DESK).status_code == 404
    assert app.test_client().get(DESK).status_code == 404


def test_the_command_says_first_and_marks_then(app, desk, cli):
    arguments = ["remark", making.COURSE, "told", "--why", "The key was wrong."]
    said = cli.invoke(args=[*arguments, "--dry-run"])
    assert "1 answered; 1 would pass who did not; 0 would lose; nothing was marked" in said.output
    assert done(app) == []
    assert cli.invoke(args=arguments).exit_code == 0
    assert done(app) == [("told", "The key was wrong.", 1)]


def test_the_command_knows_no_such_question(app, desk, cli):
    said = cli.invoke(args=["remark", making.COURSE, "nothing", "--why", "x"])
    assert "no question “nothing”" in said.output + str(said.exception)
