"""A fork: a course of its own that says what it was made of. Lessons, blocks and options keep their ids, so that links and
worksheets go on to hold, and what was changed can be told from what was not; the course has a new one, so nothing is mixed up."""

from itertools import count

from course.auditing import note_act
from course.authoring.beginning import take_key
from course.authoring.drafts import begin_draft
from course.content.beginning import id_of
from course.content.heads import with_head
from course.errors import CourseError
from course.reuse.excerpting import table_of
from course.reuse.parents import keep_parent

LONGEST_KEY = 76  # a number may follow


def forked(files, text, key, title, origin):
    """{path: bytes} of the fork of a course. `origin` is the table that names what it was made of; what was withdrawn there was
    never here."""
    head = with_head(files["course.md"].decode(), id=key, title=title, parent=[origin, *map(table_of, text.parents)],
                     withdrawn=None)
    return files | {"course.md": head.encode()}


def begin_fork(files, text, origin, *, title="", by):
    """The key of a new course whose draft holds the fork, to be looked at and published. `files` are {path: bytes, or the name of
    bytes that are kept}; texts are bytes."""
    title = " ".join(title.split())[:200] or text.title
    key = _free_key(_wished(title, text), by)
    begin_draft(key, by, forked(files, text, key, title, origin))
    keep_parent(key, origin.get("edition", ""), files)
    note_act("course copied", by=by, course=key, subject=origin.get("address") or text.id, edition=origin.get("edition", ""))
    return key


def _wished(title, text):
    """The id that a title makes; a title in other letters than a to z makes none, and the other course's id serves."""
    try:
        return id_of(title)
    except CourseError:
        return getattr(text, "id", None) or text.key


def _free_key(wished, by):
    """The key, or one with a number after it: nobody should have to send a large zip again for that."""
    keys = (wished if number == 1 else f"{wished[:LONGEST_KEY]}-{number}" for number in count(1))
    return next(key for key in keys if take_key(key, by=by))
