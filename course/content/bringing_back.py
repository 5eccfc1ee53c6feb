"""An earlier edition's texts as they can stand again: each id that learners worked under since is spoken of, so none is lost."""

import re

from course.content.arranging import withdrawing
from course.content.comparing import blocks_of, moved_on
from course.content.front_matter import split
from course.content.heads import with_head
from course.content.parsing import parse_course
from course.content.vanishing import gone_without_a_word

SETTING = re.compile(r"[ \t]*[\w.-]+[ \t]*:.*")
OPENING = re.compile(r"[ \t]*/{3,}[ \t]*\w")


def brought_back(files, earlier, standing, lineage):
    """{path: bytes} of the `earlier` CourseText as an edition after the `standing` one, whose Lineage is given.

    What has another id by now gets the earlier one again, with `was:` for what learners did since; what came since is withdrawn.
    """
    now = dict(files)
    for path, was in _heads(earlier, standing, lineage):
        now[path] = with_head(now[path].decode(), was=was).encode()
    for path, key, was in _blocks(earlier, standing, lineage):
        now[path] = _with_was(now[path].decode(), key, was).encode()
    text = parse_course({path: data for path, data in now.items() if path.endswith(".md")})[0]
    return withdrawing(now, "course.md", gone_without_a_word(text, standing)) if text else now


def _heads(earlier, standing, lineage):
    """(path, id of today) of the lessons and modules that were renamed since."""
    for what, before, after in (("lesson", earlier.lessons, standing.lessons), ("module", earlier.modules, standing.modules)):
        paths = {one.id: one.path for one in before}
        for key, was in moved_on(lineage, what, paths.keys(), {one.id for one in after}):
            yield paths[key], was


def _blocks(earlier, standing, lineage):
    """(path, id, id of today) of sheets and questions."""
    paths = {key: lesson.path for lesson in earlier.lessons for key in blocks_of(lesson)}
    today = {key for lesson in standing.lessons for key in blocks_of(lesson)}
    for key, was in moved_on(lineage, "block", paths.keys(), today):
        yield paths[key], key, was


def _with_was(text, key, was):
    """The text whose block of this id says that it was another; as it is where the block is not written as blocks are."""
    lines = text.split("\n")
    for place in range(split(text)[2] - 1, len(lines)):
        named = re.fullmatch(rf"([ \t]*)id[ \t]*:[ \t]*{re.escape(key)}[ \t]*", lines[place])
        if named and (settings := _settings_around(lines, place)):
            kept = [line for line in lines[settings] if not re.match(r"[ \t]*was[ \t]*:", line)]
            kept.insert(kept.index(lines[place]) + 1, f"{named[1]}was: {was}")
            lines[settings] = kept
            break
    return "\n".join(lines)


def _settings_around(lines, place):
    """The slice of the settings that a line belongs to, if a block opens above them."""
    start, end = place, place + 1
    while SETTING.fullmatch(lines[start - 1]):
        start -= 1
    while end < len(lines) and SETTING.fullmatch(lines[end]):
        end += 1
    return slice(start, end) if OPENING.match(lines[start - 1]) else None
