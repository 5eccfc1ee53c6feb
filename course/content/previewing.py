"""A course that is not published, laid out as if it stood, for as long as a page is drawn. Nothing is stored.

Its revisions have negative numbers, which no table gives: what is drawn of them can be taken for nothing that stands.
"""

from contextlib import contextmanager

from course.clock import now
from course.content.naming import tree_name
from course.content.outlining import outline_of
from course.content.queries import Standing, laid_out

UNPUBLISHED = -1  # the number of the publication that there is not


@contextmanager
def previewing(prepared):
    """The Standing that a Prepared course without errors would have; inside, its pages are found as those that stand."""
    lessons = dict(enumerate(prepared.text.lessons, start=1))
    numbers = {lesson.path: -number for number, lesson in lessons.items()}

    def revision_of(lesson):
        return numbers[lesson.path], prepared.names[lesson.path], UNPUBLISHED

    outline = outline_of(prepared, revision_of)
    token = laid_out.set(lambda number: prepared.page(lessons[-number]))
    try:
        yield Standing(UNPUBLISHED, UNPUBLISHED, UNPUBLISHED, now(), UNPUBLISHED, tree_name(prepared.files), outline)
    finally:
        laid_out.reset(token)
