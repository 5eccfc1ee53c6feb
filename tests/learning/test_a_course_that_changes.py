"""The course changes under a learner in the middle of it: nothing that she did is lost or changed."""

import json

import pytest

from course.content.queries import source_of
from course.statements.finding import find
from tests import making
from tests.forms import send

LEVELS = "02-levels/01-levels.md"


@pytest.fixture
def lena(app, client):
    """Half-way: one question answered, one lesson read."""
    making.publish(app)
    send(client, client.get("/courses/neighbours/levels").text, "/told/attempts", a_told="consult")
    send(client, client.get("/courses/neighbours/hello").text, "/completions")
    return client


def ledger(app):
    with app.app_context():
        return [tuple(row) for row in find(making.COURSE).all()]


def renamed(files):
    return {path.replace("01-levels.md", "09-how-far.md"): data for path, data in files.items()}


def moved(files):
    return {("01-start/02-levels.md" if path == LEVELS else path): data for path, data in files.items()}


def withdrawn(files):
    return making.withdrawing({path: data for path, data in files.items() if path != LEVELS} | {
        "01-start/01-hello.md": files["01-start/01-hello.md"].replace(b"lesson:levels", b"lesson:the-quiz")
    }, "levels")


def key_changed(files):
    other = making.edited(LEVELS, "[x] Consult", "[ ] Consult", base=files)
    return making.edited(LEVELS, "[ ] Inform", "[x] Inform", base=other)


def typo_fixed(files):
    return making.edited(LEVELS, "Some are told, some are asked.", "Some are told; some are asked.", base=files)


CHANGES = [renamed, moved, withdrawn, key_changed, typo_fixed]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_what_was_done_stays_as_it_was_and_its_text_can_be_fetched_back(app, lena, change):
    before = ledger(app)
    making.publish(app, change(making.files()))
    assert ledger(app) == before
    with app.app_context():
        (row,) = find(making.COURSE, "answered").all()
        text = source_of(row.revision)
    assert json.loads(row.statement)["context"]["revision"] == row.revision
    assert text == making.files()[LEVELS]
    page = lena.get("/courses/neighbours")
    assert page.status_code == 200


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_the_feedback_that_she_got_is_still_there(app, lena, change):
    address = send(
        lena, lena.get("/courses/neighbours/levels?again=told").text, "/told/attempts", follow=False, a_told="inform"
    ).location.split("#")[0]
    making.publish(app, change(making.files()))
    page = lena.get(address)
    assert page.status_code == 200
    assert "CANARY-inform" in page.text and "Residents comment and are told the result." in page.text


def test_after_a_rename_and_a_move_her_answer_shows_in_the_lesson(app, lena):
    making.publish(app, moved(renamed(making.files())))
    assert "CANARY-consult" in lena.get("/courses/neighbours/levels").text


def test_after_a_changed_key_the_question_asks_anew_and_points_to_what_she_said(app, lena):
    making.publish(app, key_changed(making.files()))
    page = lena.get("/courses/neighbours/levels").text
    assert "CANARY" not in page
    assert "/r/1/told/attempts/" in page


def test_a_withdrawn_lesson_is_gone_for_strangers_and_kept_for_who_worked_in_it(app, lena):
    making.publish(app, withdrawn(making.files()))
    assert app.test_client().get("/courses/neighbours/levels").status_code == 404
    kept = lena.get("/courses/neighbours/levels")
    assert kept.status_code == 410 and "/r/1/told/attempts/" in kept.text


def test_progress_counts_the_edition_she_is_on_and_never_passes_all_of_it(app, lena):
    smaller = {path: data for path, data in making.files().items() if path != LEVELS and "02-quiz" not in path} | {
        "01-start/01-hello.md": making.files()["01-start/01-hello.md"].replace(b"lesson:levels", b"lesson:pulse")
    }
    smaller = making.withdrawing(smaller, "levels", "the-quiz")
    making.publish(app, smaller)
    page = lena.get("/courses/neighbours").text
    assert "All 1 core lessons are done" in page


def test_a_broken_course_never_replaces_a_standing_one(app, lena):
    broken = making.edited(LEVELS, "- [x] Consult", "- [ ] Consult")
    with pytest.raises(Exception, match=LEVELS):
        making.publish(app, broken)
    assert "CANARY-consult" in lena.get("/courses/neighbours/levels").text


def test_a_text_that_comes_back_is_its_old_revision_again(app, lena):
    making.publish(app, typo_fixed(making.files()))
    assert making.publish(app) == 3
    with making.reading(app) as standing:
        assert standing.outline.lesson("levels").number == 1
        assert standing.number == 3


def test_a_question_that_moved_to_another_lesson_is_answered_anew_and_counted_on(app, lena):
    text = making.FILES[LEVELS]
    start = text.index("/// question | choice\nid: told")
    block = text[start:text.index("///\n", start + 3) + 4]
    making.publish(app, making.files(**{"02-levels__01-levels.md": text.replace(block, ""),
                                        "01-start__01-hello.md": making.FILES["01-start/01-hello.md"] + "\n" + block}))
    answer = send(lena, lena.get("/courses/neighbours/hello").text, "/told/attempts", a_told="inform")
    assert answer.status_code == 200 and "Try 2" in answer.text
