"""JSON as strictly as xAPI asks, with its own characters kept: no number goes through a float, no property stands twice."""

import json
import re
from decimal import Decimal
from json.decoder import scanstring

BLANK = re.compile(r"[ \t\n\r]*")
DEEPEST = 60  # levels of objects and arrays; a statement has about ten


class NotJson(ValueError):
    """Says what is wrong with the text."""


def _once(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise NotJson(f"the property “{twice}” stands twice in one object")
    return found


def _refuse(word):
    raise NotJson(f"{word} is not a JSON value")


_decoder = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse, object_pairs_hook=_once)


def _value(text, start):
    """The value that begins at `start` or after blanks, and where it ends."""
    try:
        return _decoder.raw_decode(text, BLANK.match(text, start).end())
    except NotJson:
        raise
    except json.JSONDecodeError as wrong:
        raise NotJson(f"it is not JSON: {wrong.msg}, line {wrong.lineno} column {wrong.colno}") from None
    except RecursionError:
        raise NotJson("it is nested too deeply") from None
    except (ValueError, ArithmeticError):
        raise NotJson("it has a number too long to be read") from None


def decode(data):
    """Bytes as text; JSON is UTF-8."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise NotJson("it is not UTF-8") from None


def parse(text):
    """The value of a whole text."""
    value, end = _value(text, 0)
    if BLANK.match(text, end).end() != len(text):
        raise NotJson("something stands behind the JSON")
    if _is_deep(value, DEEPEST):
        raise NotJson("it is nested too deeply")
    return value


def _is_deep(value, left):
    if type(value) is dict:
        return left == 0 or any(_is_deep(one, left - 1) for one in value.values() if type(one) in (dict, list))
    if type(value) is list:
        return left == 0 or any(_is_deep(one, left - 1) for one in value if type(one) in (dict, list))
    return False


def pieces(text):
    """(whether it is an array, [(value, its own characters)]) of an object, or of each element of an array."""
    if text[BLANK.match(text).end():][:1] != "[":
        return False, [(parse(text), text.strip(" \t\n\r"))]
    found, place = [], BLANK.match(text, text.index("[") + 1).end()
    while text[place:place + 1] != "]" or found:
        value, end = _value(text, place)
        if _is_deep(value, DEEPEST):
            raise NotJson("it is nested too deeply")
        found.append((value, text[place:end]))
        place = BLANK.match(text, end).end()
        if text[place:place + 1] == "]":
            break
        if text[place:place + 1] != ",":
            raise NotJson("a comma or a bracket is missing in the array")
        place = BLANK.match(text, place + 1).end()
    if text[place + 1:].strip(" \t\n\r"):
        raise NotJson("something stands behind the JSON")
    return True, found


def members(text, start=0):
    """(key, where the member begins, where its value does, where it ends) of the object that begins at `start`."""
    place = BLANK.match(text, start).end() + 1
    place = BLANK.match(text, place).end()
    while text[place] != "}":
        key, end = scanstring(text, place + 1, True)
        value = BLANK.match(text, BLANK.match(text, end).end() + 1).end()
        _, end = _decoder.raw_decode(text, value)
        yield key, place, value, end
        place = BLANK.match(text, end).end()
        if text[place] == ",":
            place = BLANK.match(text, place + 1).end()


def dump(value):
    """A value as compact JSON, numbers as they were written."""
    if isinstance(value, str):
        return json.dumps(value)
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(key)}:{dump(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(dump, value)) + "]"
    return str(value)
