"""What we say about learning: verbs, activity types and extensions, each with when it is said.

Verbs are ADL's and cmi5's where one fits. Our own terms stand under the platform's IRI.
"""

from dataclasses import dataclass

ADL = "http://adlnet.gov/expapi"


@dataclass(frozen=True, slots=True)
class Verb:
    iri: str
    display: str
    said: str  # when we say it


VERBS = {
    "registered": Verb(f"{ADL}/verbs/registered", "registered", "when a person begins a course"),
    "experienced": Verb(
        f"{ADL}/verbs/experienced", "experienced", "when a lesson's revision is first opened in a visit"
    ),
    "answered": Verb(f"{ADL}/verbs/answered", "answered", "for each question of a sheet that was sent, empty or not"),
    "commented": Verb(f"{ADL}/verbs/commented", "commented",
                      "when a person shares a thought under an author's question, or says what was unclear in a lesson"),
    "rated": Verb("http://id.tincanapi.com/verb/rated", "rated", "when a person says how useful a lesson was, from 1 to 5"),
    "completed": Verb(f"{ADL}/verbs/completed", "completed", "when a lesson, a module or the course is complete, once"),
    "passed": Verb(f"{ADL}/verbs/passed", "passed", "when a quiz with a pass mark is passed, at each such attempt"),
    "failed": Verb(f"{ADL}/verbs/failed", "failed", "when a quiz with a pass mark is not passed, at each such attempt"),
    "scored": Verb(
        f"{ADL}/verbs/scored", "scored", "when an answer or a sheet is marked anew; the context names the statement it is about"
    ),
    "left": Verb("https://w3id.org/xapi/adl/verbs/abandoned", "abandoned", "when a person leaves a course"),
}
NAMES = {verb.iri: name for name, verb in VERBS.items()}
WORDED_ON = "2026-11-28T00:00:00Z"  # when this vocabulary was last worded: its profile says so

TYPES = {
    "course": f"{ADL}/activities/course",
    "module": f"{ADL}/activities/module",
    "lesson": f"{ADL}/activities/lesson",
    "sheet": f"{ADL}/activities/assessment",
    "question": f"{ADL}/activities/cmi.interaction",
}

TYPE_WORDS = {
    "course": "A whole course, of any edition.",
    "module": "A part of a course: lessons in their order.",
    "lesson": "One page of a course; the context's revision names the text that was met.",
    "sheet": "What is sent at once: a question by itself, a quiz, a survey, a worksheet.",
    "question": "One question, survey item or field of a worksheet; its fingerprint says what it means.",
}

EXTENSIONS = {  # column of the ledger -> the term under our own IRI
    "edition": "the git tree id of the course's edition",
    "fingerprint": "what the question means; another one is another question",
    "attempt": "the id of the attempt to which the answer belongs",
    "attempt_number": "the how manieth attempt at this sheet in this registration",
    "wave": "the moment of a survey: baseline, pulse, end, day-30, day-90",
    "shown": "option ids in the order shown",
    "written": "what stood beside the option “something else”",
    "missing": "why there is no response: skipped, declined to say, or erased since at the person's wish",
    "confidence": "how sure the learner was: sure, think, guess",
}


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement as we make it: this verb about this kind of activity, what it always has and may have besides."""

    verb: str
    kind: str
    always: tuple = ()  # places in the statement; extensions of the context by their names
    sometimes: tuple = ()


OF_ALL = ("context.platform", "context.contextActivities.category", "edition")
REGISTERED, TEXT = "context.registration", "context.revision"
SENT = ("attempt", "attempt_number")
MARKED = ("result.score.raw", "result.score.max")
SAYINGS = (
    Saying("registered", "course", (REGISTERED,)),
    Saying("experienced", "lesson", (REGISTERED, TEXT)),
    Saying("answered", "question", (TEXT, "fingerprint", *SENT),
           (REGISTERED, "result.response", "result.success", *MARKED, "result.duration", "wave", "shown", "written", "missing",
            "confidence")),
    Saying("commented", "sheet", (REGISTERED, TEXT, "result.response")),
    Saying("commented", "lesson", (REGISTERED, TEXT, "result.response")),
    Saying("rated", "lesson", (REGISTERED, TEXT, *MARKED)),
    Saying("completed", "lesson", (REGISTERED, TEXT, "result.completion")),
    Saying("completed", "module", (REGISTERED, "result.completion")),
    Saying("completed", "course", (REGISTERED, "result.completion")),
    Saying("passed", "sheet", (REGISTERED, "result.success", *MARKED, *SENT), (TEXT, "context.statement", "context.instructor")),
    Saying("failed", "sheet", (REGISTERED, TEXT, "result.success", *MARKED, *SENT)),
    Saying("scored", "question", (REGISTERED, TEXT, "context.statement", *MARKED, "fingerprint", *SENT),
           ("result.success", "context.instructor")),
    Saying("scored", "sheet", (REGISTERED, *MARKED, *SENT), ("result.success", "context.statement", "context.instructor")),
    Saying("left", "course", (REGISTERED,)),
)


def profile_iri(platform):
    return f"{platform}/xapi/profile"


def activity_iri(platform, course, kind="course", key=None):
    """The stable name of an activity, which is also the address of a page about it."""
    if kind == "course":
        return f"{platform}/courses/{course}"
    if kind == "lesson":
        return f"{platform}/courses/{course}/{key}"
    return f"{platform}/courses/{course}/{kind}s/{key}"


def read_activity_iri(platform, iri):
    """(course, kind, key) of an activity of ours, the inverse of `activity_iri()`; None of any other."""
    match iri.removeprefix(f"{platform}/courses/").split("/") if iri.startswith(f"{platform}/courses/") else []:
        case [course] if course:
            return course, "course", None
        case [course, key] if course and key:
            return course, "lesson", key
        case [course, "modules" | "sheets" | "questions" as kinds, key] if course and key:
            return course, kinds[:-1], key
    return None


def extension_iri(platform, name):
    return f"{platform}/xapi/extensions/{name}"
