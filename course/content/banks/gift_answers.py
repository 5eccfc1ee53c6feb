"""What stands in the braces of a GIFT question: which kind it is, its answers with weights and feedback."""

import re

from course.content.banks.bank import Answer
from course.content.banks.deciding import ALL, decide, true_or_false
from course.content.banks.short_answers import decide_numbers, decide_words
from course.content.inspecting import Plainer

BOOLEAN = re.compile(r"\s*(T|TRUE|F|FALSE)\s*(?:#(.*))?", re.IGNORECASE | re.DOTALL)
WEIGHT = re.compile(r"\s*%\s*(-?\d{1,3}(?:[.,]\d{1,10})?)\s*%")
GAP = "gapXhereXgap"  # in the text until it is Markdown


def read_answers(question, parts, texts, language):
    """Makes of a question with parts what it is."""
    inside, mark, general = parts.inside.partition("####")
    said = texts.markdown(*parts.text_and_format(general), question) if mark else ""
    question.prompt = texts.markdown(parts.asked(), parts.how, question)
    if not inside.strip():
        question.kind, question.model = "reflection", said
        if parts.after.strip():
            question.note("It is written about in free text, so that no gap is left in its sentence.")
        return
    if inside.lstrip().startswith("#"):
        question.answers = [_numeric(one, parts, texts, question) for one in _split(inside.lstrip()[1:], bare=True)]
        decide_numbers(question)
    elif boolean := BOOLEAN.fullmatch(inside):
        _boolean(question, boolean, parts, texts, language)
    elif "~" not in inside and "->" in "".join(rest for _, rest in _split(inside)[:1]):
        _pairs(question, inside, parts, texts)
    else:
        _listed(question, inside, parts, texts)
    if said:
        question.say_to_all(said)


def _split(inside, bare=False):
    """[(sign, the rest)] of what follows each = or ~; `bare`: what stands before the first counts as right."""
    pieces = re.split(r"([=~])", inside)
    found = list(zip(pieces[1::2], pieces[2::2], strict=True))
    return ([("=", pieces[0])] if bare and pieces[0].strip() else []) + found


def _answer(sign, rest, parts, texts, question, one_line=True):
    """An Answer of what follows a sign: a weight, a text, its feedback."""
    weight = WEIGHT.match(rest)
    rest = rest[weight.end():] if weight else rest
    text, mark, feedback = rest.partition("#")
    share = float(weight[1].replace(",", ".")) / 100 if weight else float(sign == "=")
    kept = texts.markdown(*parts.text_and_format(text), question, one_line=True) if one_line else text.strip()
    return Answer(kept, share, texts.markdown(*parts.text_and_format(feedback), question) if mark else "")


def _numeric(one, parts, texts, question):
    answer = _answer(*one, parts, texts, question, one_line=False)
    answer.text = answer.text or "*"  # a feedback alone is for every other answer
    return answer


def _boolean(question, found, parts, texts, language):
    """The first feedback is for who is wrong, the second for who is right."""
    right = found[1].upper().startswith("T")
    said = [texts.markdown(*parts.text_and_format(one), question) for one in (found[2] or "").split("#")][:2]
    wrong_said, right_said = (said + ["", ""])[:2]
    true_or_false(question, right, (right_said, wrong_said) if right else (wrong_said, right_said), language)


def _pairs(question, inside, parts, texts):
    for _, rest in _split(inside):
        left, arrow, right = rest.partition("->")
        if not arrow:
            question.refuse("One of its lines has no arrow ->, though the others match by one.")
            return
        right, mark, feedback = right.partition("#")
        if mark and feedback.strip():
            question.note("Feedback for single pairs is not carried: a match has one for the whole answer.")
        question.pairs.append(tuple(texts.markdown(*parts.text_and_format(one), question, one_line=True)
                                    for one in (left, right)))
    question.kind = "match"


def _listed(question, inside, parts, texts):
    found = _split(inside)
    if not found or inside.split(found[0][0])[0].strip():
        question.refuse("Its answers do not begin with = or ~, so that nobody knows which are right.")
        return
    question.answers = [_answer(*one, parts, texts, question) for one in found]
    typed, gap = "~" not in inside, bool(parts.after.strip())
    plain = Plainer().plain
    if gap and _fills_a_gap(question, typed, plain):
        _gap(question, typed, parts, texts)
    elif typed:
        decide_words(question, plain)
    else:
        whole = any(one.share >= ALL for one in question.answers)
        decide(question, single=whole or not any(one.share > 0 for one in question.answers))


def _fills_a_gap(question, typed, plain):
    """Tells whether a cloze says the same: nothing is weighed, no option has a feedback of its own."""
    words = [plain(one.text) for one in question.answers]
    weighed = any(one.feedback or 0 < one.share < ALL or one.share < 0 for one in question.answers)
    if weighed or any(sign in one for one in words for sign in ("|", "]]", "*")):
        return False
    right = sum(one.share >= ALL for one in question.answers)
    return right == len(words) if typed else right == 1 and len(words) > 1 and len(set(words)) == len(words)


def _gap(question, typed, parts, texts):
    question.kind = "cloze"
    question.prompt = texts.markdown(parts.asked(GAP), parts.how, question)
    right = [one.text for one in question.answers if one.share >= ALL]
    wrong = None if typed else [one.text for one in question.answers if one.share < ALL]
    question.gaps, question.answers = {GAP: (right, wrong)}, []
