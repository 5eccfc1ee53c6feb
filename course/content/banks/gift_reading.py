"""Moodle GIFT: questions with blank lines between, `::title:: text { answers } rest`, with escapes and comments."""

import re

from course.content.banks.bank import LONGEST, Question, check_count
from course.content.banks.gift_answers import read_answers
from course.content.banks.gift_parts import FORMAT, Parts, hidden, shown
from course.content.banks.texts import FORMATS

TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
CATEGORY = re.compile(r"[ \t]*\$CATEGORY:[ \t]*(.*)")


def read_gift(text, texts, language):
    """The Questions, in order."""
    questions, category, paragraphs = [], "", list(_paragraphs(text))
    check_count(len(paragraphs) - sum(all(CATEGORY.fullmatch(line) for _, line in lines) for lines in paragraphs))
    for lines in paragraphs:
        rest = []
        for number, line in lines:
            if found := CATEGORY.fullmatch(line):
                category = category_name(shown(found[1]))
            else:
                rest.append((number, line))
        if rest:
            questions.append(_question(rest, texts, language))
            questions[-1].category = category
    return questions


def category_name(path):
    """The last part of a path such as `$course$/top/Chapter 1`."""
    parts = [part.strip() for part in path.replace("//", "\ue000").split("/")]
    kept = [part.replace("\ue000", "/") for part in parts if part and part != "top" and not re.fullmatch(r"\$\w+\$", part)]
    return " ".join(kept[-1].split())[:200] if kept else ""


def _paragraphs(text):
    """[(number, line)] of each run of lines, without comments, escapes hidden."""
    run = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith("//"):
            continue
        if line.strip():
            run.append((number, hidden(line)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _question(lines, texts, language):
    text = "\n".join(line for _, line in lines)
    title, how, text = _head(text)
    question = Question(lines[0][0], " ".join(shown(title).split()))
    if len(text) > LONGEST // 10:
        return question.refuse("It is longer than half a million characters.")
    opened, closed = text.find("{"), text.rfind("}")
    if opened < 0 and closed < 0:
        question.kind, question.prompt = "prose", texts.markdown(shown(text), how, question)
        return question
    if opened < 0 or closed < opened:
        return question.refuse(f"A brace is never {'opened' if opened < 0 else 'closed'} in it. Braces stand around answers, a "
                               "blank line ends a question, and a brace that is meant as a sign is written \\{ or \\}.")
    inside, after = text[opened + 1:closed], text[closed + 1:]
    if "{" in inside or "}" in inside:
        return question.refuse("It has more than one pair of braces. Write those that are meant as signs \\{ and \\}.")
    read_answers(question, Parts(text[:opened], inside, after, how), texts, language)
    if not question.prompt and not question.refused:
        question.refuse("It asks nothing: there is no text before its answers.")
    return question


def _head(text):
    found = TITLE.match(text)
    title, text = (found[1], text[found.end():]) if found else ("", text)
    found = FORMAT.match(text)
    return title, FORMATS[found[1]] if found else "moodle", text[found.end():] if found else text
