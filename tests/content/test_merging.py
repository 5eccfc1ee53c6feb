"""What two people changed is put together where it does not meet, and told apart where it does; no text is lost."""

from hypothesis import given
from hypothesis import strategies as st

from course.content.arranging import add_lesson, move_lesson, move_module
from course.content.merging_courses import join
from course.content.merging_texts import merged
from tests import making

LINES = st.lists(st.sampled_from(["a\n", "b\n", "c\n", "d\n"]), max_size=8).map("".join)
LEVELS, HELLO = "02-levels/01-levels.md", "01-start/01-hello.md"


@given(LINES, LINES)
def test_what_one_alone_changed_stands(base, text):
    assert merged(base, text, base) == text == merged(base, base, text) == merged(base, text, text)


@given(LINES, LINES, LINES)
def test_joined_or_told_apart_and_no_line_that_was_written_is_lost(base, mine, theirs):
    both = merged(base, mine, theirs)
    assert both == merged(base, theirs, mine)
    if both is not None:
        new = {line for line in (mine + theirs).splitlines() if line not in base.splitlines()}
        assert new <= set(both.splitlines())


def test_changes_in_different_places_stand_together():
    base = "one\ntwo\nthree\nfour\nfive\n"
    assert merged(base, base.replace("one", "ONE"), base.replace("five", "FIVE")) == "ONE\ntwo\nthree\nfour\nFIVE\n"
    assert merged(base, base.replace("two", "2"), base.replace("two", "zwei")) is None


def test_a_lesson_that_one_moved_and_the_other_rewrote_is_rewritten_where_it_is():
    base = making.files()
    mine, path = move_lesson(base, LEVELS, 1)
    joined = join(base, mine, making.edited(LEVELS, "Some are told", "Many are told"))
    assert joined.both == [] and b"Many are told" in joined.files[path] and LEVELS not in joined.came
    assert sorted(joined.files) == sorted(mine)


def test_a_lesson_that_came_into_a_module_that_moved_is_in_that_module():
    base = making.files()
    mine, folder = move_module(base, "02-levels", -1)
    theirs, _ = add_lesson(base, "02-levels", "More")
    joined = join(base, mine, theirs)
    assert [path for path in joined.came if path.endswith("more.md")] == [f"{folder}/04-more.md"]
    assert len(joined.files) == len(theirs)


def test_what_meets_waits_for_a_decision_and_what_is_decided_stands():
    base = making.files()
    mine = making.edited(HELLO, "Two neighbours", "Three neighbours")
    theirs = making.edited(HELLO, "Two neighbours", "Four neighbours")
    open_ones = join(base, mine, theirs).open
    assert [(one.path, one.mine, one.theirs) for one in open_ones] == [(HELLO, mine[HELLO], theirs[HELLO])]
    assert join(base, mine, theirs, {HELLO: b"Both"}).files[HELLO] == b"Both"


def test_a_lesson_that_one_withdrew_and_the_other_changed_waits():
    base = making.files()
    mine = {path: data for path, data in base.items() if path != HELLO}
    theirs = making.edited(HELLO, "Two", "Three")
    joined = join(base, mine, theirs)
    assert [one.mine for one in joined.open] == [None] and HELLO not in joined.files
    assert join(base, mine, theirs, {HELLO: theirs[HELLO]}).files[HELLO] == theirs[HELLO]
    assert HELLO not in join(base, mine, base).files
