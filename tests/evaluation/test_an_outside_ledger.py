"""The desk and the files on statements that another tool sent: what it says counts as ours does, what it leaves out is empty, and
how much that is is said."""

import csv
import io
import json
from itertools import cycle

import pytest
from sqlalchemy import select

from course.database import ask, writing
from course.evaluation.exporting import FILES
from course.people.erasing import erase
from course.statements.erasing import delete_statements
from course.statements.finding import ledger
from tests.evaluation.making import COURSE
from tests.lrs.asking import Tool

MAY_LACK = {"module", "lesson"}  # of an answer: its statement names the sheet, and that the lesson
PLACES = {"answers": MAY_LACK, "surveys": MAY_LACK, "worksheets": MAY_LACK}


def sent_from_outside(app, without=(), respond=None):
    """All that the platform recorded is gone, and a tool that counts has sent the same, less some properties of each; `respond`
    says what it has as the answer instead, None where nothing."""
    with app.app_context(), writing():
        told = [json.loads(one) for one in ask(select(ledger.c.statement).order_by(ledger.c.position)).scalars()]
        with erase("a trial"):
            delete_statements(ledger.c.authority.is_(None))
    tool = Tool(app, "statements/write", counts=True)
    for one in told:
        for name in ("stored", "authority"):
            one.pop(name)
        for name in without:
            one["context"].pop(name, None)
        if respond and one["verb"]["id"].endswith("answered"):
            result = one.get("result", {}) | {"response": respond()}
            one["result"] = {name: value for name, value in result.items() if value is not None}
    for start in range(0, len(told), 20):
        tool.sent(*told[start:start + 20])
    return told


def figures(data):
    return {"funnel": [(one.key, one.module, one.n) for one in data.funnel],
            "questions": [(one.wording.key, one.n, one.empty, one.right, one.choices) for one in data.questions],
            "items": [(one.wording.key, one.wave, one.n, one.skipped, one.declined, one.choices) for one in data.items]}


def files(data):
    found = {}
    for name in FILES:
        rows = list(csv.DictReader(io.StringIO(b"".join(data.file(name)).decode(), newline="")))
        found[name] = sorted(json.dumps({key: value for key, value in row.items() if key not in PLACES.get(name, ())})
                             for row in rows)
    return found


def test_an_outside_ledger_equal_to_ours_gives_the_same_figures_and_files(app, dataset, story):
    with dataset() as data:
        ours, our_files = figures(data), files(data)
    told = sent_from_outside(app)
    with dataset() as data:
        assert figures(data) == ours and any(n for _, _, n in ours["funnel"])
        theirs = files(data)
        assert {name for name in FILES if theirs[name] != our_files[name]} == {"unsaid"}
        for name in FILES:
            assert data.rows(name) == len(theirs[name]), name
        unsaid = {(one.records, one.column): (one.n, one.of) for one in data.unsaid}
    answers = sum(one["verb"]["id"].endswith("answered") for one in told)
    assert unsaid["answers", "lesson"] == unsaid["answers", "module"] == (answers, answers) and answers > 20
    assert unsaid["answers", "question"] == unsaid["answers", "sheet"] == unsaid["answers", "revision"] == (0, answers)


@pytest.mark.databases("sqlite")
def test_what_a_tool_leaves_out_is_empty_and_counted(app, dataset, story, desk):
    with dataset() as data:
        funnel = figures(data)["funnel"]
    assert "Other tools have told" not in desk.get("/evaluation/neighbours").text
    told = sent_from_outside(app, without=("extensions", "revision", "registration"))
    answers = sum(one["verb"]["id"].endswith("answered") for one in told)
    with dataset() as data:
        assert figures(data)["funnel"] == funnel  # it needs none of that
        unsaid = {(one.records, one.column): one.n for one in data.unsaid}
        rows = list(csv.DictReader(io.StringIO(b"".join(data.file("unsaid")).decode())))
        assert data.rows("unsaid") == len(rows) == len(data.unsaid)
        given = list(csv.DictReader(io.StringIO(b"".join(data.file("answers")).decode(), newline="")))
    assert {(row["records"], row["column"]): int(row["n"]) for row in rows} == unsaid
    for name in ("revision", "fingerprint", "edition", "attempt", "attempt_number", "registration"):
        assert unsaid["answers", name] == answers, name
    assert {(row["revision"], row["fingerprint"], row["attempt_number"]) for row in given} == {("", "", "")}
    page = desk.get("/evaluation/neighbours").text
    assert "Other tools have told" in page and str(answers) in desk.get("/evaluation/neighbours/unsaid").text


@pytest.mark.databases("sqlite")
def test_what_a_tool_says_that_nobody_could_answer_breaks_no_figure_and_no_file(app, dataset, story, desk):
    odd = cycle(["--3", "9" * 5000, "٣", "", None, "6", "-1", "3 4", "1e9", "\x00", " "])
    sent_from_outside(app, respond=lambda: next(odd))
    with dataset() as data:
        assert files(data).keys() == set(FILES) and figures(data)["items"]
    for page in ("", "/changes", "/feedback", "/unsaid", "/statements"):
        assert desk.get(f"/evaluation/{COURSE}{page}").status_code == 200
