"""A quiz that draws from a pool: which of its questions a form asks. The form's signed key carries them to the answer."""

from collections import Counter
from random import SystemRandom

from course.content.sheets import part_of

_chance = SystemRandom()


def draw_questions(sheet, seen=(), chance=_chance):
    """Positions of the questions to ask, in the order of the text; () for a sheet that asks them all.

    `seen` holds the keys of questions that were shown to her, each as often as it was: those shown least come first.
    """
    if sheet.draw is None:
        return ()
    shown, places = Counter(seen), list(range(len(sheet.items)))
    chance.shuffle(places)
    places.sort(key=lambda place: shown[sheet.items[place].key])
    return tuple(sorted(places[: sheet.draw]))


def as_drawn(sheet, positions):
    """The sheet with the questions that its form asked."""
    return part_of(sheet, {sheet.items[place].key for place in positions}) if positions else sheet
