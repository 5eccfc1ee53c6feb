"""The outline of an edition: its modules and lessons in order, with each lesson's revision. Kept as JSON, read as this."""

from dataclasses import asdict, dataclass
from functools import cached_property

from course.content.course_text import Parent


@dataclass(frozen=True)
class SheetLine:
    key: str
    kind: str
    scored: bool
    has_pass_mark: bool
    shows: bool = False  # something of an earlier worksheet


@dataclass(frozen=True)
class LessonLine:
    """`complete` is read, answer or pass; `revision` the git blob id, `number` what people call it.

    `opens_after`: days after a learner has finished the course, for a lesson that asks her then; None: it is open.
    """

    key: str
    title: str
    minutes: int
    core: bool
    maturity: str
    unsure: str
    complete: str
    revision_id: int
    revision: str
    number: int
    sheets: tuple[SheetLine, ...]
    opens_after: int | None = None


@dataclass(frozen=True)
class ModuleLine:
    key: str
    number: int
    title: str
    description: str  # HTML
    minutes: int  # of its core lessons
    lessons: tuple[LessonLine, ...]
    parents: tuple[Parent, ...] = ()

    @cached_property
    def core(self):
        return tuple(lesson for lesson in self.lessons if lesson.core)


@dataclass(frozen=True)
class Outline:
    key: str
    title: str
    summary: str
    licence: str
    authors: tuple[str, ...]
    kind: str
    language: str
    access: str
    maturity: str
    unsure: str
    welcome: str  # HTML
    modules: tuple[ModuleLine, ...]
    thoughts: str = "after a yes"  # of a facilitator; or at once, of who has an account
    parents: tuple[Parent, ...] = ()
    download: str = "authors"

    @cached_property
    def lessons(self):
        return tuple(lesson for module in self.modules for lesson in module.lessons)

    @cached_property
    def core(self):
        return tuple(lesson for lesson in self.lessons if lesson.core)

    @cached_property
    def wholes(self):
        """((what, key), the keys of its core lessons) of each module and of the course, if it has any."""
        parts = [*((("module", module.key), module.core) for module in self.modules), (("course", self.key), self.core)]
        return tuple((whole, frozenset(lesson.key for lesson in core)) for whole, core in parts if core)

    @cached_property
    def minutes(self):
        return sum(lesson.minutes for lesson in self.core)

    @cached_property
    def _by_key(self):
        return {
            lesson.key: (place, module, lesson)
            for place, (module, lesson) in enumerate(
                (module, lesson) for module in self.modules for lesson in module.lessons
            )
        }

    def lesson(self, key):
        """The lesson with this key, or None."""
        return self._by_key[key][2] if key in self._by_key else None

    def module_of(self, key):
        """The module that holds the lesson with this key, or None."""
        return self._by_key[key][1] if key in self._by_key else None

    def neighbours(self, key):
        """The lessons before and after this one, each or None."""
        place = self._by_key[key][0]
        before = self.lessons[place - 1] if place else None
        return before, self.lessons[place + 1] if place + 1 < len(self.lessons) else None


def to_json(outline):
    return asdict(outline)


def from_json(kept):
    def lesson(line):
        return LessonLine(**{**line, "sheets": tuple(SheetLine(**sheet) for sheet in line["sheets"])})

    def parents(line):
        return tuple(Parent(**{**one, "authors": tuple(one["authors"])}) for one in line.get("parents", ()))

    modules = tuple(ModuleLine(**{**line, "lessons": tuple(map(lesson, line["lessons"])), "parents": parents(line)})
                    for line in kept["modules"])
    return Outline(**{**kept, "authors": tuple(kept["authors"]), "modules": modules, "parents": parents(kept)})
