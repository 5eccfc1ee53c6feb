"""Draws a lesson once, at publishing: its prose as one document with a place kept for each sheet, its sheets beside it."""

import hashlib
from dataclasses import fields, is_dataclass, replace
from importlib.metadata import version

from course.content.course_text import Prose, Source
from course.content.headings import prose_of, signed
from course.content.markup import Cleaner, Drawer
from course.content.sheets import to_json

# Count up when a page of the same text would be drawn otherwise; new versions of the libraries count by themselves.
DRAWING = 3
RENDERER = f"{DRAWING}-" + "-".join(version(name) for name in ("markdown", "pymdown-extensions", "nh3", "latex2mathml"))


class Renderer:
    """Draws the texts of one course, one after the other; making what draws takes as long as a page.

    `link.file(path)` and `link.lesson(id)` give addresses; a lesson whose id is not among the `lessons` is not linked.
    """

    def __init__(self, lessons, link):
        self._drawer, self._known = Drawer(), _Known(link, lessons)
        self._cleaner = Cleaner(self._known)

    def lesson(self, lesson):
        """Returns the lesson's parts in order: {"html": safe HTML} or {"sheet": a Sheet as JSON, its Markdown drawn}."""
        self._drawer.forget()
        self._known.headings = lesson.headings
        segments, _ = draw_prose(lesson, self._drawer)
        parts = [{"html": self._cleaner.clean(segments[0])}]
        for sheet, html in zip(lesson.sheets, segments[1:], strict=True):
            parts += [{"sheet": to_json(drawn(sheet, self._safe))}, {"html": self._cleaner.clean(html)}]
        return [part for part in parts if "sheet" in part or part["html"].strip()]

    def prose(self, markdown):
        self._drawer.forget()
        self._known.headings = ()
        return self._safe(markdown)

    def _safe(self, source):
        return self._cleaner.clean(self._drawer.draw(source, source.inline))


def draw_prose(lesson, drawer):
    """Returns (unsafe HTML before, between and after the sheets; whether each sheet stands between paragraphs).

    Drawn as one document, so that footnotes and link references reach over the sheets; footnotes come last.
    """
    texts, headings = signed(prose_of(lesson))
    groups, texts = [[]], iter(texts)
    for piece in lesson.pieces:
        if isinstance(piece, Prose):
            groups[-1].append(next(texts))
        else:
            groups.append([])
    texts = ["\n\n".join(group) for group in groups]
    place = f"place{_unguessable(lesson.source)}"
    segments = drawer.draw(f"\n\n{place}\n\n".join(texts), headings=headings).split(f"<p>{place}</p>")
    if len(segments) == len(texts):
        return segments, True
    return [drawer.draw(text, headings=headings) for text in texts], False


def drawn(value, draw):
    """Returns the value with every Source in it, however deep, replaced by what `draw` makes of it."""
    if isinstance(value, Source):
        return draw(value)
    if is_dataclass(value):
        return replace(value, **{field.name: drawn(getattr(value, field.name), draw) for field in fields(value)})
    if isinstance(value, list | tuple):
        return type(value)(drawn(each, draw) for each in value)
    if isinstance(value, dict):
        return {key: drawn(each, draw) for key, each in value.items()}
    return value


def _unguessable(source):
    """A word that no text can hold, for it would have to hold its own hash."""
    return hashlib.sha256(source.encode()).hexdigest()


class _Known:
    """Where the lessons that are known are found, their files, and the headings of the lesson that is drawn."""

    def __init__(self, link, lessons):
        self._link, self._known, self.headings = link, lessons, ()

    def file(self, path):
        return self._link.file(path)

    def lesson(self, key):
        if key not in self._known:
            raise LookupError(key)
        return self._link.lesson(key)

    def here(self, heading):
        if heading not in self.headings:
            raise LookupError(heading)
        return heading
