"""A course as it was read from its files, before anything is drawn: `Source` Markdown with lines, and sheets in place."""

from dataclasses import dataclass

from course.content.problems import Problem, Report
from course.content.sheets import Sheet

__all__ = ["CourseText", "LessonText", "ModuleText", "Problem", "Prose", "Report", "SheetPlace", "Source"]


class Source(str):
    """Markdown from a file: `line` is where it begins; `inline` says that it is a run of words, not paragraphs."""

    def __new__(cls, text, line=1, inline=False):
        source = super().__new__(cls, text)
        source.line = line
        source.inline = inline
        return source


@dataclass(frozen=True, slots=True)
class Prose:
    markdown: Source

    @property
    def line(self):
        return self.markdown.line


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """A sheet where it stands; until it is drawn, its prompts, options and feedback are `Source`."""

    sheet: Sheet
    line: int


@dataclass(frozen=True, slots=True)
class Parent:
    """What a course or module was adapted from, as its licence asks to be told: `edition` is a git tree id."""

    title: str
    address: str = ""
    authors: tuple[str, ...] = ()
    licence: str = ""
    edition: str = ""
    changes: str = ""


@dataclass(frozen=True, slots=True)
class LessonText:
    """`complete` is read, answer or pass; `source` the whole file, `path` posix and relative to the course's folder; `was` the id
    that it had before; `headings` the ids that links into it can name."""

    id: str
    title: str
    minutes: int
    core: bool
    maturity: str
    unsure: str
    complete: str
    path: str
    source: str
    pieces: tuple[Prose | SheetPlace, ...]
    was: str = ""
    headings: tuple[str, ...] = ()

    @property
    def sheets(self):
        return tuple(piece.sheet for piece in self.pieces if isinstance(piece, SheetPlace))


@dataclass(frozen=True, slots=True)
class ModuleText:
    """`minutes` is the module's budget (None: not set), `after` is all or nothing, `path` that of module.md; `withdrawn` are ids
    that are gone on purpose, `was` the id that it had before."""

    id: str
    title: str
    description: Source
    minutes: int | None
    after: str
    path: str
    lessons: tuple[LessonText, ...]
    withdrawn: tuple[str, ...] = ()
    was: str = ""
    parents: tuple[Parent, ...] = ()


@dataclass(frozen=True, slots=True)
class CourseText:
    """`kind` is course, guide or series; `access` open, enrolled or invited; `thoughts` after a yes or at once;
    `download` nobody, authors or anyone: who may take the texts with their answers;
    `welcome` the Markdown under course.md; `withdrawn` are ids that are gone on purpose."""

    id: str
    title: str
    summary: str
    licence: str
    authors: tuple[str, ...]
    kind: str
    language: str
    access: str
    maturity: str
    unsure: str
    welcome: Source
    modules: tuple[ModuleText, ...]
    parents: tuple[Parent, ...] = ()
    download: str = "authors"
    reading: int | None = None
    thoughts: str = "after a yes"
    withdrawn: tuple[str, ...] = ()

    @property
    def lessons(self):
        return tuple(lesson for module in self.modules for lesson in module.lessons)
