"""Answers that are typed: words, and numbers with a tolerance or within a range."""

from decimal import Decimal, InvalidOperation, localcontext

from course.content.banks.bank import joined
from course.content.banks.deciding import ALL
from course.content.questions.number import ANSWER
from course.content.questions.numerals import readings_of
from course.content.questions.short_text import LONGEST
from course.content.questions.spelling import normal

NO_WILDCARDS = "has a star that stands for any letters, which is not known here: list what is meant, one by one"


def decide_words(question, plain):
    """Makes it a `text`. `plain(markdown)` is an answer as it is compared."""
    kept, seen = [], set()
    for one in question.answers:
        words = plain(one.text)
        if words.strip() == "*":
            question.wrong = joined(question.wrong, one.feedback)
            if one.share >= ALL:
                return question.refuse("Any answer at all is right in it. Ask for a reflection instead.")
            continue
        if "*" in words:
            question.note(f"“{words[:50]}” {NO_WILDCARDS}.")
        elif not normal(words) or len(words) > LONGEST:
            question.note(f"“{words[:50]}” is no answer that can be typed, so it is not listed.")
        elif normal(words) not in seen:
            kept.append(one)
            seen.add(normal(words))
    return _marked(question, "text", kept)


def decide_numbers(question):
    """Makes it a `number`; the answers' texts are `30`, `30:0.5` or `29..31`, or `*` for any other."""
    kept, bounds = [], []
    for one in sorted(question.answers, key=lambda one: one.share < ALL):
        if one.text.strip() == "*":
            question.wrong = joined(question.wrong, one.feedback)
            continue
        found = read_number(one.text)
        if found is None:
            question.note(f"“{one.text[:50]}” is no number that can be written here, so it is not listed.")
            continue
        number, tolerance = found
        low, high = number - tolerance, number + tolerance
        if any(low <= other_high and other_low <= high for other_low, other_high in bounds) and one.share < ALL:
            question.note(f"“{one.text[:50]}” earned {one.share * 100:.3g} % near a right answer. Here one is right or wrong.")
            continue
        bounds += [(low, high)] if one.share >= ALL else []
        one.text = written(number) + (f" +- {_digits(tolerance)}" if tolerance else "")
        kept.append(one)
    return _marked(question, "number", kept)


def read_number(text):
    """(number, tolerance) that a course's file can hold, or None."""
    low, dots, high = text.replace(" ", "").partition("..")
    try:
        with localcontext() as context:
            context.prec = 40
            if dots:
                low, high = sorted((Decimal(low), Decimal(high)))
                number, tolerance = (low + high) / 2, (high - low) / 2
            else:
                number, _, tolerance = text.replace(" ", "").replace("−", "-").partition(":")
                number, tolerance = Decimal(number), abs(Decimal(tolerance or 0))
        fits = number.is_finite() and tolerance.is_finite() and max(abs(number), tolerance) < 10**15
    except InvalidOperation:
        return None
    return (number, tolerance) if fits and ANSWER.fullmatch(f"{written(number)} +- {_digits(tolerance)}") else None


def written(number):
    """In digits; three decimals get a fourth, for a point before three may group thousands."""
    text = _digits(number)
    return text if len(readings_of(text)) == 1 else f"{text}0"


def _digits(number):
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def _marked(question, kind, kept):
    for one in kept:
        one.mark = "x" if one.share >= ALL else ""
        if 0 < one.share < ALL:
            question.note(f"“{one.text[:50]}” earned {one.share * 100:.3g} %. Here it is listed as wrong, with its feedback.")
    question.answers, question.kind = kept, kind
    if not any(one.mark for one in kept):
        return question.refuse("No answer of it that can be carried is right.")
    return question
