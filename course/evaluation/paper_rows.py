"""The rows of worksheets.csv: what was saved on worksheets and commitments by their button, a table cell by cell."""

from course.content.questions.paper_table import rows_of
from course.csv_text import columns_of
from course.evaluation.answer_rows import CODES
from course.evaluation.sql_values import digits, iso
from course.statements.finding import find, ledger

c = ledger.c
ASKED = (digits(c.actor).label("pid"), c.sheet, c.question, c.module, c.lesson, c.revision, c.fingerprint, c.edition, c.response,
         c.missing, c.attempt_number, iso(c.timestamp).label("saved_at"))


def worksheet_batches(source):
    """Batches of columns, from an answer_rows.Source."""
    found = find(source.course, "answered", columns=ASKED, where=(c.question.in_(source.wordings.papered),))
    for batch in found.partitions():
        yield columns_of([cells for row in batch for cells in _cells(source, row)])


def _cells(source, row):
    wording = source.wordings.of(row.revision, row.question)
    kind = wording.kind and wording.kind.removeprefix("paper-")
    today = source.wordings.lineage.today
    field, series = source.wordings.today(row.question, row.fingerprint)
    for place, column, value, text in _values(wording, kind, row.response):
        yield (source.names.person(row.pid), today("block", row.sheet), field, kind, place, column, value, text,
               CODES.get(row.missing), today("module", row.module), today("lesson", row.lesson), row.revision, series,
               row.edition, row.attempt_number, row.saved_at)


def _values(wording, kind, response):
    """(row, column, value, text) of each cell that is filled in; of what is no table, or empty, one."""
    if kind != "table" or not response:
        return [(None, None, response, wording.text(response))]
    return [(place, column, words, words)
            for place, cells in enumerate(rows_of(response), start=1) for column, words in cells.items()]


THOUGHT = (digits(c.actor).label("pid"), c.sheet, c.module, c.lesson, c.response, c.revision, c.edition, iso(c.timestamp))


def thought_batches(source):
    """Batches of columns of thoughts.csv: what was shared, whether or not it was shown."""
    for batch in find(source.course, "commented", columns=THOUGHT, where=(c.sheet.is_not(None),)).partitions():
        yield columns_of([_thought(source, *row) for row in batch])


def _thought(source, pid, sheet, module, lesson, *rest):
    today = source.wordings.lineage.today
    return (source.names.person(pid), today("block", sheet), today("module", module), today("lesson", lesson), *rest)
