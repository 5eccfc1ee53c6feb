"""Merging is pure: nobody's change is dropped unseen, whatever two tabs do."""

from hypothesis import given
from hypothesis import strategies as st

from course.content.questions.paper_table import of_rows
from course.learning.merging import merge
from tests.content.texts import WORKSHEET, parsed

SHEET = parsed(WORKSHEET).sheets[0]
WORDS = st.sampled_from([None, "a", "b", "c"])
CELLS = st.lists(st.dictionaries(st.sampled_from(["activity", "level"]), st.sampled_from(["a", "b"])), max_size=3)
PAPERS = st.builds(lambda promise, far, rows: {"check.promise": promise, "check.far": far and [far], "check.by": None,
                                               "check.people": None, "check.activities": of_rows(rows).value},
                   WORDS, WORDS, CELLS)


@given(PAPERS, PAPERS)
def test_alone_my_words_stand(base, mine):
    assert merge(SHEET, base, mine, base) == (mine, False, False)


@given(PAPERS, PAPERS)
def test_who_changed_nothing_takes_what_the_other_wrote(base, theirs):
    assert merge(SHEET, base, base, theirs) == (theirs, False, theirs != base)


@given(PAPERS, PAPERS, PAPERS)
def test_each_word_that_stands_was_written_by_one_of_them_and_a_clash_is_told(base, mine, theirs):
    kept, clash, brought = merge(SHEET, base, mine, theirs)
    for key in ("check.promise", "check.far"):
        assert kept[key] == (theirs[key] if mine[key] == base[key] else mine[key])
        assert clash or mine[key] in (base[key], theirs[key]) or theirs[key] == base[key]
    assert brought == (kept != mine)


@given(PAPERS, PAPERS)
def test_without_knowing_what_it_was_made_from_an_empty_field_empties_nothing(mine, theirs):
    kept, _, _ = merge(SHEET, {}, mine, theirs)
    assert all(kept[key] or not (mine[key] or theirs[key]) for key in kept)
