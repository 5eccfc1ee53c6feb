"""A bank as it was sent: which text it is, and in which of the formats."""

import re

from course.content.banks.bank import LARGEST, LONGEST, MEGABYTE, BankRefused

MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
DECLARED = re.compile(rb"""<\?xml[^>]{0,60}encoding=["']([A-Za-z0-9_.-]{1,40})["']""")
ENCODINGS = {"utf-8": "utf-8", "utf8": "utf-8", "us-ascii": "ascii", "iso-8859-1": "latin-1", "iso-8859-15": "iso-8859-15",
             "windows-1252": "cp1252"}
AIKEN = re.compile(r"(?im)^[ \t]*ANSWER[ \t]*:")
NOISE = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff\ue000-\uf8ff]")
OTHERS = {"questestinterop": "QTI 1", "assessmentitem": "QTI 2", "assessmenttest": "QTI 2", "html": "a web page",
          "svg": "a picture", "coursestructure": "cmi5", "manifest": "a package (SCORM or IMS)"}


def text_of(data):
    """The text of bytes, or of what was pasted, with plain line ends and without control characters. Raises BankRefused."""
    if len(data) > LARGEST:
        raise BankRefused(f"A bank has at most {LARGEST // MEGABYTE} MB. Export one category of it at a time.")
    text = _decoded(data) if isinstance(data, bytes) else data
    if "\0" in text:
        raise BankRefused("This file holds a NUL, so it is no text. Choose the bank as it was exported: GIFT, Moodle XML or "
                          "Aiken.")
    text = NOISE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if not text.strip():
        raise BankRefused("There is nothing in it. Choose a file, or paste the text of a bank.")
    return text


def kind_of(text):
    """gift, moodle or aiken. Raises BankRefused."""
    start = text.lstrip()[:4_000]
    if start.startswith("<"):
        root = re.search(r"<([A-Za-z][\w:.-]*)", re.sub(r"<[?!][^>]*>", "", start))
        name = root[1].rpartition(":")[2] if root else ""
        if name == "quiz":
            return "moodle"
        if name.lower() in OTHERS:
            raise BankRefused(f"This is {OTHERS[name.lower()]}, which is not read here. Export the bank as Moodle XML, GIFT or "
                              "Aiken.")
    if len(text) > LONGEST:
        raise BankRefused(f"A bank of text has at most {LONGEST:,} characters. Export one category at a time.")
    if AIKEN.search(text) and re.search(r"(?m)^[ \t]*[Aa][.)][ \t]", text):
        return "aiken"
    if re.search(r"\{|::", text):
        return "gift"
    raise BankRefused("This is neither GIFT, nor Moodle XML, nor Aiken. GIFT has its answers in braces { }, Aiken a line ANSWER: "
                      "under each question, and Moodle XML begins with <quiz>.")


def _decoded(data):
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _read(data[len(mark):], encoding)
    declared = DECLARED.match(data[:200].lstrip())
    name = declared[1].decode().lower() if declared else "utf-8"
    if name not in ENCODINGS:
        raise BankRefused(f"This file says that it is written in {name}, which is not read here. Save it as UTF-8.")
    if b"\0" in data[:4_000]:  # UTF-16 without its mark
        raise BankRefused("This file holds a NUL, so it is no text, or one in UTF-16 without its mark. Save it as UTF-8.")
    return _read(data, ENCODINGS[name])


def _read(data, encoding):
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise BankRefused(f"Line {line} of this file is not {encoding.upper()}. Save the bank as UTF-8, and try again.") from None
