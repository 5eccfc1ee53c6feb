"""Rules for questions: feedback on every option, right answers that are not given away by their looks."""

import re

from course.content.problems import shortened
from course.content.questions import KINDS

LEANING = ("all of the above", "none of the above", "both of the above", "all of these", "none of these", "all the above")
BY_ID = {"choice", "choices", "scenario"}  # their forms send the author's ids
TELLING = {"right", "correct", "true", "wrong", "false", "incorrect", "best", "acceptable", "risky", "answer", "key"}
FEWEST = 3  # questions, before a habit can be told from chance
NO_WORDS = {"order", "match", "cloze", "number"}  # kinds whose options are not answers in words
FEWEST_LETTERS, FEWEST_WORDS = 4, 5  # of an answer, before it tells in its own prompt, or in the text around
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def check_questions(lesson, report):
    scored = [item for sheet in lesson.sheets for item in sheet.items if item.scored]
    for item in scored:
        _check_feedback(item, report)
        for option in item.options:
            if item.kind in BY_ID and option.id in TELLING:
                report.warning(option.html.line, "C140", f"Whoever looks into the page's source reads the id {{#{option.id}}} "
                                                         "before answering. Name the option by what it says.")
            if item.shuffle and any(phrase in option.text.lower() for phrase in LEANING):
                report.error(option.html.line, "C103", f'"{shortened(option.text)}" makes no sense when the options are '
                                                       "shuffled. Write `shuffle: no`, or ask for several with `choices`.")
    _check_longest(scored, report)
    _check_given_away(lesson, report)


def _check_given_away(lesson, report):
    """Warns where a right answer, and no wrong one, stands in its own prompt or, being long, in the text that touches it."""
    for place, piece in enumerate(lesson.pieces):
        sheet = getattr(piece, "sheet", None)
        for item in sheet.items if sheet else ():
            if item.scored and item.kind not in NO_WORDS:
                around = [*_touching(lesson.pieces, place), sheet.intro, *(each.text for each in sheet.items if each is not item)]
                for option in _given_away(item, around):
                    report.warning(item.prompt.line, "C117", f'"{shortened(option.text)}" is the answer, and it stands in the '
                                                             "text around the question. Use other words, or move one of them.")


def _touching(pieces, place):
    """The paragraphs right before and right after a block."""
    before = pieces[place - 1] if place else None
    after = pieces[place + 1] if place + 1 < len(pieces) else None
    paragraphs = [re.split(r"\n[ \t]*\n", getattr(piece, "markdown", "")) for piece in (before, after)]
    return paragraphs[0][-1], paragraphs[1][0]


def _given_away(item, around):
    prompt, texts = _words(item.text), [_words(text) for text in around]
    answers = [*item.options, *item.answers]
    wrong = [words for option in answers if not option.right and (words := _words(option.text)).strip()]
    for option in answers:
        words = _words(option.text)
        told = [prompt] if len(words.strip()) >= FEWEST_LETTERS else []
        told += texts if len(words.split()) >= FEWEST_WORDS else []
        if option.right and any(words in text and not any(other in text for other in wrong) for text in told):
            yield option


def _words(text):
    """The words with a space before, between and after, so that whole words are found in whole words."""
    return f" {' '.join(WORD.findall(text.casefold()))} "


def _check_feedback(item, report):
    """Where each choice is explained by itself, each is asked for; else one word about the answer as a whole is enough."""
    bare = [option for option in (*item.options, *item.answers) if not option.feedback]
    if getattr(KINDS[item.kind], "EXPLAINED", "each") == "as a whole":
        if "wrong" not in item.settings and (bare or not item.options):
            report.warning(item.prompt.line, "C101", "Nobody is told why an answer is wrong. Add a line `- [wrong] …`.")
        return
    for option in bare:
        report.warning(option.html.line, "C101", f'"{shortened(option.text)}" has no feedback. Say under it, indented '
                                                 "by two spaces, why it is right or wrong.")


def _check_longest(scored, report):
    telling = [item for item in scored if len(item.options) >= 3 and sum(option.right for option in item.options) == 1]
    if len(telling) >= FEWEST and all(map(_right_is_longest, telling)):
        report.warning(telling[0].prompt.line, "C102", f"In all {len(telling)} questions of this lesson the longest option is "
                                                       "the right one. Readers notice: lengthen a wrong one.")


def _right_is_longest(item):
    right = max(len(option.text) for option in item.options if option.right)
    return all(len(option.text) < right for option in item.options if not option.right)
