"""Texts with gaps: Moodle's embedded answers `{1:MULTICHOICE:=right~wrong#why}`, and words that are chosen for `[[1]]`."""

import re
from html import escape

from course.content.banks.deciding import ALL
from course.content.banks.gift_parts import hidden, shown
from course.content.banks.short_answers import read_number, written
from course.content.inspecting import Plainer

EMBEDDED = re.compile(r"\{(\d{0,3}):([A-Z_]{2,20}):((?:[^{}\\]|\\.)*)\}", re.DOTALL)
CHOSEN = {"MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH", "MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS",
          "MULTICHOICE_HS", "MCHS"}
TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
CASED = {"SHORTANSWER_C", "SAC", "MWC"}
NUMBERS = {"NUMERICAL", "NM"}
PART = re.compile(r"\s*(?:=|%(-?\d{1,3}(?:\.\d{1,10})?)%)?", re.DOTALL)
PLACE = "gapX{}Xgap"  # in the text until it is Markdown
NO_GAP = "A gap cannot hold the signs | or ]]"


def read_cloze(source):
    question, found = source.question, []

    def take(match):
        found.append(match)
        return PLACE.format(len(found) - 1)

    question.kind, question.prompt = "cloze", source.asked(replaced=lambda text: EMBEDDED.sub(take, text))
    if not found:
        question.refuse("There is no embedded answer in its text.")
    if len({match[1] or "1" for match in found}) > 1:
        question.note("Its gaps had weights of their own. Here each counts the same.")
    for number, match in enumerate(found):
        _embedded(source, PLACE.format(number), match[2], match[3])


def read_gap_select(source):
    question = source.question
    options = [(source.markdown(one, one_line=True), one.child("group"))
               for name in ("selectoption", "dragbox") for one in source.all(name)]
    options = [(text, group.text.strip() if group is not None else "1") for text, group in options]
    question.kind = "cloze"
    question.prompt = source.asked(replaced=lambda text: re.sub(r"\[\[(\d{1,3})\]\]", lambda found: PLACE.format(found[1]), text))
    for place in dict.fromkeys(re.findall(PLACE.format(r"(\d+)"), question.prompt)):
        if not 0 < int(place) <= len(options):
            question.refuse(f"Its gap [[{place}]] has no word that belongs to it.")
            return
        right, group = options[int(place) - 1]
        wrong = dict.fromkeys(text for text, other in options if other == group and text != right)
        _fill(question, PLACE.format(place), [right], list(wrong))
    if not question.gaps:
        question.refuse("There is no gap such as [[1]] in its text.")


def _embedded(source, place, kind, body):
    question = source.question
    if kind not in CHOSEN | TYPED | NUMBERS:
        question.refuse(f"It has a gap of the type {kind}, which takes several ticks at once or is not known here.")
        return
    right, wrong = [], []
    for part in re.split("~", hidden(body)):
        weight = PART.match(part)
        text, mark, feedback = part[weight.end():].partition("#")
        share = float(weight[1]) / 100 if weight[1] else float(weight[0].strip() == "=")
        if mark and feedback.strip():
            question.note("Feedback for single gaps is not carried: a cloze has one for the whole answer.")
        if 0 < share < ALL:
            question.note("What earned a part of a gap’s points is wrong here.")
        words = _number(question, text) if kind in NUMBERS else _line(source, text)
        if words and words != "\\*":
            (right if share >= ALL else wrong).append(words)
    if kind in CASED:
        question.note("Capitals counted in a gap. Here they do not.")
    _fill(question, place, right, list(dict.fromkeys(wrong)) if kind in CHOSEN else None)


def _line(source, text):
    return source.texts.markdown(shown(text), "html", source.question, one_line=True)


def _number(question, text):
    """A number as it is typed; a gap knows no tolerance."""
    found = read_number(shown(text)) if shown(text).strip() != "*" else None
    if found is None:
        return ""
    if found[1]:
        question.note(f"A gap takes words, not ranges: {shown(text)[:40]} became {found[0]:f} alone.")
    return escape(written(found[0]))


def _fill(question, place, right, wrong):
    plain = Plainer().plain
    if not right:
        question.refuse("One of its gaps has no right answer.")
    elif wrong is not None and len(right) > 1:
        question.refuse("One of its gaps has several right choices, and here one is right.")
    elif any("|" in text or "]]" in text for text in map(plain, [*right, *(wrong or ())])):
        question.refuse(f"{NO_GAP}.")
    question.gaps[place] = (right, wrong)
