"""Learners who behave believably: each is drawn once from a seeded chance, so that the demo is the same everywhere."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from course.content.questions import KINDS
from course.content.questions.responding import declining
from course.demo.words import GUESSES, ON_PAPER, REFLECTED, SAID

WEEKS = 8


@dataclass(frozen=True)
class Somebody:
    """`skill` is the chance of a right answer at first try, `stamina` that of going on after each lesson, `candour` of
    answering a survey's item; `has_account` or learns as a guest."""

    number: int
    begins_at: datetime
    skill: float
    stamina: float
    candour: float
    has_account: bool
    chance: Random


def crowd(count, until, seed=2026):
    """`count` people who began within the eight weeks before `until`, earliest first."""
    chance = Random(seed)
    people = []
    for number in range(count):
        days = WEEKS * 7 * chance.random() ** 1.4  # more of them early, after the announcement
        begins = until - timedelta(weeks=WEEKS) + timedelta(days=days, hours=0)
        begins = begins.replace(hour=chance.choice((7, 8, 12, 13, 17, 19, 20, 21)), minute=chance.randrange(60))
        people.append(
            Somebody(
                number,
                min(begins, until - timedelta(hours=3)),
                min(0.95, max(0.2, chance.gauss(0.62, 0.16))),
                min(0.99, max(0.3, chance.gauss(0.86, 0.12))),
                min(1, max(0.3, chance.gauss(0.85, 0.15))),
                chance.random() < 0.62,
                Random(f"{seed}:{number}"),
            )
        )
    return sorted(people, key=lambda somebody: somebody.begins_at)


def respond(somebody, item, tries=0):
    """The form fields of one item as this person would fill them in; a second try knows better."""
    chance, field = somebody.chance, f"a-{item.key}"
    if item.scored:
        return _scored(somebody, item, tries, field)
    if chance.random() > somebody.candour:
        return {}
    if item.may_decline and chance.random() < 0.12:
        name, value = declining(item)
        return {name: [value]}
    if item.kind.startswith("paper-"):
        return _on_paper(somebody, item, field)
    if item.kind in ("reflection", "text"):
        return {field: [chance.choice(REFLECTED if item.kind == "reflection" else SAID)]} if chance.random() < 0.6 else {}
    if item.kind == "scale":
        return {field: [str(_on_scale(item, chance))]}
    if item.kind == "nps":
        return {field: [str(chance.choice((5, 6, 7, 7, 8, 8, 8, 9, 9, 10)))]}
    return _chosen(somebody, item, field)


def _on_scale(item, chance):
    """Nobody says least or most often; who looks back from the end thinks that she knew less before."""
    values = [value for value, _ in item.settings["labels"]]
    said = chance.choice(values + values[1:-1] * 2)
    step = {"now": 1, "then": -1}.get(item.settings.get("when"), 0) * chance.randint(0, 1)
    return min(max(said + step, item.settings["low"]), item.settings["high"])


def _scored(somebody, item, tries, field):
    chance = somebody.chance
    knows = chance.random() < somebody.skill + 0.25 * tries
    kind = KINDS[item.kind]
    right = kind.fields(item, kind.solution(item))
    given = right if knows else _not_quite(chance, item, right, field)
    sure = chance.choices(("sure", "think", "guess"), (6, 3, 1) if knows else (3, 4, 3))
    return given | ({f"c-{item.key}": sure} if item.confidence and chance.random() < 0.8 else {})


def _not_quite(chance, item, right, field):
    """A wrong answer as people give it: something else, one thing too many or too few, two things in each other's place."""
    if item.answers:
        wrong = [answer.text.split(" ±")[0] for answer in item.answers if not answer.right]
        return {field: [chance.choice([*wrong, "12" if item.kind == "number" else chance.choice(GUESSES)])]}
    if field not in right:
        return _one_gap_missed(chance, item, right) if "gaps" in item.settings else _mixed_up(chance, right)
    wrong = [option.id for option in item.options if option.id not in right[field]]
    if len(right[field]) == 1 or not wrong:
        return {field: [chance.choice(wrong)]} if wrong else right
    some = chance.sample(right[field], len(right[field]) - 1)
    return {field: some + ([chance.choice(wrong)] if chance.random() < 0.5 else [])}


def _one_gap_missed(chance, item, right):
    gap = chance.choice(item.settings["gaps"])
    wrong = [choice for choice in gap["choices"] if choice not in gap["right"]] or [chance.choice(GUESSES)]
    return right | {f"a-{item.key}.{gap['id']}": [chance.choice(wrong)]}


def _mixed_up(chance, right):
    """Two of several fields have each other's value, where the form can send that; or one is left out."""
    one, other = chance.sample(sorted(right), 2) if len(right) > 1 else (*right, None)
    if other is None or chance.random() < 0.3:
        return {name: value for name, value in right.items() if name != one}
    return right | {one: right[other], other: right[one]}


def _on_paper(somebody, item, field):
    """A field of a worksheet; of a table, its first row."""
    chance = somebody.chance
    if item.options:
        return {field: [chance.choice(item.options).id]}
    if item.kind == "paper-table":
        columns = item.settings["columns"]
        return {f"{field}.0.{one['id']}": [_in_cell(chance, one["kind"], one["options"])] for one in columns}
    return {field: [_in_cell(chance, item.kind.removeprefix("paper-"), ())]}


def _in_cell(chance, kind, options):
    if kind in ("date", "number"):
        return f"2026-12-{chance.randint(10, 28)}" if kind == "date" else str(chance.randint(2, 40))
    return chance.choice(options or ON_PAPER)


def _chosen(somebody, item, field):
    chance = somebody.chance
    plain = [option.id for option in item.options if not option.write_in]
    if item.kind == "many":
        return {field: chance.sample(plain, min(len(plain), chance.randint(1, 2)))}
    return {field: [chance.choice(plain)]} if plain else {}
