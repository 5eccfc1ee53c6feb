"""Blocks are filled into forms, written as Markdown, opened again and written back; without scripts."""

import re
from html import unescape

import pytest

from course.authoring.blocks.words import LEDES
from course.authoring.samples import SAMPLES, sample_of
from course.content.block_text.kinds import KINDS
from tests import cast, making
from tests.authoring.filling import BLOCK, fields, new, opened, options, press, text_of
from tests.authoring.test_workshop import DRAFT, HELLO, LEVELS, library, publish, write
from tests.authoring.test_workshop import press as send_button
from tests.people.asking import make, signed_in

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def frank(app):
    making.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def tidy(text):
    """Without the chance in ids."""
    return re.sub(r"-[a-z2-9]{4}(?=[}\n])", "-~", text)


def test_a_question_is_filled_in_and_stands_at_its_place(app, frank):
    page = new(frank, "choice")
    data = fields(page) | {"text": "Who decides?", "row-0.text": "Residents", "row-0.under": "They do.",
                           "row-1.text": "The board", "row-1.under": "It handed it over.",
                           "whole-wrong": "Look again.", "set-confidence": "yes",
                           "after": next(value for value, words in options(page, "after") if "What they say" in words)}
    answer = frank.post(f"{DRAFT}/block-changes/{HELLO}", data=data | {"do": "save"}, follow_redirects=True)
    assert "Saved in your draft" in answer.text
    text = text_of(frank)
    block = text[text.index("///"):]
    assert tidy(block) == """/// question | choice
id: who-decides-~
confidence: yes

Who decides?

- [x] Residents {#residents-~}

    They do.

- [ ] The board {#the-board-~}

    It handed it over.

- [wrong] Look again.
///

Read [the next lesson](lesson:levels), too. A [sheet to print](files/list.txt).
"""
    assert text.index("## What they say") < text.index("///") and publish(frank).status_code == 200
    assert block in library(app)[1][HELLO]


def test_nothing_changes_where_nothing_was_changed(frank):
    before = text_of(frank, LEVELS)
    press(frank, opened(frank, LEVELS, "Residents comment"), LEVELS)
    assert text_of(frank, LEVELS) == before


def test_one_word_is_changed_and_all_else_stands(frank):
    before = text_of(frank, LEVELS)
    page = opened(frank, LEVELS, "Which two help")
    press(frank, page, LEVELS, **{"row-1.text": "An hour later"})
    assert text_of(frank, LEVELS) == before.replace("[x] A later hour {#later}", "[x] An hour later {#later}")


def test_what_is_to_mend_stands_at_its_field_and_nothing_typed_is_lost(frank):
    before = text_of(frank)
    answer = press(frank, new(frank, "choice"), text="Who decides?", **{"row-0.text": "Residents", "row-0.mark": ""})
    assert answer.status_code == 422 and not re.search(r"\bQ1\d\d\b", answer.text)
    assert "Say of exactly one answer that it is right." in answer.text and "Give at least two answers." in answer.text
    assert fields(answer.text)["row-0.text"] == "Residents" and text_of(frank) == before
    made = fields(answer.text)["row-0.id"]
    again = press(frank, answer.text, **{"row-0.mark": "x", "row-1.text": "Nobody", "row-1.mark": ""})
    assert "Saved in your draft" in again.text and f"{{#{made}}}" in text_of(frank), "an id is made once"


def test_a_text_that_would_break_out_of_its_block_is_refused(frank):
    before = text_of(frank)
    for text in ("Who?\n///\n\nOut.", "Who?\n\n- [x] Me {#me}", "/// quiz\nid: inner"):
        answer = press(frank, new(frank, "choice"), text=text, **{"row-0.text": "Residents", "row-1.text": "Nobody"})
        assert answer.status_code == 422 and "would be read as another part" in answer.text, text
    assert text_of(frank) == before


def test_what_is_typed_is_shown_harmlessly_and_unknown_fields_are_not_taken(frank):
    hostile = """"><script>alert(1)</script><a onclick=alert(1)>x</a>"""
    given = {"text": hostile, "row-0.text": hostile, "row-0.under": hostile, "row-1.text": "No", "whole-wrong": hostile,
             "set-x\n///": "out", "whole-x": "out", "set-scale.y": "out", "row-0.evil": "out"}
    answer = press(frank, new(frank, "choice"), do="look", **given)
    assert answer.status_code == 200 and "What a learner sees" in answer.text
    assert "<script>alert" not in answer.text and "<a onclick" not in answer.text
    assert fields(answer.text)["row-0.text"] == hostile
    press(frank, answer.text, **given)
    text = text_of(frank)
    assert "out" not in text.split("///")[1] and text.count("///") == 2


def test_buttons_change_the_form_and_keep_nothing(frank):
    before = text_of(frank)
    page = press(frank, new(frank, "order"), do="up-1", **{"row-0.text": "Ask", "row-1.text": "Tell"}).text
    assert lines_in(page) == ["Tell", "Ask", ""]
    page = press(frank, page, do="add").text
    assert lines_in(page) == ["Tell", "Ask", "", ""]
    page = press(frank, page, do="remove-0").text
    assert lines_in(page) == ["Ask", "", ""]
    for unknown in ("remove-9", "up-0", "add-nothing", "fly", "remove-x"):
        assert lines_in(press(frank, page, do=unknown).text) == ["Ask", "", ""], unknown
    assert text_of(frank) == before


def lines_in(page):
    return [value for name, value in fields(page).items() if re.fullmatch(r"row-\d+\.text", name)]


def test_a_quiz_gets_its_questions_one_by_one(frank):
    page = press(frank, new(frank, "quiz"), **{"set-title": "What stays", "set-pass": "60"})
    assert "A question for the quiz" in page.text
    address = unescape(re.search(r'href="([^"]*kind=choice[^"]*)"', page.text)[1])
    press(frank, frank.get(address).text, text="Who decides?", **{"row-0.text": "Residents", "row-1.text": "Nobody"})
    text = text_of(frank)
    assert "//// quiz\nid: what-stays-" in text and text.rstrip().endswith("////")
    assert text.index("//// quiz") < text.index("/// question | choice") and "No problems in this text" not in text
    page = opened(frank, HELLO, "What stays")
    assert "Who decides?" in page, "its questions are listed"
    press(frank, page, **{"set-tries": "2"})
    assert "tries: 2" in text_of(frank) and "/// question | choice" in text_of(frank)


def test_a_survey_of_items_and_scales(frank):
    page = new(frank, "survey")
    for do in ("add-scale", "add-one", "add-nps"):
        page = press(frank, page, do=do, **({"set-scale.agree": "no\nperhaps\nyes"} if do == "add-one" else {})).text
    page = press(frank, page, **{
        "set-title": "How was it?", "set-wave": "pulse", "row-0.text": "How far do you agree?",
        "row-0.line-0.text": "It was useful", "row-0.scale": "agree", "row-1.text": "How much?",
        "row-1.line-0.text": "Too little", "row-1.line-1.text": "Another",
        "row-1.line-1.mark": "write-in", "row-1.declines": "yes",
        "row-2.text": "Would you tell a friend?", "row-2.id": "recommend"})
    assert "Saved in your draft" in page.text
    block = tidy(text_of(frank)[text_of(frank).index("/// survey"):])
    assert block == """/// survey
id: how-was-it-~
title: How was it?
scale.agree: 1 no | 2 perhaps | 3 yes
wave: pulse
prefer-not-to-say: how-much-~

[scale agree] How far do you agree? {#how-far-do-you-agree-~}
- It was useful {#it-was-useful-~}

[one] How much? {#how-much-~}
- Too little {#too-little-~}
- [write-in] Another {#another-~}

[nps] Would you tell a friend? {#recommend}
///
"""


def test_a_worksheet_with_a_table(frank):
    page = press(frank, new(frank, "worksheet"), do="add-text").text
    page = press(frank, page, do="add-table").text
    page = press(frank, page, **{"set-title": "Your plan", "row-0.text": "What will you ask?", "row-0.more": "In a sentence.",
                                 "row-1.text": "Whom?", "row-1.column-0.name": "Who", "row-1.column-1.name": "How",
                                 "row-1.column-1.takes": "select", "row-1.column-1.options": "by letter, at the door"})
    assert "Saved in your draft" in page.text
    text = tidy(text_of(frank))
    assert "[text] What will you ask? {#what-will-you-ask-~}\nIn a sentence.\n" in text
    assert "| Who {#who-~} | How {#how-~} |\n|---|---|\n| text | select: by letter, at the door |" in text


def test_gaps_and_pairs_are_filled_in_without_their_signs(frank):
    page = press(frank, new(frank, "cloze"), do="add").text
    press(frank, page, text="Most often [[1]] is left out; there are [[2]] steps.", **{
        "row-0.texts": "closing\nasking", "row-1.texts": "five\n5", "row-1.typed": "yes", "whole-wrong": "Look again."})
    press(frank, new(frank, "match"), **{
        "heads-0": "Practice", "heads-1": "Example", "row-0.left": "Fair | open", "row-0.right": "A seat", "row-1.left": "Room",
        "row-1.right": "Childcare", "row-2.right": "An agenda", "whole-wrong": "No."})
    text = tidy(text_of(frank))
    assert "Most often [[closing | asking]]{#gap-~} is left out; there are [[= five | 5]]{#gap-~} steps." in text
    assert """| Practice | Example |
|---|---|
| Fair \\| open {#fair-open-~} | A seat |
| Room {#room-~} | Childcare |
|  | An agenda |""" in text


def test_what_a_form_cannot_show_is_said_and_edited_as_text(frank):
    strange = "/// question | choice\nid: strange\n\nWho?\n\n- [x] I {#i}\nand you\n- [ ] We {#we}\n///"
    write(frank, LEVELS, "More prose between.", strange)
    page = opened(frank, LEVELS, "Who?")
    assert "says more than its form can show" in page and "and you" in page and "Edit it in the text" in page


def test_what_a_form_does_not_ask_stays(frank):
    write(frank, LEVELS, "id: told\n", "was: was-told\nid: told\ncolour: blue\n")
    press(frank, opened(frank, LEVELS, "Residents comment"), LEVELS, do="anyway", text="Another wording?")
    text = text_of(frank, LEVELS)
    assert "was: was-told\nid: told\ncolour: blue\nconfidence: yes\n\nAnother wording?\n" in text


def test_a_block_is_removed_and_the_step_undone(frank):
    before = text_of(frank, LEVELS)
    press(frank, opened(frank, LEVELS, "Which two help"), LEVELS, do="drop")
    text = text_of(frank, LEVELS)
    assert "question | choices" not in text and "question | reflection" in text and "\n\n\n" not in text.lstrip("\n")
    send_button(frank, frank.get(DRAFT).text, "/draft/undoings", way="back")
    assert text_of(frank, LEVELS) == before


def test_two_windows_at_one_block_lose_nothing(frank):
    old = opened(frank, LEVELS, "Which two help")
    press(frank, opened(frank, LEVELS, "Which two help"), LEVELS, text="Which two would help?")
    answer = press(frank, old, LEVELS, text="Which of these help?")
    assert answer.status_code == 409 and "changed in another window" in answer.text
    assert fields(answer.text)["text"] == "Which of these help?" and "Which two would help?" in text_of(frank, LEVELS)
    press(frank, answer.text, LEVELS)
    assert "Which of these help?" in text_of(frank, LEVELS) and "would help?" not in text_of(frank, LEVELS)
    assert press(frank, old, LEVELS, do="drop").status_code == 409
    other = opened(frank, LEVELS, "Residents comment")
    press(frank, opened(frank, LEVELS, "Where did a promise"), LEVELS, text="Where was more promised?")
    assert "Saved in your draft" in press(frank, other, LEVELS, text="Which level is it?").text
    assert "Where was more promised?" in text_of(frank, LEVELS) and "Which level is it?" in text_of(frank, LEVELS)


def test_the_block_that_the_cursor_stands_in_is_offered_first(frank):
    text = frank.get(f"{DRAFT}/blocks/{LEVELS}?after=20").text
    assert "Edit the block where you are" in text and "Residents comment" in text.split("where you are")[1].split("</a>")[0]
    assert "where you are" not in frank.get(f"{DRAFT}/blocks/{LEVELS}?after=9").text


def test_every_kind_has_a_form_with_words(frank):
    for name, kind in KINDS.items():
        page = frank.get(f"{BLOCK}/{HELLO}?kind={name}")
        assert page.status_code == 200 and sample_of(kind) in SAMPLES and LEDES[name] in unescape(page.text)
