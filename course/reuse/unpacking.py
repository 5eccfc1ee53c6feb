"""A course that came as a zip: read whole in memory, by the rules of a course's folder, or refused with a sentence."""

import unicodedata
from dataclasses import dataclass

from course.content.naming import tree_name
from course.content.parsing import course_key, parse_course
from course.content.reading import DEEPEST, LONGEST_COURSE, MOST_FILES, read_files
from course.content.values import ADDRESS
from course.content.values import address as an_address
from course.errors import CourseError
from course.unzipping import Limits, is_zip, open_zip

UTF8 = 0x800  # the flag of a name that says of itself that it is UTF-8
MOST_TOLD = 5
BESIDE = ("__MACOSX/",)  # what some zip tools add


class ZipRefused(CourseError):
    """Says what is wrong with a zip, and what would help."""

    status = 422


@dataclass(frozen=True)
class Sent:
    """The files of a course, {path: bytes}, its CourseText, and the address that its zip says it comes from, or nothing."""

    files: dict
    text: object
    address: str

    @property
    def edition(self):
        return tree_name(self.files)


def open_course(file):
    """The Sent course in a file that can be sought in. Raises ZipRefused."""
    beginning = file.read(4)
    file.seek(0)
    if not is_zip(beginning):
        raise ZipRefused("This is no zip. Choose the zip of a course: a folder with a course.md and its modules.")
    opened = open_zip(file, Limits("course", MOST_FILES, LONGEST_COURSE, ZipRefused, deepest=DEEPEST + 4))
    wanted = [(path, info) for path, info in ((_name(info), info) for info in opened.files) if not path.startswith(BESIDE)]
    top = _top([path for path, _ in wanted])
    inside = [(path.removeprefix(top), info) for path, info in wanted if path.startswith(top)]
    files, problems = read_files((path, _bytes(opened, info)) for path, info in inside)
    errors = [problem for problem in problems if problem.stops]
    if errors:
        raise ZipRefused(_told("The zip holds what no course may hold.", errors))
    return Sent(files, _text(files), _source(opened))


def checked_address(line):
    """An address of the web, or nothing. Raises ZipRefused."""
    try:
        return an_address(line) if line else ""
    except ValueError as wrong:
        raise ZipRefused(f"“{line[:80]}” is no address of the web. {wrong}") from None


def _name(info):
    """Its name as text. A zip may leave it open how names are written; most that do not say so write UTF-8 all the same."""
    name = info.filename
    if not info.flag_bits & UTF8 and not name.isascii():
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            raise ZipRefused(f"The name {ascii(name[:100])} in the zip is not UTF-8. Rename the file with letters a to z, "
                             "and pack it anew.") from None
    return unicodedata.normalize("NFC", name)


def _top(paths):
    """The folder in the zip that is the course."""
    found = sorted(path.removesuffix("course.md") for path in paths if path == "course.md" or path.endswith("/course.md"))
    if not found:
        raise ZipRefused("The zip holds no course.md, so it is no course. Pack a course's folder: course.md, modules, files/.")
    if len(found) > 1:
        named = ", ".join(one or "the top" for one in found[:MOST_TOLD])
        raise ZipRefused(f"The zip holds {len(found)} courses ({named}). Pack the folder of one.")
    return found[0]


def _bytes(opened, info):
    return b"".join(data for _, _, data in opened.pieces([info]))


def _text(files):
    text, problems = parse_course(files)
    if text is None or course_key(files["course.md"]) is None:
        raise ZipRefused(_told("The head of course.md cannot be read.", [one for one in problems if one.path == "course.md"]))
    return text


def _source(opened):
    address = opened.archive.comment.decode(errors="replace").partition(" ")[0]
    return address if ADDRESS.fullmatch(address) and len(address) <= 500 else ""


def _told(sentence, problems):
    more = [f"And {len(problems) - MOST_TOLD} more."] if len(problems) > MOST_TOLD else []
    return "\n".join([sentence, *(f"{one.path}:{one.line}: {one.message}" for one in problems[:MOST_TOLD]), *more])
