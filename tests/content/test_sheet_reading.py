import pytest

from course.content.rendering import drawn
from tests.content.texts import CHOICE, CHOICES, REFLECTION, SURVEY, items, parsed, problems


def test_a_choice_has_options_with_feedback_and_one_that_is_right():
    (item,) = items(CHOICE)
    assert (item.key, item.kind, item.prompt, item.text) == ("told", "choice", "Which *level* is this?", "Which level is this?")
    assert (item.scored, item.confidence, item.shuffle) == (True, False, False)
    assert [(option.id, option.text, option.right, option.feedback) for option in item.options] == [
        ("inform", "Inform", False, "They were asked first."), ("consult", "Consult", True, "Right: asked, and told.")]


def test_a_question_by_itself_is_a_sheet_with_its_own_id():
    (sheet,) = parsed(CHOICE).sheets
    assert (sheet.key, sheet.kind, sheet.scored, sheet.pass_mark) == ("told", "question", True, None)


def test_settings_of_a_question():
    (item,) = items(CHOICE.replace("id: told\n", "id: told\nconfidence: yes\nshuffle: yes\n"))
    assert (item.confidence, item.shuffle) == (True, True)


def test_feedback_for_the_answer_as_a_whole_is_kept_apart_from_the_options():
    whole = "- [wrong] Look again.\n\n    At the *second* part.\n"
    (item,) = items(CHOICE.removesuffix("///\n") + whole + "///\n")
    assert [option.id for option in item.options] == ["inform", "consult"]
    assert item.settings == {"wrong": "Look again.\n\nAt the *second* part."}


def test_a_list_without_marks_and_a_code_fence_belong_to_the_prompt():
    body = CHOICE.replace("Which *level* is this?", "Read:\n\n- one\n- two\n\n```\n- [x] code {#code}\n```")
    (item,) = items(body)
    assert item.prompt == "Read:\n\n- one\n- two\n\n```\n- [x] code {#code}\n```" and len(item.options) == 2


def test_feedback_keeps_its_own_paragraphs_and_lists():
    (item,) = items(CHOICE.replace("    They were asked first.", "    They were.\n\n    - a\n        - b"))
    assert item.options[0].feedback == "They were.\n\n- a\n    - b"


def test_a_reflection_has_a_model_answer_and_is_not_scored():
    (item,) = items(REFLECTION)
    assert (item.kind, item.scored, item.settings["model"]) == ("reflection", False, "Between the *words* and the deed.")


def test_a_quiz_holds_questions_and_shuffles_them_unless_they_say_otherwise():
    steady = CHOICES.replace("id: two-of-four\n", "id: two-of-four\nshuffle: no\n")
    head = "//// quiz\nid: all\ntitle: All of it\nshuffle: yes\npass: 60 %\ntries: 2\n\nFirst words.\n\n"
    body = f"{head}{CHOICE}\n{steady}\n{REFLECTION}////\n"
    (sheet,) = parsed(body).sheets
    assert (sheet.key, sheet.kind, sheet.title, sheet.intro, sheet.pass_mark) == ("all", "quiz", "All of it", "First words.", 0.6)
    assert sheet.tries == 2
    assert [(item.key, item.shuffle) for item in sheet.items] == [("told", True), ("two-of-four", False), ("gap", False)]


def test_a_pool_marks_its_questions_and_changes_no_meaning():
    whole, drawn = (f"//// quiz\nid: q\n{draw}pass: 50 %\n\n{CHOICE}{CHOICES}{REFLECTION}////\n" for draw in ("", "draw: 2\n"))
    assert parsed(drawn).sheets[0].draw == 2 and parsed(whole).sheets[0].draw is None
    assert all(item.settings["pool"] for item in items(drawn))
    assert [item.fingerprint for item in items(drawn)] == [item.fingerprint for item in items(whole)]


def test_a_survey_holds_items_of_every_kind():
    (sheet,) = parsed(SURVEY).sheets
    assert (sheet.kind, sheet.wave, sheet.anonymity, sheet.intro) == ("survey", "pulse", "pseudonymous", "A few words first.")
    assert [(item.key, item.kind) for item in sheet.items] == [
        ("why", "scale"), ("how", "scale"), ("useful", "scale"), ("recommend", "nps"), ("amount", "one"), ("brought", "many"),
        ("unclear", "text"), ("sector", "fact"), ("town", "fact")]
    assert not any(item.scored for item in sheet.items)


@pytest.mark.parametrize("anonymity", ["named", "pseudonymous", "anonymous"])
def test_a_survey_says_who_will_know(anonymity):
    (sheet,) = parsed(SURVEY.replace("wave: pulse", f"wave: pulse\nanonymity: {anonymity}")).sheets
    assert (sheet.anonymity, sheet.anonymous) == (anonymity, anonymity == "anonymous")


def test_each_row_of_a_matrix_is_an_item_of_its_group():
    why, how, useful = items(SURVEY)[:3]
    assert why.group == how.group == ("today", "How far do you agree?")
    assert (why.text, why.settings["group_text"], useful.group) == ("I can say why", "How far do you agree?", None)
    assert why.settings["labels"] == [[1, "disagree"], [2, "neither"], [3, "agree"]]
    assert (why.settings["low"], why.settings["high"]) == (1, 3)


def test_a_scale_is_asked_twice_and_now_keeps_the_items_id_and_meaning():
    once, twice = items(SURVEY), items(SURVEY.replace("[scale agree]", "[scale agree now then]"))
    assert [item.key for item in twice[:6]] == ["why", "why.then", "how", "how.then", "useful", "useful.then"]
    assert [item.fingerprint for item in twice[:6:2]] == [item.fingerprint for item in once[:3]]
    assert len({item.fingerprint for item in twice[:6]}) == 6
    now, then = twice[:2]
    assert (now.text, then.text) == ("I can say why", "I can say why (before the course)")
    assert (now.prompt, now.group, now.settings["when"]) == (then.prompt, then.group, "now")
    assert (then.settings["when"], then.settings["labels"]) == ("then", now.settings["labels"])


def test_nps_goes_from_0_to_10_with_the_surveys_own_words_at_its_ends():
    nps = items(SURVEY)[3]
    assert nps.settings == {"labels": [[0, "never"], [10, "surely"]], "low": 0, "high": 10}
    assert items(SURVEY.replace("scale.nps: 0 never | 10 surely\n", ""))[3].settings["labels"] == [
        [0, "Not at all likely"], [10, "Extremely likely"]]


def test_a_write_in_is_known_as_such():
    assert [option.write_in for option in items(SURVEY)[4].options] == [False, False, True]


def test_words_between_a_field_and_its_list_belong_to_its_prompt():
    amount = items(SURVEY.replace("{#amount}\n", "{#amount}\nThink of *all* lessons.\n\n"))[4]
    assert amount.prompt == "How much was it?\nThink of *all* lessons."


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("id: told\n", "", (1, "B108")),
    ("id: told\n", "id: Told it\n", (2, "B106")),
    ("id: told\n", "id: told\nconfidens: yes\n", (3, "B103")),
    ("id: told\n", "id: told\nshuffle: maybe\n", (3, "B106")),
    ("| choice", "| choise", (1, "B113")),
    ("| choice", "| short-text", (1, "B113")),
    ("/// question | choice", "/// quesion | choice", (1, "B112")),
    ("/// question | choice", "/// choice", (1, "B112")),
    ("Which *level* is this?", "", (1, "Q101")),
    ("{#inform}", "{#consult}", (10, "Q103")),
    ("{#inform}", "{#In form}", (6, "Q104")),
    ("{#inform}", "{#declined}", (6, "Q104")),
    (" {#inform}", "", (6, "Q106")),
    ("Inform {#inform}", "{#inform}", (6, "Q108")),
    ("    They were asked first.", "They were asked first.", (8, "Q105")),
    ("    They were asked first.", " They were asked first.", (8, "Q105")),
    ("    They were asked first.", "- They were asked first.", (8, "Q107")),
    ("[ ] Inform", "[best] Inform", (6, "Q107")),
    ("[x]", "[ ]", (1, "Q111")),
    ("[ ]", "[x]", (1, "Q111")),
    ("- [ ] Inform {#inform}\n\n    They were asked first.\n", "", (1, "Q110")),
    ("Which *level*", "//// survey\n", (1, "B101")),  # a block with more slashes cannot stand inside
    ("Which *level* is this?", "///", (13, "B102")),
])
def test_what_is_wrong_in_a_choice_is_reported_at_its_line(old, new, problem):
    assert problem in problems(CHOICE.replace(old, new, 1))


@pytest.mark.parametrize(("old", "new", "code"), [
    ("[x]", "[ ]", "Q112"), ("[ ]", "[x]", "Q113")])
def test_choices_need_some_right_and_some_wrong(old, new, code):
    assert (1, code) in problems(CHOICES.replace(old, new))


def test_a_reflection_takes_no_options():
    assert (7, "Q114") in problems(REFLECTION.replace("deed.\n", "deed.\n- [x] One {#one}\n"))
    assert (3, "B103") in problems(REFLECTION.replace("id: gap\n", "id: gap\nconfidence: yes\n"))


@pytest.mark.parametrize(("body", "problem"), [
    ("//// quiz\nid: q\n////\n", (1, "Q130")),
    (f"//// quiz\nid: q\npass: 60 %\n\n{REFLECTION}////\n", (3, "Q131")),
    (f"//// quiz\nid: q\ntries: 0\n\n{CHOICE}////\n", (3, "B106")),
    (f"//// quiz\nid: q\ndraw: 2\n\n{CHOICE}{CHOICES}////\n", (3, "Q136")),
    (f"//// quiz\nid: q\ndraw: 1\npass: 60 %\n\n{CHOICE}{REFLECTION}////\n", (4, "Q131")),
    (f"//// quiz\nid: q\ntries: two\n\n{CHOICE}////\n", (3, "B106")),
    (f"//// quiz\nid: q\npass: most\n\n{CHOICE}////\n", (3, "B106")),
    (f"//// quiz\nid: q\n\n{CHOICE}\nText between.\n////\n", (18, "B115")),
    (f"//// quiz\nid: q\n\n{CHOICE}\n/// survey\nid: s\n///\n////\n", (18, "B114")),
    (f"//// survey\nid: s\n\n[text] Why? {{#why}}\n{CHOICE}////\n", (5, "B110")),
    (f"///// quiz\nid: p\n\n//// quiz\nid: q\n\n{CHOICE}////\n/////\n", (4, "B114")),
])
def test_what_is_wrong_in_a_quiz_is_reported_at_its_line(body, problem):
    assert problem in problems(body)


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("wave: pulse", "wave: now", (4, "B106")),
    ("wave: pulse", "anonymity: hidden", (4, "B106")),
    ("1 disagree | 2 neither | 3 agree", "disagree | agree", (5, "B106")),
    ("1 disagree | 2 neither | 3 agree", "1 disagree | 3 agree", (5, "B106")),
    ("1 disagree | 2 neither | 3 agree", "1 | 2 neither | 3 agree", (5, "B106")),
    ("0 never | 10 surely", "1 never | 10 surely", (6, "B106")),
    ("0 never | 10 surely", "0 | 10 surely", (6, "B106")),
    ("[scale agree] It", "[scale agre] It", (14, "Q122")),
    ("[scale agree] It", "[scale] It", (14, "Q122")),
    ("[scale agree] It", "[scale agree now] It", (14, "Q121")),
    ("[scale agree] It", "[scale agree then now] It", (14, "Q121")),
    ("- I can say how {#how}", "- I can say how", (12, "Q120")),
    ("- I can say how {#how}", "- [x] I can say how {#how}", (12, "Q120")),
    ("- I can say how {#how}", "I can say how {#how}", (12, "Q105")),
    ("- I can say how {#how}", "- I can say how {#how}\n\n    Because.", (14, "Q135")),
    ("recommend it? {#recommend}", "recommend it? {#recommend}\n- One {#one}", (17, "Q123")),
    ("- Too little {#little}\n- Too much {#much}\n", "", (18, "Q125")),
    ("- Too much", "- [write-in] Too much", (18, "Q126")),
    ("- Too much", "- [x] Too much", (20, "Q107")),
    ("unclear? {#unclear}", "unclear? {#unclear}\n- One {#one}", (29, "Q127")),
    ("[text] What", "[txt] What", (28, "Q133")),
    (" {#unclear}", "", (28, "Q134")),
    ("What was unclear? {#unclear}", "{#unclear}", (28, "Q101")),
    ("- Health {#health}\n", "", (30, "Q125")),
    ("wave: pulse", "prefer-not-to-say: usefull", (4, "Q137")),
    ("wave: pulse", "prefer-not-to-say: useful, sector, all that", (4, "B106")),
])
def test_what_is_wrong_in_a_survey_is_reported_at_its_line(old, new, problem):
    assert problem in problems(SURVEY.replace(old, new, 1))


@pytest.mark.parametrize(("setting", "offered"), [
    ("", {"sector", "town"}),
    ("prefer-not-to-say: recommend", {"recommend", "sector", "town"}),
    ("prefer-not-to-say: today, unclear", {"why", "why.then", "how", "how.then", "unclear", "sector", "town"}),
    ("prefer-not-to-say: how", {"how", "how.then", "sector", "town"}),
    ("prefer-not-to-say: all", {"why", "why.then", "how", "how.then", "useful", "recommend", "amount", "brought", "unclear",
                                "sector", "town"}),
])
def test_facts_and_whatever_the_setting_names_offer_prefer_not_to_say_and_mean_the_same(setting, offered):
    text = SURVEY.replace("[scale agree] How", "[scale agree now then] How")
    plain, found = items(text), items(text.replace("wave: pulse", f"wave: pulse\n{setting}".rstrip()))
    assert {item.key for item in found if item.may_decline} == offered
    assert [item.fingerprint for item in found] == [item.fingerprint for item in plain]


def test_a_survey_that_asks_nothing_is_reported():
    assert problems("/// survey\nid: s\n\nOnly words.\n///\n") == [(1, "Q132")]


def test_every_piece_of_markdown_in_a_sheet_knows_its_line():
    (sheet,) = parsed(CHOICE).sheets
    lines = []
    drawn(sheet, lambda source: lines.append((source.line - 5, str(source))))
    assert lines == [(4, "Which *level* is this?"), (6, "Inform"), (8, "They were asked first."), (10, "Consult"),
                     (12, "Right: asked, and told."), (1, "")]
