"""Counts that are kept are those that a recount of the ledger gives, whatever came between, and the desk goes on from them."""

import json
from uuid import UUID

import pytest
from sqlalchemy import event, update

from course.clock import now
from course.content.queries import standing
from course.database import db, writing
from course.evaluation import tallies
from course.evaluation.tallies import count_all, count_answers
from course.evaluation.tasks import keep_each, keep_tally
from course.evaluation.unsaid import told_by_others
from course.evaluation.wording import wordings_of
from course.people.forgetting import erase_person
from course.people.pseudonyms import pseudonym_of
from course.statements.recording import record
from course.statements.tally_models import Tally
from course.statements.tallying import drop_counts, kept_counts
from tests.evaluation import reckoning
from tests.evaluation.making import COURSE


def from_outside(story, number, question="told", response="no-such-option"):
    """An answer as another tool may tell it, with less than ours have."""
    with writing():
        record([{"actor": pseudonym_of(story["idle"]), "registration": None, "course": COURSE, "timestamp": now(),
                 "id": UUID(int=number), "verb": "answered", "kind": "question", "key": question, "name": "?",
                 "question": question, "lesson": None, "sheet": "other", "response": response}])


@pytest.fixture
def opened(app, story):
    """Within the app, the Wordings of the course, a first part of its answers kept."""
    with app.app_context():
        keep_each()
        yield wordings_of(standing(COURSE))


def recounted(wordings):
    db.session.rollback()
    return count_all(COURSE, wordings)


def test_what_is_kept_and_what_came_since_are_a_recount(opened, story):
    assert kept_counts(COURSE).counts and count_answers(COURSE, opened) == recounted(opened)
    for number, (question, response) in enumerate((
            ("told", "no-such-option"), ("elsewhere", "x" * 3000), ("p1_unclear", "a text of hers"),
            ("elsewhere", "a text of hers"), ("told", "board"))):
        from_outside(story, number + 1, question, response)
        assert count_answers(COURSE, opened) == recounted(opened)
    assert keep_tally(COURSE, opened) and kept_counts(COURSE).version == 2
    assert count_answers(COURSE, opened) == recounted(opened)
    assert "a text of hers" not in json.dumps(kept_counts(COURSE).counts)
    assert not keep_tally(COURSE, opened)  # nothing came since


def test_first_tries_from_kept_counts_are_those_of_the_raw_statements(opened, story, dataset):
    from_outside(story, 7)
    with dataset() as data:
        firsts = reckoning.first_answers()
        for result in data.questions:
            assert result.n == len(firsts.get((result.wording.key, result.wording.fingerprint, None), []))


def test_the_desk_reads_only_what_came_since(opened, story, monkeypatch):
    from_outside(story, 1)
    expected = recounted(opened)
    monkeypatch.setattr(tallies, "count_all", lambda *given: pytest.fail("all was counted"))
    assert count_answers(COURSE, opened) == expected


def test_where_too_much_came_since_all_is_counted(opened, story, monkeypatch):
    monkeypatch.setattr(tallies, "RECENT", 1)
    from_outside(story, 1)
    from_outside(story, 2)
    with writing():
        db.session.execute(update(Tally).values(counts=[]))
    assert count_answers(COURSE, opened) == recounted(opened)


def test_dropped_counts_come_back_as_the_ledger_has_them_then(opened, story):
    with writing():
        drop_counts()
    assert kept_counts(COURSE).counts is None
    assert count_answers(COURSE, opened) == recounted(opened)
    assert keep_tally(COURSE, opened)
    assert count_answers(COURSE, opened) == recounted(opened)


def test_who_is_erased_is_counted_as_the_ledger_has_her_from_then_on(opened, story, dataset):
    before = recounted(opened)
    with writing():
        erase_person(story["ann"])
    assert kept_counts(COURSE).counts is None and count_answers(COURSE, opened) == recounted(opened) != before
    assert keep_tally(COURSE, opened) and count_answers(COURSE, opened) == recounted(opened)
    with dataset() as data:
        firsts = reckoning.first_answers()
        assert all(result.n == len(firsts.get((result.wording.key, result.wording.fingerprint, None), []))
                   for result in data.questions)


def test_counts_of_another_publication_are_not_gone_on_with(opened):
    with writing():
        db.session.execute(update(Tally).values(basis="publication 0", counts=[]))
    assert count_answers(COURSE, opened) == recounted(opened)
    assert keep_tally(COURSE, opened) or kept_counts(COURSE).basis == opened.basis
    assert count_answers(COURSE, opened) == recounted(opened)


def test_what_was_counted_while_counts_were_dropped_is_not_kept(opened, story, monkeypatch):
    """Statements may have gone since they were counted."""
    from_outside(story, 1)
    real = tallies.settled_position

    def dropped_meanwhile():
        through = real()
        with writing():
            drop_counts()
        return through

    monkeypatch.setattr(tallies, "settled_position", dropped_meanwhile)
    assert not keep_tally(COURSE, opened)
    assert kept_counts(COURSE).counts is None


@pytest.mark.databases("sqlite")
def test_sqlite_finds_the_few_rows_that_are_asked_for_without_reading_the_whole_course(opened):
    """It keeps no statistics, and takes an index by course for the shortest way to anything."""
    asked = []

    def note(connection, cursor, statement, parameters, *more):
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    told_by_others(COURSE)
    count_answers(COURSE, opened)
    event.remove(db.engine, "before_cursor_execute", note)
    plans = [str(db.session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all())
             for statement, parameters in asked if "FROM statement" in statement]
    assert len(plans) == 3  # told by others; the newest; what came since
    assert not any("(course" in plan for plan in plans)
