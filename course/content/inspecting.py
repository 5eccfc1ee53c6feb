"""What drawn HTML holds, before it is sanitised: its words, links, images, headings, and what will be dropped."""

from html.parser import HTMLParser

from course.content.markup import ATTRIBUTES, DROPPED_WHOLE, TAGS, VALUES, Drawer, plain
from course.content.mathematics import UNREADABLE

SAID_OTHERWISE = {*DROPPED_WHOLE, "math", UNREADABLE}  # not by the words inside
HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
BREAKS = {"p", "li", "br", "tr", "td", "th", "div", "dt", "dd", "pre", "blockquote", *HEADINGS}

BREAK = "\x1d"  # white space that no text holds


class Findings(HTMLParser):
    """`links` and `images` are addresses as written, `bare_images` those without alternative text, `headings` (level, words),
    `named` (address, words) of each link, `nameless` how many tables have headings without any words."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.links, self.images, self.bare_images, self.headings, self.dropped = [], [], [], [], []
        self.unreadable, self.named, self.nameless = [], [], 0
        self._link = self._head = None
        self._words, self._code, self._ignored, self._heading = [], 0, 0, 0
        self._outside_code = []
        self.feed(html)
        self.close()

    @property
    def text(self):
        """The words on one line, an image standing as its alternative text."""
        return " ".join("".join(self._words).split())

    @property
    def words_outside_code(self):
        return "".join(self._outside_code)

    @property
    def blocks(self):
        """The words outside code of each paragraph, heading, cell and list item."""
        return [block for block in self.words_outside_code.split(BREAK) if block.strip()]

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag in ("math", UNREADABLE):
            self._say(given.get("alttext", ""))
        self._ignored += tag in SAID_OTHERWISE
        self._code += tag in ("code", "pre")
        self._say(BREAK if tag in BREAKS else "")
        if tag == UNREADABLE:
            self.unreadable.append(given.get("alttext", ""))
        elif tag not in TAGS:
            self.dropped.append(f"<{tag}>")
        else:
            self.dropped += [f'{name}="…" on <{tag}>' for name in given if not allowed(tag, name)]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
            self._link = (given["href"], len(self._words))
        if tag == "thead":
            self._head = len(self._words)
        if tag == "img":
            self._image(given)
        if tag in HEADINGS:
            self._heading = len(self._words)

    def handle_endtag(self, tag):
        self._end(tag)
        if tag in HEADINGS:
            self.headings.append((int(tag[1]), "".join(self._words[self._heading:]).strip()))
        self._ignored = max(0, self._ignored - (tag in SAID_OTHERWISE))
        self._code = max(0, self._code - (tag in ("code", "pre")))
        self._say(BREAK if tag in BREAKS else "")

    def _end(self, tag):
        """What a link or a line of headings said, at its end."""
        if tag == "a" and self._link:
            self.named.append((self._link[0], " ".join("".join(self._words[self._link[1]:]).split())))
            self._link = None
        if tag == "thead" and self._head is not None:
            self.nameless += not "".join(self._words[self._head:]).strip()
            self._head = None

    def handle_data(self, data):
        self._say(data)

    def _image(self, given):
        self.images.append(given.get("src", ""))
        if not given.get("alt", "").strip():
            self.bare_images.append(given.get("src", ""))
        self._say(given.get("alt", ""))

    def _say(self, words):
        if self._ignored:
            return
        self._words.append(words)
        if not self._code:
            self._outside_code.append(words)


def allowed(tag, attribute):
    """Tells whether an attribute is kept; of a class nothing is said, for those that mean nothing do no harm."""
    return attribute == "class" or any(attribute in known for known in (
        ATTRIBUTES["*"], ATTRIBUTES.get(tag, ()), VALUES.get(tag, ())))


class Plainer:
    """Turns Markdown into plain words on one line."""

    def __init__(self):
        self._drawer = Drawer()
        self.forget = self._drawer.forget

    def plain(self, source):
        if plain(source):
            return " ".join(source.split())
        return Findings(self._drawer.draw(source, getattr(source, "inline", False))).text
