"""Every column of every file, in order: what it is called, what it means, and what its values are. The codebook prints this."""

from collections import namedtuple
from datetime import UTC

from course.content.questions import KINDS

Variable = namedtuple("Variable", "name label type unit values missing", defaults=("", "", ""))

MOMENT = "UTC, ISO 8601 with milliseconds"


def as_moment(moment):
    """A moment as all files have it."""
    return moment and moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


YES_NO = "1=yes; 0=no"
NOT_HERE = "empty=does not apply"
DID_NOTHING = "empty=did nothing yet"
GONE = "-7=answered, and erased since at the person's wish"
MAY_SKIP, MAY_DECLINE = f"{GONE}; -8=skipped", f"{GONE}; -8=skipped; -9=prefers not to say"
ANSWERED = "empty=answered; no row=not shown"

PID = Variable("pid", "Person, under a name that is the same in all files of this course and another in those of others; of an "
               "anonymous sheet, a name used once", "text")
REVISION = Variable("revision", "Text of the lesson that the person met: its git blob id; the desk and `course show` print it",
                    "text")
FINGERPRINT = Variable("fingerprint", "Meaning of the question: another value is another question under the same key", "text")
EDITION = Variable("edition", "State of the whole course that the person was on: its git tree id", "text")
KIND = Variable("kind", "Kind of question", "category", "",
                "; ".join(sorted(KINDS)), "empty=told by another tool")
NUMBER = Variable("attempt_number", "Which sending of the sheet this is, counted from 1 within a registration", "integer")
FIRST = Variable("first_attempt", "Whether this is the person's first answer to the question (in a survey: in the wave)",
                 "boolean", "", YES_NO, "empty=not known")
LESSON = Variable("lesson", "Lesson, by its key", "text")
MODULE = Variable("module", "Module, by its key", "text")

ANSWERS = (
    PID,
    Variable("question", "Question, by its key", "text"),
    Variable("sheet", "What was sent at once: the question by itself, or its quiz", "text"),
    KIND, MODULE, LESSON, REVISION, FINGERPRINT, EDITION,
    Variable("options_shown", "Ids of the options in the order shown, with spaces between", "text", "", "", NOT_HERE),
    Variable("response", "Ids of the options chosen, in order, with spaces between; pairs row:option or gap:text (%20 is a space "
             "in it, %25 a per cent sign); or the text or number written", "text", "", "", "empty=see missing"),
    Variable("response_text", "The same as the person read it: the texts of the options, as that revision worded them", "text",
             "", "", "empty=see missing"),
    Variable("correct", "Whether the answer was exactly right, as first marked", "boolean", "", YES_NO,
             "empty=nothing is right or wrong"),
    Variable("points", "Points earned, as first given", "number", "points", "0 to maximum", NOT_HERE),
    Variable("maximum", "Points that could be earned", "number", "points", "", NOT_HERE),
    Variable("correct_now", "The same as correct, by the mark that counts now: answers may be marked anew when a key was mended",
             "boolean", "", YES_NO, "empty=nothing is right or wrong"),
    Variable("points_now", "Points that count now; points are those first given", "number", "points", "", NOT_HERE),
    Variable("remarked_at", "When the answer was last marked otherwise than before", "moment", MOMENT, "",
             "empty=as first given"),
    Variable("attempt", "The sending of a sheet: answers with the same value were sent together", "text"),
    NUMBER, FIRST,
    Variable("confidence", "How sure the person said to be", "category", "", "sure; think; guess", "empty=not asked or not said"),
    Variable("started_at", "When the form was made for the person", "moment", MOMENT),
    Variable("submitted_at", "When the answer was sent", "moment", MOMENT),
    Variable("duration_s", "Time between the two", "number", "seconds"),
    Variable("missing", "Why there is no answer", "integer", "", MAY_DECLINE, ANSWERED),
)
SURVEYS = (
    PID,
    Variable("item", "Survey item, by its key; with `.then` at its end: the same about the time before the course, on one page",
             "text"),
    Variable("sheet", "Survey, by its key", "text"),
    KIND,
    Variable("wave", "Moment of the survey", "category", "", "baseline; pulse; end; day-30; day-90", "empty=none named"),
    Variable("value", "Point on the scale, ids of the options chosen with spaces between, or the text written", "text", "",
             "see the rows of the item below", "empty=see missing"),
    Variable("text", "The same as the person read it", "text", "", "", "empty=see missing"),
    Variable("missing", "Why there is no answer", "integer", "", MAY_DECLINE, ANSWERED),
    Variable("written", "What was written beside an option that takes a text", "text", "", "", NOT_HERE),
    REVISION, FINGERPRINT, EDITION, NUMBER, FIRST,
    Variable("answered_at", "When the survey was sent", "moment", MOMENT),
)
WORKSHEETS = (
    PID,
    Variable("worksheet", "Worksheet or commitment, by its key", "text"),
    Variable("field", "Field of it, by its key: worksheet.field", "text"),
    Variable("kind", "Kind of field", "category", "", "text; select; date; number; table", "empty=told by another tool"),
    Variable("row", "Row of a table, counted from 1", "integer", "", "", NOT_HERE),
    Variable("column", "Column of a table, by its id", "text", "", "", NOT_HERE),
    Variable("value", "What was written; of a select, the option's id", "text", "", "", "empty=see missing"),
    Variable("text", "The same as the person read it", "text", "", "", "empty=see missing"),
    Variable("missing", "Why there is nothing", "integer", "", MAY_DECLINE, ANSWERED),
    MODULE, LESSON, REVISION, FINGERPRINT, EDITION,
    Variable("version", "Which saving by the button this is, counted from 1 within a registration", "integer"),
    Variable("saved_at", "When it was saved", "moment", MOMENT),
)
THOUGHTS = (
    PID,
    Variable("thoughts", "Question to readers, by its key", "text"),
    MODULE, LESSON,
    Variable("text", "What was written, as it was first shared", "text"),
    REVISION, EDITION,
    Variable("written_at", "When it was shared", "moment", MOMENT),
)
FEEDBACK = (
    PID,
    Variable("what", "What is said of the lesson", "category", "", "rating; unclear"),
    MODULE, LESSON,
    Variable("rating", "How useful the lesson was found", "number", "points", "1=not useful to 5=very useful",
             "empty=a remark on what was unclear"),
    Variable("text", "What was written about what was unclear", "text", "", "", "empty=a rating, or erased"),
    Variable("latest", "Whether this is what the person said last about this text of the lesson: it alone counts", "boolean", "",
             YES_NO),
    REVISION, EDITION,
    Variable("given_at", "When it was said", "moment", MOMENT),
)
PROGRESS = (
    PID,
    Variable("registered_at", "When the person began the course", "moment", MOMENT),
    Variable("account", "Whether the person has an account today", "boolean", "", "1=yes; 0=no, a guest or erased since"),
    Variable("module", "Module in which the lesson stood", "text", "", "", DID_NOTHING),
    Variable("lesson", "Lesson that the person opened or completed, by its key", "text", "", "", DID_NOTHING),
    Variable("core", "Whether the lesson is core, in the newest edition that has it", "boolean", "", YES_NO,
             "empty=did nothing yet, or told by another tool"),
    Variable("first_opened_at", "When the person first opened the lesson", "moment", MOMENT, "", "empty=not told"),
    Variable("completed_at", "When the lesson was complete by its own rule", "moment", MOMENT, "", "empty=not complete"),
    Variable("revision", "Text that was completed, or else first opened: its git blob id", "text", "", "", DID_NOTHING),
    Variable("edition", "State of the whole course that the person was on then: its git tree id", "text", "", "", DID_NOTHING),
)


def _share(name, of):
    return (Variable(name, f"Number of people {of}, the denominator of the next three", "integer", "people", "", NOT_HERE),
            Variable(f"of_{name}", f"Share of those {of}", "number", "share, 0 to 1", "", NOT_HERE),
            Variable(f"of_{name}_low", "Lower end of its 95 % interval (Wilson)", "number", "share, 0 to 1", "", NOT_HERE),
            Variable(f"of_{name}_high", "Upper end of its 95 % interval (Wilson)", "number", "share, 0 to 1", "", NOT_HERE))


FUNNEL = (
    Variable("stage", "Stage that people have come to", "category", "",
             "registered; with_account; started; module_reached; module_completed; finished"),
    Variable("module", "Module, by its key", "text", "", "", NOT_HERE),
    Variable("title", "Stage in words", "text"),
    Variable("definition", "Who is counted", "text"),
    Variable("n", "Number of people", "integer", "people"),
    *_share("registered", "registered"), *_share("started", "who started"), *_share("reached", "who reached the module"),
)
QUESTIONS = (
    Variable("question", "Question, by its key", "text"),
    FINGERPRINT,
    Variable("standing", "Whether the course asks it so today", "boolean", "", YES_NO),
    LESSON, KIND,
    Variable("text", "The question, in its latest wording of this meaning", "text"),
    Variable("n", "First tries", "integer", "people"),
    Variable("right", "First tries that were exactly right", "integer", "people", "", "empty=nothing is right or wrong"),
    Variable("share", "Share of first tries that were exactly right", "number", "share, 0 to 1", "", "empty=n is 0"),
    Variable("low", "Lower end of its 95 % interval (Wilson)", "number", "share, 0 to 1", "", "empty=n is 0"),
    Variable("high", "Upper end of its 95 % interval (Wilson)", "number", "share, 0 to 1", "", "empty=n is 0"),
    Variable("empty", "First tries that were left empty", "integer", "people"),
    Variable("option", "Option, by its id", "text", "", "", "empty=answered by a text"),
    Variable("option_text", "Option in words", "text", "", "", "empty=answered by a text"),
    Variable("option_right", "Whether the option is right", "boolean", "", YES_NO, "empty=nothing is right or wrong"),
    Variable("chosen", "First tries that chose the option; of an order, that put the line in its place; of pairs, that made the "
             "pair", "integer", "people", "", "empty=answered by a text"),
)


def _difference(name, later, earlier):
    return (Variable(f"{name}_n", f"People who gave both: {later}, and {earlier}", "integer", "people"),
            Variable(f"{name}_later", f"Mean of these people {later}", "number", "points of the scale", "", "empty=n is 0"),
            Variable(f"{name}_earlier", f"Mean of these people {earlier}", "number", "points of the scale", "", "empty=n is 0"),
            Variable(f"{name}_change", "Mean of each person's change, later less earlier", "number", "points of the scale", "",
                     "empty=n is 0"),
            Variable(f"{name}_deviation", "Standard deviation of the change, with n - 1", "number", "points of the scale", "",
                     "empty=n is below 2"))


CHANGES = (
    Variable("item", "Survey item, by its key as asked about now", "text"),
    Variable("text", "The item, in its latest wording", "text"),
    Variable("wave", "Moment of the survey", "category", "", "baseline; pulse; end; day-30; day-90", "empty=none named"),
    *_difference("back", "now", "before the course, looking back on the same page"),
    *_difference("base", "now", "at the baseline, of those who looked back, too"),
)
UNSAID = (
    Variable("records", "Kind of record", "category", "", "answers; openings; completions; registrations"),
    Variable("column", "Column of the ledger that these records have where all is said", "text"),
    Variable("n", "Records that do not say it", "integer", "records"),
    Variable("of", "Records of this kind", "integer", "records"),
)
CODEBOOK = (
    Variable("row", "What the row describes", "category", "", "variable; question; option; lesson"),
    Variable("file", "File that the variable, question or lesson stands in", "text"),
    Variable("variable", "Name of the column", "text", "", "", NOT_HERE),
    Variable("label", "What it means; of questions, options and lessons, their text or title as that revision worded it", "text"),
    Variable("type", "Kind of values; of questions, the kind of question", "text", "", "", NOT_HERE),
    Variable("unit", "Unit of the values", "text", "", "", NOT_HERE),
    Variable("values", "Values and what they mean; of a scale, its points", "text", "", "", NOT_HERE),
    Variable("missing", "What stands where there is no value; of questions, what may stand in the column missing of their file",
             "text", "", "", NOT_HERE),
    Variable("question", "Question or survey item, by its key", "text", "", "", NOT_HERE),
    Variable("option", "Option, by its id; or point of the scale, or column of the table", "text", "", "", NOT_HERE),
    Variable("option_right", "Whether the option is right", "boolean", "", YES_NO, NOT_HERE),
    Variable("sheet", "Sheet that the question stands on", "text", "", "", NOT_HERE),
    Variable("lesson", "Lesson, or the one that the question stands in", "text", "", "", NOT_HERE),
    Variable("revision", "Revision that words it so: its git blob id", "text", "", "", NOT_HERE),
    Variable("fingerprint", "Meaning of the question", "text", "", "", NOT_HERE),
    Variable("valid_from", "When an edition with this revision was first published", "moment", MOMENT, "", NOT_HERE),
    Variable("valid_to", "When the last such edition was replaced", "moment", MOMENT, "", "empty=it stands"),
)
VARIABLES = {"answers": ANSWERS, "progress": PROGRESS, "surveys": SURVEYS, "worksheets": WORKSHEETS, "thoughts": THOUGHTS,
             "feedback": FEEDBACK, "funnel": FUNNEL, "questions": QUESTIONS, "changes": CHANGES, "unsaid": UNSAID,
             "codebook": CODEBOOK}


def header(name):
    return [variable.name for variable in VARIABLES[name]]
