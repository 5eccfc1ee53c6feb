"""A table that is wider than its place says so at its edge, keeps its words whole, and is scrolled by the arrow keys."""

import pytest

from tests import making
from tests.journeys.steps import COURSE, becomes

TABLE = """---
id: table
title: A table
minutes: 2
core: false
complete: read
---

| Where | Who decides | Participation |
|---|---|---|
| Neighbourhood | Representatives | Administratively |
"""
SHADED = "table => getComputedStyle(table).boxShadow.split(/, (?=oklab|oklch|rgb)/).map((one) => !/ [/,] 0\\)|, 0\\)/.test(one))"


@pytest.mark.databases("sqlite")
def test_a_wide_table_is_scrolled(app, browse):
    making.publish(app, making.files(**{"01-start__02-table.md": TABLE}))
    page = browse(viewport={"width": 1280, "height": 900})
    page.goto(COURSE + "/table")
    table = page.locator(".table")
    assert table.evaluate("table => table.scrollWidth === table.clientWidth && getComputedStyle(table).boxShadow") == "none"
    page.set_viewport_size({"width": 360, "height": 740})
    lines = table.evaluate("table => [...table.querySelectorAll('td')].map((cell) => cell.getClientRects()[0].height)")
    assert max(lines) < 60  # each cell is one word, in one line
    becomes(table, SHADED, [False, True])
    table.focus()
    page.keyboard.press("ArrowRight")
    becomes(table, "table => table.scrollLeft > 0", True)
    assert page.url.endswith(COURSE + "/table")
    table.evaluate("table => (table.scrollLeft = table.scrollWidth)")
    becomes(table, SHADED, [True, False])
