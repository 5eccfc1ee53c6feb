"""From the files of a course's folder to its text: modules and lessons in the order of their names, and every problem."""

import re
import unicodedata

from course.content import front_matter, values
from course.content.blocks import Block, numbered, scan
from course.content.bodies import paragraphs
from course.content.course_text import CourseText, LessonText, ModuleText, Parent, Prose, Report, SheetPlace, Source
from course.content.front_matter import Key
from course.content.headings import headings_in
from course.content.inspecting import Plainer
from course.content.sheet_reading import read_sheet
from course.content.sheets import FOLLOW_UPS
from course.content.unique import check_ids
from course.content.vanishing import check_former_ids
from course.content.weighing import too_heavy

LONGEST = 100_000  # characters; a lesson of 1,000 words has 6,000
MATURITY = values.one_of("sketch", "testing", "in use", "retired")
PARENT = Key(default=(), table={
    "title": Key(values.line), "address": Key(values.address, ""), "authors": Key(values.line, (), many=True),
    "licence": Key(values.line, ""), "edition": Key(values.tree, ""), "changes": Key(values.words, ""),
})
COURSE = {
    "id": Key(values.identifier), "title": Key(values.line), "summary": Key(values.words), "licence": Key(values.line),
    "authors": Key(values.line, many=True), "kind": Key(values.one_of("course", "guide", "series"), "course"),
    "language": Key(values.language, "en"), "access": Key(values.one_of("open", "enrolled", "invited"), "open"),
    "maturity": Key(MATURITY, "sketch"), "unsure": Key(values.words, ""), "parent": PARENT,
    "reading": Key(values.grade, None),
    "thoughts": Key(values.one_of("after a yes", "at once"), "after a yes"),
    "download": Key(values.one_of("authors", "anyone", "nobody"), "authors"),
    "withdrawn": Key(values.identifier, (), many=True),
}
MODULE = {
    "id": Key(values.identifier), "title": Key(values.line), "description": Key(values.words, ""),
    "minutes": Key(values.minutes, None), "after": Key(values.one_of("all", "nothing"), "nothing"),
    "withdrawn": Key(values.identifier, (), many=True), "was": Key(values.identifier, ""), "parent": PARENT,
}
LESSON = {
    "id": Key(values.identifier), "title": Key(values.line), "minutes": Key(values.minutes), "core": Key(values.flag, True),
    "maturity": Key(MATURITY, ""), "unsure": Key(values.words, ""),
    "complete": Key(values.one_of("read", "answer", "pass"), "read"), "was": Key(values.identifier, ""),
}
FOLDER = re.compile(r"\d{1,4}-[^/]+")
LESSON_FILE = re.compile(r"\d{1,4}-[^/]+\.md")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def parse_course(files, parse_lesson=None):
    """Returns (CourseText, problems) for {posix path: bytes}; the text is None only where course.md has no usable head.

    `parse_lesson` is asked in place of a new LessonParser, by who has parsed lessons before.
    """
    problems = []
    parse_lesson = parse_lesson or LessonParser()
    modules = tuple(_module(path, files, problems, parse_lesson) for path in _module_files(files, problems))
    course = _course(files, modules, problems)
    if "measurement.yml" in files:
        report = Report("measurement.yml", problems)
        front_matter.well_formed(_text(files["measurement.yml"], report) or "", report)
    if course:
        check_ids(course, problems)
        check_former_ids(course, problems)
    return course, sorted(problems)


def course_key(data):
    """The id in a course.md, or None; a course's folder is found by it."""
    return _read("course.md", {"course.md": data}, COURSE, Report("course.md"))[0]["id"]


def _course(files, modules, problems):
    report = Report("course.md", problems)
    if "course.md" not in files:
        report.error(1, "F101", "There is no course.md. Put one in the course's folder, with id, title and summary.")
        return None
    head, body, line = _read("course.md", files, COURSE, report)
    if not modules:
        report.error(1, "F104", "The course has no module. Make a folder such as 01-start with a module.md in it.")
    if not (head["id"] and head["title"]):
        return None
    kept = {key: head[key] or "" for key in COURSE if key not in ("authors", "reading", "withdrawn", "parent")}
    return CourseText(**kept, authors=head["authors"] or (), reading=head["reading"],
                      withdrawn=head["withdrawn"], parents=_parents(head),
                      welcome=_only_prose(numbered(body, line), report), modules=modules)


def _module_files(files, problems):
    """Returns the paths of module.md, in order; files that belong to no module are reported."""
    folders = {path.split("/")[0] for path in files if path.endswith(".md") and "/" in path} - {"files"}
    for folder in sorted(folders):
        if f"{folder}/module.md" not in files:
            Report(f"{folder}/module.md", problems).error(1, "F102", "This folder has no module.md. Add one with id and title.")
        elif not FOLDER.fullmatch(folder):
            Report(f"{folder}/module.md", problems).error(
                1, "F103", "A module's folder begins with its number, such as 01-start. Rename it.")
    return [f"{folder}/module.md" for folder in sorted(folders, key=_order) if f"{folder}/module.md" in files]


def _module(path, files, problems, parse_lesson):
    report = Report(path, problems)
    folder = path.removesuffix("module.md")
    head, body, line = _read(path, files, MODULE, report)
    if body.strip():
        report.error(line, "F107", "Text after the front matter of module.md is not shown. Write it as `description:`.")
    lessons = []
    inside = [name for name in files if name.startswith(folder) and name.endswith(".md") and name != path]
    for name in sorted(inside, key=lambda name: _order(name.removeprefix(folder))):
        if LESSON_FILE.fullmatch(name.removeprefix(folder)):
            lesson, found = parse_lesson(name, files[name])
            lessons.append(lesson)
            problems += found
        else:
            Report(name, problems).error(1, "F105", "A lesson's file stands in its module's folder and begins with its "
                                                    "number, such as 02-levels.md. Rename it.")
    if not inside:
        report.error(1, "F106", "This module has no lesson. Add a file such as 01-welcome.md beside it.")
    return ModuleText(id=head["id"] or folder, title=head["title"] or "", description=Source(head["description"], 2),
                      minutes=head["minutes"], after=head["after"], path=path, lessons=tuple(lessons),
                      withdrawn=head["withdrawn"], was=head["was"], parents=_parents(head))


def _parents(head):
    return tuple(Parent(**one) for one in head["parent"])


class LessonParser:
    """Parses one lesson after the other; what it answers depends on the path and the bytes alone."""

    def __init__(self):
        self._plainer = Plainer()

    def __call__(self, path, data):
        """Returns (LessonText, problems)."""
        report = Report(path)
        self._plainer.forget()
        head, body, first_line = _read(path, {path: data}, LESSON, report)
        pieces = _pieces(scan(numbered(body, first_line), report), report, self._plainer)
        _check_complete(head["complete"], pieces, report)
        _check_follow_up(head["core"], pieces, report)
        prose = [piece.markdown for piece in pieces if isinstance(piece, Prose)]
        lesson = LessonText(
            id=head["id"] or path, title=head["title"] or "", minutes=head["minutes"] or 1, core=head["core"],
            maturity=head["maturity"], unsure=head["unsure"], complete=head["complete"], path=path,
            source=data.decode(errors="replace"), pieces=pieces, was=head["was"],
            headings=tuple(heading.id for heading in headings_in(prose)))
        return lesson, report.problems


def _pieces(parts, report, plainer):
    pieces, lines = [], []
    for part in [*parts, None]:
        if part is not None and not isinstance(part, Block):
            lines.append(part)
            continue
        if any(not line.blank for line in lines):
            pieces.append(Prose(paragraphs(lines)))
        lines = []
        sheet = part and read_sheet(part, report, plainer)
        if sheet:
            pieces.append(sheet)
    return tuple(pieces)


def _check_complete(complete, pieces, report):
    sheets = [piece.sheet for piece in pieces if isinstance(piece, SheetPlace)]
    if complete == "answer" and not any(sheet.counts for sheet in sheets):
        report.error(1, "F110", "`complete: answer` needs a scored question, a survey, a worksheet or an activity in the lesson. "
                                "Write `complete: read`.")
    if complete == "pass" and not any(sheet.pass_mark for sheet in sheets):
        report.error(1, "F111", "`complete: pass` needs a quiz with `pass:` in the lesson.")


def _check_follow_up(core, pieces, report):
    places = [piece for piece in pieces if isinstance(piece, SheetPlace)]
    waves = {place.sheet.wave: place.line for place in places if place.sheet.wave in FOLLOW_UPS}
    if waves and core:
        report.error(1, "F112", f"A lesson that asks on {min(waves)} opens after the course is finished, so it cannot be a part "
                                "of what finishes it. Write `core: no`.")
    if len(waves) > 1:
        report.error(max(waves.values()), "F113", f"A lesson opens on one day, and this one asks on {' and on '.join(waves)}. "
                                                  "Make two lessons of it.")


def _only_prose(lines, report):
    for part in scan(lines, report):
        if isinstance(part, Block):
            report.error(part.line, "B116", f"{part.opening} cannot stand here. Put it in a lesson.")
    return paragraphs(lines)


def _read(path, files, schema, report):
    """Returns (front matter, body, the body's first line); what cannot be read counts as empty."""
    text = _text(files[path], report)
    if text and too_heavy(text, report):
        text = None
    front, body, line = front_matter.split(text or "")
    if front is None:
        if text is not None:
            report.error(1, "Y100", "The file does not begin with front matter: a line ---, lines `key: value`, a line ---.")
        return {key: None if rule.default is ... else rule.default for key, rule in schema.items()}, body, line
    return front_matter.read(front, schema, report), body, line


def _text(data, report):
    """Returns the file's text with plain line ends, or None, with the reason reported."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        report.error(data.count(b"\n", 0, error.start) + 1, "F120", "This file is not UTF-8. Save it as UTF-8.")
        return None
    if len(text) > LONGEST:
        report.error(1, "F121", f"This file has {len(text):,} characters, at most {LONGEST:,} are read. Split it.")
        return None
    if control := CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        report.error(line, "F122", f"There is a control character (U+{ord(control[0]):04X}) on this line. Remove it.")
        return None
    return unicodedata.normalize("NFC", text)


def _order(name):
    digits = re.match(r"\d{1,4}", name)
    return (int(digits[0]) if digits else 9999, name)
