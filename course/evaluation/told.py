"""Statements as an evaluator sees them: what leads to the ledger or to other courses has the names of this course's files."""

from uuid import UUID

from course.csv_text import columns_of
from course.evaluation.naming import Names
from course.evaluation.variables import as_moment
from course.people.pseudonyms import joined_names
from course.statements import browsing
from course.statements.platform import platform_iri
from course.statements.vocabulary import NAMES, extension_iri
from course.statements.xapi.exact import parse

COLUMNS = ("pid", "stored", "timestamp", "verb", "activity", "lesson", "question", "response", "success", "score", "maximum",
           "source", "voided")


class People:
    """The names of the course's files, and back from them to those of the ledger."""

    def __init__(self, course):
        self.course = course
        self.names = Names(course, {name.hex: subject for name, subject in joined_names().items()})

    def name(self, actor):
        return self.names.person(actor.hex)

    def actors(self, pid):
        """The names in the ledger of whoever has this name in the files; none has any other."""
        return tuple(actor for actor in browsing.actors_of(self.course) if self.name(actor) == pid.lower())


def told(row, people):
    """The statement's JSON without its id, its actor under the name of the files, registration and attempt under hashes of this
    course; who facilitates stands in none."""
    said = parse(row.statement)
    said.pop("id", None)
    said["actor"] = {"account": {"homePage": f"{platform_iri()}/evaluation/{people.course}", "name": people.name(row.actor)}}
    context = said.get("context", {})
    for name in ("instructor", "team", "contextAgents", "contextGroups", "statement"):
        context.pop(name, None)
    if "registration" in context:
        context["registration"] = _hash(people, context["registration"])
    attempt = extension_iri(platform_iri(), "attempt")
    if attempt in context.get("extensions", {}):
        context["extensions"][attempt] = _hash(people, context["extensions"][attempt])
    return said


def _hash(people, words):
    try:
        return people.names.attempt(UUID(str(words)).hex)
    except ValueError:
        return people.names.attempt(str(words))


def told_batches(wanted, people):
    """Batches of columns of the file."""
    for batch in browsing.each(wanted):
        yield columns_of([
            (people.name(row.actor), as_moment(row.stored), as_moment(row.timestamp), NAMES.get(row.verb, row.verb), row.activity,
             row.lesson, row.question, row.response, None if row.success is None else int(row.success), row.score, row.maximum,
             row.source or browsing.PLATFORM, int(row.voided)) for row in batch])
