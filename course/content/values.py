"""Settings and front matter as typed: each function turns text into a value, or raises ValueError with the remedy."""

import re

IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
ADDRESS = re.compile(r"https?://[^\s/?#@<>\"\\]+(?:[/?#][^\s<>\"\\]*)?")
RESERVED = {"declined"}
LONGEST_LINE = 500
LONGEST_TEXT = 4000


def identifier(text):
    if not IDENTIFIER.fullmatch(text) or text in RESERVED:
        raise ValueError("An id is made of small letters a to z, digits, - and _, and is at most 80 long.")
    return text


def line(text):
    if not text or len(text) > LONGEST_LINE or "\n" in text:
        raise ValueError(f"Write one line of at most {LONGEST_LINE} characters.")
    return text


def words(text):
    if len(text) > LONGEST_TEXT:
        raise ValueError(f"Write at most {LONGEST_TEXT} characters.")
    return text


def address(text):
    """One of the web; anything else could be a script, or a place on somebody's machine."""
    if not ADDRESS.fullmatch(text) or len(text) > LONGEST_LINE:
        raise ValueError("Write an address of the web, such as https://example.org/courses/talking.")
    return text


def tree(text):
    if not re.fullmatch(r"[0-9a-f]{40}", text):
        raise ValueError("Write an edition's name as `course history` prints it: 40 letters a to f and digits.")
    return text


def flag(text):
    meanings = {"yes": True, "true": True, "no": False, "false": False}
    if text.lower() not in meanings:
        raise ValueError("Write yes or no.")
    return meanings[text.lower()]


def minutes(text):
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 4 and int(text) > 0):
        raise ValueError("Write whole minutes, such as 8.")
    return int(text)


def count(text):
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and int(text) > 0):
        raise ValueError("Write a whole number, such as 2.")
    return int(text)


def grade(text):
    if not (text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= 20):
        raise ValueError("Write the grade at school that the course is written for, such as 9.")
    return int(text)


def share(text):
    """Returns 0.6 for `60 %`."""
    number = text.removesuffix("%").strip()
    if not (number.isascii() and number.isdigit() and len(number) <= 3 and 1 <= int(number) <= 100):
        raise ValueError("Write a share such as 60 %, from 1 to 100.")
    return int(number) / 100


def all_or_some(text):
    """Returns ("all",) or the ids in `one, another`."""
    names = tuple(part.strip() for part in text.split(","))
    if not all(map(IDENTIFIER.fullmatch, names)):
        raise ValueError("Write all, or the ids of items with commas between.")
    return names


def language(text):
    if not LANGUAGE.fullmatch(text):
        raise ValueError("Write a language tag such as en, nl or pt-BR.")
    return text


def one_of(*known):
    def chosen(text):
        if text not in known:
            raise ValueError(f"Write one of: {', '.join(known)}.")
        return text

    chosen.known = known
    return chosen
