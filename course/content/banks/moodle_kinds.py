"""The types of Moodle's questions, one function each, which makes the question what it is here."""

import re

from course.content.banks.bank import Answer
from course.content.banks.deciding import decide, shuffled, true_or_false
from course.content.banks.moodle_gaps import read_cloze, read_gap_select
from course.content.banks.short_answers import decide_numbers, decide_words
from course.content.inspecting import Plainer

DRAWN_ANEW = "its numbers are drawn anew for each learner, which no kind of question does here"
ON_A_PICTURE = "it is answered by dragging on a picture, which needs a pointer and eyes; ask with `match` or `choices`"
NOT_CARRIED = {
    **dict.fromkeys(("calculated", "calculatedsimple", "calculatedmulti"), DRAWN_ANEW), "stack": DRAWN_ANEW,
    "formulas": DRAWN_ANEW, "wiris": DRAWN_ANEW,
    **dict.fromkeys(("ddimageortext", "ddmarker"), ON_A_PICTURE),
    "randomsamatch": "it is made of other questions of the bank by chance", "random": "it draws another question of the bank",
    "coderunner": "its answer is a program, which is not run here",
    "recordrtc": "its answer is a recording, which is not taken here",
    "missingtype": "the bank itself does not know its type",
    "pmatch": "it compares by patterns of its own", "regexp": "it compares by patterns of its own",
}


def _multichoice(source):
    question = source.question
    question.answers = source.answers()
    decide(question, single=source.is_set("single", otherwise=True))
    if source.is_set("shuffleanswers") and not question.refused:
        shuffled(question)


def _all_or_nothing(source):
    question = source.question
    question.answers = source.answers()
    right = [one for one in question.answers if one.share > 0]
    for one in question.answers:
        one.share = 1 / len(right) if one in right else -1 / max(1, len(right))
    decide(question, single=False)
    question.note("It gave all or nothing. Here what is partly right earns a part, and only what is all right counts as right.")
    if source.is_set("shuffleanswers") and not question.refused:
        shuffled(question)


def _truefalse(source):
    answers = {answer.text.strip().lower(): answer for answer in source.answers()}
    true, false = answers.get("true"), answers.get("false")
    if true is None or false is None:
        source.question.refuse("Its answers are not “true” and “false”.")
    elif (true.share > 0) == (false.share > 0):
        source.question.refuse("It does not say whether it is true or false.")
    else:
        true_or_false(source.question, true.share > 0, (true.feedback, false.feedback), source.language)


def _shortanswer(source):
    question = source.question
    question.answers = source.answers()
    decide_words(question, Plainer().plain)
    if source.is_set("usecase"):
        question.note("Capitals counted in it. Here they do not.")


def _numerical(source):
    question = source.question
    question.answers = source.answers(one_line=False)
    for element, answer in zip(source.all("answer"), question.answers, strict=True):
        tolerance = element.child("tolerance")
        if tolerance is not None and tolerance.text.strip() and answer.text.strip() != "*":
            answer.text += f":{tolerance.text.strip()}"
    decide_numbers(question)
    _units(source)


def _units(source):
    units = source.element.child("units")
    named = [(one.child("unit_name"), one.child("multiplier")) for one in units.children] if units is not None else []
    names = [(name.text.strip(), factor.text.strip() if factor is not None else "1")
             for name, factor in named if name is not None]
    base = next((name for name, factor in names if re.fullmatch(r"1(\.0*)?", factor) and name), "")
    if base:
        source.question.settings["unit"] = " ".join(base.split())[:100]
    others = [name[:20] for name, _ in names if name != base]
    if others:
        source.question.note(f"Other units than {base or 'none'} are not taken: {', '.join(others[:10])}.")


def _matching(source):
    question, pairs = source.question, []
    for one in source.all("subquestion"):
        right = one.child("answer")
        pairs.append((source.markdown(one, one_line=True), source.markdown(right, one_line=True) if right is not None else ""))
    question.pairs, question.kind = [pair for pair in pairs if any(pair)], "match"


def _essay(source):
    source.question.kind = "reflection"
    if source.markdown(source.element.child("graderinfo")):
        source.question.note("Its notes for who marks it are not carried: nobody marks a reflection.")
    if source.markdown(source.element.child("responsetemplate")):
        source.question.note("The text that its field began with is not carried.")
    if source.value("attachments", "0") not in ("", "0"):
        source.question.note("It took files with the answer. Here it takes text.")


def _description(source):
    source.question.kind = "prose"


def _ordering(source):
    answers = [Answer(source.markdown(one, one_line=True), float(place)) for place, one in enumerate(source.all("answer"))]
    order = [one.attributes.get("fraction", "") for one in source.all("answer")]
    if all(re.fullmatch(r"\d{1,4}(\.\d+)?", place) for place in order):
        answers = [answer for _, answer in sorted(zip(map(float, order), answers, strict=True), key=lambda pair: pair[0])]
    source.question.answers, source.question.kind = answers, "order"


KINDS = {
    "multichoice": _multichoice, "multichoiceset": _all_or_nothing, "truefalse": _truefalse, "shortanswer": _shortanswer,
    "numerical": _numerical, "matching": _matching, "match": _matching, "ddmatch": _matching, "essay": _essay,
    "essayautograde": _essay, "description": _description, "ordering": _ordering, "cloze": read_cloze, "multianswer": read_cloze,
    "gapselect": read_gap_select, "ddwtos": read_gap_select,
}
