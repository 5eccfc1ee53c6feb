"""A word processor's document (.docx) as HTML: its paragraphs, headings, lists, tables, links and emphasis, not its looks.

It is read as any file of strangers: bounded before it is unpacked, without document types or entities; nothing is fetched.
"""

import io
import zipfile
from html import escape

from course.authoring.picturing import FileDoesNotFit
from course.content.xml_reading import read_xml
from course.unzipping import BROKEN

LONGEST_PART = 20_000_000  # bytes of one part, unpacked
NO = ("0", "false", "none", "off")
SIGNS = {"b": "b", "i": "i", "strike": "s", "dstrike": "s"}
PASSED = {"ins", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple", "moveTo", "dir", "bdo"}  # what is inside counts
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/_rels/document.xml.rels")
LISTED = "<p style='mso-list:l0 level{} lfo1'><span style='mso-list:Ignore'>{}</span>{}</p>"


def html_of(data):
    """(HTML, [what was left out]) of a .docx. Raises FileDoesNotFit."""
    parts = _parts(data)
    try:
        roots = {name: read_xml(part, "This document", FileDoesNotFit) for name, part in parts.items()}
    except FileDoesNotFit:
        raise FileDoesNotFit("This document holds something that no word processor writes, so it was not read.") from None
    document = _Document(*(roots.get(name) for name in PARTS))
    return document.blocks(roots[PARTS[0]].child("body") or roots[PARTS[0]]), document.lost


def _parts(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in PARTS if name in archive.namelist()]
            if PARTS[0] not in names:
                raise FileDoesNotFit("This is no word processor's document (.docx). Save it as .docx or as a web page (.html).")
            if any(archive.getinfo(name).file_size > LONGEST_PART for name in names):
                raise FileDoesNotFit("This document is too long. Divide it, and paste it part by part.")
            return {name: archive.read(name) for name in names}
    except BROKEN:
        raise FileDoesNotFit("This file cannot be opened as a document. Save it anew as .docx or .html.") from None


class _Document:
    def __init__(self, document, styles, numbering, links):
        self.lost = []
        self._levels, self._lists = _styles(styles) if styles else ({}, {})
        self._formats = _formats(numbering) if numbering else {}
        self._links = {one.attributes.get("Id"): one.attributes.get("Target", "") for one in (links.children if links else ())}

    def blocks(self, node):
        return "".join(self._block(child) for child in node.children)

    def _block(self, node):
        if node.name == "p":
            return self._paragraph(node)
        if node.name == "tbl":
            rows = [row for row in _through(node) if row.name == "tr"]
            cells = ["".join(f"<td>{self.blocks(cell)}</td>" for cell in _through(row) if cell.name == "tc") for row in rows]
            return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
        return self.blocks(node) if node.name in PASSED else ""

    def _paragraph(self, node):
        about = node.child("pPr")
        style = _value(about, "pStyle")
        words = self._inline(node)
        level = self._levels.get(style)
        if level:
            return f"<h{level}>{words}</h{level}>"
        numbered = about.child("numPr") if about else None
        number, depth = _number(numbered) if numbered else self._lists.get(style, ("", "0"))
        if number and number != "0":
            bullet = self._formats.get((number, depth), "bullet") == "bullet"
            return LISTED.format(min(int(depth), 8) + 1 if depth.isdecimal() else 1, "·" if bullet else "1.", words)
        return f"<p>{words}</p>"

    def _inline(self, node):
        return "".join(self._piece(child) for child in node.children)

    def _piece(self, node):
        if node.name == "r":
            return self._run(node)
        if node.name == "hyperlink":
            address = self._links.get(_named(node, " id"), "")
            return f'<a href="{escape(address)}">{self._inline(node)}</a>' if address else self._inline(node)
        return self._inline(node) if node.name in PASSED else ""

    def _run(self, node):
        words = "".join(self._text(child) for child in node.children)
        about = node.child("rPr")
        for one in about.children if about and words.strip() else ():
            value = _own(one)
            if one.name in SIGNS and value not in NO:
                words = f"<{SIGNS[one.name]}>{words}</{SIGNS[one.name]}>"
            elif one.name == "vertAlign" and value in ("superscript", "subscript"):
                words = f"<{value[:3]}>{words}</{value[:3]}>"
        return words

    def _text(self, node):
        if node.name in ("drawing", "pict", "object"):
            self.lost.append("the pictures of the document: add them by “Insert a picture”")
        if node.name in ("footnoteReference", "endnoteReference"):
            self.lost.append("footnotes")
        return {"t": escape(node.text), "tab": " ", "br": "<br>", "cr": "<br>", "noBreakHyphen": "‑"}.get(node.name, "")


def _through(node):
    """The children, and those inside what only wraps them."""
    for child in node.children:
        yield child
        if child.name in PASSED:
            yield from _through(child)


def _named(node, *endings):
    """An attribute by the end of its name, whose namespace stands before it."""
    return next((value for name, value in node.attributes.items() if name.endswith(endings)), "")


def _own(node):
    return _named(node, " val")


def _number(about):
    """(the list, the depth in it) of a numbered paragraph."""
    return _value(about, "numId"), _value(about, "ilvl") or "0"


def _value(node, name):
    child = node.child(name) if node else None
    return _own(child) if child else ""


def _styles(root):
    """({style: level of a heading}, {style: (list, depth)})"""
    levels, lists = {}, {}
    for style in (one for one in root.children if one.name == "style"):
        key = _named(style, " styleId")
        name, about = _value(style, "name").lower(), style.child("pPr")
        outline = _value(about, "outlineLvl")
        if name.startswith("heading ") and name[8:].isdecimal():
            levels[key] = min(int(name[8:]), 6)
        elif name == "title" or outline.isdecimal() and int(outline) < 6:
            levels[key] = 1 if name == "title" else int(outline) + 1
        elif about and about.child("numPr"):
            lists[key] = _number(about.child("numPr"))
    return levels, lists


def _formats(root):
    """{(list, depth): bullet or a way of counting}"""
    kinds, found = {}, {}
    for one in root.children:
        key = _named(one, " abstractNumId", " numId")
        if one.name == "abstractNum":
            levels = [level for level in one.children if level.name == "lvl"]
            kinds[key] = {_named(level, " ilvl"): _value(level, "numFmt") for level in levels}
        elif one.name == "num":
            found |= {(key, depth): way for depth, way in kinds.get(_value(one, "abstractNumId"), {}).items()}
    return found
