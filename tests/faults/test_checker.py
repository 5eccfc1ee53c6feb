"""The checker of `make faults` finds what is wrong in a history that was tampered with, and nothing in a good one."""

import copy
import json
from types import SimpleNamespace as Row
from uuid import UUID, uuid4

import pytest

from tests.faults.checking import check
from tests.faults.facts import Facts
from tests.faults.history import History

SENT = (("1-1", "told", {"told": ["consult"]}), ("1-1", "told", {"told": ["inform"]}),
        ("1-1", "supports", {"supports": ["childcare", "later"]}),
        ("2-1", "quiz-1", {"q-one": ["no"], "q-two": []}))


def answered(row):
    """The statement that tells an answer."""
    value = row.response["value"]
    return Row(id=row.id, verb="answered", attempt=row.attempt_id, registration=None, question=row.item,
               response=value and " ".join(value))


@pytest.fixture
def told():
    """A good pair: the History of two guests and the Facts of the same."""
    history, facts, enrolments = History(), Facts(), {"1-1": uuid4(), "2-1": uuid4()}
    for person, enrolment in enumerate(enrolments.values(), start=1):
        facts.enrolments.append(Row(id=enrolment, person_id=person))
        facts.statements.append(Row(id=uuid4(), verb="registered", registration=enrolment))
    facts.persons, facts.sign_ins, facts.pseudonyms = [1, 2], [1, 2], [1, 2]
    for life, sheet, given in SENT:
        add_attempt(history, facts, enrolments[life], life, sheet, given)
    for enrolment, lesson in ((enrolments["1-1"], "levels"), (enrolments["2-1"], "the-quiz")):
        facts.completions.append(Row(id=uuid4(), enrolment_id=enrolment, what="lesson", key=lesson))
        facts.statements.append(Row(id=facts.completions[-1].id, verb="completed"))
    return history, facts


def add_attempt(history, facts, enrolment, life, sheet, given):
    number = 1 + sum((row.enrolment_id, row.sheet) == (enrolment, sheet) for row in facts.attempts)
    attempt = Row(id=uuid4(), key=uuid4(), enrolment_id=enrolment, sheet=sheet, number=number,
                  passed=True if sheet == "quiz-1" else None)
    for item, values in given.items():
        facts.answers.append(Row(id=uuid4(), attempt_id=attempt.id, item=item, response={
            "value": values or None, "missing": None if values else "skipped"}))
        facts.statements.append(answered(facts.answers[-1]))
    if attempt.passed:
        facts.statements.append(Row(id=attempt.id, verb="passed"))
    facts.attempts.append(attempt)
    for event in ({"event": "invoke", "life": life, "sheet": sheet, "given": given}, {"event": "unknown", "status": 0},
                  {"event": "ok", "attempt": str(attempt.id), "seconds": 0.1}):
        history.read(json.dumps({**event, "form": attempt.key.hex}))


def forget(facts, attempt):
    facts.attempts.remove(attempt)
    gone = {row.id for row in facts.answers if row.attempt_id == attempt.id} | {attempt.id}
    facts.answers[:] = [row for row in facts.answers if row.id not in gone]
    facts.statements[:] = [row for row in facts.statements if row.id not in gone]


def test_a_good_history_is_good(told):
    assert check(*told).all() == []


def test_a_form_that_nobody_acknowledged_may_be_there_or_not(told):
    history, facts = told
    history.forms[facts.attempts[1].key.hex].acknowledged.clear()
    assert check(history, facts).all() == []
    forget(facts, facts.attempts[1])
    assert check(history, facts).all() == []


def lose(history, facts):
    forget(facts, facts.attempts[1])


def lose_from_sight(history, facts):
    history.read('{"event": "seen", "path": "/x", "status": 404}')


def keep_twice(history, facts):
    facts.attempts.append(copy.copy(facts.attempts[1]))
    facts.attempts[-1].id, facts.attempts[-1].number = uuid4(), 3


def begin_twice(history, facts):
    facts.persons.append(3)
    facts.sign_ins.append(3)
    facts.pseudonyms.append(3)


def enrol_twice(history, facts):
    facts.attempts[2].enrolment_id = facts.enrolments[1].id


def acknowledge_as_two(history, facts):
    history.forms[facts.attempts[0].key.hex].acknowledged.append(str(facts.attempts[1].id))


def answer_twice(history, facts):
    facts.answers.append(copy.copy(facts.answers[0]))
    facts.answers[-1].id = uuid4()
    facts.statements.append(answered(facts.answers[-1]))


def tell_twice(history, facts):
    facts.statements.append(facts.statements[2])


def complete_twice(history, facts):
    facts.completions.append(facts.completions[0])


def lose_an_answer(history, facts):
    row = facts.answers.pop()
    facts.statements[:] = [one for one in facts.statements if one.id != row.id]


def lose_a_statement(history, facts):
    facts.statements[:] = [one for one in facts.statements if one.id != facts.answers[0].id]


def lose_the_answer_of_a_statement(history, facts):
    facts.answers.pop(0)


def change_an_answer(history, facts):
    facts.answers[0].response["value"] = ["empower"]
    facts.statements[:] = [answered(facts.answers[0]) if one.id == facts.answers[0].id else one for one in facts.statements]


def change_a_statement(history, facts):
    next(one for one in facts.statements if one.id == facts.answers[0].id).response = "empower"


def lose_the_mark(history, facts):
    facts.statements[:] = [one for one in facts.statements if one.verb != "passed"]


def leave_a_gap(history, facts):
    facts.attempts[1].number = 3


def lose_a_completion(history, facts):
    facts.completions.pop(0)


def lose_the_begin(history, facts):
    facts.statements.pop(0)


def lose_the_sign_in(history, facts):
    facts.sign_ins.pop()


def answer_from_nowhere(history, facts):
    add_attempt(History(), facts, facts.enrolments[0].id, "9-9", "promised", {"promised": ["x"]})


def refuse(history, facts):
    history.read(json.dumps({"event": "refused", "form": facts.attempts[0].key.hex, "status": 409}))


def break_the_file(history, facts):
    facts.broken.append("row 3 missing from index")


@pytest.mark.parametrize(("kind", "tamper"), [
    ("lost", lose), ("lost", lose_from_sight),
    ("doubled", keep_twice), ("doubled", begin_twice), ("doubled", enrol_twice), ("doubled", acknowledge_as_two),
    ("doubled", answer_twice), ("doubled", tell_twice), ("doubled", complete_twice),
    ("torn", lose_an_answer), ("torn", lose_a_statement), ("torn", lose_the_answer_of_a_statement),
    ("torn", change_an_answer), ("torn", change_a_statement), ("torn", lose_the_mark), ("torn", leave_a_gap),
    ("torn", lose_a_completion), ("torn", lose_the_begin), ("torn", lose_the_sign_in),
    ("strange", answer_from_nowhere), ("strange", refuse), ("strange", break_the_file),
])
def test_what_was_tampered_with_is_found(told, kind, tamper):
    history, facts = told
    tamper(history, facts)
    assert getattr(check(history, facts), kind)


def test_the_history_remembers_failures_and_silence():
    history = History()
    history.read(json.dumps({"event": "invoke", "form": UUID(int=1).hex, "life": "1-1", "sheet": "told", "given": {}}))
    for status in (0, 500, 503):
        history.read(json.dumps({"event": "unknown", "form": UUID(int=1).hex, "status": status}))
    assert (history.unheard, history.failures, history.acknowledged) == (1, [500, 503], [])
