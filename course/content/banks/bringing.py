"""From a bank to the text that goes into a lesson: what was chosen, written as blocks, and held to the course's own reader."""

import re
from dataclasses import dataclass, field
from itertools import groupby

from course.content.banks.writing import block, named, quiz
from course.content.checking import check_files
from course.content.course_text import SheetPlace

ID = re.compile(r"(?m)^[ \t]*id:[ \t]*([a-z0-9][a-z0-9_-]*)[ \t]*$")
NOWHERE = "bank"  # the id of the course that questions are held to, which never stands
COURSE = {"course.md": f"---\nid: {NOWHERE}\ntitle: Bank\nsummary: Bank.\nlicence: none\nauthors: Nobody\nlanguage: {{}}\n---\n",
          "01-bank/module.md": "---\nid: bank-module\ntitle: Bank\n---\n"}
LESSON, HEAD = "01-bank/01-bank.md", "---\nid: bank-lesson\ntitle: Bank\nminutes: 1\n---\n\n"
ASKED_FOR = {"C104"}  # a picture's words are asked for where it is brought in
HEADS = {"en": ("What", "Belongs to"), "de": ("Was", "Gehört zu"), "es": ("Qué", "Pertenece a"), "fr": ("Quoi", "Va avec"),
         "nl": ("Wat", "Hoort bij"), "it": ("Che cosa", "Appartiene a"), "pt": ("O quê", "Pertence a")}  # above a match
BATCH = 40  # questions that are read together, as long as nothing is wrong
LONGEST = 90_000  # characters of them


@dataclass
class Brought:
    """`text` is what goes to the end of a lesson, `pictures` {path: bytes} those that it shows, `bare` their paths where nobody
    said what they tell. `standing` are the numbers of questions that the course holds."""

    text: str
    pictures: dict
    questions: list
    bare: list = field(default_factory=list)
    standing: set = field(default_factory=set)

    @property
    def carried(self):
        return [one for one in self.questions if not one.refused and one.number not in self.standing]

    @property
    def refused(self):
        return [one for one in self.questions if one.refused]


def weigh(bank, language="en"):
    """Gives each question of a bank its id, and refuses those that the reader of courses does not take, with its words."""
    carried = [named(one) for one in bank.questions if not one.refused]
    seen = {}
    for one in carried:
        one.heads = HEADS.get(language.partition("-")[0], HEADS["en"])
    for one in carried:
        if one.id in seen and one.kind != "prose":
            one.refuse(f"It is the same as question {seen[one.id]}.")
        seen.setdefault(one.id, one.number)
    carried = [one for one in carried if not one.refused]
    for start in range(0, len(carried), BATCH):
        _weigh(carried[start:start + BATCH], bank.pictures, language)
    return bank


def bring(bank, texts=(), *, quizzes=True, without=(), alts=None, title=""):
    """The Brought of a weighed bank. `texts` are those of the course; `without` the numbers that are left out; `alts` {path: what
    a picture tells}; `title` that of a quiz that has no category."""
    held = {key for text in texts for key in ID.findall(text)}
    standing = {one.number for one in bank.questions if one.id in held and one.kind != "prose"}
    chosen = [one for one in bank.questions if not one.refused and one.number not in standing and one.number not in without]
    text = _as_quizzes(chosen, title) if quizzes else _one_by_one(chosen)
    paths = [path for path in bank.pictures if f"]({path})" in text]
    for path in paths:
        words = " ".join((alts or {}).get(path, "").split())
        text = text.replace(f"![]({path})", f"![{_plain(words)}]({path})")
    bare = [path for path in paths if f"![]({path})" in text]
    return Brought(text, {path: bank.pictures[path] for path in paths}, bank.questions, bare, standing)


def _as_quizzes(questions, title):
    """One quiz for each category, divided by what is no question: that stands above the questions after it."""
    parts = []
    for category, group in groupby(questions, key=lambda one: one.category):
        intro, run = [], []
        for one in group:
            if one.kind == "prose" and run:
                parts.append(quiz(run, _line(category or title), "\n\n".join(intro)))
                intro, run = [], []
            (intro if one.kind == "prose" else run).append(one.prompt if one.kind == "prose" else one)
        parts.append(quiz(run, _line(category or title), "\n\n".join(intro)) if run else "\n\n".join(intro))
    return "\n\n".join(part for part in parts if part) + ("\n" if questions else "")


def _one_by_one(questions):
    parts = []
    for category, group in groupby(questions, key=lambda one: one.category):
        parts += [f"## {_plain(category)}"] if category else []
        parts += map(block, group)
    return "\n\n".join(parts) + ("\n" if parts else "")


def _line(title):
    return " ".join(title.split())[:200]


def _plain(words):
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", words).replace("///", "/ / /").replace("{#", "{ #")


def _weigh(questions, pictures, language):
    """Hold questions to the reader together; if anything is wrong, each by itself."""
    text = "\n\n".join(map(block, questions))
    if len(text) <= LONGEST and not _problem(text, questions, pictures, language):
        return
    if len(questions) == 1:
        said = _problem(text, questions, pictures, language) or "It is longer than a lesson."
        questions[0].refuse(said)
        return
    half = len(questions) // 2
    _weigh(questions[:half], pictures, language)
    _weigh(questions[half:], pictures, language)


def _problem(text, questions, pictures, language):
    """What keeps the blocks from being read as these questions and nothing else, or None."""
    files = {path: words.format(language).encode() for path, words in COURSE.items()}
    course, problems = check_files(files | {LESSON: (HEAD + text + "\n").encode()} | pictures)
    error = next((one for one in problems if one.stops and one.path == LESSON and one.code not in ASKED_FOR), None)
    if error or course is None or not course.lessons:
        return f"Here it could not be read: {error.message if error else 'its text is too large.'}"
    asked = [one.id for one in questions if one.kind != "prose"]
    found = [piece.sheet.key for piece in course.lessons[0].pieces if isinstance(piece, SheetPlace)]
    return None if found == asked else "Here it would not be read as one question: signs in its text mean something else."
