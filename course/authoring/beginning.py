"""A new course in the browser: its id is taken, its author facilitates it, and her draft holds what can be published as it is."""

from sqlalchemy import select

from course.auditing import note_act
from course.authoring.drafts import begin_draft
from course.authoring.example import example_files
from course.authoring.models import CourseDraft
from course.content.beginning import first_files, id_of
from course.content.models import Course
from course.database import ask, insert_new
from course.errors import CourseError
from course.people.rights import give_own_course

EXAMPLE = "An example to take apart"


class CourseIsThere(CourseError):
    status = 422
    sentence = "There is a course with this title's id already. Choose another title: the id is made of it, and stays."


def begin_course(title, *, by):
    """The key of a new course, which nobody sees until it is published. Raises CourseIsThere."""
    key = id_of(title)
    if not take_key(key, by=by):
        raise CourseIsThere
    begin_draft(key, by, first_files(key, title))
    note_act("course begun", by=by, course=key)
    return key


def begin_example(*, by):
    """The key of an example that somebody can take apart: every block, in a draft of her own."""
    number, title = 1, EXAMPLE
    while not take_key(id_of(title), by=by):
        number += 1
        title = f"{EXAMPLE} {number}"
    key = id_of(title)
    begin_draft(key, by, example_files(first_files(key, title)))
    note_act("course begun", by=by, course=key)
    return key


def take_key(key, *, by):
    """Whether the key was free; it is hers then, and she facilitates the course."""
    if not insert_new(Course.__table__, [{"key": key, "publication_id": None}], Course.id) or _is_drafted(key):
        return False
    give_own_course(by, key)
    return True


def _is_drafted(key):
    return ask(select(CourseDraft.id).where(CourseDraft.course == key)).first() is not None
