"""CSV after RFC 4180 in UTF-8, in two flavours: plain for programs, and one that a spreadsheet opens without harm.

It is written column by column, which costs half of what csv.writer does: most columns hold values of one kind and nothing that
needs quotes, and that is seen of a whole column at once.
"""

import re
from itertools import repeat
from math import copysign
from types import NoneType

PLAIN, SPREADSHEET = FLAVOURS = ("plain", "spreadsheet")
BOM = "\ufeff"  # by which spreadsheets know UTF-8
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # some spreadsheets read the wide ones as the others
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
QUOTED = re.compile(r'[",\r\n]')
QUOTABLE = ('"', ",", "\r", "\n")  # the same: to look for each in a long text is quicker
FEW = 32  # different numbers of a column that are written once each
END = "\r\n"


def csv_chunks(header, batches, flavour=PLAIN):
    """The file as bytes, batch by batch. A batch is a list of columns, in the header's order and of one length."""
    write = _cells_of_spreadsheets if flavour == SPREADSHEET else _cells
    start = BOM if flavour == SPREADSHEET else ""
    yield (start + ",".join(write(header)) + END).encode()
    for columns in batches:
        cells = {id(column): write(column) for column in columns}  # one may stand under several names
        lines = list(map(",".join, zip(*[cells[id(column)] for column in columns], strict=True)))
        if lines:
            yield (END.join(lines) + END).encode()


def columns_of(rows):
    """The same batch column by column."""
    return list(zip(*rows, strict=True))


def _cells(values):
    """Values of a column as text: None is empty, numbers are as Python writes them."""
    texts = _texts(values if isinstance(values, list | tuple) else list(values))
    whole = "".join(texts)
    if any(one in whole for one in QUOTABLE):
        return [f'"{text.replace(chr(34), chr(34) * 2)}"' if QUOTED.search(text) else text for text in texts]
    return texts


def _texts(values):
    kinds = set(map(type, values))
    if kinds == {str}:
        return values
    if kinds == {NoneType}:
        return [""] * len(values)
    if kinds == {str, NoneType}:
        return [value or "" for value in values]
    if kinds in ({float}, {int}):
        return list(map(_number_text(values), values))
    return ["" if value is None else str(value) for value in values]


def _number_text(values):
    """What writes each of a column's numbers: quicker where few are different, and none may be the zero below zero."""
    few = set(values)
    if len(few) > FEW or (0.0 in few and -1.0 in map(copysign, repeat(1.0), values)):
        return str
    return {one: str(one) for one in few}.__getitem__


def _cells_of_spreadsheets(values):
    """An apostrophe stands before each text that a spreadsheet would take for a formula; numbers stay numbers."""
    return _cells(["'" + value if isinstance(value, str) and value.startswith(FORMULA) and not NUMBER.fullmatch(value) else value
                   for value in values])
