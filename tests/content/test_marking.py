"""Every kind is marked fairly: a blank earns nothing, knowing everything, and choosing everything never beats knowing."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.questions import KINDS, AskAgain, ResponseDoesNotFit, counted, parts, review, unmatched
from course.content.sheets import SKIPPED, Mark, Response
from tests.content.texts import CLOZE, MARKED, MATCH, NUMBER, ORDER, SCENARIO, TEXT, items

NOTHING = Response(None, missing=SKIPPED)
FEW = settings(max_examples=60, deadline=None)


def block(kind, lines, **more):
    more = "".join(f"{name}: {value}\n" for name, value in more.items())
    return items(f"/// question | {kind}\nid: q\n{more}\nWhat?\n\n" + "\n".join(lines) + "\n///\n")[0]


@st.composite
def scenarios(draw):
    marks = ["best", *draw(st.lists(st.sampled_from(["acceptable", "risky"]), min_size=1, max_size=5))]
    return block("scenario", [f"- [{mark}] Do {n} {{#o{n}}}" for n, mark in enumerate(draw(st.permutations(marks)))])


@st.composite
def choices(draw):
    rights = draw(st.lists(st.booleans(), min_size=2, max_size=6).filter(lambda rights: any(rights) and not all(rights)))
    return block("choices", [f"- [{'x' if right else ' '}] Do {n} {{#o{n}}}" for n, right in enumerate(rights)])


@st.composite
def orders(draw):
    return block("order", [f"{n + 1}. Line {n} {{#l{n}}}" for n in range(draw(st.integers(2, 7)))])


@st.composite
def matches(draw):
    pairs, more = draw(st.integers(2, 6)), draw(st.integers(0, 3))
    rows = [f"| Left {n} {{#l{n}}} | Right {n} |" for n in range(pairs)] + [f"|  | Other {n} |" for n in range(more)]
    return block("match", ["| A | B |", "|---|---|", *rows])


@st.composite
def clozes(draw):
    known = st.sampled_from(["[[a | b | c]]", "[[= one | 1]]", "[[= residents]]", "[[yes | no]]"])
    gaps = draw(st.lists(known, min_size=1, max_size=5).filter(lambda gaps: len(gaps) == 1 or len(set(gaps)) > 1))
    return block("cloze", [" and ".join(f"{gap}{{#g{n}}}" for n, gap in enumerate(gaps))])


@st.composite
def numbers(draw):
    number = draw(st.integers(-10_000, 10_000))
    tolerance = draw(st.sampled_from(["", " +- 2.5", " +- 10 %"])) if number else ""
    return block("number", [f"- [x] {number}{tolerance} {{#right}}", "- [ ] 1000000 {#much}"])


@st.composite
def texts(draw):
    known = ["residents", "the board", "Zustimmung", "5", "habitants"]
    words = draw(st.lists(st.sampled_from(known), min_size=2, max_size=5, unique=True))
    marks = ["x", *draw(st.lists(st.sampled_from("x "), min_size=4, max_size=4))]
    return block("text", [f"- [{marks[n]}] {word} {{#a{n}}}" for n, word in enumerate(words)])


EVERY = st.one_of(scenarios(), choices(), orders(), matches(), clozes(), numbers(), texts())


def everything_chosen(item):
    """Forms that take all there is: every tick, the same in every field."""
    right = KINDS[item.kind].fields(item, KINDS[item.kind].solution(item))
    yield {f"a-{item.key}": [option.id for option in item.options]}
    yield {f"a-{item.key}": [" ".join(answer.text for answer in item.answers)]}
    yield from (dict.fromkeys(right, value) for value in right.values() if f"a-{item.key}" not in right and len(right) > 1)


def mark(item, form):
    """The Mark of a form; None where the form is refused or asked again, which earns nothing."""
    kind = KINDS[item.kind]
    try:
        return kind.mark(item, kind.respond(item, form))
    except ResponseDoesNotFit:
        return None


@FEW
@given(EVERY)
def test_a_blank_earns_nothing_and_knowing_earns_everything(item):
    kind = KINDS[item.kind]
    spaces, empty = [" " if item.answers else ""], dict.fromkeys(kind.fields(item, kind.solution(item)), [""])
    for form in ({}, {f"a-{item.key}": spaces}, empty):
        assert kind.respond(item, form) == NOTHING
    assert kind.mark(item, NOTHING) == Mark(False, 0.0, 1.0)
    solution = kind.solution(item)
    assert kind.respond(item, kind.fields(item, solution)) == solution
    assert kind.mark(item, solution) == Mark(True, 1.0, 1.0)


@FEW
@given(EVERY)
def test_choosing_everything_never_earns_everything(item):
    for form in everything_chosen(item):
        found = mark(item, form)
        assert found is None or found.points < 1.0


@FEW
@given(EVERY, st.data())
def test_every_answer_earns_from_nothing_to_everything_and_only_everything_is_right(item, data):
    kind = KINDS[item.kind]
    fields = kind.fields(item, kind.solution(item))
    value = st.sampled_from(sorted(value for values in fields.values() for value in values) + ["", "x", "1", "2"])
    form = data.draw(st.fixed_dictionaries({field: st.lists(value, max_size=2) for field in fields}))
    found = mark(item, form)
    if found is not None:
        assert 0 <= found.points <= found.maximum == 1.0
        assert found.correct == (found.points == found.maximum)
        assert kind.mark(item, kind.respond(item, dict(reversed(form.items())))) == found


@FEW
@given(EVERY)
def test_what_is_told_and_counted_is_what_was_answered(item):
    kind = KINDS[item.kind]
    told = kind.tell(item, kind.solution(item), "en")
    pattern = told["definition"]["correctResponsesPattern"][0].rpartition("}")[2]
    assert told["response"] == pattern or item.kind == "number"
    if isinstance(kind.solution(item).value, list):
        known = {part.id: part.right for part in parts(item)}
        assert item.kind in ("choices", "scenario", "cloze") or sum(known.values()) == len(kind.solution(item).value)
        found = counted(item, kind.solution(item).value)
        assert found and all(known.get(word, item.kind == "cloze") for word in found)
    assert kind.as_text(item, kind.solution(item))


@FEW
@given(st.permutations(list(range(5))))
def test_an_order_earns_its_right_pairs_less_its_wrong_ones(given_order):
    item = block("order", [f"{n + 1}. Line {n} {{#l{n}}}" for n in range(5)])
    wrong = sum(first > second for place, first in enumerate(given_order) for second in given_order[place + 1:])
    assert KINDS["order"].mark(item, Response([f"l{n}" for n in given_order])).points == max(0, 10 - 2 * wrong) / 10


ITEMS = {item.kind: item for body in MARKED for item in items(body)}


@pytest.mark.parametrize(("kind", "value", "points"), [
    ("scenario", ["pairs"], 1.0), ("scenario", ["wait"], 0.5), ("scenario", ["call-on"], 0.0),
    ("order", ["ask", "listen", "tell", "ask-again"], 1.0), ("order", ["listen", "ask", "tell", "ask-again"], 4 / 6),
    ("order", ["ask-again", "tell", "listen", "ask"], 0.0), ("order", ["ask", "listen", "tell"], 0.5), ("order", ["ask"], 0.0),
    ("match", ["inclusion:seat", "room:telling"], 1 / 3), ("match", ["inclusion:seat", "room:seat", "telling:seat"], 1 / 3),
    ("cloze", ["last:closing", "how-many:5"], 2 / 3), ("cloze", ["how-many:FIVE"], 1 / 3), ("cloze", ["last:asking"], 0.0),
    ("number", "1500", 1.0), ("number", "1530", 1.0), ("number", "1470", 1.0), ("number", "1530.1", 0.0),
    ("number", "2000.5", 0.0),
    ("short-text", "The Residents!", 1.0), ("short-text", "the residetns", 1.0), ("short-text", "residents", 0.0),
    ("short-text", "the president", 0.0), ("short-text", "not the residents", 0.0)])
def test_an_answer_earns_its_share(kind, value, points):
    found = KINDS[kind].mark(ITEMS[kind], Response(value))
    assert found == Mark(points == 1.0, points, 1.0)


@given(st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]), st.sampled_from(["{}", " {} ", "«{}»", "{}.", "\u00a0{}\t"]),
       st.sampled_from(["résidents", "RÉSIDENTS", "Résidents"]))
def test_a_text_is_marked_the_same_in_every_form(form, around, text):
    item = block("text", ["- [x] résidents {#residents}", "- [ ] le conseil {#council}"])
    response = KINDS["short-text"].respond(item, {"a-q": [unicodedata.normalize(form, around.format(text))]})
    assert KINDS["short-text"].mark(item, response).correct


def test_accents_are_folded_where_the_author_asks():
    listed = ["- [x] año {#year}", "- [ ] mes {#month}"]
    plain, folding = block("text", listed), block("text", listed, **{"fold-accents": "yes"})
    assert [KINDS["short-text"].mark(item, Response("ano")).correct for item in (plain, folding)] == [False, True]
    assert plain.fingerprint != folding.fingerprint


def test_a_wrong_answer_that_is_listed_comes_before_a_slip():
    item = block("text", ["- [x] employer {#employer}", "- [ ] employee {#employee}"])
    met = {text: review(item, Response(text)) for text in ("employer", "employee", "emplyoer", "employe")}
    assert [met["employer"].answer.id, met["employee"].answer.id, met["emplyoer"].answer.id] == ["employer", "employee",
    "employer"]
    assert met["employe"] is None  # as near to one as to the other


@pytest.mark.parametrize(("kind", "form", "sentence"), [
    ("number", {"a-score": ["1.500"]}, "two ways"), ("number", {"a-score": ["1.500"], "r-score": ["2"]}, "two ways"),
    ("number", {"a-score": ["some"]}, "digits"), ("number", {"a-score": ["1 or 2"]}, "digits"),
    ("order", {"ask": "1", "tell": "1"}, "place 1"), ("short-text", {"a-decides": ["x" * 201]}, "200"),
    ("cloze", {"a-gaps.how-many": ["x" * 201]}, "200")])
def test_what_is_not_clear_is_asked_again(kind, form, sentence):
    item = ITEMS[kind]
    if kind == "order":
        form = {f"a-steps.{item.settings['tokens'][key]}": [place] for key, place in form.items()}
    with pytest.raises(AskAgain, match=sentence):
        KINDS[kind].respond(item, form)


def test_a_number_that_can_be_read_in_two_ways_is_the_one_that_was_meant():
    for meant in ("1500", "1.5"):
        response = KINDS["number"].respond(ITEMS["number"], {"a-score": ["1.500"], "r-score": [meant]})
        assert response == Response(meant, written="1.500")


@pytest.mark.parametrize(("kind", "form"), [
    ("scenario", {"a-quiet-room": ["none"]}), ("scenario", {"a-quiet-room": ["pairs", "wait"]}),
    ("match", {"a-pairs.inclusion": ["seat"]}),
    ("cloze", {"a-gaps.last": ["opening"]})])
def test_what_no_form_has_shown_is_refused(kind, form):
    with pytest.raises(ResponseDoesNotFit) as refusal:
        KINDS[kind].respond(ITEMS[kind], form)
    assert not isinstance(refusal.value, AskAgain)


@pytest.mark.parametrize(("body", "interaction", "right"), [
    (SCENARIO, "choice", ["pairs"]), (NUMBER, "numeric", ["1470[:]1530"]),
    (TEXT, "fill-in", ["{case_matters=false}the residents", "{case_matters=false}neighbours"]),
    (ORDER, "sequencing", ["ask[,]listen[,]tell[,]ask-again"]),
    (MATCH, "matching", ["inclusion[.]seat[,]room[.]room[,]telling[.]telling"]),
    (CLOZE, "fill-in", [f"{{case_matters=false}}{{order_matters=true}}closing[,]{n}[,]Harbor County" for n in ("five", "5")])])
def test_each_kind_is_told_as_the_standard_has_it(body, interaction, right):
    (item,) = items(body)
    definition = KINDS[item.kind].tell(item, NOTHING, "en")["definition"]
    assert (definition["interactionType"], definition["correctResponsesPattern"]) == (interaction, right)


def test_what_nobody_foresaw_is_told_as_it_is_compared():
    assert unmatched(ITEMS["short-text"], Response("  A Neighbor. ")) == ["a neighbor"]
    assert unmatched(ITEMS["short-text"], Response("the president")) == unmatched(ITEMS["short-text"], NOTHING) == []
    assert unmatched(ITEMS["cloze"], Response(["last:asking", "how-many:a%20few"])) == ["a few"]


@given(st.text(alphabet="ab %2:05é", min_size=1, max_size=12).filter(lambda text: text.strip()))
def test_a_typed_gap_is_kept_as_it_was_typed(text):
    response = KINDS["cloze"].respond(ITEMS["cloze"], {"a-gaps.how-many": [text]})
    assert review(ITEMS["cloze"], response)[1][1] == " ".join(text.split())
    assert " " not in response.value[0]


def test_bounds_are_exact():
    (item,) = items(NUMBER.replace("1500 +- 2 %", "0.3 +- 0.1"))
    assert [KINDS["number"].mark(item, Response(number)).correct for number in ("0.2", "0.4", "0.1999", "0.40000001")] == [
        True, True, False, False]
    assert Decimal(item.settings["bounds"]["fifteen-hundred"][1]) == Decimal("0.4")
