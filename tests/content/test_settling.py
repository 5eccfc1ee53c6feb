import pytest

from course.content.comparing import Change, compare
from course.content.lineage import NOTHING, Lineage, extended, lineage_from_json, lineage_to_json
from course.content.parsing import parse_course
from course.content.settling import NO_WORD, ClassDoesNotFit, Ruling, settle
from tests.content.texts import CHOICE, SURVEY, files, lesson

REWORDED = Change("wording", "first", "told", fingerprints=("one", "two"))
REKEYED = Change("key", "first", "told", fingerprints=("two", "three"))
BETTER = Change("feedback", "first", "told", fingerprints=("one", "one"))


def changes(before, after):
    return compare(*(parse_course(files(lesson(body)))[0] for body in (before, after)))


def test_without_a_word_of_the_author_a_change_is_as_it_was_found():
    assert settle([REWORDED, BETTER], NO_WORD) == [REWORDED, BETTER]


def test_the_author_confirms():
    (change,) = settle([REWORDED], Ruling({}, confirm=True))
    assert (change.kind, change.found, change.confirmed) == ("wording", None, True)


@pytest.mark.parametrize("said", ["wording", "key", "structure"])
def test_the_author_corrects_and_what_was_found_is_kept(said):
    (change,) = settle([REKEYED], Ruling({"told": said}))
    assert (change.kind, change.confirmed) == (said, True)
    assert change.found == (None if said == "key" else "key")


@pytest.mark.parametrize(("ruling", "words"), [
    (Ruling({"other": "wording"}), "“other”"), (Ruling({"told": "typo"}), "“typo” is no class"),
    (Ruling({}, tell=frozenset({"told"})), "no change of feedback alone")])
def test_a_word_that_does_not_fit_is_refused_with_its_reason(ruling, words):
    with pytest.raises(ClassDoesNotFit, match=words):
        settle([REWORDED], ruling)


@pytest.mark.parametrize(("before", "after", "question"), [
    (CHOICE, CHOICE.replace("| choice", "| choices").replace("[ ] Inform", "[ ] Tell {#tell}\n- [ ] Inform"), "told"),
    (SURVEY, SURVEY.replace("1 disagree | 2 neither | 3 agree", "1 disagree | 2 agree"), "useful")])
def test_another_kind_and_other_points_cannot_go_on_as_the_same_question(before, after, question):
    with pytest.raises(ClassDoesNotFit, match="cannot go on"):
        settle(changes(before, after), Ruling({question: "wording"}))


def test_feedback_is_told_where_the_author_wants_it():
    (change,) = settle([BETTER], Ruling({}, tell=frozenset({"told"})))
    assert change.told
    lineage = extended(NOTHING, [change], number=3, at="2026-11-02T09:00:00+00:00")
    assert lineage.improved == {"told": {"number": 3, "at": "2026-11-02T09:00:00+00:00"}}


def test_a_confirmed_wording_goes_on_under_the_first_one_and_an_unconfirmed_one_does_not():
    confirmed = settle([REWORDED], Ruling({}, confirm=True))
    assert extended(NOTHING, [REWORDED]).series("told", "two") == "two"
    lineage = extended(NOTHING, confirmed)
    assert {lineage.series("told", name) for name in ("one", "two")} == {"one"}
    assert lineage.series("other", "two") == "two"


def test_series_that_meet_become_one():
    pairs = [("one", "two"), ("three", "four"), ("two", "three")]
    lineage = NOTHING
    for pair in pairs:
        lineage = extended(lineage, [Change("wording", "first", "told", confirmed=True, fingerprints=pair)])
    assert {lineage.series("told", name) for name in ("one", "two", "three", "four")} == {"one"}


def test_a_change_of_the_key_splits_the_series_and_keeps_the_family():
    lineage = extended(NOTHING, [REKEYED])
    assert lineage.series("told", "three") != lineage.series("told", "two")
    assert lineage.family("told", "three") == lineage.family("told", "two")
    whole = extended(lineage, [Change("wording", "first", "told", confirmed=True, fingerprints=("three", "four"))])
    assert whole.family("told", "four") == whole.family("told", "two")


def test_another_question_has_neither():
    lineage = extended(NOTHING, [Change("structure", "first", "told", confirmed=True, fingerprints=("one", "two"))])
    assert lineage_to_json(lineage) is None


def test_a_lineage_comes_back_from_what_is_kept():
    kept = lineage_to_json(extended(NOTHING, settle([REWORDED], Ruling({}, confirm=True))))
    assert lineage_from_json(kept).series("told", "two") == "one"
    assert lineage_from_json(None) is NOTHING
    assert Lineage().series("told", "two") == "two"
