"""Moodle XML: `<quiz>` with a `<question type="…">` each; which kind of ours each is, or why none."""

import base64
import binascii
import re

from course.content.banks.bank import Answer, BankRefused, Question, check_count, joined
from course.content.banks.gift_reading import category_name
from course.content.banks.moodle_kinds import KINDS, NOT_CARRIED
from course.content.banks.texts import FORMATS
from course.content.xml_reading import read_xml

BOILERPLATE = {"Your answer is correct.", "Your answer is incorrect.", "Your answer is partially correct."}  # our pages say so
NAME = "The bank"


def read_moodle(text, texts, language):
    """The Questions, in order."""
    declared = re.match(r"\s*<\?xml[^>]*\?>", text)  # what it says of its encoding is past: this is text
    root = read_xml(text[declared.end():] if declared else text.lstrip(), NAME, BankRefused)
    if root.name != "quiz":
        raise BankRefused(f"Moodle XML begins with <quiz>, and this begins with <{root.name[:40]}>.")
    elements = [element for element in root.children if element.name == "question"]
    check_count(sum(element.attributes.get("type") != "category" for element in elements))
    questions, category = [], ""
    for element in elements:
        if element.attributes.get("type") == "category":
            category = category_name(text_in(element.child("category")))
        else:
            questions.append(_question(element, texts, language))
            questions[-1].category = category
    return questions


def text_in(element):
    """What `<x><text>…</text></x>` says."""
    inner = element and (element.child("text") or element)
    return inner.text.strip() if inner else ""


def _question(element, texts, language):
    kind = element.attributes.get("type", "").strip()
    question = Question(element.line, " ".join(text_in(element.child("name")).split())[:200])
    source = Moodle(element, question, texts, language)
    if kind not in KINDS:
        why = NOT_CARRIED.get(kind, "a kind that is not known here")
        return question.refuse(f"It is “{kind[:40]}”: {why}.")
    question.prompt = source.asked()
    source.note_what_is_left()
    KINDS[kind](source)
    source.say()
    if not question.prompt and not question.refused:
        question.refuse("It asks nothing: its text is empty.")
    return question


class Moodle:
    """A `<question>` while it is read: its texts as Markdown, its answers."""

    def __init__(self, element, question, texts, language):
        self.element, self.question, self.texts, self.language = element, question, texts, language

    def asked(self, replaced=None):
        """The question's text; `replaced(html)` may put signs into it first."""
        return self.markdown(self.element.child("questiontext"), replaced=replaced)

    def markdown(self, element, one_line=False, replaced=None):
        if element is None:
            return ""
        how = FORMATS.get(element.attributes.get("format", "html"), "html")
        said, text = element.child("text"), text_in(element)
        if said is not None and said.children:
            self.question.note("Left out: HTML that stands in the file as XML, not as text.")
        found = self.texts.markdown(replaced(text) if replaced else text, how, self.question, files=_files(element),
                                    one_line=one_line)
        return "" if found in BOILERPLATE else found

    def answers(self, one_line=True):
        """Its `<answer>`s."""
        return [Answer(self.markdown(one, one_line=True) if one_line else text_in(one), _share(one),
                       self.markdown(one.child("feedback"))) for one in self.all("answer")]

    def all(self, name):
        return [child for child in self.element.children if child.name == name]

    def value(self, name, otherwise=""):
        found = self.element.child(name)
        return text_in(found) if found is not None else otherwise

    def is_set(self, name, otherwise=False):
        found = self.value(name).lower()
        return found in ("1", "true") if found else otherwise

    def say(self):
        """What is said to who was right, to who was wrong, and to all."""
        question = self.question
        question.right = joined(question.right, self.markdown(self.element.child("correctfeedback")))
        question.wrong = joined(question.wrong, self.markdown(self.element.child("incorrectfeedback")))
        general = self.markdown(self.element.child("generalfeedback"))
        if question.kind == "reflection":
            question.model = general
        elif question.kind == "prose":
            question.prompt = joined(question.prompt, general)
        elif general:
            question.say_to_all(general)

    def note_what_is_left(self):
        question, grade = self.question, self.value("defaultgrade")
        if grade and not re.fullmatch(r"[01](\.0*)?", grade):
            question.note(f"It was worth {grade.rstrip('0').rstrip('.')[:20]} points; each question is worth one here.")
        if self.all("hint") and any(text_in(one) for one in self.all("hint")):
            question.note("Its hints between tries are not carried: write them as feedback.")
        if self.markdown(self.element.child("partiallycorrectfeedback")):
            question.note("What it says to who is partly right is not carried.")
        tags = self.element.child("tags")
        if tags is not None and tags.children:
            question.note(f"Its tags are not carried: {', '.join(text_in(one)[:40] for one in tags.children[:10])}.")


def _share(element):
    try:
        return float(element.attributes.get("fraction", "0").replace(",", ".")) / 100
    except ValueError:
        return 0.0


def _files(element):
    """{name: bytes} of what came with a text."""
    found = {}
    for one in (child for child in element.children if child.name == "file"):
        try:
            given = "".join(one.text.split()) if one.attributes.get("encoding") == "base64" else ""
            data = base64.b64decode(given, validate=True)
        except (binascii.Error, ValueError):
            data = b""
        path = one.attributes.get("path", "/").strip("/")
        found["/".join(part for part in (path, one.attributes.get("name", "")) if part)] = data
    return found
