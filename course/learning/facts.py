"""The one SELECT behind the classroom's pages: who is here, and facts of several tables as lines of the same columns, by tag.

What grows with a course comes gathered in one line, for a line costs more than what stands in it.
"""

from functools import lru_cache

from sqlalchemy import JSON, Boolean, Float, Integer, String, Uuid

from course.database import Moment
from course.written import written

COLUMNS = {  # name: (its type in Python, what both databases call it)
    "tag": (String, "text"),
    "id": (Uuid, "uuid"),
    "key": (String, "text"),
    "other": (String, "text"),
    "n": (Integer, "integer"),
    "m": (Integer, "integer"),
    "p": (Integer, "integer"),
    "at": (Moment, "timestamptz"),
    "response": (JSON, "json"),
    "shown": (JSON, "json"),
    "correct": (Boolean, "boolean"),
    "points": (Float, "float"),
    "maximum": (Float, "float"),
    "confidence": (String, "text"),
    "pass_mark": (Float, "float"),
}
MINE = """
WITH who AS (
    SELECT person.id, name, email, seen_at, ends_at FROM sign_in JOIN person ON person.id = person_id
    WHERE token_hash = :token),
mine AS (
    SELECT enrolment.id, left_at, joined_to, enrolment.publication_id FROM enrolment JOIN course ON course.id = course_id
    WHERE person_id = (SELECT id FROM who) AND course.key = :course)"""
VISIT = """, visited AS (
    SELECT id, seen_at FROM visit WHERE enrolment_id IN (SELECT id FROM mine) ORDER BY seen_at DESC LIMIT 1)"""
HERS = "enrolment_id IN (SELECT id FROM mine)"
HERE = f"{HERS} AND lesson = :lesson"
GATHERED = {"sqlite": "group_concat", "postgresql": "string_agg"}  # the same under two names
OF_A_WORD, OF_A_LINE = ",", ";"  # between the words of what is gathered; neither stands in an id or a moment


def _line(tag, source, **given):
    """What is not given is empty, and PostgreSQL wants to know of what type."""
    values = [f"{given.get(name, f'CAST(NULL AS {kind})')} AS {name}" for name, (_, kind) in COLUMNS.items() if name != "tag"]
    return f"SELECT '{tag}' AS tag, {', '.join(values)} FROM {source}"


def _gathered(tag, source, *words):
    """One line for all rows of a source, its `key` as `taken_apart()` takes it."""
    joined = f" || '{OF_A_WORD}' || ".join(words)
    return _line(tag, f"(SELECT {{gathered}}({joined}, '{OF_A_LINE}') AS every FROM {source}) of_all", key="every")


def taken_apart(gathered):
    """[[word, ...]] of what was gathered, which may be nothing."""
    return [one.split(OF_A_WORD) for one in gathered.split(OF_A_LINE)] if gathered else []


def _select(dialect, beginning, *lines):
    sql = f"{beginning} {' UNION ALL '.join(lines)}".format(gathered=GATHERED[dialect])
    return written(sql, {name: kind for name, (kind, _) in COLUMNS.items()})


ALWAYS = (
    _line("visitor", "who", n="id", key="name", other="email", at="seen_at"),
    _line("ends", "who", at="ends_at"),
    _line("role", "role WHERE person_id = (SELECT id FROM who) AND taken_at IS NULL", key="name", other="course"),
    _line(
        "standing",
        "course WHERE key = :course",
        key="state",
        n="publication_id",
        m="(SELECT count(*) FROM remarking WHERE course_id = course.id)",
    ),
    _line("enrolment", "mine", id="id", at="left_at", p="publication_id", correct="joined_to IS NULL"),
    _gathered("completed", f"completion WHERE {HERS}", "what", "key"),
)
FINISHED = _line("completion", f"completion WHERE {HERS} AND what = 'course'", key="key", other="what", at="at")
OPENINGS = _gathered(
    "openings",
    f"""opening WHERE {HERS} AND NOT EXISTS (
        SELECT 1 FROM opening later
        WHERE later.enrolment_id = opening.enrolment_id AND later.lesson = opening.lesson AND later.at > opening.at)""",
    "lesson",
    "revision_id",
    "at",
)
OF_LESSON = (
    _line(
        "completion",
        f"completion WHERE {HERS} AND what = 'lesson' AND key = :lesson",
        key="key",
        other="what",
        at="at",
    ),
    _line(
        "opening",
        f"(SELECT lesson, revision_id, at FROM opening WHERE {HERE} ORDER BY at DESC LIMIT 1) latest",
        key="lesson",
        n="revision_id",
        at="at",
    ),
    _line("visit", "visited", id="id", at="seen_at"),
    _line("seen", "opening WHERE visit_id = (SELECT id FROM visited) AND lesson = :lesson", n="revision_id"),
    _line(
        "attempt",
        f"attempt WHERE {HERE}",
        id="id",
        key="sheet",
        n="number",
        m="revision_id",
        p="publication_id",
        at="sent_at",
        correct="passed",
        points="points",
        maximum="maximum",
        pass_mark="pass_mark",
    ),
    _line(
        "answer",
        f"""answer JOIN question ON question.id = answer.question_id
        WHERE attempt_id IN (SELECT id FROM attempt WHERE {HERE})""",
        id="attempt_id",
        key="question.key",
        other="fingerprint",
        response="response",
        shown="shown",
        correct="correct",
        points="points",
        maximum="maximum",
        confidence="confidence",
    ),
)


@lru_cache
def about_course(dialect):
    """Of whoever has the session :token, on :course."""
    return _select(dialect, MINE, *ALWAYS, FINISHED, OPENINGS)


@lru_cache
def about_lesson(dialect):
    """... and of its :lesson."""
    return _select(dialect, MINE + VISIT, *ALWAYS, FINISHED, *OF_LESSON)
