"""What changed, for items that are asked twice on one page: now and before, and now beside the baseline."""

from collections import namedtuple
from dataclasses import dataclass
from math import sqrt

from sqlalchemy import select

from course.content.questions.scale import THEN
from course.statements.finding import find, ledger

BASELINE = "baseline"
Given = namedtuple("Given", "person question wave value attempt at")

c = ledger.c


@dataclass(frozen=True, slots=True)
class Difference:
    """Of `n` people who gave both: the means of the later and the earlier answer, of the change, and its standard deviation."""

    n: int
    later: float | None
    earlier: float | None
    change: float | None
    deviation: float | None


@dataclass(frozen=True, slots=True)
class Change:
    """One item in one wave. `wording` is that of the item as asked about now; the baseline is only of the same people."""

    wording: object
    wave: str | None
    looking_back: Difference
    since_baseline: Difference


def changes(course, wordings, names):
    """Of the people who gave both answers on one sheet, the first such of each person in a wave counts: the mean of now, of
    before the course, and of each person's change (now less before). Beside it stand those of them who answered the same item
    on the same scale at the baseline: now less baseline."""
    asked_twice = {one.key: one for one in wordings.values() if one.item.settings.get("when") == "now"}
    if not asked_twice:
        return
    given = list(_given(course, wordings, asked_twice, names))
    baseline = _earliest((one for one in given if one.wave == BASELINE), lambda one: (one.person, one.question))
    sheets = _sheets(given)
    for key, latest in asked_twice.items():
        for wave in sorted({wave for _, question, wave in sheets if question == key}, key=str):
            pairs = {person: pair for (person, question, its), pair in sheets.items() if (question, its) == (key, wave)}
            since = [(now, baseline[person, key]) for person, (now, _) in pairs.items() if (person, key) in baseline]
            yield Change(latest, wave, _difference(pairs.values()), _difference(since))


def _points(wording):
    return wording.item.settings.get("low"), wording.item.settings.get("high")


def _given(course, wordings, asked_twice, names):
    """Each answer of people who were asked twice, on the scale as it stands now. `names` is {name: subject}."""
    scales = {key: _points(wording) for key, wording in asked_twice.items()}
    values = {scale: {str(value): value for value in range(scale[0], scale[1] + 1)} for scale in scales.values()}
    thens = [key + THEN for key in asked_twice]
    people = select(c.actor).where(c.course == course, c.question.in_(thens))
    answered = (c.question.in_([*asked_twice, *thens]), c.missing.is_(None), c.actor.in_(people))
    if names:
        answered = answered[:2]  # who looked back under one name may have answered the baseline under another
    columns = (c.actor, c.question, c.wave, c.revision, c.response, c.attempt, c.timestamp)
    for actor, question, wave, revision, response, attempt, at in find(course, "answered", columns=columns, where=answered):
        wording = wordings.of(revision, question)
        scale = scales[question.removesuffix(THEN)]
        known = wording.item is not None and _points(wording) == scale
        if known and response in values[scale]:  # another tool may say anything
            yield Given(names.get(actor, actor), question, wave, values[scale][response], attempt, at)


def _earliest(given, key):
    found = {}
    for one in given:
        if key(one) not in found or one.at < found[key(one)].at:
            found[key(one)] = one
    return found


def _sheets(given):
    """{(person, item, wave): (Given now, Given before)} of the first sheet on which both were given."""
    before = {(one.attempt, one.question.removesuffix(THEN)): one for one in given if one.question.endswith(THEN)}
    both = (one for one in given if not one.question.endswith(THEN) and (one.attempt, one.question) in before)
    firsts = _earliest(both, lambda one: (one.person, one.question, one.wave))
    return {key: (now, before[now.attempt, now.question]) for key, now in firsts.items()}


def _difference(pairs):
    pairs = [(later.value, earlier.value) for later, earlier in pairs]
    n = len(pairs)
    if not n:
        return Difference(0, None, None, None, None)
    steps = [later - earlier for later, earlier in pairs]
    mean = sum(steps) / n
    spread = sqrt(sum((step - mean) ** 2 for step in steps) / (n - 1)) if n > 1 else None
    return Difference(n, sum(later for later, _ in pairs) / n, sum(earlier for _, earlier in pairs) / n, mean, spread)


def change_rows(found):
    """The file: one row for each item and wave."""
    for one in found:
        back, since = one.looking_back, one.since_baseline
        yield (one.wording.key, one.wording.item.text, one.wave, back.n, back.later, back.earlier, back.change, back.deviation,
               since.n, since.later, since.earlier, since.change, since.deviation)
