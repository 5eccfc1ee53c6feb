"""The files of a course: which there are, what they hold, and how many rows. Screen and files ask the same functions."""

from functools import cached_property

from course.content.queries import standing
from course.csv_text import PLAIN, columns_of, csv_chunks
from course.database import read_at_one_moment
from course.evaluation.answer_rows import Source, answer_batches, survey_batches
from course.evaluation.changes import change_rows, changes
from course.evaluation.codebook import codebook_rows
from course.evaluation.counting import PROGRESS
from course.evaluation.feedback_rows import feedback_batches, feedback_figures
from course.evaluation.firsts import firsts_of
from course.evaluation.funnel import count_stages, funnel
from course.evaluation.items import item_results, question_results, question_rows
from course.evaluation.lesson_wording import lessons_worded
from course.evaluation.marks_now import marks_now
from course.evaluation.naming import Names
from course.evaluation.paper_rows import thought_batches, worksheet_batches
from course.evaluation.progress_rows import progress_batches
from course.evaluation.tallies import tally
from course.evaluation.unsaid import unsaid
from course.evaluation.variables import header
from course.evaluation.wording import wordings_of
from course.statements.finding import reading_through

FILES = {
    "answers": "One row for each person, question and attempt.",
    "progress": "One row for each person and lesson that she has met, and one for who did nothing yet.",
    "surveys": "One row for each person, survey item and sending.",
    "worksheets": "One row for each person, field of a worksheet or commitment and saving; of a table, for each cell.",
    "thoughts": "One row for each thought that was shared under an author's question, shown or not.",
    "feedback": "One row for each rating of a lesson, and for each remark on what was unclear in it.",
    "funnel": "How far people come, as on this page.",
    "questions": "First tries, one row for each option of each question, as on this page.",
    "changes": "Items that are asked twice, now and before, as on this page.",
    "unsaid": "In how many records each column is not said: other tools may say less than the platform.",
    "codebook": "Every column of these files, and every question, option and lesson as each revision worded it.",
}
ANSWERED = {"answers": answer_batches, "surveys": survey_batches, "worksheets": worksheet_batches,
            "thoughts": thought_batches, "feedback": feedback_batches}


def dataset_of(course):
    """The Dataset of a course as it stands at this moment: what is published or sent while it is read is in no part of it."""
    read_at_one_moment()
    return Dataset(standing(course))


def file_of(course, name, flavour=PLAIN):
    """A file of a course as of one moment, piece by piece. The moment comes when the first piece is asked for: what is noted of
    a visitor after her request would end one that had come before."""
    yield from dataset_of(course).file(name, flavour)


class Dataset:
    """All that the desk knows of one course, each part read when it is first asked for."""

    def __init__(self, standing):
        self.standing, self.course = standing, standing.outline.key

    @cached_property
    def wordings(self):
        return wordings_of(self.standing)

    @cached_property
    def firsts(self):
        return firsts_of(self.course, self.wordings)

    @cached_property
    def names(self):
        return Names(self.course, self.firsts.hexes)

    @cached_property
    def tally(self):
        return tally(self.course, self.wordings, self.firsts)

    @cached_property
    def counted(self):
        return count_stages(self.standing, self.firsts.names)

    @cached_property
    def funnel(self):
        return list(funnel(self.standing, self.counted))

    @cached_property
    def questions(self):
        return list(question_results(self.standing, self.wordings, self.tally))

    @cached_property
    def items(self):
        return list(item_results(self.standing, self.wordings, self.tally))

    @property
    def asks_twice(self):
        """Whether any item is asked now and before, on one page."""
        return any(one.item.settings.get("when") == "now" for one in self.wordings.values())

    @cached_property
    def changes(self):
        return list(changes(self.course, self.wordings, self.firsts.names))

    @cached_property
    def feedback(self):
        return feedback_figures(self.standing, self.names)

    @cached_property
    def unsaid(self):
        return unsaid(self.course)

    def batches(self, name):
        """The rows of a file, in batches of columns."""
        if name in ANSWERED:
            marks = marks_now(self.course) if name == "answers" else {}
            return ANSWERED[name](Source(self.course, self.wordings, self.firsts, self.names, marks))
        if name == "progress":
            return progress_batches(self.standing, self.names)
        return iter([columns_of(self._few(name))])

    def _few(self, name):
        if name == "funnel":
            return [stage.cells for stage in self.funnel]
        if name == "unsaid":
            return self.unsaid
        if name == "changes":
            return list(change_rows(self.changes))
        if name == "questions":
            return list(question_rows(self.questions))
        return list(codebook_rows(self.wordings, lessons_worded(self.standing)))

    def rows(self, name):
        """How many rows a file has, without its header."""
        if name in ("worksheets", "thoughts", "feedback"):
            return sum(len(batch[0]) for batch in self.batches(name) if batch)
        if name in ANSWERED:
            homes = dict.fromkeys(self.wordings.surveyed, "surveys") | dict.fromkeys(self.wordings.papered, "worksheets")
            return sum(n for said, n in self.tally.items() if homes.get(said.question, "answers") == name)
        if name == "progress":
            return self.counted[PROGRESS]
        return len(self._few(name))

    def file(self, name, flavour=PLAIN):
        """A file as bytes, piece by piece."""
        with reading_through():
            yield from csv_chunks(header(name), self.batches(name), flavour)
