"""What was changed of what a course was made of: lesson by lesson, by the ids inside and not by the names outside."""

from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import select

from course.content import front_matter
from course.content.differing import difference
from course.content.parsing import LESSON, MODULE
from course.content.problems import Report
from course.database import ask
from course.reuse.models import ParentEdition


@dataclass(frozen=True)
class Text:
    """A lesson, as far as telling it from others takes. `was` is the id that it had before."""

    key: str
    was: str
    title: str
    text: str


@dataclass(frozen=True)
class Pair:
    """A lesson there and here; one of the two is None where it was left out or is new."""

    there: Text | None
    here: Text | None

    @property
    def title(self):
        return (self.here or self.there).title

    @property
    def what(self):
        if self.there is None:
            return "new"
        return "left out" if self.here is None else "as it was" if self.here.text == self.there.text else "changed"

    @cached_property
    def difference(self):
        return difference(*(one.text if one else "" for one in (self.there, self.here)))


@dataclass(frozen=True)
class Since:
    """What became of one parent: `title` of it and `module` (its id here, or empty for the whole course); `pairs` in order."""

    title: str
    module: str
    edition: str
    at: object
    pairs: list

    def of(self, what):
        return [pair for pair in self.pairs if pair.what == what]


def since_parents(course, texts):
    """A Since for each thing that a course, whose Markdown is {path: text}, was made of."""
    rows = ask(select(ParentEdition.__table__).where(ParentEdition.course == course).order_by(ParentEdition.at)).all()
    copied = {row.part for row in rows if row.part}
    found = []
    for row in rows:
        here = {path: text for path, text in texts.items() if _belongs(path, texts, row.part, copied)}
        if row.part and not here:
            continue  # the module left the course again
        found.append(Since(_title(row), row.part, row.edition, row.at, _pairs(_lessons(row.texts), _lessons(here))))
    return found


def _belongs(path, texts, part, copied):
    """Whether a text stands in the module that was copied, or in none that was."""
    module = _module_of(path, texts)
    return module == part if part else module not in copied


def _module_of(path, texts):
    folder, inside, _ = path.partition("/")
    return _head(texts.get(f"{folder}/module.md", ""), MODULE).get("id") if inside else None


def _lessons(texts):
    inside = {path: text for path, text in texts.items() if path.count("/") == 1 and not path.endswith("/module.md")}
    heads = {path: _head(text, LESSON) for path, text in inside.items()}
    return [Text(head.get("id") or path, head.get("was") or "", head.get("title") or path, texts[path])
            for path, head in sorted(heads.items()) if not path.startswith("files/")]


def _pairs(there, here):
    waiting = {one.key: one for one in there}
    pairs = [Pair(waiting.pop(one.key, None) or waiting.pop(one.was, None), one) for one in here]
    return pairs + [Pair(one, None) for one in there if one.key in waiting]


def _title(row):
    path = next((path for path in row.texts if path == "course.md" or (row.part and path.endswith("/module.md"))), None)
    return _head(row.texts.get(path, ""), MODULE).get("title") or ""


def _head(text, schema):
    front = front_matter.split(text)[0]
    return front_matter.read(front, schema, Report("")) if front is not None else {}
