"""The facilitator's view of feedback: each lesson by revision, how useful it was found, and the remarks that wait."""

from collections import Counter, namedtuple

from course.content.queries import revision_by_id
from course.conversation.feedback import OPEN, RATINGS, feedback_on
from course.enrolment.queries import joined_enrolments

OfRevision = namedtuple("OfRevision", "number stands n mean spread remarks")
OfLesson = namedtuple("OfLesson", "key title stands revisions n open")


def feedback_by_lesson(standing):
    """An OfLesson for each lesson that somebody said something of: those of the course first, in its order."""
    by_lesson = {}
    for one in feedback_on(standing.course_id, joined_enrolments(standing.course_id)):
        key = standing.lineage.today("lesson", one.lesson)
        by_lesson.setdefault(key, {}).setdefault(one.revision_id, []).append(one)
    order = {line.key: place for place, line in enumerate(standing.outline.lessons)}
    keys = sorted(by_lesson, key=lambda key: (order.get(key, len(order)), key))
    return [_lesson(standing, key, by_lesson[key]) for key in keys]


def _lesson(standing, key, by_revision):
    line = standing.outline.lesson(key)
    revisions = sorted((_revision(line, revision_id, given) for revision_id, given in by_revision.items()),
                       key=lambda one: (one.stands, one.number), reverse=True)
    waiting = sum(remark.state == OPEN for one in revisions for remark in one.remarks)
    return OfLesson(key, line.title if line else key, line is not None, revisions, sum(one.n for one in revisions), waiting)


def _revision(line, revision_id, given):
    ratings = [one.rating for one in given if one.rating]
    counted = Counter(ratings)
    stands = line is not None and line.revision_id == revision_id
    return OfRevision(revision_by_id(revision_id).number, stands, len(ratings), sum(ratings) / len(ratings) if ratings else None,
                      [(words, counted[value]) for value, words in RATINGS.items()],
                      sorted((one for one in given if one.unclear), key=lambda one: one.state != OPEN))
