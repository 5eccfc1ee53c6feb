"""What each answer was an answer to: the questions of a course as every revision worded them."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from course.content.queries import worded
from course.content.questions import FIELDS, KINDS
from course.content.sheets import Item, Response
from course.database import db

KEPT = 5_000  # texts of answers that one wording remembers


@dataclass(slots=True)
class Wording:
    """A question or survey item in one revision. `valid_to` is None while a standing edition holds it."""

    item: Item | None
    kind: str | None = None
    key: str | None = None
    sheet: str | None = None
    lesson: str | None = None
    revision: str | None = None
    fingerprint: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    texts: dict = field(default_factory=dict)  # {response: text}, as far as it was asked for

    @property
    def closed(self):
        """Whether answers are chosen, not written."""
        return bool(self.item and (self.item.options or "low" in self.item.settings))

    def text(self, response):
        """An answer as it was read by who gave it: the texts of the options, the word on the scale, or her own text."""
        if response is None or self.item is None:
            return None
        if not self.closed:
            return response
        if response not in self.texts:
            if len(self.texts) >= KEPT:
                self.texts.clear()
            self.texts[response] = self._text(response)
        return self.texts[response]

    def _text(self, response):
        try:
            value = response.split() if self.item.options else int(response)
            return KINDS[self.kind].as_text(self.item, Response(value))
        except (ValueError, KeyError):  # told by another tool, and no answer that this question has
            return None


class Wordings(dict):
    """{(revision, question): Wording} of a course, oldest first."""

    NONE = Wording(None)

    def of(self, revision, question):
        """The Wording that an answer names; an empty one for what was not asked here."""
        return self.get((revision, question), self.NONE)

    @property
    def surveyed(self):
        """Keys of survey items, sorted; all else are questions."""
        return sorted({one.key for one in self.values() if one.kind in FIELDS})

    @property
    def written(self):
        """Keys of what is answered by a text, sorted."""
        return sorted({one.key for one in self.values() if not one.closed})

    @property
    def wandering(self):
        """Keys that stood on several sheets, or not on every revision of theirs: there the sheet's attempt number does not
        tell which answer was the first to the question."""
        revisions, homes = {}, {}
        for one in self.values():
            revisions.setdefault(one.sheet, set()).add(one.revision)
            homes.setdefault(one.key, {}).setdefault(one.sheet, set()).add(one.revision)
        return sorted(key for key, home in homes.items()
                      if len(home) > 1 or any(found != revisions[sheet] for sheet, found in home.items()))


def wordings_of(standing):
    """The Wordings of a course, kept until it is published again."""
    return _wordings(db.engine, standing.outline.key, standing.publication_id)


@lru_cache(maxsize=16)
def _wordings(engine, course, publication_id):
    found = Wordings()
    for key, sheet, kind, lesson, revision, fingerprint, item, (valid_from, valid_to) in worded(course):
        found[revision, key] = Wording(item, kind, key, sheet, lesson, revision, fingerprint, valid_from, valid_to)
    return found
