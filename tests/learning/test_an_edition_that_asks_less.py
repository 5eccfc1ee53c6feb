"""A question or lesson leaves the course, and what she did is enough: it is complete when she next opens a lesson, for there is
no form left to send."""

import pytest
from sqlalchemy import event

from course.database import db
from course.statements.finding import find
from tests import making
from tests.forms import forms_in, send
from tests.learning.test_a_course_that_changes import withdrawn
from tests.learning.test_a_new_id import NEW, completed, renamed

LEVELS, PAGE, QUIZ = "02-levels/01-levels.md", "/courses/neighbours/levels", "/courses/neighbours/the-quiz"
WHOLE = [("course", "neighbours"), ("lesson", "hello"), ("lesson", "the-quiz"), ("module", "levels-module"), ("module", "start")]


def without_a_question():
    files = making.files()
    text = files[LEVELS].decode()
    start, end = text.index("/// question | choices"), text.index("/// question | reflection")
    return making.withdrawing(files | {LEVELS: (text[:start] + text[end:]).encode()}, "supports")


def without_the_lesson():
    """Nor its questions."""
    return making.edited("course.md", "[levels]", "[levels, told, supports, promised]", base=withdrawn(making.files()))


@pytest.fixture
def lena(app, client, clock):
    """She has done all but one question."""
    making.publish(app)
    send(client, client.get("/courses/neighbours/hello").text, "/completions")
    send(client, client.get(QUIZ).text, "/quiz-1/attempts", **{"a-q-one": "no", "a-q-two": "residents"})
    send(client, client.get(PAGE).text, "/told/attempts", a_told="consult")
    return client


def told(app):
    with app.app_context():
        return [(row.activity.rpartition("/")[2], row.revision) for row in find(making.COURSE, "completed").all()]


def test_the_lesson_and_all_that_it_completes_are_complete_and_told_with_the_text_that_stands(app, lena):
    making.publish(app, without_a_question())
    assert ("lesson", "levels") not in completed(app)
    assert not any("/attempts" in form.action and "promised" not in form.action for form in forms_in(lena.get(PAGE).text))
    assert completed(app) == sorted([*WHOLE, ("lesson", "levels")])
    with making.reading(app) as standing:
        revision = standing.outline.lesson("levels").revision
    assert told(app)[-3:] == [("levels", revision), ("levels-module", None), ("neighbours", None)]
    assert "Done on" in lena.get(PAGE).text


def test_so_are_module_and_course_where_the_last_lesson_was_withdrawn(app, lena, clock):
    making.publish(app, without_the_lesson())
    clock.advance(minutes=6)
    lena.get(QUIZ)
    assert completed(app) == WHOLE
    assert told(app)[-2:] == [("levels-module", None), ("neighbours", None)]


def test_it_is_kept_once_and_then_a_page_writes_nothing(app, lena, clock):
    making.publish(app, without_the_lesson())
    clock.advance(minutes=6)
    lena.get(QUIZ)
    writes = []
    with app.app_context():
        event.listen(db.engine, "begin", lambda connection: writes.append(connection.get_execution_options().get("writes")))
    lena.get(QUIZ)
    assert completed(app) == WHOLE and not any(writes)


def test_who_has_not_done_what_is_left_has_nothing_completed(app, lena):
    other = app.test_client()
    send(other, other.get(QUIZ).text, "/quiz-1/attempts", **{"a-q-one": "yes", "a-q-two": "board"})
    before = completed(app)
    making.publish(app, without_the_lesson())
    other.get(QUIZ)
    other.get("/courses/neighbours/hello")
    assert completed(app) == before


def test_what_two_tabs_sent_over_a_change_of_ids_is_enough_together(app, client, clock):
    making.publish(app)
    client.get("/courses/neighbours")
    send(client, client.get("/courses/neighbours").text, "/enrolments")
    before = client.get(PAGE).text
    making.publish(app, renamed())
    send(client, client.get(NEW).text, "/which-level/attempts", **{"a-which-level": "consult"})
    send(client, before, "/supports/attempts", a_supports=["childcare", "later"])
    clock.advance(minutes=6)
    client.get(NEW)
    assert completed(app) == [("lesson", "how-much-say")]


QUESTION = "\n/// question | choice\nid: more\n\nMore?\n\n- [x] Yes {#yes}\n- [ ] No {#no}\n///\n"


def test_what_was_sent_without_a_name_is_enough_too(app, client):
    path, page = "02-levels/03-pulse.md", "/courses/neighbours/pulse"
    nameless = making.edited(path, "anonymity: pseudonymous", "anonymity: anonymous")
    making.publish(app, nameless | {path: nameless[path] + QUESTION.encode()})
    send(client, client.get(page).text, "/pulse-1/attempts")
    making.publish(app, making.withdrawing(nameless, "more"))
    assert completed(app) == []
    client.get(page)
    assert completed(app) == [("lesson", "pulse")]
