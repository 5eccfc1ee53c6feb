"""What a bank holds, in the words of our own questions."""

from dataclasses import dataclass, field

from course.errors import CourseError

LARGEST = 20_000_000  # bytes: with its pictures
LONGEST = 5_000_000  # characters of a text without pictures in it
MOST_QUESTIONS = 500  # of one file: more than that is no lesson, and nobody could look it over
MEGABYTE = 1_000_000


class BankRefused(CourseError):
    """Says why a whole file is not read, and what to do."""

    status = 422


def check_count(count):
    if count > MOST_QUESTIONS:
        raise BankRefused(f"This bank has {count:,} questions, and at most {MOST_QUESTIONS} are read at once. Export one "
                          "category of it at a time.")


@dataclass
class Answer:
    """One line of a question: `share` of the points (1: all, 0: none, below 0: takes off), `text` on one line, in Markdown."""

    text: str
    share: float = 0.0
    feedback: str = ""
    mark: str = ""  # as our blocks have it


@dataclass
class Question:
    """`kind` is one of ours, or "prose"; texts are Markdown. `refused` says why nothing of it is carried, `remarks` what of it
    is not. `pairs` are (left, right) of a match, `heads` what stands above them; `gaps` are {token in the prompt: (right ones,
    wrong ones or None where it is typed)}."""

    line: int
    name: str = ""
    kind: str = ""
    prompt: str = ""
    answers: list = field(default_factory=list)
    pairs: list = field(default_factory=list)
    heads: tuple = ("", "")
    gaps: dict = field(default_factory=dict)
    right: str = ""
    wrong: str = ""
    model: str = ""
    settings: dict = field(default_factory=dict)
    category: str = ""
    remarks: list = field(default_factory=list)
    refused: str = ""
    number: int = 0
    id: str = ""

    def note(self, sentence):
        if sentence not in self.remarks:
            self.remarks.append(sentence)

    def refuse(self, sentence):
        self.refused = self.refused or sentence
        return self

    def say_to_all(self, words):
        """What is said after any answer stands under both, right and wrong."""
        self.right, self.wrong = (joined(one, words) for one in (self.right, self.wrong))

    @property
    def shown(self):
        """What to call it in a report."""
        return " ".join((self.name or self.asked or "without a name").split())[:80]

    @property
    def asked(self):
        """The prompt with its gaps as they are shown."""
        text = self.prompt
        for place in self.gaps:
            text = text.replace(place, "……")
        return text


@dataclass
class Bank:
    """`pictures` are {path: bytes} as a course keeps them."""

    kind: str
    questions: list
    pictures: dict = field(default_factory=dict)


def joined(*texts):
    return "\n\n".join(text for text in texts if text)
