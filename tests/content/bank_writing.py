"""Questions of our kinds written as banks of other tools have them, to see whether they come back as they were meant."""

import re
from html import escape

from hypothesis import strategies as st

SIGNS = st.text("abcé AB12.,;!?~=#{}:\\/%*_<>&|[]\"'()-+^$@`", max_size=12)
MATHEMATICS = re.compile(r"\\[(\[]|\$\$|\\n")  # what is no word in these formats
WORDS = st.tuples(SIGNS, st.sampled_from(["a", "bo", "née", "word"]), SIGNS).map(
    lambda parts: " ".join(MATHEMATICS.sub("", "".join(parts)).split()))
FEEDBACK = st.one_of(st.just(""), WORDS)
NUMBERS = st.integers(-10_000, 10_000).map(lambda number: str(number / 4 if number % 4 else number // 4))


def options(right):
    """[(text, right?, feedback)] with different texts; `right` is how many are."""
    texts = st.lists(WORDS, min_size=right + 1, max_size=right + 3, unique_by=_compared)
    return st.tuples(texts, st.lists(FEEDBACK, min_size=9, max_size=9)).map(
        lambda drawn: [(text, place < right, drawn[1][place]) for place, text in enumerate(drawn[0])])


def _compared(text):
    return re.sub(r"[\W_]", "", text.lower())


QUESTIONS = st.one_of(
    st.tuples(st.just("choice"), WORDS, options(1), FEEDBACK), st.tuples(st.just("choices"), WORDS, options(2), FEEDBACK),
    st.tuples(st.just("text"), WORDS, options(1).filter(lambda found: not re.search(r"\*|->", str(found))), FEEDBACK),
    st.tuples(st.just("number"), WORDS, st.tuples(NUMBERS, FEEDBACK).map(lambda one: [(one[0], True, one[1])]), FEEDBACK),
    st.tuples(st.just("match"), WORDS, options(2).filter(lambda found: not any("->" in one[0] for one in found)), FEEDBACK),
    st.tuples(st.just("reflection"), WORDS, st.just([]), FEEDBACK))
BANKS = st.lists(QUESTIONS, min_size=1, max_size=4, unique_by=lambda one: (one[1], str(one[2])))


def as_gift(questions):
    return "\n\n".join(map(_gift, questions)) + "\n"


def _gift(question):
    kind, prompt, answers, general = question
    lines = {"choice": _weighed, "choices": _weighed, "text": _texts, "number": _numbers, "match": _pairs,
             "reflection": lambda answers: ""}[kind](answers)
    said = f"####{_escaped(general)}" if general else ""
    return f"::{_escaped(kind)}::[plain]{_escaped(prompt)} {{{lines}{said}}}"


def _weighed(answers):
    count = sum(right for _, right, _ in answers)
    signs = {True: "=", False: "~"} if count == 1 else {True: f"~%{100 / count:.5f}%", False: f"~%{-100 / count:.5f}%"}
    return "".join(f"{signs[right]}{_escaped(text)}{_said(feedback)}" for text, right, feedback in answers)


def _texts(answers):
    return "".join(f"={'' if right else '%0%'}{_escaped(text)}{_said(feedback)}" for text, right, feedback in answers)


def _numbers(answers):
    return "#" + "".join(f"={text}{_said(feedback)}" for text, _, feedback in answers)


def _pairs(answers):
    return "".join(f"={_escaped(text)} -> {place}" for place, (text, _, _) in enumerate(answers))


def _said(feedback):
    return f"#{_escaped(feedback)}" if feedback else ""


def _escaped(text):
    return re.sub(r"([\\~=#{}:])", r"\\\1", text)


def as_xml(questions):
    return '<?xml version="1.0" encoding="UTF-8"?>\n<quiz>' + "".join(map(_xml, questions)) + "</quiz>"


def _xml(question):
    kind, prompt, answers, general = question
    theirs = {"choice": "multichoice", "choices": "multichoice", "text": "shortanswer", "number": "numerical",
              "match": "matching", "reflection": "essay"}[kind]
    inside = f"<single>{'false' if kind == 'choices' else 'true'}</single>"
    if kind == "match":
        inside += "".join(f'<subquestion format="html">{_html(text)}<answer><text>{place}</text></answer></subquestion>'
                          for place, (text, _, _) in enumerate(answers))
    else:
        inside += "".join(_answer(kind, one, answers) for one in answers)
    return (f'<question type="{theirs}"><name><text>{kind}</text></name><questiontext format="html">{_html(prompt)}'
            f'</questiontext><generalfeedback format="html">{_html(general)}</generalfeedback>{inside}</question>')


def _answer(kind, one, answers):
    text, right, feedback = one
    count = sum(each[1] for each in answers)
    share = (100 / count if right else -100 / count if count > 1 else 0)
    how = ' format="html"' if kind in ("choice", "choices") else ' format="plain_text"'
    words = _html(text) if kind in ("choice", "choices") else f"<text>{escape(text)}</text>"
    return f'<answer fraction="{share:.5f}"{how}>{words}<feedback format="html">{_html(feedback)}</feedback></answer>'


def _html(text):
    return f"<text>{escape(f'<p>{escape(text)}</p>')}</text>"


def as_aiken(questions):
    """Of `choice` alone: Aiken knows nothing else, and no feedback."""
    return "\n\n".join("\n".join([prompt, *(f"{chr(65 + place)}. {text}" for place, (text, _, _) in enumerate(answers)),
                                  f"ANSWER: {chr(65 + [right for _, right, _ in answers].index(True))}"])
                       for _, prompt, answers, _ in questions)
