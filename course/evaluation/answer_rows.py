"""The rows of answers.csv and surveys.csv, streamed. What the database can make comes ready from there, and the rest is made
column by column, not row by row: a million rows go through here."""

from dataclasses import dataclass
from itertools import repeat

from course.content.lineage import NOTHING
from course.content.sheets import DECLINED, SKIPPED
from course.evaluation.sql_values import digits, iso, iso_before, number
from course.evaluation.variables import header
from course.people.erasing import ERASED
from course.statements.finding import find, ledger

CODES = {ERASED: -7, SKIPPED: -8, DECLINED: -9}

c = ledger.c
COMMON = {"pid": digits(c.actor), "sheet": c.sheet, "revision": c.revision, "fingerprint": c.fingerprint, "edition": c.edition,
          "attempt_number": c.attempt_number, "first_attempt": number(c.attempt_number == 1), "missing": c.missing}
ANSWERS = COMMON | {
    "question": c.question, "module": c.module, "lesson": c.lesson, "options_shown": c.shown, "response": c.response,
    "correct": number(c.success), "points": c.score, "maximum": c.maximum, "attempt": digits(c.attempt),
    "confidence": c.confidence, "started_at": iso_before(c.timestamp, c.duration), "submitted_at": iso(c.timestamp),
    "duration_s": c.duration}
SURVEYS = COMMON | {
    "item": c.question, "wave": c.wave, "value": c.response, "written": c.written, "answered_at": iso(c.timestamp)}


@dataclass(frozen=True)
class Source:
    """What answers are read with: the course's key, its Wordings, its Firsts, the Names of its files, and its marks_now()."""

    course: str
    wordings: object
    firsts: object
    names: object
    marks: dict


def answer_batches(source):
    """Batches of columns of answers.csv: questions, scored or not; survey items and worksheets have files of their own."""
    elsewhere = source.wordings.surveyed + source.wordings.papered
    where = (c.question.is_not(None), c.question.not_in(elsewhere))
    for columns in _read(source, ANSWERS, "question", where):
        columns["response_text"] = _texts(columns, "response")
        columns["correct_now"], columns["points_now"], columns["remarked_at"] = _marks(source.marks, columns)
        columns["attempt"] = map(source.names.attempt, columns["attempt"])
        yield [columns[name] for name in header("answers")]


def survey_batches(source):
    """Batches of columns of surveys.csv, long: one row for each person, item, wave and sending."""
    for columns in _read(source, SURVEYS, "item", (c.question.in_(source.wordings.surveyed),)):
        columns["text"] = _texts(columns, "value")
        yield [columns[name] for name in header("surveys")]


def _read(source, asked, question, where):
    """{column: values} for each batch; `question` is the name under which the file has the question's key."""
    found = find(source.course, "answered", columns=(c.position, *asked.values()), where=where)
    for batch in found.partitions():
        positions, *values = zip(*batch, strict=True)
        columns = dict(zip(asked, values, strict=True))
        columns["first_attempt"] = _firsts(source.firsts, positions, columns, question)
        asked_here = zip(columns["revision"], columns[question], strict=True)
        columns["wording"] = list(map(source.wordings.get, asked_here, repeat(source.wordings.NONE)))
        columns["kind"] = [wording.kind for wording in columns["wording"]]
        columns["asked_as"] = columns[question]
        if source.wordings.lineage is not NOTHING:
            columns[question], columns["fingerprint"] = zip(*map(
                source.wordings.today, columns[question], columns["fingerprint"]), strict=True)
            for what, name in (("block", "sheet"), ("lesson", "lesson"), ("module", "module")):
                names = source.wordings.lineage.names.get(what, {})
                columns[name] = [names.get(one, one) for one in columns.get(name, ())]
        columns["missing"] = map(CODES.get, columns["missing"])
        columns["pid"] = map(source.names.person, columns["pid"])
        yield columns


def _firsts(firsts, positions, columns, question):
    """Whether each answer was the person's first: as its number says, but for those that were judged one by one."""
    if not firsts.rows:
        return columns["first_attempt"]
    several, wandering, first = firsts.hexes, firsts.wandering, firsts.positions
    return [int(position in first) if name in several or key in wandering else said
            for position, name, key, said in zip(positions, columns["pid"], columns[question], columns["first_attempt"],
                                                 strict=True)]


def _marks(marks, columns):
    """Columns of the marks that count now: as first given, but for those that were given anew."""
    if not marks:
        return columns["correct"], columns["points"], [None] * len(columns["correct"])
    found = [marks.get((attempt, question), (correct, points, None)) for attempt, question, correct, points in zip(
        columns["attempt"], columns["asked_as"], columns["correct"], columns["points"], strict=True)]
    return zip(*found, strict=True)


def _texts(columns, response):
    return [wording.texts.get(said) or wording.text(said)
            for wording, said in zip(columns["wording"], columns[response], strict=True)]
