"""Holds what clients were told against what the database has: nothing lost, doubled, torn, or from nowhere."""

from collections import Counter
from dataclasses import dataclass, field

from tests.faults.facts import grouped

SCORED_IN_LEVELS = {"told", "supports"}


@dataclass
class Findings:
    """Sentences, by what is wrong. Lost: acknowledged and not there. Torn: only a part is there, or other than sent."""

    lost: list = field(default_factory=list)
    doubled: list = field(default_factory=list)
    torn: list = field(default_factory=list)
    strange: list = field(default_factory=list)

    def all(self):
        return self.lost + self.doubled + self.torn + self.strange


def check(history, facts):
    """The Findings. A form that was never acknowledged may have left one whole attempt or none."""
    found = Findings(strange=[*facts.broken], lost=[f"{address} was acknowledged, then" for address in history.unseen])
    attempts = grouped(facts.attempts, lambda attempt: attempt.key.hex)
    for form in history.forms.values():
        _check_form(found, form, attempts.get(form.key, []))
    found.strange += [f"form {key} was sent by nobody" for key in attempts.keys() - history.forms.keys()]
    _check_whole(found, history, facts)
    _check_learners(found, history, facts)
    _check_numbers(found, facts)
    _check_completions(found, facts)
    return found


def _check_form(found, form, kept):
    ids = {str(attempt.id) for attempt in kept}
    found.lost += [f"attempt {one} of form {form.key}" for one in set(form.acknowledged) - ids]
    found.strange += [f"form {form.key} was refused with {status}" for status in form.refused]
    if len(kept) > 1 or len(set(form.acknowledged)) > 1:
        found.doubled.append(f"form {form.key} is {len(kept)} attempts, acknowledged as {set(form.acknowledged)}")


def _check_whole(found, history, facts):
    """Each attempt has the answers that were sent, and each answer one statement, with the same id, that says the same."""
    answers = grouped(facts.answers, lambda answer: answer.attempt_id)
    said = grouped(facts.statements, lambda statement: statement.id)
    found.doubled += [f"statement {one}" for one, rows in said.items() if len(rows) > 1]
    for attempt in facts.attempts:
        form = history.forms.get(attempt.key.hex)
        if form:
            _check_answers(found, form, answers.pop(attempt.id, []))
        if attempt.passed is not None and attempt.id not in said:
            found.torn.append(f"attempt {attempt.id} was marked, and the ledger does not say so")
    found.torn += [f"answers without their attempt {one}" for one in answers]
    for answer in facts.answers:
        for statement in said.get(answer.id, [None]):
            if statement is None or (statement.verb, statement.attempt, statement.question, statement.response) != (
                    "answered", answer.attempt_id, answer.item, _as_told(answer.response["value"])):
                found.torn.append(f"answer {answer.id} and its statement differ")
    known = {answer.id for answer in facts.answers}
    found.torn += [f"statement {one.id} tells an answer that is not there"
                   for one in facts.statements if one.verb == "answered" and one.id not in known]


def _check_answers(found, form, kept):
    found.doubled += [f"{item} of form {form.key}" for item, n in Counter(row.item for row in kept).items() if n > 1]
    has = {row.item: _as_told(row.response["value"]) if not row.response["missing"] else row.response["missing"]
           for row in kept}
    sent = {item: _as_sent(values) for item, values in form.given.items()}
    if has != sent:
        found.torn.append(f"form {form.key}: {sent} was sent and {has} is there")


def _as_told(value):
    """A response as the ledger's column has it."""
    return None if value is None else " ".join(value) if isinstance(value, list) else str(value)


def _as_sent(values):
    return "skipped" if not values else " ".join(values)


def _check_learners(found, history, facts):
    """A guest is one person with one enrolment, however often her first form was sent, and she did something."""
    lives, enrolments = {}, {}
    for attempt in facts.attempts:
        form = history.forms.get(attempt.key.hex)
        if form:
            lives.setdefault(form.life, set()).add(attempt.enrolment_id)
            enrolments.setdefault(attempt.enrolment_id, set()).add(form.life)
    found.doubled += [f"learner {life} has {len(ids)} enrolments" for life, ids in lives.items() if len(ids) > 1]
    found.strange += [f"enrolment {one} is shared by {names}" for one, names in enrolments.items() if len(names) > 1]
    idle = {enrolment.id for enrolment in facts.enrolments} - enrolments.keys()
    found.doubled += [f"enrolment {one} began with no attempt" for one in idle]
    persons = Counter(enrolment.person_id for enrolment in facts.enrolments)
    for kind, ids in (("person", facts.persons), ("sign-in", facts.sign_ins), ("pseudonym", facts.pseudonyms)):
        found.doubled += [f"{kind} of {one}" for one in (Counter(ids) - persons)]
        found.torn += [f"{kind} of {one} is missing" for one in (persons - Counter(ids))]
    told = Counter(one.registration for one in facts.statements if one.verb == "registered")
    for enrolment in facts.enrolments:
        times = told[enrolment.id]
        if times != 1:
            (found.doubled if times else found.torn).append(f"enrolment {enrolment.id} is told {times} times")


def _check_numbers(found, facts):
    for (enrolment, sheet), rows in grouped(facts.attempts, lambda row: (row.enrolment_id, row.sheet)).items():
        numbers = sorted(row.number for row in rows)
        if numbers != list(range(1, len(rows) + 1)):
            found.torn.append(f"attempts at {sheet} in {enrolment} are numbered {numbers}")


def _check_completions(found, facts):
    """What is complete follows from the attempts, and stands there once, with its statement."""
    told = {one.id for one in facts.statements if one.verb == "completed"}
    rows = grouped(facts.completions, lambda row: row.enrolment_id)
    for enrolment, attempts in grouped(facts.attempts, lambda row: row.enrolment_id).items():
        has = Counter((row.what, row.key) for row in rows.pop(enrolment, []))
        found.doubled += [f"completion of {key} in {enrolment}" for key, n in has.items() if n > 1]
        if set(has) != _due(attempts):
            found.torn.append(f"{enrolment} has completed {set(has)}, and {_due(attempts)} is due")
    found.torn += [f"completions of {enrolment}, which has no attempt" for enrolment in rows]
    found.torn += [f"completion {row.id} is not told" for row in facts.completions if row.id not in told]
    found.torn += [f"completion {one} is told and not there" for one in told - {row.id for row in facts.completions}]


def _due(attempts):
    """{(what, key)} that these attempts complete in the small course of tests.making."""
    sent = {attempt.sheet for attempt in attempts}
    due = {("lesson", lesson) for lesson, met in (
        ("levels", sent >= SCORED_IN_LEVELS), ("the-quiz", any(one.passed for one in attempts)), ("pulse", "pulse-1" in sent),
    ) if met}
    return due | ({("module", "levels-module")} if due >= {("lesson", "levels"), ("lesson", "the-quiz")} else set())
