"""A module of one course put into another: ids that are taken are made new, pictures come along, links are led on or told."""

import re
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import quote

from course.content.arranging import folders_in_order
from course.content.comparing import blocks_of
from course.content.heads import with_head
from course.content.licences import misfits
from course.reuse.excerpting import NUMBERED, sheets_of, table_of

LONGEST_ID = 76  # a number may follow


@dataclass
class Placed:
    """What copying would do: `texts` {path: text} and `files` {new path: path it had} of what comes, `told` what to know."""

    folder: str
    key: str
    title: str
    texts: dict
    files: dict = field(default_factory=dict)
    told: list = field(default_factory=list)


def place(excerpt, origin, target, names, blobs, *, address, taken=(), packages=()):
    """The Placed of an Excerpt. `target` is the CourseText it comes into, `names` {path: blob name} of that, `blobs` those of
    the excerpt's pictures; `origin` the table that names the course it comes from, `address` of its page. `taken` are ids that
    somebody may have worked under there, `packages` what is imported there."""
    module = excerpt.module
    titles = {one.id: one.title for one in target.lessons}
    shared = {one.id for one in excerpt.course.lessons if titles.get(one.id) == one.title}  # the same lesson, as in a fork
    here = {lesson.id for lesson in module.lessons}
    excerpt.stand_alone(here | shared, sheets_of(module.lessons) | _sheets_in(target, shared), address)
    number = len(folders_in_order(names)) + 1
    placed = Placed(f"{number:02}-{NUMBERED.sub('', excerpt.folder, count=1)}", module.id, module.title, dict(excerpt.texts),
                    told=list(excerpt.mended))
    _name_anew(placed, module, target, set(taken))
    _bring_files(placed, excerpt, names, blobs)
    _name_parent(placed, excerpt, origin)
    placed.told += _packages(module, packages)
    placed.texts = {f"{placed.folder}/{path.partition('/')[2]}": text for path, text in placed.texts.items()}
    return placed


def licences_that_misfit(source, target):
    """Sentences on what the licences of a course, and of what it was made of, ask of the course that takes from it."""
    asked = dict.fromkeys([source.licence, *(parent.licence for parent in source.parents if parent.licence)])
    return list(dict.fromkeys(sentence for licence in asked for sentence in misfits(licence, target.licence)))


def _sheets_in(course, lessons):
    return sheets_of(one for one in course.lessons if one.id in lessons)


def _name_anew(placed, module, target, taken):
    """Ids that stand in the course already, or that somebody worked under there, get a number; what they were before is no
    matter in a course that never had them."""
    path = next(path for path in placed.texts if path.endswith("/module.md"))
    head = placed.texts[path]
    placed.key = _free(module.id, {one.id for one in target.modules} | taken)
    placed.texts[path] = with_head(head, id=placed.key, was=None, withdrawn=None)
    _tell(placed, "module", module.id, placed.key)
    lessons = _new_names((one.id for one in module.lessons), {one.id for one in target.lessons} | taken)
    standing = {key for one in target.lessons for key in blocks_of(one)} | taken
    items = {item.key: item.prompt for one in target.lessons for item in _items(one)}
    blocks = _new_names((key for one in module.lessons for key in blocks_of(one)), standing | set(items))
    for lesson in module.lessons:
        own = _new_items(lesson, items, standing)
        text = _with_items(placed.texts[lesson.path], lesson, own)
        text = with_head(text, id=lessons.get(lesson.id, lesson.id), was=None)
        text = _without_former(text, {was for _, was in blocks_of(lesson).values() if was})
        placed.texts[lesson.path] = _renamed(text, blocks, own)
        _tell(placed, "lesson", lesson.id, lessons.get(lesson.id))
        for old in blocks_of(lesson):
            _tell(placed, "block", old, blocks.get(old))
        for old, new in own.items():
            _tell(placed, "item", old, new)
    for path, text in placed.texts.items():
        placed.texts[path] = re.sub(r"(?<=lesson:)[a-z0-9_-]+", lambda found: lessons.get(found[0], found[0]), text)


def _tell(placed, what, old, new):
    if new and new != old:
        placed.told.append(f"The {what} {old} is called {new} here, for that id is taken.")


def _items(lesson):
    return [item for sheet in lesson.sheets if sheet.kind == "survey" for item in sheet.items if "." not in item.key]


def _new_items(lesson, items, standing):
    """{id: new id} of survey items whose id means something else there. The same words are the same item, asked once more."""
    clashing = [item.key for item in _items(lesson) if item.key in standing or items.get(item.key, item.prompt) != item.prompt]
    return _new_names(clashing, standing | set(items))


def _new_names(keys, taken):
    found, taken = {}, set(taken)
    for key in dict.fromkeys(keys):
        new = _free(key, taken)
        taken.add(new)
        found |= {key: new} if new != key else {}
    return found


def _free(key, taken):
    if key not in taken:
        return key
    return next(name for name in (f"{key[:LONGEST_ID]}-{number}" for number in count(2)) if name not in taken)


def _without_former(text, former):
    for was in former:
        text = re.sub(rf"(?m)^[ \t]*was:[ \t]+{re.escape(was)}[ \t]*\n", "", text)
    return text


def _with_items(text, lesson, names):
    """The text with new ids on the lines of these items."""
    lines = text.split("\n")
    for item in _items(lesson):
        at = item.prompt.line - 1
        if item.key in names and 0 <= at < len(lines):
            lines[at] = lines[at].replace(f"{{#{item.key}}}", f"{{#{names[item.key]}}}")
    return "\n".join(lines)


def _renamed(text, blocks, items):
    """The text with the new ids where it names them: settings of blocks, and what worksheets show."""
    end = text.index("\n---", 3)  # of the head, whose id is the lesson's
    head, body = text[:end], text[end:]
    for named in (r"(?m)^([ \t]*id:[ \t]+)([a-z0-9_-]+)(?=[ \t]*$)", r"(\[show )([a-z0-9_-]+)(?=\.)"):
        body = re.sub(named, lambda found: found[1] + blocks.get(found[2], found[2]), body)
    return head + re.sub(r"(?m)^([ \t]*prefer-not-to-say:)(.*)$", lambda found: found[1] + re.sub(
        r"[a-z0-9_-]+", lambda name: items.get(name[0], name[0]), found[2]), body)


def _bring_files(placed, excerpt, names, blobs):
    """Each picture under its own name, under that of the same picture, or under a new one where another has its name."""
    folded = {path.casefold(): path for path in names}
    for path in excerpt.files:
        there = folded.get(path.casefold())
        if there == path and names[there] == blobs[path]:
            continue
        new = path if there is None else next(name for name in _numbered(path) if name.casefold() not in folded)
        folded[new.casefold()] = new
        placed.files[new] = path
        if new != path:
            placed.told.append(f"The file {path} is called {new} here, for there is another of that name.")
            for text_path, text in placed.texts.items():
                placed.texts[text_path] = _with_file(text, path, new)


def _numbered(path):
    stem, dot, ending = path.rpartition(".")
    return (f"{stem}-{number}{dot}{ending}" if dot else f"{path}-{number}" for number in count(2))


def _with_file(text, path, new):
    for old, name in {path: new, quote(path): quote(new)}.items():
        text = re.sub(re.escape(old) + r"(?![\w-]|\.\w)", name.replace("\\", r"\\"), text)
    return text


def _name_parent(placed, excerpt, origin):
    path = next(path for path in placed.texts if path.endswith("/module.md"))
    parents = [origin, *map(table_of, excerpt.module.parents), *map(table_of, excerpt.course.parents)]
    placed.texts[path] = with_head(placed.texts[path], parent=parents)


def _packages(module, packages):
    missing = sorted({sheet.package for one in module.lessons for sheet in one.sheets if sheet.package} - set(packages))
    return [f"The activity {name} of another tool is not imported into this course. Import its package, too." for name in missing]
