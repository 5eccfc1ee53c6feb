"""Markdown to HTML: Python-Markdown draws, nh3 sanitises as the very last step and turns links into addresses."""

import re
from urllib.parse import unquote
from xml.etree import ElementTree

import markdown
import nh3
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from course.content import mathematics
from course.content.headings import AT, NUMBER
from course.content.values import LANGUAGE

TAGS = {
    "a", "abbr", "blockquote", "br", "cite", "code", "dd", "del", "details", "div", "dl", "dt", "em", "figcaption", "figure",
    "h2", "h3", "h4", "h5", "h6", "hr", "img", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "small", "span", "strong",
    "sub", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul", *mathematics.TAGS,
}
ATTRIBUTES = {
    "a": {"href", "title"}, "abbr": {"title"}, "img": {"src", "alt", "title", "width", "height"}, "ol": {"start"},
    "li": {"id"}, "sup": {"id"}, **{heading: {"id"} for heading in ("h2", "h3", "h4", "h5", "h6")}, "*": {"lang", "dir"},
    **mathematics.ATTRIBUTES,
}
CALLOUTS = {"note", "tip", "important", "warning", "caution"}
CLASSES = {
    "div": {"admonition", "footnote", "table", *CALLOUTS}, "p": {"admonition-title"},
    "a": {"footnote-ref", "footnote-backref"},
}
VALUES = {
    "div": {"role": {"group"}, "tabindex": {"0"}, "aria-label": {"Table"}},
    "th": {"align": {"left", "center", "right"}}, "td": {"align": {"left", "center", "right"}},
}
DROPPED_WHOLE = {"script", "style", "iframe", "object", "template", "textarea", "title", "svg"}
SCHEMES = {"http", "https", "mailto", "lesson"}
FOOTNOTE = re.compile(r"fn(ref\d*)?:[\w-]{1,80}")
FILE = re.compile(r"(?:\.\./)?(files/[^?#]+)")
LESSON = re.compile(r"lesson:([a-z0-9_-]+)(?:#([\w-]{1,80}))?")
HERE = re.compile(r"#([\w-]{1,80})")  # a heading of the same lesson
HEADING = re.compile(AT + r"[\w-]{1,80}")
OUTSIDE = re.compile(r"(https?://[^/\\\s]|mailto:)\S*")
INLINE = "\ue000"  # stands before an option's text, so that "1. Inform" is not read as a list
MARKS = re.compile(r"[\\$`*_\[\]<>&!#^~|{}=+-]")

EXTENSIONS = ["tables", "footnotes", "def_list", "sane_lists", "pymdownx.superfences", "pymdownx.highlight",
              "pymdownx.tilde", "pymdownx.caret", "pymdownx.quotes"]
SETTINGS = {
    "tables": {"use_align_attribute": True},
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.quotes": {"callouts": True},
}


class Page(Extension):
    """What a page of ours asks of Markdown's tree: headings from h2 down, with ids; tables that can be scrolled by keyboard."""

    def extendMarkdown(self, md):  # noqa: N802 (the name that Python-Markdown calls)
        md.treeprocessors.register(PageTree(md), "course_page", 1)
        md.course_headings = ()


class PageTree(Treeprocessor):
    def run(self, root):
        headings = [element for element in root.iter() if re.fullmatch("h[1-6]", str(element.tag))]
        if any(heading.tag == "h1" for heading in headings):
            for heading in headings:
                heading.tag = f"h{min(int(heading.tag[1]) + 1, 6)}"
        for heading in headings if self.md.course_headings else ():
            self._name(heading)
        for parent in list(root.iter()):
            for place, child in enumerate(parent):
                if child.tag == "table":
                    frame = ElementTree.Element("div", {"class": "table", "role": "group", "tabindex": "0",
                                                        "aria-label": "Table"})
                    frame.tail, child.tail = child.tail, None
                    parent[place] = frame
                    frame.append(child)


    def _name(self, heading):
        """Its id, as the number behind its words says; see headings.py."""
        for element in heading.iter():
            for said in ("text", "tail"):
                if found := NUMBER.search(getattr(element, said) or ""):
                    setattr(element, said, NUMBER.sub("", getattr(element, said)))
                    if int(found[1]) < len(self.md.course_headings):
                        heading.set("id", AT + self.md.course_headings[int(found[1])])


class Drawer:
    """Turns Markdown into HTML that is not yet safe; link references that it has seen stay known to it."""

    def __init__(self):
        own = [mathematics.Mathematics(), Page()]
        self._markdown = markdown.Markdown(extensions=[*EXTENSIONS, *own], extension_configs=SETTINGS)

    def draw(self, source, inline=False, headings=()):
        """`headings` are ids by the numbers that headings.signed() has put behind their words."""
        known = dict(self._markdown.references)
        self._markdown.reset()
        self._markdown.references.update(known)
        if not inline:
            self._markdown.course_headings = headings
            html = self._markdown.convert(source)
            self._markdown.course_headings = ()
            return NUMBER.sub("", html) if headings else html
        html = self._markdown.convert(INLINE + source).replace(INLINE, "", 1)
        if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
            return html[3:-4]
        return html

    def forget(self):
        """Forget the link references, before a text that does not know them."""
        self._markdown.references.clear()


def plain(text):
    """Tells whether the text has no sign that Markdown might read."""
    return not MARKS.search(text) and "://" not in text


class Cleaner:
    """Sanitises HTML; `link.file(path)`, `link.lesson(id)` and `link.here(heading)` give addresses, what they refuse
    (LookupError) is dropped."""

    def __init__(self, link):
        self._link = link
        self._cleaner = nh3.Cleaner(
            tags=TAGS, attributes=ATTRIBUTES, allowed_classes=CLASSES, tag_attribute_values=VALUES,
            clean_content_tags=DROPPED_WHOLE, url_schemes=SCHEMES, link_rel="noopener noreferrer",
            set_tag_attribute_values={"img": {"loading": "lazy"}}, attribute_filter=self._attribute)

    def clean(self, html):
        return self._cleaner.clean(html)

    def _attribute(self, element, attribute, value):
        if attribute in ("href", "src"):
            return self._address(element, value)
        if attribute == "id":
            return value if FOOTNOTE.fullmatch(value) or HEADING.fullmatch(value) else None
        if attribute in ("width", "height", "start"):
            return value if value.isascii() and value.isdigit() else None
        if attribute == "lang":
            return value if LANGUAGE.fullmatch(value) else None
        if attribute == "dir":
            return value if value in ("ltr", "rtl", "auto") else None
        return value

    def _address(self, element, value):
        try:
            if path := file_path(value):
                return self._link.file(path)
            if element == "img":
                return None
            if lesson := LESSON.fullmatch(value):
                return self._link.lesson(lesson[1]) + (f"#{AT}{lesson[2]}" if lesson[2] else "")
            if here := HERE.fullmatch(value):
                return f"#{AT}{self._link.here(here[1])}"
        except LookupError:
            return None
        return value if OUTSIDE.fullmatch(value) or FOOTNOTE.fullmatch(value.removeprefix("#")) else None


def file_path(address):
    """Returns the path in the course's folder that an address such as `files/plan.pdf` or `../files/plan.pdf` names."""
    match = FILE.fullmatch(address)
    if not match:
        return None
    path = unquote(match[1])
    return None if any(part in ("", ".", "..") for part in path.split("/")) or "\\" in path else path
