"""Drafts: what somebody has written of a course and not published. Each change is a step that can be undone and done again.

A draft begins with the first change. Until then it is what stands; nothing is stored for looking.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from course.authoring.models import CourseDraft, DraftBlob, DraftStep
from course.clock import now
from course.content.naming import blob_name
from course.content.reading import MOST_FILES
from course.content.syncing import bytes_of, library, names_of_edition
from course.database import ask, db, insert_new, upsert
from course.errors import Conflict, CourseError, NotFound

TYPING = timedelta(minutes=10)  # what is typed into one file within it is one step to undo
MOST_STEPS = 200  # of one draft: the oldest give way


class DraftHasMovedOn(Conflict):
    sentence = "This draft changed after you looked, in another window. Nothing was changed now: look at it again."


class DraftIsTooLarge(CourseError):
    status = 422
    sentence = f"A course holds at most {MOST_FILES:,} files. Nothing was kept."


@dataclass(frozen=True)
class Open:
    """A draft as it is open before its author, stored or not. `files` are {path: blob name}; `steps` (number, what) in order."""

    course: str
    person: int
    based_on: str = ""
    id: int | None = None
    step: int = 0
    files: dict = field(default_factory=dict)
    changed_at: datetime | None = None
    steps: tuple = ()

    @property
    def exists(self):
        return self.id is not None

    @property
    def before(self):
        """What undoing would undo, or None."""
        return next((what for number, what in reversed(self.steps) if number == self.step), None)

    @property
    def after(self):
        """What doing again would do, or None."""
        return next((what for number, what in self.steps if number > self.step), None)

    def bytes(self, *paths):
        """{path: bytes} of these files, or of all."""
        wanted = {path: self.files[path] for path in paths or self.files if path in self.files}
        data = bytes_of(wanted.values())
        missing = set(wanted.values()) - data.keys()
        if missing:
            data |= dict(ask(select(DraftBlob.name, DraftBlob.data).where(DraftBlob.name.in_(missing))).all())
        return {path: data[name] for path, name in wanted.items()}

    def blob(self, name):
        """Bytes by their name, or None where nobody keeps them any more."""
        kept = bytes_of([name]) or dict(ask(select(DraftBlob.name, DraftBlob.data).where(DraftBlob.name == name)).all())
        return kept.get(name)

    def text(self, path):
        """A file's text. Raises NotFound."""
        if path not in self.files:
            raise NotFound("There is no such file in this draft.")
        return self.bytes(path)[path].decode(errors="replace")


def made_from(draft):
    """{path: blob name} of the edition that a draft was made from."""
    held = library(draft.course, "")
    if held.course_id is None or not draft.based_on:
        return {}
    return held.files if held.edition == draft.based_on else names_of_edition(held.course_id, draft.based_on)


def draft_of(course, person, *, lock=False):
    """The Open draft of somebody on a course: hers, or what stands, or, of a course that never stood, what a colleague has
    written. Raises NotFound where there is none of them."""
    asked = select(CourseDraft).where(CourseDraft.course == course, CourseDraft.person_id == person)
    row = db.session.execute(asked.with_for_update() if lock else asked).scalar()
    if row is None:
        held = library(course, "")
        files = _of_a_colleague(course) if held.course_id is None else held.files
        if files is None:
            raise NotFound("There is no course at this address.")
        return Open(course, person, held.edition or "", files=files)
    steps = ask(select(DraftStep.number, DraftStep.what).where(DraftStep.draft_id == row.id).order_by(DraftStep.number)).all()
    asked = select(DraftStep.based_on, DraftStep.files).where(DraftStep.draft_id == row.id, DraftStep.number == row.step)
    based_on, files = ask(asked).one()
    # the first step is the state that the draft began from: there is nothing to undo at it
    return Open(course, person, based_on, row.id, row.step, files, row.changed_at, tuple(map(tuple, steps))[1:])


def _of_a_colleague(course):
    """What the draft holds that was changed last, or None: her co-authors go on from it, each in a draft of her own."""
    asked = select(DraftStep.files).join(CourseDraft, CourseDraft.id == DraftStep.draft_id).where(
        DraftStep.number == CourseDraft.step, CourseDraft.course == course)
    return ask(asked.order_by(CourseDraft.changed_at.desc()).limit(1)).scalar()


def begin_draft(course, person, files):
    """A draft of a course that never stood, of {path: bytes, or the name of bytes that are kept}."""
    return _begin(Open(course, person, files=keep_files(files)))


def keep_files(files):
    """Keep the bytes that neither the library nor a draft holds; returns {path: blob name}. Where they are many, a few at a time,
    each in a transaction of its own: what no draft names within the hour is forgotten."""
    kept = _keep({path: data for path, data in files.items() if not isinstance(data, str)})
    return {path: kept.get(path, data) for path, data in files.items()}


def change(draft, files, what, *, path=None, based_on=None):
    """Take a step: the draft holds these files from now on, {path: bytes, or the name of bytes that are kept}. What was undone
    before is gone. Returns the Open draft.

    `draft` was read in this transaction with its lock. `path`: only this file was typed into. `based_on`: the edition whose
    changes were brought in. Raises DraftIsTooLarge, DraftHasMovedOn.
    """
    if len(files) > MOST_FILES:
        raise DraftIsTooLarge
    names = {name: data if isinstance(data, str) else blob_name(data) for name, data in files.items()}
    if names == draft.files and based_on in (None, draft.based_on):
        return draft
    draft = draft if draft.exists else _begin(draft)
    _keep({name: data for name, data in files.items() if not isinstance(data, str)})
    number = draft.step + 1
    ask(delete(DraftStep).where(DraftStep.draft_id == draft.id, DraftStep.number > draft.step))
    if path is not None:
        _join_typing(draft, path)
    ask(insert(DraftStep).values(draft_id=draft.id, number=number, at=now(), what=what, path=path, files=names,
                                      based_on=draft.based_on if based_on is None else based_on))
    ask(update(CourseDraft).where(CourseDraft.id == draft.id).values(step=number, changed_at=now()))
    ask(delete(DraftStep).where(DraftStep.draft_id == draft.id, DraftStep.number <= number - MOST_STEPS))
    return draft_of(draft.course, draft.person)


def keep_aside(data):
    """Keep bytes that no step names yet, for an hour; returns their name."""
    return _keep({"aside": data})["aside"]


def undo(draft):
    """Go a step back."""
    return _go(draft, DraftStep.number < draft.step, DraftStep.number.desc())


def redo(draft):
    """Do again what was undone last."""
    return _go(draft, DraftStep.number > draft.step, DraftStep.number)


def discard(draft):
    """Away with a draft and its steps."""
    if draft.exists:
        ask(delete(DraftStep).where(DraftStep.draft_id == draft.id))
        ask(delete(CourseDraft).where(CourseDraft.id == draft.id))


def drafts_by(person):
    """{course: changed_at} of the drafts that somebody has."""
    return dict(ask(select(CourseDraft.course, CourseDraft.changed_at).where(CourseDraft.person_id == person)).all())


def others(draft):
    """[(person id, changed_at, {path: blob name})] of the drafts that others have of this course."""
    asked = select(CourseDraft.person_id, CourseDraft.changed_at, DraftStep.files).join(
        DraftStep, (DraftStep.draft_id == CourseDraft.id) & (DraftStep.number == CourseDraft.step))
    of_others = asked.where(CourseDraft.course == draft.course, CourseDraft.person_id != draft.person)
    return ask(of_others.order_by(CourseDraft.changed_at)).all()


def erase_drafts(person, counts):
    """Who is erased leaves no draft behind."""
    hers = select(CourseDraft.id).where(CourseDraft.person_id.in_(person.ids))
    ask(delete(DraftStep).where(DraftStep.draft_id.in_(hers)))
    counts["drafts"] += ask(delete(CourseDraft).where(CourseDraft.person_id.in_(person.ids))).rowcount
    sweep_blobs(since=now())


def sweep_blobs(since=None):
    """Forget bytes that no step names any more; returns how many. What was kept within the hour may be about to be named,
    unless nobody can be about to (`since`)."""
    named = {name for (files,) in ask(select(DraftStep.files)) for name in files.values()}
    old = set(ask(select(DraftBlob.name).where(DraftBlob.at <= (since or now() - timedelta(hours=1)))).scalars())
    if old - named:
        ask(delete(DraftBlob).where(DraftBlob.name.in_(old - named)))
    return len(old - named)


def _begin(draft):
    moment = now()
    row = {"course": draft.course, "person_id": draft.person, "step": 0, "begun_at": moment, "changed_at": moment}
    made = insert_new(CourseDraft.__table__, [row], CourseDraft.id)
    if not made:  # her other window was quicker
        raise DraftHasMovedOn
    number = made[0].id
    ask(insert(DraftStep).values(draft_id=number, number=0, at=moment, what="", path=None, files=draft.files,
                                      based_on=draft.based_on))
    return draft_of(draft.course, draft.person)


def _join_typing(draft, path):
    """The step before gives way if it, too, was typing into this file a short while ago."""
    ask(delete(DraftStep).where(DraftStep.draft_id == draft.id, DraftStep.number == draft.step, DraftStep.number > 0,
                                DraftStep.path == path, DraftStep.at > now() - TYPING))


def _go(draft, where, order):
    number = ask(select(DraftStep.number).where(DraftStep.draft_id == draft.id, where).order_by(order).limit(1)).scalar()
    if number is not None:
        ask(update(CourseDraft).where(CourseDraft.id == draft.id).values(step=number, changed_at=now()))
    return draft_of(draft.course, draft.person)


def _keep(files):
    """Keep the bytes that the library does not hold; returns {path: blob name}."""
    names = {path: blob_name(data) for path, data in files.items()}
    held = bytes_of(names.values())
    rows = {names[path]: data for path, data in files.items() if names[path] not in held}
    for name, data in sorted(rows.items()):
        ask(upsert(DraftBlob, ["name"], ["at"]).values(name=name, data=data, at=now()))
    return names
