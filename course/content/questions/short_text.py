"""`question | text`: a short text is written, and compared safely with answers that are listed, right and wrong."""

from collections import namedtuple
from dataclasses import replace

from course.content.questions.making import definition, text_of_missing
from course.content.questions.responding import AskAgain, one_text
from course.content.questions.spelling import differs_by_a_slip, normal
from course.content.questions.writing import read_item
from course.content.sheets import Mark, Response
from course.content.values import flag

WRITTEN = "text"
SETTINGS = {"confidence": flag, "fold-accents": flag}
LONGEST = 200

Met = namedtuple("Met", "answer exactly")


def read(asked, report, context):
    fold = asked.settings.get("fold-accents", False)
    item = read_item("short-text", asked, report, context, ("fold", fold))
    seen = {}
    for answer in item.answers:
        text = normal(answer.text, fold)
        if not text or text in seen:
            told = "has nothing left to compare" if not text else f"is read as the answer on line {seen[text]}"
            report.error(answer.html.line, "Q153", f'"{answer.text}" {told}: capitals, outer punctuation and spaces do not '
                                                   "count. Change it, or remove it.")
        seen.setdefault(text, answer.html.line)
    return (replace(item, settings={**item.settings, "fold": fold}),)


def respond(item, values):
    response = one_text(item, values)
    if response.value and len(response.value) > LONGEST:
        raise AskAgain(f"This is longer than {LONGEST} characters. Write a word, or a few. Nothing is marked yet.")
    return response


def review(item, response):
    """Met(answer, whether exactly): the listed answer that was met, right or wrong; or None.

    Exactly comes first. With a slip, a right one is met only if no wrong one is as near.
    """
    if response.value is None:
        return None
    text, listed = normal(response.value, item.settings["fold"]), [(normal(answer.text, item.settings["fold"]), answer)
                                                                   for answer in item.answers]
    exact = next((answer for words, answer in listed if words == text), None)
    if exact:
        return Met(exact, True)
    near = [answer for words, answer in listed if differs_by_a_slip(text, words)]
    return Met(near[0], False) if near and len({answer.right for answer in near}) == 1 else None


def mark(item, response):
    met = review(item, response)
    correct = met is not None and met.answer.right
    return Mark(correct=correct, points=float(correct), maximum=1.0)


def solution(item):
    return Response(next(answer.text for answer in item.answers if answer.right))


def fields(item, response):
    return {f"a-{item.key}": [response.value]} if response.value else {}


def tell(item, response, language="und"):
    patterns = [f"{{case_matters=false}}{answer.text}" for answer in item.answers if answer.right]
    return {"definition": definition(item, "fill-in", language, correctResponsesPattern=patterns), "response": response.value}


def as_text(item, response):
    return response.value or text_of_missing(response)


def unmatched(item, response):
    return [] if response.value is None or review(item, response) else [normal(response.value, item.settings["fold"])]
