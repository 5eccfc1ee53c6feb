"""Question by question and item by item: what was answered, with n, each wording apart, the standing one first."""

from collections import Counter
from dataclasses import dataclass

from course.content.questions import counted, parts
from course.content.sheets import DECLINED, SKIPPED
from course.evaluation.shares import Share
from course.people.erasing import ERASED


@dataclass(frozen=True, slots=True)
class Choice:
    """An option or a point of a scale, and how many chose it. `right` is None where nothing is right or wrong."""

    id: str
    text: str
    right: bool | None
    n: int


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """First tries at one wording. `right` is a Share of the n first tries; `empty` of them were left empty."""

    wording: object
    n: int
    right: Share | None
    empty: int
    choices: tuple

    @property
    def standing(self):
        return self.wording.valid_to is None


@dataclass(frozen=True, slots=True)
class ItemResult:
    """First answers to one wording of a survey item in one wave: `n` answered, `choices` of them; the others did not."""

    wording: object
    wave: str | None
    n: int
    skipped: int
    declined: int
    choices: tuple

    @property
    def standing(self):
        return self.wording.valid_to is None


def question_results(standing, wordings, tallied):
    """Of the n people who sent the question, how many were exactly right at their first try. Left empty counts as a try that
    was not right. A wording with another meaning is counted apart."""
    elsewhere = {*wordings.surveyed, *wordings.papered}
    groups = _groups(tallied, lambda said: (said.question, said.fingerprint))
    for wording in meanings(standing, wordings):
        if wording.key not in elsewhere:
            yield _question(wording, groups.get((wording.key, wording.fingerprint), Counter()))


def _question(wording, said):
    n = said.total()
    right = Share(sum(number for one, number in said.items() if one.success), n) if wording.item.scored else None
    return QuestionResult(wording, n, right, _missing(said, SKIPPED), choices_of(wording, said))


def item_results(standing, wordings, tallied):
    """A person's first answer in each wave counts. Who skipped an item, or declined to say, is counted apart and is not part
    of n."""
    surveyed = set(wordings.surveyed)
    groups = _groups(tallied, lambda said: (said.question, said.fingerprint, said.wave))
    waves = sorted({(wave or "", wave) for _, _, wave in groups})
    for wording in meanings(standing, wordings):
        if wording.key in surveyed:
            found = [wave for _, wave in waves if (wording.key, wording.fingerprint, wave) in groups]
            for wave in found or [None]:
                yield _item(wording, wave, groups.get((wording.key, wording.fingerprint, wave), Counter()))


def _item(wording, wave, said):
    n = sum(number for one, number in said.items() if one.missing in (None, ERASED))  # she did answer
    return ItemResult(wording, wave, n, _missing(said, SKIPPED), _missing(said, DECLINED), choices_of(wording, said))


def _missing(said, why):
    return sum(number for one, number in said.items() if one.missing == why)


def _groups(tallied, key):
    groups = {}
    for said, number in tallied.items():
        if said.first and number:
            groups.setdefault(key(said), Counter())[said] += number
    return groups


def choices_of(wording, said):
    """A Choice for each option or point of the scale, also for those that nobody chose."""
    chosen = Counter()
    for one, number in said.items():
        if wording.closed:
            chosen.update(dict.fromkeys(counted(wording.item, (one.response or "").split()), number))
    item = wording.item
    if not wording.closed:
        return ()
    if wording.several:
        return tuple(Choice(option.id, option.text, option.right if item.scored else None, chosen[option.id])
                     for option in parts(item))
    words = dict(map(tuple, item.settings["labels"]))
    return tuple(Choice(str(point), words.get(point, ""), None, chosen[str(point)])
                 for point in range(item.settings["low"], item.settings["high"] + 1))


def meanings(standing, wordings):
    """The Wording of each key and fingerprint, in the course's order; the standing one first, then the newest. A wording
    stands for those that differ from it in what carries no meaning."""
    places = {lesson.key: place for place, lesson in enumerate(standing.outline.lessons)}
    latest, homes = {}, {}
    for number, one in enumerate(wordings.values()):  # oldest first
        kept = latest.get((one.key, one.fingerprint))
        if kept is None or kept.valid_to is not None:
            latest[one.key, one.fingerprint] = one
        home = (places.get(one.lesson, len(places)) if one.valid_to is None else len(places), number)
        homes[one.key] = min(homes.get(one.key, home), home)
    return sorted(latest.values(), key=lambda one: (
        homes[one.key], one.valid_to is not None, -one.valid_from.timestamp()))


def question_rows(results):
    """The file: one row for each option of each wording; a wording without options has one row."""
    for result in results:
        wording, right = result.wording, result.right
        shares = (right.part, right.value, right.low, right.high) if right else (None,) * 4
        common = (wording.key, wording.fingerprint, int(result.standing), wording.lesson, wording.kind, wording.item.text,
                  result.n, *shares, result.empty)
        for choice in result.choices or [None]:
            yield (*common, *((choice.id, choice.text, _number(choice.right), choice.n) if choice else (None,) * 4))


def _number(truth):
    return None if truth is None else int(truth)
