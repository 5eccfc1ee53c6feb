"""What another key would make of answers that were kept: pure counting, the same before an edit and when it is carried out."""

from dataclasses import dataclass, field

from course.content.questions import KINDS, fits
from course.content.sheets import Mark
from course.learning.progress import reaches


@dataclass(slots=True)
class Sum:
    """What an attempt comes to: as it stands, and as it would."""

    kept: object
    points: float
    maximum: float

    @property
    def passed(self):
        if self.kept.pass_mark is None:
            return self.kept.passed
        return bool(self.kept.passed) or reaches(self.points, self.maximum, self.kept.pass_mark)

    @property
    def differs(self):
        return (self.points, self.maximum, self.passed) != (self.kept.points, self.kept.maximum, self.kept.passed)


@dataclass(slots=True)
class Reckoning:
    """Persons who answered a question as it stands, who were right at some try, and who would be; `marks` are (Kept, the Mark
    that would stand), `sums` {attempt: Sum}."""

    answered: set = field(default_factory=set)
    right: set = field(default_factory=set)
    would_be: set = field(default_factory=set)
    scored: bool = False
    marks: list = field(default_factory=list)
    sums: dict = field(default_factory=dict)

    def take(self, kept, item):
        """Count a Kept answer by the key of `item`; None: by none."""
        self.answered.add(kept.person_id)
        if kept.mark is not None and kept.mark.correct:
            self.right.add(kept.person_id)
        mark = marked_by(item, kept) if item else None
        if mark is None or kept.mark is None:
            return
        self.scored = True
        if mark.correct:
            self.would_be.add(kept.person_id)
        stands = better(kept.mark, mark)
        self.marks.append((kept, stands))
        total = self.sums.setdefault(kept.attempt_id, Sum(kept, kept.points, kept.maximum))
        total.points += stands.points - kept.mark.points
        total.maximum += stands.maximum - kept.mark.maximum

    @property
    def changed(self):
        """Sums of attempts that would come to something else."""
        return [total for total in self.sums.values() if total.differs]

    @property
    def passes(self):
        """Sums of attempts that would pass and did not."""
        return [total for total in self.changed if total.passed and not total.kept.passed]

    @property
    def passing(self):
        """Persons who would pass, and did at no try."""
        before = {total.kept.person_id for total in self.sums.values() if total.kept.passed}
        return {total.kept.person_id for total in self.passes} - before

    @property
    def counts(self):
        found = {"learners": len(self.answered), "answered": len(self.answered)}
        if self.scored:
            found |= {
                "wrong": len(self.answered - self.right),
                "gain": len(self.would_be - self.right),
                "lose": len(self.right - self.would_be),
                "passes": len(self.passing),
            }
        return found


def marked_by(item, kept):
    """The Mark that the key of `item` gives to a Kept answer; None where that is no answer to it."""
    if kept.kind != item.kind or not item.scored or not fits(item, kept.response):
        return None
    return KINDS[item.kind].mark(item, kept.response)


def better(old, new):
    """The mark that stands after a re-marking: nobody loses by it."""
    return new if _share(new) >= _share(old) else old


def _share(mark: Mark):
    return mark.points / mark.maximum if mark.maximum else 0.0
