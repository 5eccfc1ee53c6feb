"""Eight weeks of learning, made through the same acts as anybody's, with the clock held at each moment."""

from datetime import timedelta

from sqlalchemy import select

from course.clock import held
from course.content.queries import parts_of, revision_by_id
from course.content.questions import KINDS
from course.conversation.queries import WAITING, thoughts_of
from course.conversation.speaking import judge
from course.database import db, writing
from course.demo.crowd import respond
from course.demo.words import NAMES, THOUGHTS
from course.learning.answering import answer_sheet, read_responses
from course.learning.balloting import cast_ballot
from course.learning.completing import complete_by_reading
from course.learning.learners import begin_course
from course.learning.models import Completion
from course.learning.opening import open_lesson
from course.learning.pools import as_drawn, draw_questions
from course.learning.sheet_keys import make_key, read_key
from course.learning.thoughts import share_thought
from course.people.accounts import create_account
from course.people.beginning import make_person


def take_course(somebody, standing, until, person=None, lessons=None):
    """One person's way through the course, each sitting in a transaction of its own, up to `until` at most.

    `person` is the id of who has an account already; `lessons` how many she takes, where stamina does not decide.
    """
    at = somebody.begins_at
    with held(at), writing():
        learner = begin_course(person or _make(somebody), standing)
    chance = somebody.chance
    path = [line for line in standing.outline.lessons if line.core or somebody.stamina > 0.9]
    for line in [line for line in path if line.opens_after is None][:lessons]:
        if at >= until or chance.random() > somebody.stamina:
            return
        with writing():
            at = _take_lesson(somebody, learner, standing, line, at, until)
        # most go straight on, some come back another day
        at += timedelta(minutes=2) if chance.random() < 0.6 else timedelta(days=chance.uniform(0.5, 6))
    if not lessons:
        _come_back(somebody, learner, standing, until)


def _come_back(somebody, learner, standing, until):
    """Who has finished and is asked a while later answers, or does not."""
    finished_at = _finished_at(learner, standing)
    for line in [line for line in standing.outline.lessons if line.opens_after and finished_at]:
        at = finished_at + timedelta(days=line.opens_after + somebody.chance.uniform(0.5, 5))
        if at < until and somebody.chance.random() < 0.5:
            with writing():
                _take_lesson(somebody, learner, standing, line, at, until)


def _finished_at(learner, standing):
    asked = select(Completion.at).where(Completion.enrolment_id == learner.enrolment_id, Completion.what == "course")
    return db.session.execute(asked).scalar()


def _make(somebody):
    if not somebody.has_account:
        return make_person()
    return create_account(f"learner{somebody.number:03}@example.org", None, name=None)


def _take_lesson(somebody, learner, standing, line, at, until):
    """When she was done with it."""
    chance = somebody.chance
    with held(at):
        open_lesson(learner, standing, line)
    at += timedelta(minutes=line.minutes * chance.uniform(0.4, 1.4))
    for sheet in [part.sheet for part in parts_of(line.revision_id, standing.edition) if part.sheet]:
        if sheet.kind == "thoughts" and at < until:
            _share(somebody, learner, standing, line, sheet, at)
        for tries in range(min(2, sheet.tries or 2) if sheet.items else 0):
            if at >= until:
                return at
            all_right = _answer(somebody, learner, standing, line, sheet, at, tries)
            at += timedelta(seconds=chance.uniform(20, 200))
            if all_right or not sheet.scored or chance.random() < 0.55:
                break
    if line.complete == "read" and at < until:
        with held(at):
            complete_by_reading(learner, standing, revision_by_id(line.revision_id), line)
    return at


def _share(somebody, learner, standing, line, sheet, at):
    """About one in sixteen has something to say to the author's question; two in three of them give a name."""
    chance = somebody.chance
    text = _unsaid(standing, sheet, chance)
    if text is None or chance.random() > 0.06:
        return
    name = chance.choice(NAMES) if chance.random() < 0.67 else ""
    with held(at):
        key = read_key(make_key(line.revision_id, sheet.key, standing.publication_id), line.revision_id, sheet.key)
        share_thought(learner, standing, revision_by_id(line.revision_id), sheet, key, text=text, name=name,
                      has_account=somebody.has_account)


def _unsaid(standing, sheet, chance):
    """A thought that nobody has shared under this question yet, or None when all are told."""
    said = {one.text for one in thoughts_of(standing.course_id) if one.sheet == sheet.key}
    left = [thought for thought in THOUGHTS.get(sheet.key, ()) if thought not in said]
    return chance.choice(left) if left else None


def say_yes(standing, until, *, by):
    """A facilitator reads what readers wrote and shows it, but for the newest, which wait on the desk."""
    for said in thoughts_of(standing.course_id):
        if said.state == WAITING and said.at < until - timedelta(days=3):
            with held(said.at + timedelta(hours=20)), writing():
                judge(standing.course_id, said.id, "shown", by=by)


def _answer(somebody, learner, standing, line, sheet, at, tries):
    """Whether everything that has a right answer was right."""
    with held(at - timedelta(seconds=somebody.chance.uniform(15, 90))):
        drawn = draw_questions(sheet, chance=somebody.chance)
        key = make_key(line.revision_id, sheet.key, standing.publication_id, drawn)
    sheet = as_drawn(sheet, drawn)
    fields = {}
    for item in sheet.items:
        fields |= respond(somebody, item, tries)
    given = read_responses(sheet, fields)
    if sheet.anonymous:
        with held(at):
            cast_ballot(learner, standing, revision_by_id(line.revision_id), sheet, given)
        return True
    with held(at):
        answer_sheet(
            learner,
            standing,
            revision_by_id(line.revision_id),
            sheet,
            given,
            read_key(key, line.revision_id, sheet.key),
        )
    return all(KINDS[item.kind].mark(item, given[item.key][0]).correct for item in sheet.items if item.scored)
