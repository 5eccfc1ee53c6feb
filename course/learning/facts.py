"""The one SELECT behind the classroom's pages: a row for who is here (with each of her enrolments on the course, if she was a
guest before), and a row for each answer to the lesson.

To begin a SELECT takes PostgreSQL longer than to answer this one, by each table and each branch in it. So whatever has many
rows comes gathered, as text in a column of the one row; and questions, which never change, are not asked for here.
"""

from datetime import datetime
from functools import lru_cache

from sqlalchemy import JSON, Boolean, Float, Integer, String, Uuid

from course.database import Moment
from course.written import written

MINE = """
WITH mine AS (
    SELECT person.id, name, email, seen_at, ends_at, course.id AS course_id, course.state,
        course.publication_id AS stands, enrolment.id AS enrolment_id, enrolment.left_at,
        enrolment.joined_to IS NULL AS goes_on, enrolment.publication_id AS began_with
    FROM sign_in JOIN person ON person.id = sign_in.person_id LEFT JOIN course ON course.key = :course
        LEFT JOIN enrolment ON enrolment.person_id = person.id AND enrolment.course_id = course.id
    WHERE token_hash = :token)"""
HERS = "enrolment_id = mine.enrolment_id"
GATHERED = {"sqlite": "group_concat", "postgresql": "string_agg"}  # the same under two names
OF_A_WORD, OF_A_LINE = ",", ";"  # between the words of what is gathered; neither stands in an id, a role's name or a moment


def _gathered(source, *words):
    """All rows of a source as one text, as `taken_apart()` takes it."""
    joined = f" || '{OF_A_WORD}' || ".join(words)
    return String, f"(SELECT {{gathered}}({joined}, '{OF_A_LINE}') FROM {source})"


def taken_apart(gathered):
    """[[word, ...]] of what was gathered, which may be nothing."""
    return [one.split(OF_A_WORD) for one in gathered.split(OF_A_LINE)] if gathered else []


def moment(word):
    """The moment that a database wrote as text."""
    return Moment().process_result_value(datetime.fromisoformat(word), None)


LEARNER = {  # name of a column: (its type, where it comes from)
    "id": (Integer, "id"),  # the person's
    "name": (String, "name"),
    "email": (String, "email"),
    "seen_at": (Moment, "seen_at"),
    "ends_at": (Moment, "ends_at"),
    "state": (String, "state"),
    "stands": (Integer, "stands"),
    "enrolment_id": (Uuid, "enrolment_id"),
    "left_at": (Moment, "left_at"),
    "goes_on": (Boolean, "goes_on"),
    "began_with": (Integer, "began_with"),
    "roles": _gathered("role WHERE person_id = mine.id AND taken_at IS NULL", "role.name", "coalesce(role.course, '')"),
    "remarkings": (Integer, "(SELECT count(*) FROM remarking WHERE course_id = mine.course_id)"),
    "completed": _gathered(f"completion WHERE {HERS}", "what", "key"),
    "finished_at": (Moment, f"(SELECT at FROM completion WHERE {HERS} AND what = 'course' AND key = :course)"),
}
LATEST_OPENINGS = {
    "openings": _gathered(
        f"""opening WHERE {HERS} AND NOT EXISTS (
            SELECT 1 FROM opening later
            WHERE later.enrolment_id = opening.enrolment_id AND later.lesson = opening.lesson AND later.at > opening.at)""",
        "lesson",
        "revision_id",
        "at",
    )
}
OF_LESSON = {
    "completed_at": (Moment, f"(SELECT at FROM completion WHERE {HERS} AND what = 'lesson' AND key = :lesson)"),
    "openings": _gathered(f"opening WHERE {HERS} AND lesson = :lesson", "revision_id", "at", "visit_id"),
    "visit": _gathered(
        f"(SELECT id, seen_at FROM visit WHERE {HERS} ORDER BY seen_at DESC LIMIT 1) latest", "id", "seen_at"
    ),
}
ANSWER = {
    "attempt_id": (Uuid, "attempt.id"),
    "revision_id": (Integer, "attempt.revision_id"),
    "publication_id": (Integer, "attempt.publication_id"),
    "sheet": (String, "sheet"),
    "number": (Integer, "number"),
    "sent_at": (Moment, "sent_at"),
    "all_points": (Float, "attempt.points"),
    "all_maximum": (Float, "attempt.maximum"),
    "passed": (Boolean, "passed"),
    "pass_mark": (Float, "pass_mark"),
    "question_id": (Integer, "question_id"),  # of an attempt without answers, it is empty with all that follows
    "response": (JSON, "response"),
    "shown": (JSON, "shown"),
    "correct": (Boolean, "correct"),
    "points": (Float, "answer.points"),
    "maximum": (Float, "answer.maximum"),
    "confidence": (String, "confidence"),
}
ANSWERS = f"mine JOIN attempt ON attempt.{HERS} AND lesson = :lesson LEFT JOIN answer ON attempt_id = attempt.id"


def _lines(source, here, columns):
    """A SELECT of these columns, empty where they are not among those that rows from `here` have."""
    values = [f"{here[name][1] if name in here else 'NULL'} AS {name}" for name in columns]
    return f"SELECT {', '.join(values)} FROM {source}"


def _written(dialect, sql, columns):
    return written(f"{MINE} {sql}".format(gathered=GATHERED[dialect]), {name: kind for name, (kind, _) in columns.items()})


@lru_cache
def about_course(dialect):
    """Of whoever has the session :token, on :course."""
    asked = LEARNER | LATEST_OPENINGS
    return _written(dialect, _lines("mine", asked, asked), asked)


@lru_cache
def about_lesson(dialect):
    """... and of its :lesson. Rows of answers have an `attempt_id`."""
    hers = LEARNER | OF_LESSON
    both = hers | ANSWER
    return _written(dialect, f"{_lines('mine', hers, both)} UNION ALL {_lines(ANSWERS, ANSWER, both)}", both)
