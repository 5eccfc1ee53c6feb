"""What was written elsewhere comes in as Markdown: from the clipboard as HTML, or from a document that is uploaded."""

from course.authoring.documents import html_of
from course.authoring.picturing import FileDoesNotFit
from course.content.from_html import Converted, as_markdown

LONGEST_HTML = 4_000_000  # characters: a word processor needs forty times as many as the words have
LONGEST_DOCUMENT = 10_000_000


def from_html(html):
    """The Converted of what was copied. Raises FileDoesNotFit."""
    if len(html) > LONGEST_HTML:
        raise FileDoesNotFit("That is too much at once. Copy it part by part.")
    return as_markdown(html)


def from_document(name, data):
    """The Converted of a file, by its ending. Raises FileDoesNotFit."""
    ending = name.rpartition(".")[2].lower()
    if not data or len(data) > LONGEST_DOCUMENT:
        raise FileDoesNotFit("The file must hold something, and at most 10 MB.")
    if ending in ("html", "htm"):
        return from_html(_text(data))
    if ending != "docx":
        raise FileDoesNotFit("Documents are taken as .docx or as a web page (.html): save it so in your word processor.")
    html, lost = html_of(data)
    found = from_html(html)
    return Converted(found.text, tuple(dict.fromkeys([*lost, *found.lost])))


def _text(data):
    """Web pages of word processors are UTF-8, or say what else they are near their beginning."""
    told = data[:2000].lower()
    for sign, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(sign):
            return data.decode(encoding, errors="replace")
    return data.decode("cp1252" if b"windows-1252" in told or b"iso-8859-1" in told else "utf-8-sig", errors="replace")
