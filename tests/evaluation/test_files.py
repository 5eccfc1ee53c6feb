"""What people take along: each row names the text it answered, and each file has as many rows as the screen says."""

import csv
import io
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from course.content.queries import revision_by_name, source_of
from course.database import db
from course.evaluation.exporting import FILES
from course.evaluation.variables import VARIABLES, header
from course.people.pseudonyms import export_name, pseudonym_of
from course.statements.finding import find, ledger
from tests.evaluation.making import COURSE, WORDED, Doing


@pytest.fixture
def read(dataset, story):
    """`read(name)` gives a file's rows as dicts of texts."""

    def read_file(name, flavour="plain"):
        with dataset() as data:
            text = b"".join(data.file(name, flavour)).decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))

    return read_file


def pid(app, person):
    with app.app_context():
        return export_name(app.config["SETTINGS"].EXPORT_KEY, COURSE, pseudonym_of(person))


def moment(text):
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", text)
    return datetime.fromisoformat(text)


def test_an_answer_row_has_all_that_was_asked_and_given(app, read, story):
    row = next(row for row in read("answers") if row["pid"] == pid(app, story["ann"]))
    assert {name: row[name] for name in (
        "question", "sheet", "kind", "module", "lesson", "options_shown", "response", "response_text", "correct", "points",
        "maximum", "attempt_number", "first_attempt", "confidence", "missing")} == {
        "question": "told", "sheet": "told", "kind": "choice", "module": "levels-module", "lesson": "levels",
        "options_shown": "inform consult empower", "response": "inform", "response_text": "Inform", "correct": "0",
        "points": "0.0", "maximum": "1.0", "attempt_number": "1", "first_attempt": "1", "confidence": "guess", "missing": ""}
    spent = moment(row["submitted_at"]) - moment(row["started_at"])
    assert abs(spent - timedelta(seconds=20.25)) <= timedelta(milliseconds=1)
    assert float(row["duration_s"]) == 20.25


def test_the_text_that_was_answered_is_fetched_back_from_its_row_alone(app, read):
    rows = [row for row in read("answers") if row["question"] == "told"]
    with app.app_context():
        texts = {row["revision"]: source_of(revision_by_name(row["revision"]).name).decode() for row in rows}
    assert len(texts) == 3
    for row in rows:
        assert row["response_text"] in texts[row["revision"]]
    assert {"nobody answers" in texts[row["revision"]] for row in rows} == {True, False}
    assert all(("nobody answers" in texts[row["revision"]]) == (row["fingerprint"] == rows[-1]["fingerprint"]) for row in rows)


def test_first_attempts_are_of_the_person_and_not_of_the_name(app, read, story):
    rows = [row for row in read("answers") if row["pid"] == pid(app, story["ben"])]
    assert [(row["question"], row["response"], row["attempt_number"], row["first_attempt"]) for row in rows] == [
        ("told", "empower", "1", "1"), ("told", "consult", "2", "0"), ("told", "consult", "1", "0"),
        ("supports", "later agenda", "1", "1"), ("supports", "childcare later", "1", "0")]


def test_each_person_has_one_first_attempt_at_each_question(read):
    rows = read("answers")
    assert sorted({(row["pid"], row["question"]) for row in rows}) == sorted(
        (row["pid"], row["question"]) for row in rows if row["first_attempt"] == "1")


def test_odd_texts_come_back_whole(app, read, story):
    rows = read("answers")
    assert next(row for row in rows if row["question"] == "promised")["response_text"] == WORDED
    assert next(row for row in rows if row["response"] == "empower")["response_text"] == '=1+1, "Empower" 邻居'
    rows = read("answers", "spreadsheet")
    assert next(row for row in rows if row["question"] == "promised")["response"] == "'" + WORDED


def test_survey_rows_tell_skipped_from_declined_and_keep_what_was_written(app, read, story):
    rows = {row["item"]: row for row in read("surveys") if row["pid"] == pid(app, story["ann"])}
    assert {key: (row["value"], row["text"], row["missing"]) for key, row in rows.items()} == {
        "p1_useful": ("3", "agree", ""), "p1_clear": ("1", "disagree", ""), "p1_nps": ("10", "10", ""),
        "p1_amount": ("right", "Right", ""), "p1_why": ("work other", "Work; Something else", ""),
        "p1_unclear": ("+nothing", "+nothing", ""), "p1_sector": ("", "", "-9")}
    assert rows["p1_why"]["written"] == "@home, -1"
    assert {row["wave"] for row in rows.values()} == {"pulse"}
    assert {row["missing"] for row in read("surveys") if row["pid"] == pid(app, story["dora"])} == {"-8"}


def test_progress_has_a_row_for_who_did_nothing_and_one_person_for_two_names(app, read, story):
    rows = read("progress")
    idle = [row for row in rows if row["pid"] == pid(app, story["idle"])]
    assert [(row["lesson"], row["account"], bool(row["registered_at"])) for row in idle] == [("", "0", True)]
    ben = {row["lesson"]: row for row in rows if row["pid"] == pid(app, story["ben"])}
    assert {key: (bool(row["first_opened_at"]), bool(row["completed_at"])) for key, row in ben.items()} == {
        "levels": (True, True), "hello": (True, True)}
    assert {row["account"] for row in ben.values()} == {"1"}
    assert len({row["pid"] for row in rows}) == 5


def test_progress_names_the_text_that_was_completed(app, read, story):
    ann = {row["lesson"]: row for row in read("progress") if row["pid"] == pid(app, story["ann"])}
    with app.app_context():
        told = find(COURSE, "completed", columns=(ledger.c.lesson, ledger.c.revision, ledger.c.edition), where=(
            ledger.c.lesson.is_not(None), ledger.c.actor == pseudonym_of(story["ann"]))).all()
    assert {(key, row["revision"], row["edition"]) for key, row in ann.items() if row["completed_at"]} == set(map(tuple, told))
    assert {key: row["core"] for key, row in ann.items()} == {"hello": "1", "levels": "1", "the-quiz": "1", "pulse": "0"}


def test_the_codebook_words_every_question_by_revision_with_its_time(read):
    rows = read("codebook")
    told = [row for row in rows if row["row"] == "question" and row["question"] == "told"]
    assert ["nobody" in row["label"] for row in told] == [False, False, True]
    assert told[0]["valid_to"] == told[1]["valid_from"] and told[2]["valid_to"] == ""
    options = [row for row in rows if row["row"] == "option" and row["revision"] == told[2]["revision"]
               and row["question"] == "told"]
    assert [(row["option"], row["label"], row["option_right"]) for row in options] == [
        ("inform", "Inform", "0"), ("consult", "Consult", "1"), ("empower", '=1+1, "Empower" 邻居', "0")]
    useful = next(row for row in rows if row["question"] == "p1_useful")
    assert useful["label"] == "How far do you agree? It was useful"


def test_the_codebook_titles_every_lesson_by_revision_with_its_time(read):
    rows, questions = ([row for row in read("codebook") if row["row"] == kind] for kind in ("lesson", "question"))
    titles = {(row["lesson"], row["revision"]): (row["label"], row["valid_from"], row["valid_to"]) for row in rows}
    assert len(titles) == len(rows) and all(label for label, _, _ in titles.values())
    assert {(row["lesson"], row["revision"]) for row in read("progress") if row["lesson"]} <= set(titles)
    assert {titles[row["lesson"], row["revision"]][1:] == (row["valid_from"], row["valid_to"]) for row in questions} == {True}


def test_the_codebook_says_from_where_to_where_a_scale_goes(read):
    points = {row["question"]: row["values"] for row in read("codebook") if row["row"] == "question"}
    assert (points["p1_nps"], points["p1_useful"], points["p1_why"]) == ("0 to 10", "1 to 3", "")


def test_where_a_column_has_no_value_the_codebook_says_why(dataset, read):
    """Of what this site records itself; what other tools leave out stands in unsaid.csv."""
    told = {(row["file"], row["variable"]): row["missing"] for row in read("codebook") if row["row"] == "variable"}
    empty = {(name, column) for name in FILES for row in read(name) for column, value in row.items() if value == ""}
    assert len(empty) > 20 and [pair for pair in sorted(empty) if "empty=" not in told[pair]] == []


def test_the_codebook_knows_every_column_of_every_file(dataset, read):
    assert set(VARIABLES) == set(FILES)
    described = {(row["file"], row["variable"]) for row in read("codebook") if row["row"] == "variable"}
    for name in FILES:
        with dataset() as data:
            first = next(data.file(name)).decode().splitlines()[0]
        assert {(name, column) for column in first.split(",")} == {pair for pair in described if pair[0] == name}


def test_every_question_and_meaning_of_a_row_is_in_the_codebook(read):
    known = {(row["question"], row["revision"], row["fingerprint"]) for row in read("codebook") if row["row"] == "question"}
    answered = {(row["question"], row["revision"], row["fingerprint"]) for row in read("answers")}
    assert answered | {(row["item"], row["revision"], row["fingerprint"]) for row in read("surveys")} <= known


def test_counts_on_the_screen_are_those_of_the_files(dataset, read):
    for name in FILES:
        with dataset() as data:
            assert data.rows(name) == len(read(name)), name


def test_all_answers_are_in_one_file_or_the_other(app, read):
    with app.app_context():
        told = db.session.execute(select(func.count()).where(ledger.c.verb.endswith("answered"))).scalar()
    assert len(read("answers")) + len(read("surveys")) == told


def test_an_empty_course_has_files_with_their_headers(app, clock, dataset):
    Doing(app, clock).publish()
    for name in ("answers", "progress", "surveys"):
        with dataset() as data:
            assert b"".join(data.file(name)).decode() == ",".join(header(name)) + "\r\n"
            assert data.rows(name) == 0


def test_the_files_of_two_courses_have_no_name_in_common():
    assert export_name("key", "one", "subject") != export_name("key", "another", "subject")
