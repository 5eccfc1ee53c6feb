"""What each answer was an answer to: the questions of a course as every revision worded them."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from course.content.lineage import NOTHING
from course.content.queries import published, worded
from course.content.questions import FIELDS, KINDS
from course.content.sheets import Item, Response
from course.database import db

KEPT = 5_000  # texts of answers that one wording remembers


@dataclass(slots=True)
class Wording:
    """A question or survey item in one revision, under its id of today; `fingerprint` names the series that its author says it
    belongs to. `valid_to` is None while a standing edition holds it."""

    item: Item | None
    kind: str | None = None
    key: str | None = None
    sheet: str | None = None
    wave: str | None = None
    lesson: str | None = None
    revision: str | None = None
    fingerprint: str | None = None
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    texts: dict = field(default_factory=dict)  # {response: text}, as far as it was asked for

    @property
    def closed(self):
        """Whether answers are chosen, not written."""
        if not self.item:
            return False
        gaps = self.item.settings.get("gaps", ())
        return bool(self.item.options or "low" in self.item.settings or (gaps and not any(gap["typed"] for gap in gaps)))

    @property
    def several(self):
        """Whether an answer is a list of words, with spaces between."""
        return bool(self.item.options or "gaps" in self.item.settings)

    def text(self, response):
        """An answer as it was read by who gave it: the texts of the options, the word on the scale, or her own text."""
        if response is None or self.item is None:
            return None
        if not self.closed and not self.several:
            return response
        if response not in self.texts:
            if len(self.texts) >= KEPT:
                self.texts.clear()
            self.texts[response] = self._text(response)
        return self.texts[response]

    def _text(self, response):
        try:
            value = response.split() if self.several else int(response)
            return KINDS[self.kind].as_text(self.item, Response(value))
        except (ValueError, KeyError):  # told by another tool, and no answer that this question has
            return None


class Wordings(dict):
    """{(revision, question): Wording} of a course, oldest first; questions by the ids that they had there."""

    NONE = Wording(None)

    def __init__(self, lineage=NOTHING, basis=None):
        super().__init__()
        self.lineage, self.basis = lineage, basis  # the name of all that is known here: other publications, other wordings

    def of(self, revision, question):
        """The Wording that an answer names; an empty one for what was not asked here."""
        return self.get((revision, question), self.NONE)

    @property
    def surveyed(self):
        """Keys of survey items, sorted."""
        return sorted({key for (_, key), one in self.items() if one.kind in FIELDS})

    @property
    def papered(self):
        """Keys of the fields of worksheets and commitments, sorted; all else, but for survey items, are questions."""
        return sorted({key for (_, key), one in self.items() if one.kind.startswith("paper-")})

    @property
    def written(self):
        """Keys of what is answered by a text, sorted."""
        return sorted({key for (_, key), one in self.items() if not one.closed})

    @property
    def chosen(self):
        """Keys of what is answered by choosing, in every revision."""
        return {key for _, key in self}.difference(self.written)

    @property
    def wandering(self):
        """Keys that stood on several sheets of one wave, under several ids, not on every revision of theirs, or in a pool:
        there the sheet's attempt number does not tell which answer was the first to the question."""
        revisions, homes, waves = {}, {}, {}
        for (_, key), one in self.items():
            revisions.setdefault(one.sheet, set()).add(one.revision)
            homes.setdefault(key, {}).setdefault(one.sheet, set()).add(one.revision)
            waves.setdefault(key, set()).add((one.sheet, one.wave))
        pools = {key for (_, key), one in self.items() if one.item.settings.get("pool")}
        named = self.lineage.names.get("block", {})
        return sorted(key for key, home in homes.items() if key in named or key in named.values() or key in pools
                      or _is_twofold(waves[key]) or any(found != revisions[sheet] for sheet, found in home.items()))

    def today(self, question, fingerprint):
        """(question, fingerprint) as an answer names them, under the id of today and the name of its series."""
        question = self.lineage.today("block", question)
        return question, self.lineage.series(question, fingerprint)


def _is_twofold(places):
    """Whether of (sheet, wave) pairs two share a sheet or a wave: an item is mostly asked once in each wave, on its sheet."""
    return any(len({place[side] for place in places}) < len(places) for side in (0, 1))


def wordings_of(standing):
    """The Wordings of a course, kept until it is published again."""
    return _wordings(db.engine, standing.outline.key, standing.publication_id)


@lru_cache(maxsize=16)
def _wordings(engine, course, publication_id):
    found = Wordings(published(publication_id).lineage, f"publication {publication_id}")
    for key, sheet, wave, kind, lesson, revision, fingerprint, item, (valid_from, valid_to) in worded(course):
        today, series = found.today(key, fingerprint)
        sheet, lesson = found.lineage.today("block", sheet), found.lineage.today("lesson", lesson)
        found[revision, key] = Wording(item, kind, today, sheet, wave, lesson, revision, series, valid_from, valid_to)
    return found
