"""Progress is counted on the edition that she is on, and each lesson is complete by its own rule."""

from collections import namedtuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.sheets import Item, Sheet
from course.learning.progress import is_complete, progress_in

Line = namedtuple("Line", "key core")


def sheet(key, kind="question", scored=True, pass_mark=None):
    return Sheet(key, kind, (Item(key, "choice", "", "", "", scored),), pass_mark=pass_mark)


@given(
    st.lists(st.tuples(st.integers(0, 30), st.booleans()), unique_by=lambda line: line[0]), st.sets(st.integers(0, 30))
)
def test_nobody_is_ever_further_than_the_end(lines, done):
    progress = progress_in([Line(*line) for line in lines], done)
    assert 0 <= progress.done <= progress.total == sum(core for _, core in lines)
    assert progress.finished == (progress.total > 0 and progress.next is None)


@pytest.mark.parametrize(("rule", "sheets", "sent", "passed", "complete"), [
    ("read", [], {"a"}, {"a"}, False),
    ("answer", [sheet("a"), sheet("b")], {"a"}, set(), False),
    ("answer", [sheet("a"), sheet("b")], {"a", "b"}, set(), True),
    ("answer", [sheet("a"), sheet("r", scored=False)], {"a"}, set(), True),
    ("answer", [sheet("s", "survey", scored=False)], set(), set(), False),
    ("answer", [sheet("s", "survey", scored=False)], {"s"}, set(), True),
    ("pass", [sheet("q", "quiz", pass_mark=0.5), sheet("a")], {"q", "a"}, set(), False),
    ("pass", [sheet("q", "quiz", pass_mark=0.5), sheet("a")], {"q"}, {"q"}, True),
])  # fmt: skip
def test_a_lesson_is_complete_by_its_own_rule(rule, sheets, sent, passed, complete):
    assert is_complete(rule, sheets, sent, passed) is complete
