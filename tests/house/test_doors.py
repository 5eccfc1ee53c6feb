"""Every address has a rule that says who may enter, and reading changes nothing but where it is named here."""

import ast
import inspect
import textwrap

import pytest

from course.people.access import RULES, Rule
from tests.house.sources import called_name

pytestmark = pytest.mark.databases("sqlite")

# A GET may write only here, each for a reason that the house tells.
GETS_THAT_WRITE = {
    "learning.show_lesson",  # the first opening of a revision in a visit is told to the ledger
}
WRITES = {"writing", "commit", "add", "delete"}


def doors(app):
    return {rule.endpoint: app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()}


def calls_in(view):
    tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(view))))
    return {called_name(node) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def test_every_door_has_a_rule(app):
    without = [name for name, view in doors(app).items() if not isinstance(getattr(view, "rule", None), Rule)]
    assert without == []


def test_every_rule_hangs_on_a_door(app):
    hung = {view.rule.name for view in doors(app).values()}
    assert set(RULES) - hung == set()


def test_no_get_writes_but_those_named(app):
    gets = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods and "POST" not in rule.methods}
    writing = {name for name, view in doors(app).items() if name in gets and calls_in(view) & WRITES}
    assert writing == GETS_THAT_WRITE


def test_one_address_is_for_reading_or_for_writing(app):
    """So that the list above is the whole of it."""
    both = [str(rule) for rule in app.url_map.iter_rules() if {"GET", "POST"} <= rule.methods]
    assert both == []
