"""Question banks of other tools come back as they were meant, and what cannot is named with its line and why."""

import base64
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from course.authoring.picturing import fitted
from course.content.banks import BankRefused, read_bank
from course.content.banks.bringing import bring, weigh
from course.content.inspecting import Findings, Plainer
from course.content.questions import KINDS
from tests.content.bank_writing import BANKS, as_aiken, as_gift, as_xml, options
from tests.content.texts import files, found, items, lesson, problems

ADVICE = {"C101", "C102", "C117"}  # what the checker says of any question: feedback, lengths, words given away


def brought(text, **more):
    return bring(weigh(read_bank(text, fit=fitted)), **more)


def only(text):
    """The Item of a bank with one question."""
    found = brought(text, quizzes=False)
    assert [one.refused for one in found.questions] == [""], found.questions[0].refused
    return items(found.text)[0], found.questions[0].remarks


def refused(text):
    return [(one.line, one.refused) for one in brought(text).questions if one.refused]


def words(source):
    return Plainer().plain(source)


def meant(question):
    """What a question of the writer asks and answers, as the reader has it."""
    kind, prompt, answers, general = question
    said = [(" ".join(text.split()), right, " ".join(feedback.split())) for text, right, feedback in answers]
    if kind == "number":
        said = [(Decimal(text), right, feedback) for text, right, feedback in said]
    if kind == "match":
        said = [(text, True, "") for text, _, _ in said]
    return kind, " ".join(prompt.split()), said, " ".join(general.split())


def came(item):
    if item.kind == "match":
        said = [(row["text"], True, "") for row in item.settings["lefts"]]
    else:
        answers = item.options or item.answers
        said = [(Decimal(one.text) if item.kind == "number" else one.text, one.right, words(one.feedback)) for one in answers]
    general = item.settings.get("model" if item.kind == "reflection" else "wrong", "")
    return {"short-text": "text"}.get(item.kind, item.kind), item.text, said, words(general)


@given(BANKS)
@settings(max_examples=15, deadline=None)
def test_a_bank_of_our_kinds_comes_back_as_it_was_meant(bank):
    for text in (as_gift(bank), as_xml(bank)):
        found = brought(text, quizzes=False)
        assert [one.refused for one in found.questions] == [""] * len(bank), text
        assert [came(item) for item in items_of(found.text)] == list(map(meant, bank)), found.text


@given(st.lists(options(1), min_size=1, max_size=3, unique_by=str))
@settings(max_examples=10, deadline=None)
def test_aiken_comes_back_as_it_was_meant(answers):
    bank = [("choice", f"Which one, {number}?", [(text, right, "") for text, right, _ in one], "")
            for number, one in enumerate(answers)]
    assert [came(item) for item in items_of(brought(as_aiken(bank)).text)] == list(map(meant, bank))


def items_of(body):
    """The items of a lesson with this body, which may have what the checker advises against and nothing else."""
    assert {code for _, code in problems(body)} <= ADVICE, body
    return items(body)


@given(BANKS, st.booleans())
@settings(max_examples=8, deadline=None)
def test_ids_are_made_once_and_the_same_bank_brings_nothing_twice(bank, quizzes):
    once = brought(as_xml(bank), quizzes=quizzes)
    assert once.text == brought(as_xml(bank), quizzes=quizzes).text
    again = brought(as_xml(bank), quizzes=quizzes, texts=[once.text])
    assert again.text == "" and len(again.standing) == len(bank)


@pytest.mark.parametrize(("answers", "kind", "marks"), [
    ("=a ~b ~c", "choice", "x  "), ("~%50%a ~%50%b ~%-50%c", "choices", "xx "), ("=a ~%50%b ~c", "scenario", "bar"),
    ("=a =b", "text", "xx"), ("=a =%0%b =%0%*#no", "text", "x "), ("TRUE", "choice", "x "), ("f#no#yes", "choice", " x"),
    ("#3:0.5", "number", "x"), ("#3..4", "number", "x"), ("#=3 =%50%3:2 ~#no", "number", "x"), ("=a->1 =b->2", "match", ""),
    ("", "reflection", ""), ("####seen", "reflection", "")])
def test_what_the_braces_of_gift_mean(answers, kind, marks):
    item, _ = only(f"Why?{{{answers}}}")
    assert {"short-text": "text"}.get(item.kind, item.kind) == kind
    assert "".join({"best": "b", "acceptable": "a", "risky": "r", "": " "}.get(one.mark, one.mark)
                   for one in (item.options if kind != "match" else ()) or item.answers) == marks


def test_the_ways_of_gift():
    bank = brought("$CATEGORY: $course$/top/Rules\n\n// a comment\n::One:: Grant is {~buried =entombed} in a tomb.\n\n"
                   "Five are {=five =5} fingers.\n\n[html]<p>See <b>this</b>.</p>\n\n[markdown]A *word*\n- [x] no option\n{T}\n")
    assert "title: Rules" in bank.text and "Grant is [[entombed | buried]]" in bank.text and "[[= five | 5]]" in bank.text
    assert "See **this**." in bank.text and "- \\[x] no option" in bank.text and "comment" not in bank.text
    assert [one.shown for one in bank.questions][:2] == ["One", "Five are …… fingers."]


@pytest.mark.parametrize(("text", "remark"), [
    ("A{=a ~%30%b ~c}", "earned 30 %"), ("A{~%60%a ~%40%b ~c}", "weights of their own"), ("A{=a =in*}", "a star"),
    ("A{=a ~%-50%b}", "took points off"), ("A{=a =b ~c}", "all of them are to be ticked"), ("A{#3 =%50%4}", "listed as wrong")])
def test_what_of_a_question_is_not_carried_is_said(text, remark):
    assert any(remark in one for one in only(text)[1])


@pytest.mark.parametrize(("text", "why"), [
    ("A{=a ~b", "never closed"), ("::A:: B}", "never opened"), ("A{b}", "do not begin with = or ~"), ("{=a ~b}", "asks nothing"),
    ("A{~a ~b}", "No option"), ("A{~%50%a ~%50%b}", "Every option"), ("A{=a {b} ~c}", "more than one pair"),
    ("A{#x}", "No answer"),
    ("A{=a -> 1 =b}", "no arrow"), ("A{=*}", "Any answer at all"), ("Q?\nA. a\nB. b\nANSWER: C", "none of its options"),
    ("Q?\nA. a\nB. b\nANSWER: ?", "names no letter"), ("Q?\nA. a\nB. b\nANSWER: A\n\nLeft over", "No line ANSWER"),
    ("A{=a ~b}\n\nA{=a ~b}", "same as question 1"), ("[markdown]A\n```\ncode{=a ~b}", "could not be read")])
def test_what_is_not_carried_is_named_with_its_line_and_why(text, why):
    assert [line for line, said in refused(text) if why in said] == [text.count("\n", 0, text.rindex("\n\n") + 2) + 1
                                                                     if "\n\n" in text else 1]


def xml(kind, inside, asked="Why?"):
    return (f'<quiz>\n<question type="{kind}"><name><text>N</text></name><questiontext format="html"><text><![CDATA[{asked}]]>'
            f"</text></questiontext>{inside}</question></quiz>")


def test_the_types_of_moodle():
    item, remarks = only(xml("truefalse", '<answer fraction="0"><text>true</text></answer>'
                                          '<answer fraction="100"><text>false</text></answer>'))
    assert [one.right for one in item.options] == [False, True] and remarks == []
    item, remarks = only(xml("cloze", "", "<p>{1:MC:=yes~no#hm} and {2:SA:=x~=y} and {1:NUMERICAL:=5:0.1}</p>"))
    assert [gap["right"] for gap in item.settings["gaps"]] == [["yes"], ["x", "y"], ["5"]] and len(remarks) == 3
    gaps = "".join(f"<selectoption><text>{word}</text><group>1</group></selectoption>" for word in ("end", "time", "gone"))
    item, _ = only(xml("gapselect", gaps, "The [[1]] of [[2]]"))
    assert [gap["right"] for gap in item.settings["gaps"]] == [["end"], ["time"]]
    item, _ = only(xml("ordering", '<answer fraction="2"><text>b</text></answer><answer fraction="1"><text>a</text></answer>'))
    assert KINDS["order"].solution(item).value == [one.id for text in "ab" for one in item.options if one.text == text]
    item, remarks = only(xml("numerical", '<answer fraction="100"><text>3.125</text><tolerance>0.01</tolerance></answer>'
                             "<units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit>"
                             "<unit><multiplier>100</multiplier><unit_name>cm</unit_name></unit></units>"))
    assert item.settings["unit"] == "m" and "cm" in remarks[0] and item.answers[0].text == "3.1250 ± 0.01"


@pytest.mark.parametrize("kind", ["calculated", "ddmarker", "random", "stack", "nonsense"])
def test_a_type_that_is_not_carried_is_named(kind):
    (line, said), = refused(xml(kind, ""))
    assert line == 2 and f"“{kind}”" in said


def picture(color="red"):
    out = io.BytesIO()
    words = Image.Exif()
    words[0x010E] = "CANARY-place"
    Image.new("RGB", (4, 4), color).save(out, "JPEG", exif=words)
    return base64.b64encode(out.getvalue()).decode()


def with_file(name, data, alt=""):
    return (f'<quiz><question type="essay"><name><text>N</text></name><questiontext format="html"><text><![CDATA[<p>See <img '
            f'src="@@PLUGINFILE@@/{name}" alt="{alt}"></p>]]></text><file name="{name}" path="/" encoding="base64">{data}</file>'
            "</questiontext></question></quiz>")


def test_a_picture_loses_its_camera_and_asks_for_its_words():
    bank = weigh(read_bank(with_file("hall.jpg", picture()), fit=fitted))
    one = bring(bank, quizzes=False)
    path, data = one.pictures.popitem()
    assert one.bare == [path] and b"CANARY" not in data and path.startswith("files/hall-")
    said = bring(bank, quizzes=False, alts={path: "The [full] hall"})
    assert said.bare == [] and f"![The \\[full\\] hall]({path})" in said.text
    assert found(files(lesson(said.text), **{path: data})) == []
    assert brought(with_file("hall.jpg", picture(), "A hall")).bare == []


@pytest.mark.parametrize(("name", "data"), [("a.jpg", "!!!"), ("a.jpg", ""), ("evil.html", picture()), ("a.svg", "PHN2Zz4="),
                                            ("../../x.jpg", picture())])
def test_a_file_that_does_not_fit_is_left_out_or_kept_within_the_folder(name, data):
    one = brought(with_file(name, data))
    assert all(path.startswith("files/") and path.count("/") == 1 for path in one.pictures)
    assert one.pictures or any("not carried" in remark or "Left out" in remark for remark in one.questions[0].remarks)


LAUGHS = '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n<quiz>&b;</quiz>'


@pytest.mark.parametrize(("data", "why"), [
    (LAUGHS, "document type"), ('<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', "document type"),
    ("<quiz><question>", "not well-formed"), ("<quiz>" + "<a>" * 60, "nested too deeply"), ("<html><quiz/></html>", "a web page"),
    ("<quiz></quiz>", "no question"), ('<?xml version="1.0" encoding="utf-7"?><quiz/>', "utf-7"), (b"\xff\xfe\x00", "UTF-16"),
    (b"A{=caf\xe9 ~b}", "Line 1 of this file is not UTF-8"), ("A{=a\0 ~b}", "NUL"), (b"P\0K\0", "NUL"), ("", "nothing in it"),
    ("just words", "neither GIFT"), ("A{T}\n\n" * 10_000, "10,000 questions"), (b"x" * 20_000_001, "20 MB"),
    ("<questestinterop/>", "QTI"), ("{" * 6_000_000, "characters")])
def test_a_hostile_file_is_refused_with_a_sentence(data, why):
    with pytest.raises(BankRefused) as refusal:
        brought(data.encode() if isinstance(data, str) and data[:2] == "<?" else data)
    assert why in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_marks_of_encodings_and_line_ends_do_not_matter(encoding):
    text = "Is é a letter?\r\n{T}\r\n"
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert only(mark + text.encode(encoding))[0].text == "Is é a letter?"


def test_scripts_in_feedback_are_left_out_and_named():
    item, remarks = only("A{=a#[html]Yes<script>steal()</script><img src\\=x onerror\\=steal()> "
                         "~b#<a href\\='javascript\\:steal()'>no</a>}")
    assert "steal" not in item.options[0].feedback and item.options[1].feedback == "no"
    assert remarks == ["Left out: a script.", "Left out: the picture x.", "Left out: the link to javascript:steal()."]


@given(st.text("A{}=~#:\\%->T*1.\n []|/$`'\"<&;!x", max_size=80))
@settings(max_examples=150, deadline=None)
def test_whatever_is_typed_it_is_carried_whole_or_refused(text):
    try:
        one = brought(text)
    except BankRefused:
        return
    assert {code for _, code in problems(one.text)} <= ADVICE | {"C111"}
    assert Findings(one.text) is not None


def test_categories_and_texts_divide_quizzes():
    bank = brought("$CATEGORY: One\n\nA{T}\n\nB{F}\n\nRead this.\n\nC{T}\n\n$CATEGORY: Two\n\nD{F}\n", title="Else")
    assert bank.text.count("//// quiz") == 3 and bank.text.count("title: One") == 2 and bank.text.count("title: Two") == 1
    assert len(items_of(bank.text)) == 4
    assert "## One" in brought("$CATEGORY: One\n\nA{T}\n", quizzes=False).text
