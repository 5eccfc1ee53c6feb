import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.questions import FIELDS, KINDS, PAPER, QUESTIONS, ResponseDoesNotFit
from course.content.questions import respond as read_sent
from course.content.sheets import DECLINED, SKIPPED, Item, Mark, Option, Response
from tests.content.texts import CHOICE, CHOICES, MARKED, REFLECTION, SURVEY, WORKSHEET, items

ITEMS = {item.key: item for body in (*MARKED, REFLECTION, SURVEY, WORKSHEET) for item in items(body)}


def respond(key, values=(), written=None):
    form = {f"a-{key}": list(values), **({f"w-{key}": [written]} if written is not None else {}), "a-other": ["x"]}
    return read_sent(ITEMS[key], form)


def mark(key, *values):
    return KINDS[ITEMS[key].kind].mark(ITEMS[key], respond(key, values))


def as_text(key, response):
    return KINDS[ITEMS[key].kind].as_text(ITEMS[key], response)


def test_the_example_items_are_of_every_kind():
    assert {item.kind for item in ITEMS.values()} == set(KINDS)
    assert {*QUESTIONS.values(), *FIELDS.values(), *PAPER.values()} == set(KINDS.values())


@pytest.mark.parametrize("key", ITEMS)
def test_an_empty_answer_is_skipped_and_never_right(key):
    item, kind = ITEMS[key], KINDS[ITEMS[key].kind]
    for form in ({}, {f"a-{key}": []}, {f"a-{key}": [""]}):
        response = kind.respond(item, form)
        assert response == Response(None, missing=SKIPPED)
        assert kind.mark(item, response) == (Mark(False, 0.0, 1.0) if item.scored else Mark(None, 0.0, 0.0))
        assert kind.tell(item, response)["response"] is None and kind.as_text(item, response) == ""


@pytest.mark.parametrize(("key", "values", "expected"), [
    ("told", ["consult"], Response(["consult"])),
    ("told", ["consult", "consult"], Response(["consult"])),
    ("two-of-four", ["three", "one"], Response(["one", "three"])),
    ("gap", ["  Between\r\nus\0 "], Response("Between\nus")),
    ("unclear", ["Nothing"], Response("Nothing")),
    ("why", ["3"], Response(3)),
    ("recommend", ["0"], Response(0)),
    ("recommend", ["10"], Response(10)),
    ("amount", ["little"], Response(["little"])),
    ("brought", ["work", "friend"], Response(["friend", "work"])),
    ("sector", ["health"], Response(["health"])),
    ("sector", [DECLINED], Response(None, missing=DECLINED)),
    ("sector", ["school", DECLINED], Response(None, missing=DECLINED)),
    ("town", ["Ghent"], Response("Ghent")),
    ("town", [DECLINED], Response(DECLINED)),
    ("check.promise", [" We ask "], Response("We ask")),
    ("check.far", ["consult"], Response(["consult"])),
    ("check.by", ["2026-12-01"], Response("2026-12-01")),
    ("check.by", ["before winter"], Response("before winter")),
    ("check.people", ["about 1.500"], Response("about 1.500")),
])
def test_what_a_form_sends_becomes_a_response(key, values, expected):
    assert respond(key, values) == expected


@pytest.mark.parametrize(("key", "values"), [
    ("told", ["elsewhere"]), ("told", ["inform", "consult"]), ("told", [DECLINED]), ("two-of-four", ["one", "five"]),
    ("why", ["0"]), ("why", ["4"]), ("why", ["1", "2"]), ("why", ["01"]), ("why", [" 1"]), ("why", ["²"]), ("recommend", ["11"]),
    ("recommend", ["-1"]), ("recommend", ["7.5"]), ("amount", ["little", "much"]), ("amount", [DECLINED]),
    ("brought", ["friend", DECLINED]), ("sector", ["x"]), ("gap", ["x" * 20_001]),
    ("unclear", ["one", "two"]), ("town", ["x" * 20_001]),
])
def test_what_the_form_could_not_send_is_refused_with_a_sentence(key, values):
    with pytest.raises(ResponseDoesNotFit) as refusal:
        respond(key, values)
    assert str(refusal.value).endswith(".")


def test_text_may_have_20000_characters():
    assert respond("gap", ["x" * 20_000]).value == "x" * 20_000
    assert respond("gap", ["\r\n".join(["x" * 9_999] * 2)]).value == "x" * 9_999 + "\n" + "x" * 9_999


def test_what_is_written_in_ticks_its_option_unless_another_was_chosen():
    assert respond("amount", [], " Just right ") == Response(["otherwise"], written="Just right")
    assert respond("amount", ["otherwise"], "") == Response(["otherwise"])
    assert respond("amount", ["little"], "Just right") == Response(["little"])
    assert respond("brought", ["work"], "A poster") == Response(["work", "else"], written="A poster")
    assert respond("sector", ["school"], "A poster") == Response(["school"])
    with pytest.raises(ResponseDoesNotFit):
        respond("brought", [], "x" * 20_001)


def test_a_choice_is_right_or_wrong():
    assert mark("told", "consult") == Mark(True, 1.0, 1.0)
    assert mark("told", "inform") == Mark(False, 0.0, 1.0)


@pytest.mark.parametrize(("values", "expected"), [
    (["one", "two"], Mark(True, 1.0, 1.0)), (["one"], Mark(False, 0.5, 1.0)), (["one", "two", "three"], Mark(False, 0.5, 1.0)),
    (["one", "two", "three", "four"], Mark(False, 0.0, 1.0)), (["three", "four"], Mark(False, 0.0, 1.0)),
    (["one", "three"], Mark(False, 0.0, 1.0))])
def test_choices_earn_right_ticks_less_wrong_ones(values, expected):
    assert mark("two-of-four", *values) == expected


@st.composite
def many_options(draw):
    rights = draw(st.lists(st.booleans(), min_size=2, max_size=8).filter(lambda rights: any(rights) and not all(rights)))
    options = tuple(Option(f"o{number}", "x", "x", right=right) for number, right in enumerate(rights))
    return Item("q", "choices", "p", "p", "f", True, options)


@given(many_options(), st.data())
def test_choices_are_marked_fairly(item, data):
    ids = [option.id for option in item.options]
    ticked = data.draw(st.lists(st.sampled_from(ids), unique=True))
    kind = KINDS["choices"]
    result = kind.mark(item, kind.respond(item, {"a-q": ticked}))
    knowing = kind.mark(item, Response([option.id for option in item.options if option.right]))
    everything = kind.mark(item, Response(ids))
    assert knowing == Mark(True, 1.0, 1.0) and kind.mark(item, Response(None, SKIPPED)).points == 0
    assert 0 <= result.points <= result.maximum
    assert everything.points < knowing.points
    assert result.correct == (result.points == result.maximum)
    assert kind.mark(item, kind.respond(item, {"a-q": data.draw(st.permutations(ticked))})) == result
    assert kind.mark(replace(item, options=tuple(reversed(item.options))), Response(ticked)) == result


def test_a_scored_answer_is_told_with_its_right_pattern_and_others_without():
    told = KINDS["choices"].tell(ITEMS["two-of-four"], Response(["one", "three"]), "en")
    assert told["response"] == "one[,]three"
    assert told["definition"] == {
        "type": "http://adlnet.gov/expapi/activities/cmi.interaction", "interactionType": "choice",
        "description": {"en": "Which belong?"}, "correctResponsesPattern": ["one[,]two"],
        "choices": [{"id": key, "description": {"en": key.capitalize()}} for key in ("one", "two", "three", "four")]}
    for key, item in ITEMS.items():
        assert ("correctResponsesPattern" in KINDS[item.kind].tell(item, respond(key))["definition"]) == item.scored


@pytest.mark.parametrize(("key", "value", "kind", "response", "text"), [
    ("told", ["consult"], "choice", "consult", "Consult"),
    ("two-of-four", ["one", "two"], "choice", "one[,]two", "One; Two"),
    ("gap", "Here", "long-fill-in", "Here", "Here"),
    ("why", 3, "likert", "3", "agree"),
    ("recommend", 0, "numeric", "0", "0"),
    ("amount", ["little"], "choice", "little", "Too little"),
    ("unclear", "All", "long-fill-in", "All", "All"),
    ("sector", ["school"], "choice", "school", "School"),
    ("town", "Ghent", "fill-in", "Ghent", "Ghent"),
])
def test_each_kind_is_told_as_an_interaction_and_read_as_text(key, value, kind, response, text):
    told = KINDS[ITEMS[key].kind].tell(ITEMS[key], Response(value))
    assert (told["definition"]["interactionType"], told["response"]) == (kind, response)
    assert as_text(key, Response(value)) == text
    assert json.loads(json.dumps(told)) == told


def test_a_scale_is_told_with_its_points():
    assert KINDS["scale"].tell(ITEMS["why"], Response(1), "en")["definition"]["scale"][0] == {
        "id": "1", "description": {"en": "disagree"}}


def test_what_was_written_in_and_what_was_declined_can_be_read():
    assert as_text("brought", Response(["work", "else"], written="A poster")) == "Work; Something else: A poster"
    assert as_text("sector", Response(None, missing=DECLINED)) == "Prefer not to say"
    assert as_text("town", Response(None, missing=DECLINED)) == "Prefer not to say"


def fingerprints(body):
    return [item.fingerprint for item in items(body)]


@pytest.mark.parametrize(("old", "new"), [
    ("They were asked first.", "Other feedback."), ("id: told", "id: other"), ("id: told\n", "id: told\nshuffle: yes\n"),
    ("Which *level* is this?", "Which  *level*\nis this?"), ("Consult {", "Consult  {")])
def test_a_fingerprint_stays_where_the_meaning_does(old, new):
    assert fingerprints(CHOICE.replace(old, new)) == fingerprints(CHOICE)


def test_a_fingerprint_does_not_depend_on_the_order_of_options_or_the_form_of_accents():
    two, three = "- [x] Two {#two}\n  Yes.\n", "- [ ] Three {#three}\n  No.\n"
    assert fingerprints(CHOICES.replace(two + three, three + two)) == fingerprints(CHOICES)
    assert fingerprints(CHOICE.replace("Inform", "Caf\u00e9")) == fingerprints(CHOICE.replace("Inform", "Cafe\u0301"))


@pytest.mark.parametrize(("old", "new"), [
    ("Which", "What"), ("Consult {", "Consulted {"), ("{#inform}", "{#informed}"),
    ("- [ ] Inform", "- [ ] Tell {#tell}\n- [ ] Inform")])
def test_a_fingerprint_changes_with_the_meaning(old, new):
    assert fingerprints(CHOICE.replace(old, new)) != fingerprints(CHOICE)


def test_a_fingerprint_tells_which_is_right():
    swapped = CHOICE.replace("[x]", "[?]").replace("[ ]", "[x]").replace("[?]", "[ ]")
    assert fingerprints(swapped) != fingerprints(CHOICE)


def test_a_rows_fingerprint_covers_the_question_over_it_and_the_scale():
    assert fingerprints(SURVEY.replace("How far", "How much"))[:3] != fingerprints(SURVEY)[:3]
    assert fingerprints(SURVEY.replace("How far", "How much"))[2:] == fingerprints(SURVEY)[2:]
    assert fingerprints(SURVEY.replace("2 neither", "2 both"))[0] != fingerprints(SURVEY)[0]
    assert fingerprints(SURVEY.replace("0 never", "0 no"))[3] != fingerprints(SURVEY)[3]
    assert all(len(one) == 32 and int(one, 16) >= 0 for one in fingerprints(SURVEY))
