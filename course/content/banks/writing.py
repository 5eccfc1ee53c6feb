"""A question as the block of ours that says it. Ids are made of its words and of a hash of all it says: the same question has the
same ids whenever it is brought in, and two have never the same."""

import hashlib
import json
import re

from course.content.arranging import slug
from course.content.blocks import Fence, numbered
from course.content.fixing import LETTERS, MARKUP
from course.content.from_html.escaping import in_cell

TASK = re.compile(r"(\s*[-*+] )\[")


def named(question):
    """The question with its id, of what it asks and answers."""
    told = [question.kind, question.prompt, [[one.text, one.mark] for one in question.answers], question.pairs,
            sorted(question.gaps.items())]
    question.id = _id(question.name or question.asked, json.dumps(told, ensure_ascii=False), question.kind)
    return question


def block(question):
    """The lines of a question's block; of prose, its text."""
    if question.kind == "prose":
        return question.prompt
    settings = {"id": question.id} | question.settings
    head = [f"/// question | {question.kind}", *(f"{name}: {value}" for name, value in settings.items()), ""]
    body = [_prompt(question), "", *LINES.get(question.kind, _choices)(question)]
    whole = [line for mark in ("right", "wrong") if question.kind != "reflection" and getattr(question, mark)
             for line in _marked(mark, getattr(question, mark))]
    return "\n".join([*head, *body, *whole]).rstrip() + "\n///"


def quiz(questions, title, intro=""):
    """Questions as one quiz. Raises nothing: what is no question is not among them."""
    key = _id(title or "quiz", "".join(one.id for one in questions), "quiz")
    head = ["//// quiz", f"id: {key}", *([f"title: {title}"] if title else []), "", *([intro, ""] if intro else [])]
    return "\n".join([*head, *map(block, questions), "////"])


def _prompt(question):
    text, fence = question.prompt, Fence()
    for place, (right, wrong) in question.gaps.items():
        text = text.replace(place, _gap(question, place, right, wrong), 1)
    # a line that begins like a choice would be one
    return "\n".join(line.text if fence.holds(line) else TASK.sub(r"\1\\[", line.text) for line in numbered(text))


def _gap(question, place, right, wrong):
    texts = [f"= {right[0]}", *right[1:]] if wrong is None else [*right, *wrong]
    return f"[[{' | '.join(texts)}]]{{#{_id(right[0] if wrong is None else '', question.id + place, 'gap')}}}"


def _choices(question):
    seen = {}
    for one in question.answers:
        yield f"- [{one.mark or ' '}] {one.text} {{#{_option_id(question, one.text, seen)}}}"
        if one.feedback:
            yield from ("", *_indented(one.feedback))
        yield ""


def _order(question):
    seen = {}
    for number, one in enumerate(question.answers, start=1):
        yield f"{number}. {one.text} {{#{_option_id(question, one.text, seen)}}}"
    yield ""


def _match(question):
    seen = {}
    yield from (f"| {' | '.join(question.heads)} |", "|---|---|")
    for left, right in question.pairs:
        first = f"{in_cell(left)} {{#{_option_id(question, left, seen)}}}" if left else ""
        yield f"| {first} | {in_cell(right)} |"
    yield ""


def _reflection(question):
    return _marked("model", question.model) if question.model else []


def _marked(mark, text):
    """`- [right] …`; more than a paragraph, or what is none, stands under it."""
    if "\n" not in text and not text.startswith(("- ", "|", "`", ">", "#")):
        return [f"- [{mark}] {text}", ""]
    return [f"- [{mark}]", "", *_indented(text), ""]


LINES = {"order": _order, "match": _match, "reflection": _reflection, "cloze": lambda question: []}


def _indented(text):
    return [f"    {line}" if line.strip() else "" for line in text.split("\n")]


def _option_id(question, text, seen):
    seen[text] = seen.get(text, 0) + 1
    return _id(text, f"{question.id}{text}{seen[text]}", "option")


def _id(words, told, otherwise):
    """As made() in fixing.py makes them, with a hash of what is told in place of chance."""
    name = slug(re.sub(r"\[\[.*?\]\]|\]\([^)]*\)", " ", MARKUP.sub(" ", words)))[:40].strip("-")
    number = int.from_bytes(hashlib.sha256(told.encode()).digest()[:8])
    letters = "".join(LETTERS[number // len(LETTERS) ** place % len(LETTERS)] for place in range(4))
    return f"{otherwise if name == 'untitled' else name}-{letters}"
