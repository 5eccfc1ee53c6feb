"""A course and what some people did on it, by the acts that the platform itself uses, with the clock held."""

from dataclasses import dataclass

from course.content.queries import revision_by_id, sheet_of, standing
from course.database import writing
from course.learning.answering import answer_sheet, read_responses
from course.learning.balloting import cast_ballot
from course.learning.completing import complete_by_reading
from course.learning.learners import begin_course
from course.learning.opening import open_lesson
from course.learning.sheet_keys import make_key, read_key
from course.people.accounts import create_account
from course.people.beginning import make_person
from course.people.claiming import claim
from tests import making

COURSE = making.COURSE
WORDED = '=SUM(A1), “told”; she said "no"\nللجيران 邻居'  # all that a cell can trip over
NEW_MEANING = ("02-levels/01-levels.md", "Residents comment and are told the result. Which level?",
               "Residents comment, and nobody answers. Which level?")
ODD = ("02-levels/01-levels.md", "- [ ] Empower {#empower}", '- [ ] =1+1, "Empower" 邻居 {#empower}')
TYPO = ("02-levels/01-levels.md", "CANARY-inform: they were asked first.", "CANARY-inform: they had been asked first.")
FIELDS = {"": "a", "sure": "c", "written": "w"}


SURVEYED = "---\nid: {id}\ntitle: {id}\nminutes: 2\ncore: no\ncomplete: answer\n---\n\n"
AGREEING = """/// survey
id: {id}
wave: {wave}
scale.agree: 1 disagree | 2 | 3 | 4 | 5 agree

[scale agree{twice}] How far do you agree? {{#{id}_all}}
- I can say *why* {{#why}}
- I can say how {{#how}}
///
"""


def agreeing(name, wave, twice=""):
    """The file of a lesson that asks two things on a scale; `twice` may be " now then"."""
    return SURVEYED.format(id=f"{name}-lesson") + AGREEING.format(id=name, wave=wave, twice=twice)


@dataclass
class Doing:
    """People who do things, one act at a time; each takes a minute."""

    app: object
    clock: object

    def begin(self, email=None):
        """The id of a new person on the course; without an address, a guest."""
        person = self._write(lambda: create_account(email, None, name=None) if email else make_person())
        self._write(lambda: begin_course(person, standing(COURSE)))
        return person

    def open(self, person, lesson):
        self._write(lambda: self._open(person, lesson))

    def _open(self, person, lesson):
        here = standing(COURSE)
        open_lesson(begin_course(person, here), here, here.outline.lesson(lesson))

    def read(self, person, lesson):
        """Open it, and press the button at its end."""
        self.open(person, lesson)
        self._write(lambda: self._complete(person, lesson))

    def _complete(self, person, lesson):
        here = standing(COURSE)
        line = here.outline.lesson(lesson)
        complete_by_reading(begin_course(person, here), here, revision_by_id(line.revision_id), line)

    def answer(self, person, lesson, sheet, **values):
        """Send a sheet; `told="inform"` ticks, `told__sure="guess"` says how sure, `p1_why__written="x"` writes beside."""
        self._write(lambda: self._answer(person, lesson, sheet, values))

    def _answer(self, person, lesson, sheet, values):
        here = standing(COURSE)
        line = here.outline.lesson(lesson)
        fields = {}
        for name, value in values.items():
            key, _, more = name.partition("__")
            key = key.replace("q_", "q-")
            fields[f"{FIELDS[more]}-{key}"] = list(value) if isinstance(value, tuple) else [value]
        key = make_key(line.revision_id, sheet, here.publication_id)
        self.clock.advance(seconds=20.25)
        shown = sheet_of(line.revision_id, here.edition, sheet)
        learner, revision, given = begin_course(person, here), revision_by_id(line.revision_id), read_responses(shown, fields)
        if shown.anonymous:
            cast_ballot(learner, here, revision, shown, given)
        else:
            answer_sheet(learner, here, revision, shown, given, read_key(key, line.revision_id, sheet))

    def join(self, guest, account):
        self._write(lambda: claim(guest, account))

    def publish(self, *edits):
        """The course with these places changed: (path, before, after)."""
        files = making.files()
        for edit in (ODD, *edits):
            files = making.edited(*edit, base=files)
        self.clock.advance(days=1)
        making.publish(self.app, files)

    def _write(self, act):
        self.clock.advance(minutes=1)
        with self.app.app_context(), writing():
            return act()


def whole_story(app, clock):
    """A run of the course in which everything happens that makes counting hard. {name: person id}"""
    doing = Doing(app, clock)
    doing.publish()
    idle, ann, ben, gus = (doing.begin(email) for email in (None, "ann@example.org", "ben@example.org", None))
    doing.read(ann, "hello")
    doing.open(ann, "levels")
    doing.answer(ann, "levels", "told", told="inform", told__sure="guess")
    doing.answer(ann, "levels", "told", told="consult", told__sure="sure")  # a retry
    doing.answer(ann, "levels", "supports", supports=("childcare", "later"))
    doing.answer(ann, "levels", "promised", promised=WORDED)
    doing.answer(ann, "the-quiz", "quiz-1", q_one="no", q_two="residents")
    doing.answer(ann, "pulse", "pulse-1", p1_useful="3", p1_clear="1", p1_nps="10", p1_amount="right",
                 p1_why=("work", "other"), p1_why__written="@home, -1", p1_unclear="+nothing", p1_sector="declined")
    doing.open(gus, "levels")
    doing.answer(gus, "levels", "told", told="empower")
    doing.answer(gus, "levels", "told", told="consult")
    doing.read(gus, "hello")
    doing.answer(ben, "levels", "told", told="consult")
    doing.answer(gus, "levels", "supports", supports=("agenda", "later"))
    doing.join(gus, ben)  # the guest was Ben: he was first at "told" as a guest, and at "supports" too
    doing.answer(ben, "levels", "supports", supports=("childcare", "later"))
    doing.publish(TYPO)
    doing.answer(ann, "levels", "told", told="consult")
    doing.publish(TYPO, NEW_MEANING)
    cleo, dora = doing.begin("cleo@example.org"), doing.begin()
    doing.answer(cleo, "levels", "told", told="inform")
    doing.answer(ann, "levels", "told", told="inform")  # she met the question before, in other words
    doing.answer(dora, "levels", "told")  # sent, and left empty
    doing.answer(dora, "pulse", "pulse-1")
    return {"idle": idle, "ann": ann, "ben": ben, "gus": gus, "cleo": cleo, "dora": dora}
