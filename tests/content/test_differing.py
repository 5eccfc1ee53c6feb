"""What a reader is shown between two texts is all that changed, word by word, and nothing that did not."""

from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.differing import MOST_LINES, MOST_PAIRS, MOST_SHOWN, Difference, difference

A_WORD = st.sampled_from(["some", "are", "told,", "others", "asked.", "\n", "\n\n", "Über", "- [x] yes {#yes}"])
WORDS = st.lists(A_WORD, max_size=30)


def shown(text, other):
    return [(one.kind, one.pieces) for one in difference(text, other).passages]


def test_a_changed_word_is_marked_and_the_rest_stays():
    before, after = "Some are told, some are asked.", "Many are told, some are asked."
    assert shown(before, after) == [("mended", (("gone", "Some"), ("new", "Many"), ("same", " are told, some are asked.")))]


def test_a_mark_begins_at_its_word():
    assert shown("We ask them all.", "We ask twice.") == [
        ("mended", (("same", "We ask"), ("same", " "), ("gone", "them all"), ("same", " "), ("new", "twice"), ("same", ".")))]


def test_texts_with_little_in_common_are_not_cut_into_words():
    assert shown("Some are told, some are asked.", "A kitchen needs a window.") == [
        ("gone", (("gone", "Some are told, some are asked."),)), ("new", (("new", "A kitchen needs a window."),))]


def test_far_from_a_change_lines_are_counted_and_not_shown():
    lines = [f"Line {n}." for n in range(30)]
    found = difference("\n".join(lines), "\n".join([*lines[:15], "New.", *lines[15:]])).passages
    assert [(one.kind, one.lines) for one in found] == [
        ("left out", 13), ("same", 0), ("new", 0), ("same", 0), ("left out", 13)]
    assert found[1].pieces == (("same", "Line 13.\nLine 14."),)


def test_other_line_breaks_are_no_change_of_words():
    assert difference("Some are told,\nsome are asked.", "Some are told, some\nare asked.") == Difference()
    assert difference("One.\n\nTwo.", "One.\n\n\n\nTwo.") == Difference()


def test_what_is_too_long_is_cut_and_says_so():
    assert difference("", "a\n" * (MOST_LINES + 1)) == Difference(is_cut=True)
    lines = [f"{n} " + "word " * 50 for n in range(2_000)]
    found = difference("\n".join(lines), "\n".join(line + "more" if n % 2 else line for n, line in enumerate(lines)))
    assert found.is_cut
    assert MOST_SHOWN / 2 < sum(len(text) for one in found.passages for _, text in one.pieces) <= MOST_SHOWN


def test_what_would_take_long_to_compare_is_shown_whole():
    old, new = (" ".join(words[n % 3] for n in range(MOST_PAIRS // 1_000)) for words in ("xyz", "xzy"))
    assert [one.kind for one in difference(old, new).passages] == ["gone", "new"]
    short = difference(f"Some are told.\n\nSame.\n\n{old}", f"All are told.\n\nSame.\n\n{new}").passages
    assert [one.kind for one in short] == ["mended", "same", "gone", "new"]
    lines = [f"{n} " + "word " * 50 for n in range(100)]
    found = difference("\n\n".join(lines), "\n\n".join(line + "more" for line in lines)).passages
    assert [one.kind for one in found] == ["mended"] * 100
    assert len(difference("", "word " * 50_000).passages[0].pieces[0][1]) == MOST_SHOWN


@settings(max_examples=300, deadline=None)
@given(WORDS, WORDS)
def test_both_texts_can_be_read_out_of_what_is_shown(old, new):
    before, after = " ".join(old), " ".join(new)
    found = difference(before, after)
    if not found.passages:
        assert before.split() == after.split()
    elif not any(one.kind == "left out" for one in found.passages):
        assert side(found, "gone") == before.split()
        assert side(found, "new") == after.split()


def side(found, sign):
    return " \n ".join("".join(text for kind, text in one.pieces if kind in ("same", sign)) for one in found.passages).split()
