"""Question banks of other tools, Moodle GIFT, Moodle XML and Aiken, read as questions of ours; what is not carried is named with
its question, its line and the reason. Whatever a file holds, nothing of it is run or fetched."""

from course.content.banks.aiken_reading import read_aiken
from course.content.banks.bank import MOST_QUESTIONS, Bank, BankRefused
from course.content.banks.decoding import kind_of, text_of
from course.content.banks.gift_reading import read_gift
from course.content.banks.moodle_reading import read_moodle
from course.content.banks.texts import Texts

__all__ = ["KINDS", "MOST_QUESTIONS", "Bank", "BankRefused", "read_bank"]
KINDS = {"gift": "Moodle GIFT", "moodle": "Moodle XML", "aiken": "Aiken"}
READERS = {"gift": read_gift, "moodle": read_moodle, "aiken": read_aiken}


def read_bank(data, *, fit, kind=None, language="en"):
    """The Bank in bytes or pasted text. `fit(name, bytes)` gives (path, bytes) of a picture as a course keeps it, or raises a
    CourseError; `kind`: one of KINDS, else it is told by the text. Raises BankRefused."""
    text = text_of(data)
    kind = kind if kind in KINDS else kind_of(text)
    texts = Texts(fit)
    questions = READERS[kind](text, texts, language)
    if not questions:
        raise BankRefused(f"There is no question in this file, read as {KINDS[kind]}.")
    for number, question in enumerate(questions, start=1):
        question.number = number
    return Bank(kind, questions, texts.pictures)
