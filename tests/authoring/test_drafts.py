"""Drafts: nothing typed is lost, whatever two windows, two people and the library do; each step is undone and done again."""

import pytest

from course.authoring import drafts, meeting
from course.authoring.drafts import DraftHasMovedOn
from course.authoring.models import CourseDraft, DraftBlob, DraftStep
from course.authoring.writing_texts import keep_text
from course.content.queries import standing
from course.content.reading import is_text
from course.database import writing
from course.people.forgetting import erase_person
from tests import cast, making
from tests.people.asking import at_once, count, make

HELLO, LEVELS = "01-start/01-hello.md", "02-levels/01-levels.md"


@pytest.fixture
def frank(app):
    making.publish(app)
    return make(app, cast.frank)


def typed(app, person, before, after, path=HELLO, made_from=None):
    """What becomes of a change that was typed into what she saw."""
    with app.app_context(), writing():
        draft = drafts.draft_of(making.COURSE, person, lock=True)
        name = made_from or draft.files[path]
        text = draft.blob(name).decode()
        assert before in text
        return keep_text(draft, path, text.replace(before, after), name)


def text_of(app, person, path=HELLO):
    with app.app_context():
        return drafts.draft_of(making.COURSE, person).text(path)


def test_looking_stores_nothing_and_the_first_change_begins_a_draft(app, frank):
    text_of(app, frank)
    assert count(app, CourseDraft) == 0
    typed(app, frank, "Two neighbours", "Three neighbours")
    assert count(app, CourseDraft) == 1 and "Three neighbours" in text_of(app, frank)
    with app.app_context():
        assert b"Two neighbours" in standing_text(HELLO)


def standing_text(path):
    return drafts.draft_of(making.COURSE, -1).bytes(path)[path]


def test_each_step_is_undone_and_done_again(app, frank, clock):
    typed(app, frank, "Two neighbours", "Three neighbours")
    typed(app, frank, "CANARY-model", "A model", path=LEVELS)
    ways = [(drafts.undo, ("Three", "CANARY")), (drafts.undo, ("Two", "CANARY")), (drafts.undo, ("Two", "CANARY")),
            (drafts.redo, ("Three", "CANARY")), (drafts.redo, ("Three", "A model")), (drafts.redo, ("Three", "A model"))]
    for go, (first, second) in ways:
        with app.app_context(), writing():
            go(drafts.draft_of(making.COURSE, frank, lock=True))
        assert f"{first} neighbours" in text_of(app, frank) and f"{second}" in text_of(app, frank, LEVELS)


def test_what_is_typed_in_one_go_is_one_step(app, frank, clock):
    for before, after in (("Two", "Three"), ("Three", "Four"), ("Four", "Five")):
        typed(app, frank, f"{before} neighbours", f"{after} neighbours")
    assert count(app, DraftStep) == 2
    clock.advance(minutes=11)
    typed(app, frank, "Five neighbours", "Six neighbours")
    assert count(app, DraftStep) == 3


def test_a_step_after_undoing_forgets_what_was_undone(app, frank):
    typed(app, frank, "Two neighbours", "Three neighbours")
    with app.app_context(), writing():
        drafts.undo(drafts.draft_of(making.COURSE, frank, lock=True))
    typed(app, frank, "Two neighbours", "Four neighbours")
    with app.app_context(), writing():
        assert drafts.redo(drafts.draft_of(making.COURSE, frank, lock=True)).after is None
    assert "Four neighbours" in text_of(app, frank)


def test_two_windows_keep_both_changes_and_tell_apart_what_meets(app, frank):
    with app.app_context():
        seen = drafts.draft_of(making.COURSE, frank).files[HELLO]
    typed(app, frank, "Two neighbours", "Three neighbours")
    other = typed(app, frank, "A [sheet to print]", "One [sheet to print]", made_from=seen)
    assert other.conflict is None and "Three neighbours" in other.text and "One [sheet" in text_of(app, frank)
    clash = typed(app, frank, "Two neighbours", "Four neighbours", made_from=seen)
    assert "Four neighbours" in clash.text and "Three neighbours" in clash.conflict
    assert "Three neighbours" in text_of(app, frank)


def test_what_others_published_comes_in_and_is_joined(app, frank):
    typed(app, frank, "Two neighbours", "Three neighbours")
    making.publish(app, making.edited(HELLO, "A [sheet to print]", "One [sheet to print]", base=making.edited(
        LEVELS, "Some are told", "Many are told")))
    with app.app_context(), writing():
        draft = drafts.draft_of(making.COURSE, frank, lock=True)
        found = meeting.meet(draft)
        assert found.joined.came == [LEVELS] and [one.path for one in found.joined.both] == [HELLO]
        meeting.bring_in(draft, found.edition, {})
    assert "Three neighbours" in text_of(app, frank) and "One [sheet" in text_of(app, frank)
    assert "Many are told" in text_of(app, frank, LEVELS)
    with app.app_context():
        draft = drafts.draft_of(making.COURSE, frank)
        assert draft.based_on == standing(making.COURSE).edition and meeting.meet(draft) is None


def test_what_meets_waits_for_a_decision(app, frank):
    typed(app, frank, "Two neighbours", "Three neighbours")
    making.publish(app, making.edited(HELLO, "Two neighbours", "Four neighbours"))
    with app.app_context(), writing():
        draft = drafts.draft_of(making.COURSE, frank, lock=True)
        edition = standing(making.COURSE).edition
        with pytest.raises(meeting.NotAllIsDecided):
            meeting.bring_in(draft, edition, {})
    for choice, words in (("theirs", "Four"), ("mine", "Three")):
        with app.app_context(), writing():
            draft = drafts.draft_of(making.COURSE, frank, lock=True)
            after = meeting.bring_in(draft, standing(making.COURSE).edition, {HELLO: choice})
            assert f"{words} neighbours" in after.text(HELLO)
            assert drafts.undo(after).based_on == draft.based_on != after.based_on


def test_an_edition_that_was_not_shown_is_not_brought_in(app, frank):
    typed(app, frank, "Two neighbours", "Three neighbours")
    with app.app_context(), writing():
        draft = drafts.draft_of(making.COURSE, frank, lock=True)
        with pytest.raises(DraftHasMovedOn):
            meeting.bring_in(draft, "0" * 40, {})


def test_ten_windows_that_save_at_once_lose_nothing(app, frank):
    """Each types on a line of its own; whoever meets another is told, and tries again with both."""
    def save(number):
        for _ in range(12):
            try:
                with app.app_context(), writing():
                    draft = drafts.draft_of(making.COURSE, frank, lock=True)
                    keep_text(draft, HELLO, draft.text(HELLO) + f"\nLine {number} of ten.\n", draft.files[HELLO])
                return
            except DraftHasMovedOn:
                continue

    at_once(*(lambda number=number: save(number) for number in range(10)))
    assert all(f"Line {number} of ten." in text_of(app, frank) for number in range(10))


def test_bytes_that_no_draft_names_are_swept_and_no_others(app, frank, clock):
    typed(app, frank, "Two neighbours", "Three neighbours")
    clock.advance(hours=2)
    with app.app_context(), writing():
        assert drafts.sweep_blobs() == 0
    with app.app_context(), writing():
        drafts.discard(drafts.draft_of(making.COURSE, frank, lock=True))
        assert drafts.sweep_blobs() == 1
    assert count(app, DraftBlob) == 0 and count(app, DraftStep) == 0


def test_who_is_erased_leaves_no_draft_behind(app, frank):
    typed(app, frank, "Two neighbours", "CANARY neighbours")
    with app.app_context(), writing():
        erase_person(frank)
    assert (count(app, CourseDraft), count(app, DraftStep), count(app, DraftBlob)) == (0, 0, 0)


def test_a_draft_of_texts_knows_which_files_are_texts():
    assert is_text(HELLO) and not is_text("files/door.png")
