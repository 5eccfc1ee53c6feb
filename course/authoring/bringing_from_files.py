"""A question bank that lies on this machine, brought to the end of a lesson's file or to the screen."""

from course.authoring.picturing import fitted
from course.content.banks import BankRefused, read_bank
from course.content.banks.bank import LARGEST
from course.content.banks.bringing import bring, weigh
from course.content.parsing import LONGEST
from course.content.pulling import alone_in, write_files
from course.content.reading import read_folder
from course.errors import CourseError


def bring_from_file(bank, lesson, *, quizzes, kind, title):
    """(Brought, the paths of its pictures); with a lesson, both are written. Raises CourseError, and nothing is written then."""
    with open(bank, "rb") as file:
        data = file.read(LARGEST + 1)
    if lesson is None:
        brought = bring(weigh(read_bank(data, fit=fitted, kind=kind)), quizzes=quizzes, title=title)
        return brought, list(brought.pictures)
    folder = next((parent for parent in lesson.resolve().parents if (parent / "course.md").is_file()), None)
    if folder is None:
        raise CourseError(f"{lesson} is in no course: no folder above it has a course.md.")
    with alone_in(folder):
        return _write(data, folder, lesson, quizzes=quizzes, kind=kind, title=title)


def _write(data, folder, lesson, *, quizzes, kind, title):
    files, problems = read_folder(folder)
    if any(problem.stops for problem in problems):
        raise CourseError(f"{folder} cannot be read: {problems[0].message} Nothing was written.")
    texts = {path: held.decode(errors="replace") for path, held in files.items() if path.endswith(".md")}
    language = _language(texts["course.md"])
    brought = bring(weigh(read_bank(data, fit=fitted, kind=kind, language=language), language), texts.values(),
                    quizzes=quizzes, title=title)
    path = lesson.resolve().relative_to(folder).as_posix()
    if path not in texts or path.endswith(("/module.md", "course.md")) or path.count("/") != 1:
        raise CourseError(f"{lesson} is no lesson: a lesson is a file such as 01-start/02-questions.md. Nothing was written.")
    text = f"{texts[path].rstrip()}\n\n{brought.text}"
    if len(text) > LONGEST:
        raise BankRefused(f"{lesson} would have {len(text):,} characters, and a lesson has at most {LONGEST:,}. Nothing was "
                          "written: bring a smaller bank, or begin another lesson.")
    if brought.text:
        write_files(folder, {path: text.encode()} | brought.pictures)
    return brought, list(brought.pictures)


def told(brought):
    """`LINE: NAME: what`, of each question that is not carried, or not whole."""
    for one in brought.questions:
        if one.refused:
            yield f"{one.line}: {one.shown}: not carried. {one.refused}"
        elif one.number in brought.standing:
            yield f"{one.line}: {one.shown}: is in the course already, and was not brought in again."
        for remark in one.remarks:
            yield f"{one.line}: {one.shown}: {remark}"
    for path in brought.bare:
        yield f"0: {path}: say in the square brackets of its line what the picture tells, for who cannot see it."


def _language(text):
    head = text.split("\n---", 1)[0]
    found = next((line for line in head.split("\n") if line.startswith("language:")), "")
    return found.partition(":")[2].strip(" '\"") or "en"
