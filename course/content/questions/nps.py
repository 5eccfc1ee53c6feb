"""`[nps]` in a survey: how likely, from 0 to 10. The words at its ends are `scale.nps` of the survey, where it is set."""

from course.content.questions.making import UNMARKED, definition, fingerprint, text_of_missing
from course.content.questions.responding import one_number
from course.content.questions.scale import points_of
from course.content.sheets import Item

ENDS = [[0, "Not at all likely"], [10, "Extremely likely"]]


def ends_of(text):
    """Returns [[0, "never"], [10, "surely"]] for `0 never | 10 surely`; ValueError says what does not fit."""
    points = points_of(text)
    if [number for number, _ in points] != [0, 10] or not all(words for _, words in points):
        raise ValueError("Write the words for both ends, such as `0 not at all likely | 10 extremely likely`.")
    return points


def read(asked, report, context):
    ends = context.scales.get("nps", ENDS)
    for choice in asked.choices:
        report.error(choice.line, "Q123", "This item takes no list: its answers are the numbers from 0 to 10.")
    return (Item(
        key=asked.id, kind="nps", prompt=asked.prompt, text=context.plain(asked.prompt), scored=False,
        fingerprint=fingerprint("nps", asked.prompt, extra=ends), settings={"labels": ends, "low": 0, "high": 10}),)


def respond(item, values):
    return one_number(item, values)


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    return {"definition": definition(item, "numeric", language),
            "response": None if response.value is None else str(response.value)}


def as_text(item, response):
    return text_of_missing(response) if response.value is None else str(response.value)
