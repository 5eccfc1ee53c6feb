"""Copying a module out of a course that stands here into a draft: looked at first, then one step that can be undone."""

from dataclasses import replace

from course.auditing import note_act
from course.authoring.drafts import change
from course.cmi5.queries import packages_of
from course.content.heads import with_head
from course.content.offering import states
from course.content.parsing import parse_course
from course.content.queries import all_standing, standing
from course.content.syncing import bytes_of, names_in
from course.errors import Conflict, CourseError, NotFound
from course.reuse.excerpting import excerpt_of, table_of
from course.reuse.exporting import address_of, origin_of
from course.reuse.parents import keep_parent
from course.reuse.permitting import may_take
from course.reuse.placing import licences_that_misfit, place


class ParentHasMovedOn(Conflict):
    sentence = "This course is not made of that any more. Nothing was changed: look at the page again."


class DraftCannotBeRead(CourseError):
    status = 422
    sentence = "Nothing can be copied into this draft while course.md cannot be read. Mend it first."


def sources_for(course, visitor):
    """The Standings of courses that she may copy from into this one: her own, and those that are offered to all."""
    closed = {key for key in states() if not visitor.may("facilitator", key)}
    return [one for one in all_standing() if one.outline.key not in {course, *closed} and may_take(one.outline, visitor)]


def look_at_copy(draft, source, module):
    """(Placed, licences' sentences) of a module of a Standing, as it would come into the draft. Raises NotFound,
    DraftCannotBeRead."""
    names = names_in(source.edition_id)
    texts = {path: name for path, name in names.items() if path.endswith(".md")}
    kept = bytes_of(texts.values())
    texts = {path: kept[name] for path, name in texts.items()}
    there = parse_course(texts)[0]
    if there is None:
        raise NotFound("This course cannot be read any more.")
    here = parse_course(draft.bytes(*(path for path in draft.files if path.endswith(".md"))))[0]
    if here is None:
        raise DraftCannotBeRead
    excerpt = excerpt_of(there, names | texts, module)
    origin = origin_of(there, source.edition, "", address_of(source.outline.key)) | {
        "title": f"{excerpt.module.title}, from {there.title}"}
    placed = place(excerpt, origin, here, draft.files, names, address=address_of(source.outline.key), taken=_worked_under(draft),
                   packages=[one.key for one in packages_of(draft.course)])
    placed.files = {new: names[path] for new, path in placed.files.items()}
    return placed, licences_that_misfit(there, here)


def copy_module(draft, source, module, *, by):
    """One step of the draft: the module stands last. Returns its folder."""
    placed, _ = look_at_copy(draft, source, module)
    texts = {path: text.encode() for path, text in placed.texts.items()}
    change(draft, draft.files | placed.files | texts, f"Module “{placed.title}” copied from “{source.outline.title}”")
    keep_parent(draft.course, source.edition, texts | placed.files, part=placed.key)
    note_act("module copied", by=by, course=draft.course, subject=f"{source.outline.key}/{module}", edition=source.edition)
    return placed.folder


def parents_in(draft):
    """[(path of the head, number in it, Parent)] of all that a draft says it was made of."""
    text = parse_course(draft.bytes(*(path for path in draft.files if path.endswith(".md"))))[0]
    heads = [("course.md", text.parents), *((one.path, one.parents) for one in text.modules)] if text else []
    return [(path, number, parent) for path, parents in heads for number, parent in enumerate(parents)]


def say_changes(draft, path, number, title, changes):
    """One step of the draft: what was changed of a parent, in a sentence. `title` is the one that the page showed. Raises
    ParentHasMovedOn."""
    parents = [parent for head, _, parent in parents_in(draft) if head == path]
    if number >= len(parents) or parents[number].title != title:
        raise ParentHasMovedOn
    parents[number] = replace(parents[number], changes=" ".join(changes.split()))
    text = with_head(draft.text(path), parent=list(map(table_of, parents)))
    return change(draft, draft.files | {path: text.encode()}, f"What was changed of “{title}” is said")


def _worked_under(draft):
    """Ids that learners may have worked under in what stands, and that stand there no more."""
    try:
        now = standing(draft.course)
    except NotFound:
        return set()
    former = {key for names in now.lineage.names.values() for key in names}
    here = parse_course(draft.bytes(*(path for path in draft.files if path.endswith(".md"))))[0]
    return former | set(here.withdrawn) | {key for one in here.modules for key in one.withdrawn}

