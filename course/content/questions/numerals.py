"""Numbers as people write them: with point or comma, and groups of three in the way of their country."""

import re
import unicodedata

LONGEST = 40
SIGNS = str.maketrans("−–—‐‑’‘´`٬٫", "-----'''''.")
EITHER = re.compile(r"([1-9]\d{0,2})([.,])(\d{3})")
DECIMAL = re.compile(r"(\d*)[.,](\d+)|(\d+)[.,]?")
GROUPED = [re.compile(pattern) for pattern in (
    r"\d{1,3}([ '])\d{3}(?:\1\d{3})*(?:[.,](?P<rest>\d+))?",  # 1 500,25  1'500.25
    r"\d{1,3}([.,])\d{3}(?:\1\d{3})+",  # 1.500.000
    r"\d{1,3}(?:,\d{3})+\.(?P<rest>\d+)",  # 1,500.25
    r"\d{1,3}(?:\.\d{3})+,(?P<rest>\d+)",  # 1.500,25
    r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.(?P<rest>\d+))?",  # 1,00,000.25
)]


def readings_of(text, unit=""):
    """Returns the numbers that a text can stand for, as plain strings such as `-1500.25`: none, one, or two.

    Two where a point or comma before three digits may group them or begin the decimals; the first of these is the grouped.
    The unit may stand before or after the number.
    """
    text = text.strip()
    if len(text) > LONGEST + len(unit):
        return []
    bare = _without(unit, text)
    if len(bare) > LONGEST or any(sign.isdigit() and not sign.isdecimal() for sign in bare):  # 5² is not 52
        return []
    plain = _digits(bare)
    sign, body = ("-", plain[1:].strip()) if plain.startswith("-") else ("", plain.removeprefix("+").strip())
    return [_plain(sign, *parts) for parts in _parts(body)]


def _digits(text):
    """The text with the ten digits and few signs, whatever script wrote them."""
    text = " ".join(unicodedata.normalize("NFKC", text.translate(SIGNS)).split())
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)


def _without(unit, text):
    """The text without its unit; a sign may be longer in another spelling (ß, ²), so the places are those of the text."""
    unit = _digits(unit).casefold()
    for place in range(len(text)) if unit else ():
        if _digits(text[place:]).casefold() == unit:
            return text[:place].strip()
        if _digits(text[:place + 1]).casefold() == unit:
            return text[place + 1:].strip()
    return text


def _parts(body):
    """[(digits before the decimals, decimals)]"""
    if either := EITHER.fullmatch(body):
        return [(either[1] + either[3], ""), (either[1], either[3])]
    for pattern in GROUPED:
        if grouped := pattern.fullmatch(body):
            rest = grouped.groupdict().get("rest") or ""
            return [(re.sub(r"\D", "", body[:len(body) - len(rest)]), rest)]
    decimal = DECIMAL.fullmatch(body)
    return [(decimal[1] or decimal[3] or "", decimal[2] or "")] if decimal else []


def _plain(sign, whole, decimals):
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    number = f"{whole}.{decimals}" if decimals else whole
    return number if number == "0" else sign + number
