"""Passwords that are guessed first: recognised by how they are made, in place of a list of known ones.

Repeated pieces, runs of the alphabet, of digits or of a keyboard's rows, plain dates and numbers, the commonest words with
digits and signs around them, and the person's own address and name or the site's. What remains of a password when all these
are taken out must still be worth guessing.
"""

import re
import unicodedata

SHORTEST, LONGEST = 8, 256
ENOUGH = 4  # characters that must remain
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "qsdfghjklm", "yxcvbnm",
        "qazwsxedcrfvtgbyhnujm", "1qaz2wsx3edc4rfv5tgb", "abcdefghijklmnopqrstuvwxyz", "01234567890", "147258369")
LOOKALIKES = str.maketrans("013457@$!|", "oieastasii")
WORDS = """
    password passwort passord motdepasse contrasena contraseña senha welcome willkommen bienvenue letmein login logon signin
    admin administrator root user guest default changeme change secret private access enter test testing temp
    iloveyou loveyou love lovely baby angel princess prince queen king sunshine flower summer winter spring autumn
    monkey dragon tiger lion eagle shadow master superman batman spiderman starwars pokemon ninja killer hunter ranger
    football baseball basketball soccer hockey liverpool chelsea arsenal barcelona juventus yankees
    michael jordan jessica ashley nicole daniel thomas robert charlie andrew joshua matthew hannah
    hello whatever trustno freedom computer internet google facebook samsung cookie cheese chocolate coffee banana orange
    course lesson school student teacher learning january february march april june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday
""".split()


def problem_with(password, *personal):
    """The sentence that says why this password cannot be taken, or None. `personal`: the address, the names, the site."""
    plain = unicodedata.normalize("NFKC", password)
    if len(plain) < SHORTEST:
        return f"This is too short: take {SHORTEST} characters or more. Three or four words make a good one."
    if len(plain) > LONGEST:
        return f"This is too long: take {LONGEST} characters or fewer."
    if is_guessed_first(plain, *personal):
        return "This is one of the first that others would guess. Three or four words that do not belong together are better."
    return None


def is_guessed_first(password, *personal):
    """Whether little remains once everything that is easily guessed has been taken out."""
    plain = password.casefold()
    words = sorted({*WORDS, *_parts(personal)}, key=len, reverse=True)
    return any(_worth(form, words) < ENOUGH for form in (plain, plain.translate(LOOKALIKES)))


def _parts(personal):
    """The words of names and addresses, and each as a whole."""
    for text in filter(None, personal):
        whole = text.casefold()
        yield from (piece for piece in (re.sub(r"\W", "", whole), *re.split(r"[\W_]+", whole)) if len(piece) >= ENOUGH)


def _worth(text, words):
    """How many different characters remain."""
    text = _without_repeats(text)
    for word in words:
        text = text.replace(word, "")
    text = re.sub(r"\d+", _short_number, _without_runs(text))
    return len(set(_without_repeats(re.sub(r"[\W_]", "", text))))


def _without_repeats(text):
    """`abcabcabc` is `abc`, for what is whole repetition."""
    found = re.fullmatch(r"(.+?)\1+", text)
    return found[1] if found else text


def _short_number(found):
    """Digits are a date, a year or a telephone number until there are many of them."""
    return "" if len(found[0]) < 12 else found[0]


def _without_runs(text):
    """Without stretches of three or more that follow a row or the alphabet, either way."""
    kept, place = [], 0
    while place < len(text):
        length = max(_run(text, place, row) for row in (*ROWS, *(row[::-1] for row in ROWS)))
        if length < 3:
            kept.append(text[place])
        place += length if length >= 3 else 1
    return "".join(kept)


def _run(text, start, row):
    at = row.find(text[start])
    length = 0
    while at >= 0 and start + length < len(text) and row[at + length:at + length + 1] == text[start + length]:
        length += 1
    return length
