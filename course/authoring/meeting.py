"""Where a draft and the library meet: what others published since the draft began is brought in, and nothing is overwritten."""

from dataclasses import dataclass

from course.authoring.drafts import DraftHasMovedOn, change, made_from
from course.content.merging_courses import Joined, join
from course.content.reading import is_text
from course.content.syncing import bytes_of, library
from course.errors import CourseError


class NotAllIsDecided(CourseError):
    status = 422
    sentence = "A file still waits for your decision. Nothing was brought in: say for each what should stand."


@dataclass(frozen=True)
class Meeting:
    """A draft beside what stands: `edition` names what stands, `joined` is both together."""

    edition: str
    joined: Joined


def meet(draft, decisions=None):
    """The Meeting of a draft with what stands, or None where nothing was published since it began."""
    held = library(draft.course, "")
    if held.course_id is None or held.edition == draft.based_on:
        return None
    sides = [_with_texts(names) for names in (made_from(draft), held.files)]
    return Meeting(held.edition, join(sides[0], _mine(draft), sides[1], decisions))


def bring_in(draft, edition, choices):
    """Bring in what others published, up to this edition. `choices`: {path: "mine", "theirs", or (for a text) the text}.

    Raises DraftHasMovedOn, NotAllIsDecided.
    """
    meeting = meet(draft)
    if meeting is None or meeting.edition != edition:
        raise DraftHasMovedOn
    decisions = {one.path: _decided(one, choices.get(one.path)) for one in meeting.joined.open}
    return change(draft, meet(draft, decisions).joined.files, "What others published came in", based_on=edition)


def _decided(one, choice):
    if choice in ("mine", "theirs"):
        return getattr(one, choice)
    if choice is None or not one.is_text:
        raise NotAllIsDecided
    return choice.encode()


def _mine(draft):
    return draft.files | draft.bytes(*filter(is_text, draft.files))


def _with_texts(names):
    """{path: bytes of a text, or the name of other bytes}."""
    kept = bytes_of(name for path, name in names.items() if is_text(path))
    return {path: kept.get(name, name) if is_text(path) else name for path, name in names.items()}
