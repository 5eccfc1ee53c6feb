"""HTML as a small tree of the elements that Markdown can say: what word processors wrap around them is taken off."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

DEEPEST = 40  # deeper than this, what stands inside is read as text of the outer one
MOST = 50_000  # elements and texts
VOID = {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source", "track", "wbr", "param"}
DROPPED = {"script", "style", "head", "title", "template", "noscript", "svg", "object", "iframe", "applet", "xml", "textarea",
           "select", "button", "audio", "video", "canvas", "map", "dialog", "frameset", "noframes", "noembed"}
NAMED = {"script": "a script", "iframe": "a page within the page", "svg": "a drawing inside the text", "object": "an object",
         "audio": "a sound", "video": "a film", "embed": "an object", "applet": "an applet", "input": "a form",
         "select": "a form", "textarea": "a form", "button": "a form", "base": "a base address", "canvas": "a drawing"}
SAME = {"b": "strong", "i": "em", "strike": "del", "s": "del", "dir": "ul", "menu": "ul", "listing": "pre", "xmp": "pre",
        "tt": "code", "samp": "code", "cite": "em", "var": "em", "h7": "h6"}
BLOCKS = {"p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "figure", "figcaption", "center",
          "address", "fieldset", "form", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote",
          "pre", "hr", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "details", "summary", "body", "html"}
CLOSES = {"li": ("li", "ul ol"), "dt": ("dt dd", "dl"), "dd": ("dt dd", "dl"), "tr": ("tr", "table"), "td": ("td th", "tr table"),
          "th": ("td th", "tr table")}  # what an opening one ends if it is open, but for what stands outside of these
CELLS = "table td th"
BOLD = re.compile(r"(?<![\w-])font-weight:\s*(bold|[6-9]00)")
NOT_BOLD = re.compile(r"(?<![\w-])font-weight:\s*(normal|[1-5]00)")
NOISE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ue000-\uf8ff]")  # what no text of a course holds
COMMENT = re.compile(r"msocom|mso-element:comment|mso-hide:all|display:none")
WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d+)")


@dataclass
class Node:
    tag: str
    attributes: dict = field(default_factory=dict)
    children: list = field(default_factory=list)

    @property
    def style(self):
        return self.attributes.get("style", "").lower()

    def words(self):
        return "".join(child if isinstance(child, str) else child.words() for child in self.children)


def read_html(html):
    """(the root Node, [what was left out, in a few words])"""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.root, reader.lost


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root, self.lost, self._count, self._dropping, self._deep = Node("root"), [], 0, [], 0
        self._open = [self.root]

    def handle_starttag(self, tag, attributes):
        tag = SAME.get(tag, tag)
        self._note(tag)
        dropped = tag in DROPPED or _is_comment(dict(attributes))
        if self._dropping or dropped:
            self._dropping += [tag] if tag not in VOID and (dropped or tag in self._dropping) else []
            return
        if tag in BLOCKS:
            self._end("p", "table ul ol dl blockquote td th li")
        if tag in CLOSES:
            self._end(*CLOSES[tag])
        self._count += 1
        if self._count <= MOST:
            node = Node(tag, {name: value or "" for name, value in attributes})
            self._open[-1].children.append(node)
            if tag not in VOID and len(self._open) < DEEPEST:
                self._open.append(node)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID and SAME.get(tag, tag) not in ("p", "div"):
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        tag = SAME.get(tag, tag)
        if self._dropping:
            if tag in self._dropping:
                del self._dropping[len(self._dropping) - 1 - self._dropping[::-1].index(tag):]
            return
        self._end(tag, CELLS if tag not in CELLS else "")

    def handle_data(self, data):
        self._count += 1
        if not self._dropping and self._count <= MOST:
            self._open[-1].children.append(NOISE.sub("", data))
        if self._count == MOST:
            self.lost.append("what stands after the first 50,000 pieces of the text")

    def unknown_decl(self, data):
        """`<![if …]>` and their like, which a word processor writes around its own."""

    def _end(self, tags, borders):
        """Close the nearest open element of these, with what is open inside it; nothing beyond a border."""
        for place in range(len(self._open) - 1, 0, -1):
            tag = self._open[place].tag
            if tag in tags.split():
                del self._open[place:]
                return
            if tag in borders.split():
                return

    def _note(self, tag):
        if tag in NAMED and not self._dropping:
            self.lost.append(NAMED[tag])


def rank_headings(root):
    """Where a text has headings of the first level, they and those under them become the second and those below, without a gap;
    a word processor's title is one of the first."""
    found = [node for node in every(root) if re.fullmatch("h[1-6]", node.tag) or node.tag == "p" and _is_title(node)]
    levels = sorted({1 if node.tag == "p" else int(node.tag[1]) for node in found})
    if levels[:1] == [1]:
        for node in found:
            level = 1 if node.tag == "p" else int(node.tag[1])
            node.tag = f"h{min(6, levels.index(level) + 2)}"


def _is_title(node):
    return node.attributes.get("class", "").lower() in ("msotitle", "title")


def every(node):
    """All elements inside, in their order."""
    for child in node.children:
        if isinstance(child, Node):
            yield child
            yield from every(child)


def looks(node):
    """The tags that an element's style stands for: strong, em, del, sub, sup; of a `<b>` that is not bold, none."""
    found, style = set(), node.style
    if node.tag in ("strong", "em", "del", "sub", "sup", "code"):
        found.add(node.tag)
    if BOLD.search(style):
        found.add("strong")
    if node.tag == "strong" and NOT_BOLD.search(style):
        found.discard("strong")
    if "font-style: italic" in style or "font-style:italic" in style:
        found.add("em")
    if "line-through" in style:
        found.add("del")
    if "vertical-align: sub" in style or "vertical-align:sub" in style:
        found.add("sub")
    if "vertical-align: super" in style or "vertical-align:super" in style:
        found.add("sup")
    return found


def _is_comment(attributes):
    """Tells whether a word processor wrote this for its own readers: a comment, its sign, or what is hidden."""
    about = f"{attributes.get('class') or ''} {attributes.get('style') or ''}".lower().replace(" ", "")
    return bool(COMMENT.search(about)) or (attributes.get("id") or "").startswith("cmnt_ref")


def word_list_level(node):
    """The level of a paragraph that a word processor meant as a list's item, or None."""
    found = WORD_LIST.search(node.style)
    return int(found[1]) if found and node.tag in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6") else None


def is_word_bullet(node):
    """Tells whether this is the sign that a word processor put before a list's item."""
    return "mso-list:ignore" in node.style.replace(" ", "")
