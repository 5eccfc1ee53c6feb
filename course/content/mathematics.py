"""Mathematics in prose: `$…$` in a line and `$$…$$` by itself become MathML, which browsers draw and read aloud."""

import re
from html import unescape
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

# Money stays money: what opens is followed by no space, what closes stands behind none and before no letter or digit.
INLINE = r"(?<![\\$])\$(?![\s$])((?:\\.|[^\\$])+?)(?<!\s)\$(?![\w$])"
BLOCK = r"(?<![\\$])\$\$((?:\\.|[^\\$])+?)\$\$(?!\$)"
LONGEST = 1_000
BEFORE_ESCAPES = 185  # after code, which is left alone, and before a backslash is taken for an escape
TAGS = {
    "math", "merror", "mfrac", "mi", "mn", "mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace", "msqrt", "mstyle",
    "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
}
CHILDREN = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "mover": 2, "munder": 2, "msubsup": 3, "munderover": 3}
ATTRIBUTES = {
    "math": {"display", "alttext"}, "mi": {"mathvariant"}, "mspace": {"width"}, "mover": {"accent"}, "mfrac": {"linethickness"},
    "mo": {"stretchy", "fence", "form", "separator", "minsize", "maxsize", "lspace", "rspace", "accent"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"}, "mtd": {"columnalign"}, "mstyle": {"displaystyle", "scriptlevel"},
}
UNREADABLE = "unreadable-mathematics"  # an element that no page keeps, for the checker to find


class Mathematics(Extension):
    def extendMarkdown(self, md):  # noqa: N802 (the name that Python-Markdown calls)
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, "$"]
        md.inlinePatterns.register(_Formula(BLOCK, md, "block"), "course_mathematics_block", BEFORE_ESCAPES + 1)
        md.inlinePatterns.register(_Formula(INLINE, md, "inline"), "course_mathematics", BEFORE_ESCAPES)


class _Formula(InlineProcessor):
    def __init__(self, pattern, md, display):
        super().__init__(pattern, md)
        self._display = display

    def handleMatch(self, match, data):  # noqa: N802 (the name that Python-Markdown calls)
        return drawn_formula(" ".join(match[1].split()), self._display), match.start(0), match.end(0)


def drawn_formula(latex, display="inline"):
    """Returns the MathML element of a formula, its text beside it; one that cannot be read as UNREADABLE, with its text."""
    try:
        found = convert_to_element(latex, display=display) if len(latex) <= LONGEST else None
    except Exception:  # noqa: BLE001 (whatever an author writes: the library names dozens of its own, and some by accident)
        found = None
    if found is None or not (_is_balanced(latex) and _is_whole(found)):
        found = ElementTree.Element(UNREADABLE, {"alttext": latex})
        found.text = AtomicString(latex)
        return found
    found.attrib.pop("xmlns", None)
    found.set("alttext", latex)
    for element in found.iter():
        element.text = element.text and AtomicString(unescape(element.text))
    return found


def _is_balanced(latex):
    braces = re.sub(r"\\.", "", latex)
    return braces.count("{") == braces.count("}")


def _is_whole(math):
    """Nothing in it is a command that the library does not know, or a fraction without its other half."""
    for element in math.iter():
        text = unescape(element.text or "")
        if element.tag not in TAGS or CHILDREN.get(element.tag, len(element)) != len(element):
            return False
        if element.tag != "mtext" and re.match(r"\\\w", text):
            return False
    return True
