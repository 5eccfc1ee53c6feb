"""Questions of other tools come into a draft: a bank is looked at, kept aside for an hour, and brought to the end of a lesson."""

import re
from dataclasses import dataclass

from course.authoring.drafts import change, keep_aside
from course.authoring.picturing import fitted
from course.authoring.previewing import draw_lesson
from course.authoring.writing_texts import TextIsTooLong, parts_of_text
from course.content.arranging import add_lesson, folders_in_order, lessons_in_order
from course.content.banks import read_bank
from course.content.banks.bringing import COURSE, HEAD, LESSON, bring, weigh
from course.content.parsing import LONGEST
from course.content.preparing import prepare
from course.errors import CourseError, NotFound

MOST_DRAWN = 40_000  # characters of what is shown drawn: the list names all of it
KIND_WORDS = {
    "choice": "one right option", "choices": "several right options", "scenario": "best, acceptable, risky", "number": "a number",
    "text": "a short text", "order": "an order", "match": "a match", "cloze": "a text with gaps", "reflection": "free text",
    "prose": "text",
}


class BankIsGone(NotFound):
    sentence = "The bank that you looked at is kept for an hour, and that is over. Choose the file again."


class NothingIsChosen(CourseError):
    status = 422
    sentence = "Nothing was brought in: no question is ticked that can be carried and is not in the course already."


@dataclass(frozen=True)
class Wish:
    """Where the questions go and how. `where` is a lesson's path, or `new:` and a module's folder; `without` are numbers."""

    where: str = ""
    quizzes: bool = True
    title: str = ""
    without: frozenset = frozenset()
    alts: dict | None = None


def read(draft, data, kind=None):
    """The bank of a file or a pasted text, its questions held to our own reader. Takes its time: no lock is held. Raises
    BankRefused."""
    language = language_of(draft)
    return weigh(read_bank(data, fit=fitted, kind=kind, language=language), language)


def read_again(draft, name, kind):
    """The bank that was kept aside under this name. Raises BankIsGone."""
    data = draft.blob(name)
    if data is None:
        raise BankIsGone
    return read(draft, data, kind)


def look(draft, bank, wish):
    """(Brought, the parts of its page)"""
    brought = bring(bank, _texts(draft), quizzes=wish.quizzes, title=wish.title)
    return brought, _drawn(brought)


def keep(data, pictures):
    """(the name under which a bank is kept aside, {path: that of a picture})"""
    name = keep_aside(data if isinstance(data, bytes) else data.encode())
    return name, {path: keep_aside(picture) for path, picture in pictures.items()}


def bring_in(draft, bank, wish):
    """(the draft with the questions at the end of a lesson, its path). Raises NothingIsChosen, TextIsTooLong, NotFound."""
    brought = bring(bank, _texts(draft), quizzes=wish.quizzes, title=wish.title, without=wish.without, alts=wish.alts)
    if not brought.text:
        raise NothingIsChosen
    count = sum(one.number not in wish.without for one in brought.carried)
    files, path = _place(draft, wish)
    text = f"{_text(draft, files, path).rstrip()}\n\n{brought.text}"
    if len(text) > LONGEST:
        raise TextIsTooLong
    return change(draft, files | {path: text.encode()} | brought.pictures, f"{count} questions brought into {path}"), path


def places(draft):
    """[(module's folder, [(path, title)])] of the lessons that questions can go into."""
    texts = draft.bytes(*(path for path in draft.files if path.endswith(".md")))
    return [(folder, [(path, _title(texts[path]) or path) for path in lessons_in_order(draft.files, folder)])
            for folder in folders_in_order(draft.files)]


def language_of(draft):
    found = parts_of_text(draft.text("course.md"))[0].get("language", "") if "course.md" in draft.files else ""
    return found or "en"


def _place(draft, wish):
    """(files, the path of the lesson): one that stands, or a new one."""
    if wish.where.startswith("new:"):
        return add_lesson(draft.files, wish.where.removeprefix("new:"), wish.title or "Questions")
    if wish.where not in draft.files or not re.fullmatch(r"[^/]+/(?!module\.md)[^/]+\.md", wish.where):
        raise NotFound("There is no such lesson in this draft any more. Choose another.")
    return draft.files, wish.where


def _text(draft, files, path):
    """The lesson's text; of a new one without the words that ask to be written over."""
    data = files[path]
    return data.decode().replace("\nWrite here.\n", "\n") if isinstance(data, bytes) else draft.text(path)


def _texts(draft):
    return [data.decode(errors="replace") for data in draft.bytes(*_own(draft)).values()] if draft.files else []


def _own(draft):
    return [path for path in draft.files if path.endswith(".md")]


def _title(data):
    return parts_of_text(data.decode(errors="replace"))[0].get("title", "")


def _drawn(brought):
    """The parts of a page with what would come, as learners see it; its pictures have no words yet."""
    text = brought.text
    if len(text) > MOST_DRAWN:
        end = text.rfind("\n/// question", 0, MOST_DRAWN)
        text = text[:end] + ("\n////\n" if text.startswith("//// quiz") else "\n") if end > 0 else ""
    for path in brought.bare:
        text = text.replace(f"![]({path})", f"![A picture without words yet]({path})")
    files = {path: words.format("en").encode() for path, words in COURSE.items()}
    prepared = prepare(files | {LESSON: (HEAD + text).encode()} | brought.pictures)
    return draw_lesson(prepared, prepared.text.lessons[0]) if prepared.text and text.strip() else []
