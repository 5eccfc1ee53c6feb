"""Every figure of the desk is what plain counting of the raw statements gives, on both databases."""

from uuid import UUID

from course.clock import now
from course.database import writing
from course.evaluation.variables import header
from course.people.pseudonyms import pseudonym_of
from course.statements.recording import record
from tests.evaluation import making, reckoning
from tests.evaluation.making import COURSE

CORE = {"start": ["hello"], "levels-module": ["levels", "the-quiz"]}


def test_the_funnel_counts_persons_as_the_raw_statements_do(dataset, story):
    with dataset() as data:
        counted = {(stage.key, stage.module): stage.n for stage in data.funnel if stage.key != "with_account"}
        assert counted == reckoning.funnel(CORE, "start")
    assert counted["registered", None] == 5  # the guest who was Ben is counted with him
    assert counted["module_completed", "levels-module"] == counted["finished", None] == 1


def test_the_funnel_tells_accounts_from_guests(dataset, story):
    with dataset() as data:
        accounts = next(stage for stage in data.funnel if stage.key == "with_account")
    assert (accounts.n, accounts.of_registered.whole) == (3, 5)


def test_every_stage_names_all_its_denominators_and_its_definition(dataset, story):
    with dataset() as data:
        stages = {(stage.key, stage.module): stage for stage in data.funnel}
    finished, complete = stages["finished", None], stages["module_completed", "levels-module"]
    assert (finished.of_registered.whole, finished.of_started.whole) == (5, stages["started", None].n)
    assert complete.of_reached.whole == stages["module_reached", "levels-module"].n
    assert all(stage.definition and 0 <= stage.of_registered.value <= 1 for stage in stages.values())


def test_first_tries_are_those_of_the_raw_statements(dataset, story):
    with dataset() as data:
        firsts = reckoning.first_answers()
        for result in data.questions:
            answers = firsts.get((result.wording.key, result.wording.fingerprint, None), [])
            assert result.n == len(answers)
            assert {one.id: one.n for one in result.choices if one.n} == (
                reckoning.given(answers) if result.choices else {})
            if result.right:
                assert result.right.part == sum(one["result"]["success"] for one in answers)
                assert result.empty == sum("response" not in one["result"] for one in answers)


def test_first_tries_know_retries_joined_guests_and_blanks(dataset, story):
    with dataset() as data:
        now, before = [one for one in data.questions if one.wording.key == "told"]
        supports = next(one for one in data.questions if one.wording.key == "supports")
    assert (before.standing, before.n, before.right.part) == (False, 2, 0)  # Ann and Ben, he as a guest; both wrong
    assert (now.standing, now.n, now.right.part, now.empty) == (True, 2, 0, 1)  # Cleo and Dora; not Ann again
    assert (supports.n, supports.right.part) == (2, 1)


def test_a_new_wording_without_a_new_meaning_goes_on_in_the_same_series(dataset, story):
    with dataset() as data:
        told = [one for one in data.questions if one.wording.key == "told"]
        assert len({one.revision for one in data.wordings.values() if one.key == "told"}) == 3
    assert len(told) == 2


def test_survey_items_are_counted_as_the_raw_statements_have_them(dataset, story):
    with dataset() as data:
        firsts = reckoning.first_answers()
        assert {result.wording.key for result in data.items} == {
            "p1_useful", "p1_clear", "p1_nps", "p1_amount", "p1_why", "p1_unclear", "p1_sector"}
        for result in data.items:
            answers = firsts[result.wording.key, result.wording.fingerprint, "pulse"]
            missing = [reckoning.term(one, "missing") for one in answers]
            assert (result.n, result.skipped, result.declined) == tuple(map(missing.count, (None, "skipped", "declined")))
            if result.choices:
                assert {one.id: one.n for one in result.choices if one.n} == reckoning.given(answers)
        assert {(one.wording.key, one.n, one.skipped, one.declined) for one in data.items} >= {
            ("p1_sector", 0, 1, 1), ("p1_nps", 1, 1, 0)}


def test_a_question_that_joins_a_sheet_later_has_its_own_first_tries(app, clock, dataset):
    """Its sheet's attempt number says 2, and yet it is the first answer to it."""
    doing = making.Doing(app, clock)
    doing.publish()
    ann = doing.begin()
    doing.answer(ann, "the-quiz", "quiz-1", q_one="no", q_two="board")
    doing.publish(("02-levels/02-quiz.md", "/// question | choice\nid: q-two", """/// question | choice
id: q-late

Late?

- [ ] Yes {#yes}

    CANARY-late: no.

- [x] Never {#never}

    CANARY-never: right.
///
/// question | choice
id: q-two"""))
    doing.answer(ann, "the-quiz", "quiz-1", q_one="no", q_two="residents", q_late="never")
    with dataset() as data:
        results = {one.wording.key: one for one in data.questions}
        assert (results["q-late"].n, results["q-late"].right.part) == (1, 1)
        assert (results["q-two"].n, results["q-two"].right.part) == (1, 0)
        rows = answers_of(data)
    assert [(row["question"], row["first_attempt"]) for row in rows if row["attempt_number"] == 2] == [
        ("q-one", 0), ("q-late", 1), ("q-two", 0)]


def answers_of(data):
    return [dict(zip(header("answers"), row, strict=True)) for columns in data.batches("answers")
            for row in zip(*columns, strict=True)]


def test_statements_of_other_tools_break_nothing(app, story, dataset):
    """They may lack most of what ours have."""
    with dataset() as data:
        before = [(stage.key, stage.module, stage.n) for stage in data.funnel]
    with app.app_context(), writing():
        here = {"actor": pseudonym_of(story["idle"]), "registration": None, "course": COURSE, "timestamp": now()}
        record([
            {**here, "id": UUID(int=1), "verb": "answered", "kind": "question", "key": "elsewhere", "name": "?",
             "question": "elsewhere", "lesson": None, "sheet": "other", "response": "x" * 3000},
            {**here, "id": UUID(int=2), "verb": "answered", "kind": "question", "key": "told", "name": "?",
             "question": "told", "sheet": "told", "response": "no-such-option"},
            {**here, "id": UUID(int=3), "verb": "answered", "kind": "course", "key": COURSE, "name": "?"},
        ])
    with dataset() as data:
        assert [(stage.key, stage.module, stage.n) for stage in data.funnel] == before
        assert data.questions
        rows = answers_of(data)
        assert data.rows("answers") == len(rows)
    assert [(row["question"], row["response_text"], row["first_attempt"]) for row in rows[-2:]] == [
        ("elsewhere", None, None), ("told", None, None)]
