"""The tree of an HTML text as Markdown: paragraphs, lists, tables and what stands in a line."""

import re
from urllib.parse import parse_qs, urlsplit

from course.content.from_html.escaping import escaped, in_cell, line_start
from course.content.from_html.lists import as_items
from course.content.from_html.tables import table_lines
from course.content.from_html.tree import BLOCKS, Node, every, is_word_bullet, looks
from course.content.markup import FOOTNOTE, HERE, LESSON, OUTSIDE

REDIRECT = "https://www.google.com/url?"
SIGNS = {"strong": "**", "em": "*", "del": "~~", "sub": "~", "sup": "^"}
BREAK = "\x1e"  # the end of a line that its author meant
SPACES = re.compile(r"[ \t\r\n\f]+")


class Writer:
    """`lost` gathers what could not be carried. `picture` and `headings` as in as_markdown()."""

    def __init__(self, picture, headings):
        self.picture, self.headings, self.lost, self._inside = picture, headings, [], ()

    def line(self, node):
        """All that is inside, on one line."""
        if any(one.tag in ("table", "ul", "ol", "pre") for one in every(node)):
            self.lost.append("a list, a table or code in a place of one line, which runs on in it")
        return line_start(" ".join(self.inline(node.children).replace(BREAK, " ").split()))

    def blocks(self, node):
        """What is inside, as blocks with a blank line between."""
        parts, run = [], []
        for child in as_items(node.children):
            if isinstance(child, str) or (child.tag not in BLOCKS and not _holds_blocks(child)):
                run.append(child)
                continue
            parts += [self.paragraph(run), self.block(child)]
            run = []
        parts.append(self.paragraph(run))
        return "\n\n".join(part for part in parts if part)

    def paragraph(self, nodes):
        """Words and what stands among them; two line breaks in a row divide it."""
        words = re.sub(rf"{BREAK}(?:\s*{BREAK})+", "\n\n", self.inline(nodes))
        parts = [[" ".join(line.split()) for line in part.split(BREAK)] for part in words.split("\n\n")]
        return "\n\n".join("  \n".join(line_start(line) for line in lines if line) for lines in parts if any(lines))

    def block(self, node):
        by_tag = {"ul": self.list, "ol": self.list, "table": self.table, "pre": self.code, "blockquote": self.quote,
                  "dl": self.terms}
        if node.tag in by_tag:
            return by_tag[node.tag](node)
        if node.tag == "hr":
            return "* * *"
        if re.fullmatch("h[1-6]", node.tag):
            return self.heading(node)
        return self.blocks(node)

    def heading(self, node):
        words = self.line(Node("p", children=node.children)).strip("*").strip()
        if not words:
            return ""
        return f"{'#' * max(2, int(node.tag[1]))} {words}" if self.headings else f"**{words}**"

    def quote(self, node):
        return "\n".join(f"> {line}".rstrip() for line in self.blocks(node).split("\n")) if node.words().strip() else ""

    def code(self, node):
        text = node.words().strip("\n").rstrip()
        fence = "`" * max(3, max((len(run) for run in re.findall("`+", text)), default=0) + 1)
        return f"{fence}\n{text}\n{fence}" if text.strip() else ""

    def list(self, node):
        items = [child for child in node.children if isinstance(child, Node) and child.tag in ("li", "ul", "ol")]
        start = node.attributes.get("start", "")
        number = int(start) if start.isascii() and start.isdecimal() and len(start) < 7 else 1
        written = []
        for item in items:
            sign = f"{number}." if node.tag == "ol" else "-"
            if item.tag != "li":  # a list right inside a list belongs to the item before
                written += [_indented(self.list(item))] if self.list(item) else []
                continue
            number += 1
            body = self._item(item)
            written += [f"{sign} {_indented(body, 4).strip()}" if body else sign] if body else []
        return "\n".join(_tight(written))

    def _item(self, node):
        """A line and the lists under it stand close together; paragraphs do not."""
        inner = as_items(node.children)
        blocks = [one for one in inner if isinstance(one, Node) and one.tag in BLOCKS]
        if any(one.tag not in ("ul", "ol") for one in blocks) or len(blocks) > 1:
            return self.blocks(node)
        words = self.paragraph([one for one in inner if one not in blocks])
        return "\n".join(part for part in (words, *map(self.list, blocks)) if part)

    def terms(self, node):
        lines = []
        for child in (one for one in node.children if isinstance(one, Node)):
            words = self.blocks(child)
            if child.tag == "dd" and words:
                lines.append(f":   {_indented(words, 4).strip()}")
            elif words:
                lines.append(("\n" if lines else "") + " ".join(words.split()))
        return "\n".join(lines).strip()

    def table(self, node):
        lines, lost = table_lines(node, lambda cell: in_cell(self.line(cell)))
        self.lost += lost
        if lines is None:  # a table of one cell is a frame, and one without rows is nothing
            return self.blocks(Node("div", children=_cells(node)))
        return "\n".join(lines)

    def inline(self, nodes):
        return "".join(SPACES.sub(" ", escaped(node)) if isinstance(node, str) else self._element(node)
                       for node in _joined(nodes))

    def _element(self, node):
        if node.tag == "br":
            return BREAK
        if node.tag == "img":
            return self._image(node)
        if is_word_bullet(node):
            return ""
        if node.tag == "code":
            return _code(node.words())
        if node.tag == "math":
            return self._formula(node)
        signs = [one for one in SIGNS if one in looks(node) and one not in self._inside]
        before, self._inside = self._inside, (*self._inside, *signs)
        words = self.inline(node.children)
        self._inside = before
        for one in signs:
            words = _wrapped(words, SIGNS[one], tight=one in ("sub", "sup"))
        if node.tag == "a":
            return self._link(node, words)
        return f" {words} " if node.tag in BLOCKS else words

    def _link(self, node, words):
        address = _true(node.attributes.get("href", "").strip())
        if not address or not words.strip():
            return words
        kept = address if _leads_somewhere(address) else self.picture(address, None)
        if kept is None:
            self.lost.append(f"the link to {address[:60]}")
            return words
        return f"[{words.strip()}]({_address(kept)})"

    def _image(self, node):
        address, alt = node.attributes.get("src", ""), " ".join(node.attributes.get("alt", "").split())
        path = self.picture(address, alt) if address else None
        if path is None:
            self.lost.append(f"the picture {address[:60] if not address.startswith('data:') else 'in the text'}")
            return escaped(alt)
        return f"![{escaped(alt)}]({_address(path)})"

    def _formula(self, node):
        source = next((one.words() for one in every(node) if one.tag == "annotation"), "") or node.attributes.get("alttext", "")
        if not source.strip():
            self.lost.append("a formula, of which only its signs are left")
            return escaped(node.words())
        return f"${' '.join(source.split()).strip('$').strip()}$"


def _holds_blocks(node):
    return any(isinstance(child, Node) and (child.tag in BLOCKS or _holds_blocks(child)) for child in node.children)


def _joined(nodes):
    """Neighbours of the same look are one, so that their signs do not meet."""
    found = []
    for node in nodes:
        before = found[-1] if found else None
        if isinstance(node, Node) and isinstance(before, Node) and node.tag == before.tag and node.tag in SIGNS | {"b": ""} \
                and looks(node) == looks(before):
            found[-1] = Node(before.tag, before.attributes, [*before.children, *node.children])
        else:
            found.append(node)
    return found


def _wrapped(words, sign, tight):
    """The words between signs; what is outside of them (spaces, line ends) stays outside."""
    core = words.strip(f" {BREAK}")
    if not core or tight and BREAK in core:
        return words
    core = core.replace(" ", "\\ ") if tight else core
    start, end = len(words) - len(words.lstrip(f" {BREAK}")), len(words.rstrip(f" {BREAK}"))
    return words[:start] + f"{sign}{core}{sign}" + words[end:]


def _code(text):
    text = " ".join(text.split())
    if not text:
        return ""
    ticks = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def _true(address):
    """Where a link leads that another site counts on its way."""
    asked = urlsplit(address) if address.startswith(REDIRECT) else None
    return parse_qs(asked.query).get("q", [address])[0] if asked else address


def _leads_somewhere(address):
    return bool(OUTSIDE.fullmatch(address.replace(" ", "%20")) or LESSON.fullmatch(address)) and not (
        HERE.fullmatch(address) or FOOTNOTE.fullmatch(address.removeprefix("#")))


def _address(address):
    return re.sub(r"[\s()<>\"'\\\[\]*_`]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address)


def _indented(text, by=4):
    return "\n".join(" " * by + line if line.strip() else "" for line in text.split("\n"))


def _tight(items):
    """Items of several blocks are set apart, and with them all of their list."""
    return [item + "\n" if place < len(items) - 1 and any("\n\n" in one for one in items) else item
            for place, item in enumerate(items)]


def _cells(node):
    return [one for one in every(node) if one.tag in ("td", "th", "caption")]
