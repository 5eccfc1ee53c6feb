"""What learners meet, on the facilitator's page: how far they come, where they stop, first tries; and few is not told."""

import re
from html import unescape

import pytest
from sqlalchemy import delete

from course.authoring.learners.showing import learners_page
from course.authoring.learners.veiling import FEW, veiled
from course.content.queries import standing
from course.conversation.counting import remarks_by_status, thoughts_by_status
from course.database import writing
from course.learning import reaching
from course.learning.models import Reach
from course.learning.reaching import count_reach, reach_of
from course.learning.tasks import keep_reaches
from course.people.claiming import claim
from course.people.forgetting import erase_person
from tests import cast, making
from tests.conversation.test_thoughts import TALK
from tests.evaluation.making import NEW_MEANING, Doing
from tests.forms import forms_in, send
from tests.people.asking import make, signed_in

PAGE = "/authoring/neighbours/learners"
ALL_AT_ONCE = {"q_one": "no", "q_two": "residents"}


@pytest.fixture
def doing(app, clock):
    making.publish(app)
    return Doing(app, clock)


def crowd(doing, answers, lesson="levels"):
    """A person for each answer, who read the first lesson and gave it in the second."""
    people = []
    for answer in answers:
        people.append(doing.begin())
        doing.read(people[-1], "hello")
        doing.open(people[-1], lesson)
        if answer:
            doing.answer(people[-1], "levels", "told", told=answer)
    return people


def shown(app):
    with app.app_context():
        page = learners_page(standing("neighbours"))
    return page, {lesson.key: lesson for module in page.modules for lesson in module.lessons}


@pytest.fixture
def frank(app):
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def words(client):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", client.get(PAGE).text)).split())


def test_an_empty_course_says_what_will_stand_here(app, doing, frank):
    assert "Nobody has opened a lesson yet" in words(frank)


def test_who_came_how_far_and_where_they_stopped(app, doing):
    people = crowd(doing, [None] * 7)
    for _ in range(6):
        doing.open(doing.begin(), "hello")
    doing.begin()  # never opened anything
    for person in people[:2]:
        doing.open(person, "the-quiz")
    page, lessons = shown(app)
    assert (page.started, page.finished) == (13, 0)
    hello, levels, quiz = (lessons[key] for key in ("hello", "levels", "the-quiz"))
    assert (hello.opened, hello.completed, hello.stopped) == (13, 7, 6)
    assert (levels.opened, levels.completed) == (7, 0)
    assert levels.stopped is not None or quiz.stopped is None  # two at the quiz are few: nor may they be reckoned
    assert (quiz.opened, quiz.stopped, levels.stopped) == (None, None, None)
    assert page.most.key == "hello"


def test_who_goes_back_stops_where_she_was_last_and_who_finished_stops_nowhere(app, doing, clock):
    people = crowd(doing, ["consult"] * 6)
    clock.advance(hours=2)
    for person in people:
        doing.open(person, "hello")
    assert [one.stopped for one in shown(app)[1].values()][:2] == [6, 0]
    for person in people:
        doing.answer(person, "levels", "supports", supports=("childcare", "later"))
        doing.answer(person, "levels", "promised", promised="x")
        doing.answer(person, "the-quiz", "quiz-1", **ALL_AT_ONCE)
    page, lessons = shown(app)
    assert page.finished == 6 and {one.stopped for one in lessons.values()} == {0}


def test_first_tries_and_the_wrong_answers_chosen_with_n(app, doing, frank):
    people = crowd(doing, ["inform"] * 6 + ["empower"] * 7 + ["consult"] * 8)
    for person in people[:6]:
        doing.answer(person, "levels", "told", told="consult")  # a second try changes nothing here
    (told, *others) = shown(app)[1]["levels"].questions
    assert (told.n, round(told.share, 2), told.stands) == (21, 0.38, True)
    assert [(one.text, one.n) for one in told.wrong] == [("Empower", 7), ("Inform", 6)]
    assert [(one.text, one.n) for one in told.right] == [("Consult", 8)]
    assert {one.n for one in others} == {0}
    page = words(frank)
    assert "38 % right at first" in page and "n = 21" in page and "wrong Empower 7" in page


def test_an_edit_that_asks_otherwise_is_counted_apart_by_revision(app, doing, frank):
    crowd(doing, ["inform"] * 6)
    making.publish(app, making.edited(*NEW_MEANING))
    crowd(doing, ["consult"] * 5)
    lesson = shown(app)[1]["levels"]
    assert [(one.number, one.stands, one.opened) for one in lesson.revisions] == [(2, True, 5), (1, False, 6)]
    now_asked, before = (one for one in lesson.questions if one.key == "told")
    assert (now_asked.stands, now_asked.n, now_asked.share) == (True, 5, 1.0)
    assert (before.stands, before.n, before.share) == (False, 6, 0.0)
    assert "earlier wording" in words(frank)


def test_a_lesson_that_left_is_told_apart(app, doing, frank):
    crowd(doing, [None] * 5, "pulse")
    making.publish(app, making.withdrawing(making.files(**{"02-levels__03-pulse.md": None}), "pulse"))
    page, lessons = shown(app)
    assert [(one.key, one.opened) for one in page.gone] == [("pulse", 5)] and "pulse" not in lessons
    assert "has left the course" in words(frank)


def test_a_guest_who_joins_an_account_counts_once_and_who_was_erased_still_counts(app, doing):
    people = crowd(doing, [None] * 6)
    account = doing.begin("ann@example.org")
    doing.open(account, "levels")
    with app.app_context(), writing():
        claim(people[0], account)
        erase_person(people[1])
    page, lessons = shown(app)
    assert page.started == 6 and lessons["levels"].opened == 6 and lessons["hello"].opened == 6


def test_few_are_not_told(app, doing, frank):
    crowd(doing, ["inform"] * 4)
    (told, *_) = shown(app)[1]["levels"].questions
    assert (told.n, told.share, told.wrong, told.right, told.empty) == (None, None, [], [], None)
    page = words(frank)
    assert "fewer than 5 opened it" in page and "Told from 5 first tries on" in page and "n = fewer than 5" in page


@pytest.mark.parametrize(("numbers", "told"), [
    ([0, 9, 12], [0, 9, 12]), ([3, 9, 12], [None, None, 12]), ([3, 4, 12], [None, None, 12]), ([4], [None]), ([], []),
    ([1, 0, 0], [None, 0, 0]), ([FEW, FEW - 1, 30], [None, None, 30])])
def test_one_small_number_cannot_be_reckoned_from_the_others(numbers, told):
    assert veiled(numbers) == told


def test_what_is_kept_counted_is_what_a_count_gives(app, doing, monkeypatch):
    monkeypatch.setattr(reaching, "AT_ONCE", 3)
    crowd(doing, [None] * 6)
    with app.app_context():
        assert reach_of(standing("neighbours")).of("hello").opened == 6  # nothing is kept yet
    keep_reaches.call_local()
    doing.open(doing.begin(), "hello")
    with app.app_context():
        kept, counted = reach_of(standing("neighbours")), count_reach(standing("neighbours"))
        assert (kept.of("hello").opened, counted.of("hello").opened) == (6, 7) and kept.at < counted.at
    keep_reaches.call_local()
    with app.app_context():
        kept, counted = reach_of(standing("neighbours")), count_reach(standing("neighbours"))
        assert kept.lessons == counted.lessons and (kept.started, kept.finished) == (counted.started, counted.finished)
        at = kept.at
    doing.clock.advance(hours=1)
    keep_reaches.call_local()  # nothing came since
    with app.app_context():
        assert reach_of(standing("neighbours")).at == at
    making.publish(app, making.edited(*NEW_MEANING))  # another edition: what was kept is not of use
    with app.app_context():
        assert reach_of(standing("neighbours")).at > at
        with writing() as transaction:
            transaction.execute(delete(Reach))


def test_remarks_and_thoughts_are_new_read_or_done(app, frank):
    making.publish(app, making.files(**{"02-levels__04-talk.md": TALK}))
    for lesson, part, given in (
            ("hello", "/feedback", {"rating": "3", "unclear": "Who is they?"}), ("hello", "/feedback", {"unclear": "Who is we?"}),
            ("talk", "/thoughts", {"text": "A thought"})):
        reader = app.test_client()
        send(reader, reader.get(f"/courses/neighbours/{lesson}").text, part, **given)
    assert "What was unclear : 2 new, 0 read, 0 done" in words(frank)
    assert "Readers’ thoughts : 1 new, 0 read, 0 done" in words(frank)
    page = frank.get("/authoring/neighbours/feedback").text
    first = re.search(r'id="remark-([^"]+)"', page)[1]
    assert page.count("Mark as read") == 2
    token = dict(forms_in(page)[0].hidden)["csrf_token"]
    reply = f"/authoring/neighbours/feedback/{first}/replies"
    assert frank.post(reply, data={"csrf_token": token, "what": "read"}).status_code == 303
    assert "What was unclear : 1 new, 1 read, 0 done" in words(frank)
    frank.post(reply, data={"csrf_token": token, "what": "done", "text": "Said who."})
    assert "What was unclear : 1 new, 0 read, 1 done" in words(frank)
    with app.app_context():
        number = standing("neighbours").course_id
        assert remarks_by_status(number) == {"new": 1, "read": 0, "done": 1}
        assert thoughts_by_status(number) == {"new": 1, "read": 0, "done": 0}


def test_only_facilitators_of_the_course_enter(app, doing, frank):
    assert frank.get(PAGE).status_code == 200
    for somebody in (cast.lena, cast.eve, cast.ada):
        make(app, somebody)
        assert signed_in(app, somebody).get(PAGE).status_code == 404
    assert "What learners meet" in frank.get("/authoring/neighbours").text
