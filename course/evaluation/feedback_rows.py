"""Feedback on lessons, for the screen and for feedback.csv: how useful they were found, and what was unclear."""

from collections import Counter, defaultdict, namedtuple

from course.content.queries import history, published
from course.csv_text import columns_of
from course.evaluation.sql_values import digits, iso
from course.statements.finding import find, ledger
from course.statements.vocabulary import NAMES

c = ledger.c
ASKED = (digits(c.actor).label("pid"), c.verb, c.module, c.lesson, c.score, c.response, c.revision, c.edition,
         iso(c.timestamp).label("at"))
WHAT = {"rated": "rating", "commented": "unclear"}
POINTS = (1, 2, 3, 4, 5)
Found = namedtuple("Found", "lesson title revision number stands n mean spread remarks")


def feedback_found(course):
    """Statements of feedback, oldest first; those about a sheet are thoughts."""
    return find(course, "rated", "commented", columns=ASKED, where=(c.sheet.is_(None), c.lesson.is_not(None)))


def feedback_batches(source):
    """Batches of columns of feedback.csv, from an answer_rows.Source."""
    latest = _latest(source.course, source.names)
    today = source.wordings.lineage.today
    for batch in feedback_found(source.course).partitions():
        yield columns_of([
            (source.names.person(row.pid), WHAT[NAMES[row.verb]], today("module", row.module), today("lesson", row.lesson),
             row.score, row.response, int(latest[_who(source.names, row)] == row.at), row.revision, row.edition, row.at)
            for row in batch])


def _who(names, row):
    return names.person(row.pid), row.revision, row.lesson


def _latest(course, names):
    """{(person, revision, lesson): when she said last what counts}."""
    found = {}
    for row in feedback_found(course):
        key = _who(names, row)
        found[key] = max(found.get(key, row.at), row.at)
    return found


def feedback_figures(standing, names):
    """How useful a lesson was found, by text: of each person, what she said last of that text. n is how many said it; remarks
    are those on what was unclear."""
    course, renamed = standing.outline.key, standing.lineage.names.get("lesson", {})
    latest, ratings, remarks = _latest(course, names), defaultdict(Counter), Counter()
    for row in feedback_found(course):
        if latest[_who(names, row)] != row.at:
            continue
        place = renamed.get(row.lesson, row.lesson), row.revision
        if NAMES[row.verb] == "rated":
            ratings[place][row.score] += 1
        else:
            remarks[place] += 1
    numbers = _numbers(standing)
    found = [_figures(standing, *place, numbers.get(place[1]), ratings[place], remarks[place]) for place in {*ratings, *remarks}]
    return sorted(found, key=lambda one: (_order(standing, one.lesson), -(one.number or 0)))


def _figures(standing, lesson, revision, number, ratings, remarks):
    line, n = standing.outline.lesson(lesson), sum(ratings.values())
    stands = line is not None and line.revision == revision
    mean = sum(point * times for point, times in ratings.items()) / n if n else None
    spread = [(point, ratings[point]) for point in POINTS]
    return Found(lesson, line.title if line else lesson, revision, number, stands, n, mean, spread, remarks)


def _numbers(standing):
    """{a text's name: the number by which people know it} of every edition; one that another tool has named has none."""
    return {line.revision: line.number for publication, _ in history(standing.outline.key)
            for line in published(publication.id).outline.lessons}


def _order(standing, lesson):
    keys = [line.key for line in standing.outline.lessons]
    return (keys.index(lesson) if lesson in keys else len(keys)), lesson
