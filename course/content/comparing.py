"""What an edition changes against the one before, and of which class each change is: see "What changes" of the format."""

import difflib
from dataclasses import dataclass, field, replace

from course.content.course_text import SheetPlace
from course.content.lineage import called_now
from course.content.questions.making import same
from course.content.sheets import Item


@dataclass(frozen=True, slots=True)
class Change:
    """`kind`: lesson added, text, moved, renamed or withdrawn; question added, renamed or gone; sheet renamed; module renamed,
    whose id stands as `lesson`; wording, feedback, key or structure. `was` is the id before, of what was renamed.

    What the author said (see settling.py): `confirmed`, `found`, the class as found if it is another, and `told`, that those
    who got it wrong are told of better feedback. `fingerprints` are those before and after, `other_kind` that it cannot be the
    same question; `touched` says whom it touches, in numbers.
    """

    kind: str
    lesson: str
    question: str | None = None
    found: str | None = None
    confirmed: bool = False
    told: bool = False
    fingerprints: tuple = field(default=(), compare=False)
    other_kind: bool = field(default=False, compare=False)
    touched: dict | None = field(default=None, compare=False)
    was: str | None = None


def compare(before, after):
    """Returns the Changes from one CourseText (None: nothing stood yet) to the next."""
    renamed = _renamed(before, after) if before else []
    if renamed:
        before = _as_called_now(before, renamed)
    return renamed + _compare(before, after)


def compare_over(before, after, lineage):
    """The same over several editions: what is called otherwise by now, and which wordings ask the same, says the Lineage of the
    later one."""
    renamed = _renamed_since(before, after, lineage)
    return renamed + [_as_was_said(change, lineage) for change in _compare(_as_called_now(before, renamed), after)]


def _renamed_since(before, after, lineage):
    changes = [Change("module renamed", now, was=was) for was, now in moved_on(
        lineage, "module", {module.id for module in before.modules}, {module.id for module in after.modules})]
    changes += [Change("lesson renamed", now, was=was) for was, now in moved_on(
        lineage, "lesson", {lesson.id for lesson in before.lessons}, {lesson.id for lesson in after.lessons})]
    homes = {key: (lesson.id, kind) for lesson in after.lessons for key, (kind, _) in blocks_of(lesson).items()}
    blocks = {key for lesson in before.lessons for key in blocks_of(lesson)}
    return changes + [Change(f"{homes[now][1]} renamed", homes[now][0], now, was=was)
                      for was, now in moved_on(lineage, "block", blocks, homes.keys())]


def moved_on(lineage, what, before, after):
    """(former id, id of today) of what stood, has another id by now, and stands under it."""
    return [(was, now) for was, now in lineage.names.get(what, {}).items() if was in before - after and now in after - before]


def _as_was_said(change, lineage):
    """The class of a question's change as its authors gave it, where all that lay between was said to ask the same."""
    if not change.fingerprints or change.kind == "feedback":
        return change
    for kind, called in (("wording", lineage.series), ("key", lineage.family)):
        before, after = (called(change.question, fingerprint) for fingerprint in change.fingerprints)
        if before == after:
            return replace(change, kind=kind, confirmed=True, found=None if kind == change.kind else change.kind)
    return change


def _renamed(before, after):
    """Changes of ids, as `was:` tells them; one that stood before under the id of today was renamed earlier."""
    lessons = {lesson.id for lesson in before.lessons}
    blocks = {key for lesson in before.lessons for key in blocks_of(lesson)}
    modules = {module.id for module in before.modules}
    changes = [Change("module renamed", module.id, was=module.was) for module in after.modules
               if module.was in modules and module.id not in modules]
    for lesson in after.lessons:
        if lesson.was in lessons and lesson.id not in lessons:
            changes.append(Change("lesson renamed", lesson.id, was=lesson.was))
        for key, (kind, was) in blocks_of(lesson).items():
            if was in blocks and key not in blocks:
                changes.append(Change(f"{kind} renamed", lesson.id, key, was=was))
    return changes


def blocks_of(lesson):
    """{id: (question or sheet, the id before)} of a lesson's sheets, and of the questions in a quiz."""
    found = {}
    for sheet in lesson.sheets:
        found[sheet.key] = ("question" if sheet.kind == "question" else "sheet", sheet.was)
        if sheet.kind == "quiz":
            found |= {item.key: ("question", item.was) for item in sheet.items}
    return found


def _as_called_now(course, renamed):
    lessons = {change.was: change.lesson for change in renamed if change.kind == "lesson renamed"}
    modules = {change.was: change.lesson for change in renamed if change.kind == "module renamed"}
    blocks = {change.was: change.question for change in renamed if change.question}

    def item(one):
        return replace(one, key=called_now(blocks, one.key))

    def piece(one):
        if not isinstance(one, SheetPlace):
            return one
        sheet = one.sheet
        return replace(one, sheet=replace(sheet, key=blocks.get(sheet.key, sheet.key), items=tuple(map(item, sheet.items))))

    def lesson(one):
        return replace(one, id=lessons.get(one.id, one.id), pieces=tuple(map(piece, one.pieces)))

    return replace(course, modules=tuple(
        replace(module, id=modules.get(module.id, module.id), lessons=tuple(map(lesson, module.lessons)))
        for module in course.modules))


def _compare(before, after):
    old = {lesson.id: lesson for lesson in before.lessons} if before else {}
    new = {lesson.id: lesson for lesson in after.lessons}
    changes = [Change("lesson withdrawn", key) for key in old if key not in new]
    moved = _moved(before, after) if before else set()
    for key, lesson in new.items():
        if key not in old:
            changes.append(Change("lesson added", key))
            continue
        if key in moved:
            changes.append(Change("lesson moved", key))
        if old[key].source == lesson.source:
            continue
        if _prose(old[key]) != _prose(lesson):
            changes.append(Change("lesson text", key))
        changes += _questions(key, _items(old[key]), _items(lesson))
    return changes


def _moved(before, after):
    """Ids of lessons in another module, or in another order among those that stood before and stand now."""
    homes = [{lesson.id: module.id for module in course.modules for lesson in module.lessons} for course in (before, after)]
    common = homes[0].keys() & homes[1].keys()
    orders = [[key for key in home if key in common] for home in homes]
    matcher = difflib.SequenceMatcher(None, *orders, autojunk=False)
    kept = {key for block in matcher.get_matching_blocks() for key in orders[0][block.a:block.a + block.size]}
    return {key for key in common if key not in kept or homes[0][key] != homes[1][key]}


def _prose(lesson):
    """What a reader reads outside questions: the title, the text, what leads a sheet in."""
    texts = [getattr(piece, "markdown", None) or _around(piece.sheet) for piece in lesson.pieces]
    return [same(lesson.title), *map(same, texts)]


def _around(sheet):
    shown = [f"{show['of']} {show['label']}" for show in sheet.shows]
    return "\n".join([sheet.title, sheet.intro, *shown, *sheet.media.values()])


def _items(lesson):
    return {item.key: item for sheet in lesson.sheets for item in sheet.items}


def _questions(lesson, old, new):
    changes = [Change("question gone", lesson, key) for key in old if key not in new]
    for key, item in new.items():
        was = old.get(key)
        kind = class_of(was, item)
        if kind and was:
            changes.append(Change(kind, lesson, key, fingerprints=(was.fingerprint, item.fingerprint),
                                  other_kind=was.kind != item.kind or _points(was) != _points(item)))
        elif kind:
            changes.append(Change(kind, lesson, key))
    return changes


def class_of(old: Item | None, new: Item):
    """Returns the class of a question's change, or None where nothing of it changed."""
    if old is None:
        return "question added"
    if old.fingerprint == new.fingerprint:
        return None if _feedback(old) == _feedback(new) else "feedback"
    if old.kind != new.kind or _options(old) != _options(new):
        return "structure"
    if _right(old) != _right(new):
        return "key"
    return "wording"


def _options(item):
    """What may be chosen: option ids, the points of a scale, the left cells of a match, the gaps of a cloze and what they offer;
    what may be filled in: the columns of a table."""
    columns = [(column["id"], column["kind"], *column["options"]) for column in item.settings.get("columns", ())]
    lefts = {left["id"] for left in item.settings.get("lefts", ())}
    gaps = {gap["id"]: (gap["typed"], sorted(map(same, gap["choices"]))) for gap in item.settings.get("gaps", ())}
    return {option.id for option in item.options}, _points(item), columns, lefts, gaps


def _points(item):
    """Those of a scale."""
    return [value for value, _ in item.settings.get("labels", [])]


def _right(item):
    """What the mark depends on."""
    answers = sorted((answer.id, answer.mark, same(answer.text)) for answer in item.answers)
    gaps = {gap["id"]: [same(text) for text in gap["right"]] for gap in item.settings.get("gaps", [])}
    told = [item.settings.get(name) for name in ("order", "pairs", "fold")]
    return {option.id: option.mark for option in item.options}, answers, gaps, told


def _feedback(item):
    whole = {name: same(item.settings[name]) for name in ("model", "right", "wrong") if name in item.settings}
    return {option.id: same(option.feedback) for option in (*item.options, *item.answers)}, whole
