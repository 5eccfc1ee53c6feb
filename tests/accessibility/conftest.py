"""Fixtures: a person's browser in which every page that is looked at is kept with its faults."""

import pytest
from playwright.sync_api import expect

from tests.accessibility.looking import NARROW, faults_of
from tests.journeys.conftest import course, everybody, post

__all__ = ["course", "everybody", "post"]
expect.set_options(timeout=10_000)


class Look:
    """`look("what this state is")` after each step; `look.faults` holds what was wrong, by state."""

    def __init__(self, page):
        self.page, self.faults, self.seen = page, {}, []

    def __call__(self, state):
        self.seen.append(state)
        found = faults_of(self.page)
        if found:
            self.faults[state] = found
        self.page.set_viewport_size(NARROW)
        self.page.emulate_media(color_scheme="light")

    def at(self, path, state=None):
        self.page.goto(path)
        self(state or path)

    def said(self):
        """Each fault once, with the first state that had it."""
        told, lines = set(), []
        for state, found in self.faults.items():
            lines += [f"{state}: {words}" for words in dict.fromkeys(found) if words not in told]
            told |= set(found)
        return "\n".join(lines)


@pytest.fixture
def look(browse):
    """Without motion: a colour on its way from light to dark is neither."""
    look = Look(browse(viewport=NARROW, reduced_motion="reduce"))
    yield look
    assert look.seen and not look.faults, look.said()
