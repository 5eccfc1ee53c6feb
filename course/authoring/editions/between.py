"""What lies between two editions of a course, lesson by lesson, file by file, each change with its class."""

from dataclasses import dataclass
from functools import cached_property

from course.content.comparing import compare_over
from course.content.differing import difference
from course.content.editions import PutOut, lineage_as_of, outline_of_edition, text_of_edition
from course.content.outlines import LessonLine
from course.content.reading import is_text
from course.content.syncing import bytes_of, names_in

A_PAGE = 12  # lessons


@dataclass(frozen=True)
class Pair:
    """A lesson in both editions: `old` and `new` are LessonLines, one of them None where it came or went."""

    key: str
    old: LessonLine | None
    new: LessonLine | None
    changes: list

    @property
    def title(self):
        return (self.new or self.old).title

    @property
    def what(self):
        return "new" if self.old is None else "withdrawn" if self.new is None else "changed" if self.is_rewritten else "moved"

    @property
    def is_rewritten(self):
        return self.old is None or self.new is None or self.old.revision != self.new.revision

    @cached_property
    def difference(self):
        kept = bytes_of(line.revision for line in (self.old, self.new) if line)
        return difference(*(kept[line.revision].decode(errors="replace") if line else "" for line in (self.old, self.new)))


@dataclass(frozen=True)
class Between:
    """`older` and `newer` are PutOuts (`older` None: nothing stood yet); `lessons` are Pairs, `texts` (path, Difference) of the
    texts around them, `files` (path, new, gone or replaced); `of_modules` the changes of modules."""

    older: PutOut | None
    newer: PutOut
    lessons: list
    texts: list
    files: list
    of_modules: list

    @property
    def is_empty(self):
        return not (self.lessons or self.texts or self.files or self.of_modules)


def between(course, older, newer):
    """The Between of two PutOuts of a course."""
    changes = _changes(course, older, newer)
    names = lineage_as_of(course, newer.number)
    old = _lines(older and outline_of_edition(older.edition_id))
    new = _lines(outline_of_edition(newer.edition_id))
    old = {_today(names, key, old, new): line for key, line in old.items()}
    by_lesson = {}
    for change in changes:
        by_lesson.setdefault(change["lesson"], []).append(change)
    pairs = [Pair(key, old.get(key), new.get(key), by_lesson.get(key, [])) for key in dict.fromkeys([*new, *old])]
    sides = [names_in(one.edition_id) if one else {} for one in (older, newer)]
    lessons = {path for side in sides for path in side if path.count("/") == 1 and path.endswith(".md")
               and not path.endswith("/module.md")}
    return Between(older, newer, [pair for pair in pairs if pair.is_rewritten or pair.changes], _texts(sides, lessons),
                   _files(sides, lessons), [change for change in changes if change["kind"] == "module renamed"])


def _lines(outline):
    return {line.key: line for line in outline.lessons} if outline else {}


def _today(names, key, old, new):
    today = names.today("lesson", key)
    return today if key not in new and today in new and today not in old else key


def _changes(course, older, newer):
    """As the publication keeps them; over several publications, as they are found between the two."""
    if (older.number if older else 0) == newer.number - 1:
        return newer.changes
    texts = [text_of_edition(one.edition_id) if one else None for one in (older, newer)]
    if texts[1] is None or (older and texts[0] is None):
        return []
    return [{"kind": change.kind, "lesson": change.lesson, "question": change.question, "found": change.found, "touched": None}
            for change in compare_over(*texts, lineage_as_of(course, newer.number))]


def _texts(sides, lessons):
    """(path, Difference) of the course's and the modules' own texts that changed."""
    changed = [path for path in sorted({*sides[0], *sides[1]} - lessons)
               if is_text(path) and sides[0].get(path) != sides[1].get(path)]
    kept = bytes_of(side[path] for side in sides for path in changed if path in side)
    return [(path, difference(*(kept.get(side.get(path), b"").decode(errors="replace") for side in sides))) for path in changed]


def _files(sides, lessons):
    found = []
    for path in sorted({*sides[0], *sides[1]} - lessons):
        old, new = (side.get(path) for side in sides)
        if not is_text(path) and old != new:
            found.append((path, "new" if old is None else "gone" if new is None else "replaced"))
    return found
