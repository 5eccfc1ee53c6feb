"""A draft as its page shows it: the tree of modules and lessons, the problems, and who else is writing."""

from collections import namedtuple
from dataclasses import dataclass

from course.authoring.drafts import made_from, others
from course.authoring.queries import changes_of
from course.content.arranging import folders_in_order, lessons_in_order
from course.content.differing import difference
from course.content.naming import tree_name
from course.content.preparing import Prepared, prepare
from course.content.reading import is_text
from course.content.syncing import bytes_of, library
from course.content.vanishing import gone_without_a_word
from course.people.queries import names_of

Branch = namedtuple("Branch", "folder path title minutes lessons problems")
Leaf = namedtuple("Leaf", "path title minutes core maturity problems changed also")


@dataclass(frozen=True)
class Desk:
    """`tree` are Branches, `changes` what publishing would do, `edition` the name that the draft would have as an edition."""

    draft: object
    prepared: Prepared
    edition: str
    tree: list
    changes: list

    @property
    def problems(self):
        return self.prepared.problems

    @property
    def errors(self):
        return self.prepared.errors

    @property
    def gone(self):
        """Ids of what stands and is gone from the texts without a word."""
        edition = library(self.draft.course, "").edition_id
        if self.prepared.text is None or edition is None:
            return []
        return gone_without_a_word(self.prepared.text, self.prepared.text_of(edition))

    @property
    def title(self):
        return self.prepared.text.title if self.prepared.text else self.draft.course


def look_at_draft(draft, standing_files):
    """The Desk of an Open draft; `standing_files` are {path: blob name} of what it was made from."""
    files = draft.bytes()
    prepared = prepare(files)
    also = who_else(draft, standing_files)
    return Desk(draft, prepared, tree_name(files), _tree(draft, prepared, standing_files, also), changes_of(prepared))


def texts_that_change(draft, prepared):
    """[(title or path, path, Difference between what stands and the draft)] of the texts that the draft changes."""
    before, titles = made_from(draft), _titles(prepared)
    changed = [path for path in _that_change(before, draft.files) if is_text(path)]
    kept = bytes_of(before[path] for path in changed if path in before)
    after = draft.bytes(*changed) if changed else {}
    texts = [(path, kept.get(before.get(path), b""), after.get(path, b"")) for path in changed]
    return [(titles.get(path, path), path, difference(old.decode(errors="replace"), new.decode(errors="replace")))
            for path, old, new in texts]


def files_that_change(draft):
    """[(path; new, gone or replaced)] of pictures and downloads."""
    before = made_from(draft)
    return [(path, "new" if path not in before else "gone" if path not in draft.files else "replaced")
            for path in _that_change(before, draft.files) if not is_text(path)]


def _that_change(before, after):
    return [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]


def _titles(prepared):
    if prepared.text is None:
        return {}
    named = {one.path: one.title for one in (*prepared.text.modules, *prepared.text.lessons)}
    return named | {"course.md": "The course’s own page"}


def who_else(draft, standing_files):
    """{path: names} of others whose drafts changed a file."""
    found = {}
    drafts = others(draft)
    names = names_of(person for person, _, _ in drafts)
    for person, _, files in drafts:
        for path in files.keys() | standing_files.keys():
            if files.get(path) != standing_files.get(path):
                found.setdefault(path, []).append(names[person])
    return found


def _tree(draft, prepared, standing_files, also):
    read = prepared.text
    lessons = {lesson.path: lesson for lesson in read.lessons} if read else {}
    modules = {module.path: module for module in read.modules} if read else {}
    count = {}
    for problem in prepared.problems:
        count[problem.path] = count.get(problem.path, 0) + 1
    return [
        Branch(folder, path, modules[path].title if path in modules else folder,
               sum(lessons[one].minutes for one in inside if one in lessons and lessons[one].core),
               [_leaf(one, lessons.get(one), count, draft.files.get(one) != standing_files.get(one), also.get(one, ()))
                for one in inside], count.get(path, 0))
        for folder in folders_in_order(draft.files)
        for path, inside in [(f"{folder}/module.md", lessons_in_order(draft.files, folder))]
    ]


def _leaf(path, lesson, count, changed, also):
    shown = (lesson.title or path, lesson.minutes, lesson.core, lesson.maturity) if lesson else (path, None, True, "")
    return Leaf(path, *shown, count.get(path, 0), changed, also)
