"""The lessons of a course as every revision titled them, and what their authors ask readers there: for the codebook."""

from collections import namedtuple
from functools import lru_cache
from itertools import zip_longest

from markupsafe import Markup

from course.content.queries import history, published, sheet_of
from course.database import db

LessonWording = namedtuple("LessonWording", "key title revision thoughts valid_from valid_to")


def lessons_worded(standing):
    """A LessonWording for each lesson and revision, oldest first, by ids of today; `thoughts` are (sheet, text). Kept until the
    course is published again."""
    return _lessons(db.engine, standing.outline.key, standing.publication_id)


@lru_cache(maxsize=16)
def _lessons(engine, course, publication_id):
    publications, found, today = [one for one, _ in reversed(history(course))], {}, published(publication_id).lineage.today
    for publication, after in zip_longest(publications, publications[1:]):
        there = published(publication.id)
        for line in there.outline.lessons:
            place = line.key, line.revision
            if place not in found:
                found[place] = LessonWording(today("lesson", line.key), line.title, line.revision,
                                             _thoughts(line, there.edition, today), publication.at, None)
            found[place] = found[place]._replace(valid_to=after and after.at)
    return list(found.values())


def _thoughts(line, edition, today):
    """[(sheet, what it asks its readers)]"""
    return [(today("block", one.key), Markup(sheet_of(line.revision_id, edition, one.key).intro).striptags())
            for one in line.sheets if one.kind == "thoughts"]
