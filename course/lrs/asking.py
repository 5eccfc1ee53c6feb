"""What a request asks for: its parameters, each checked, as a Search or a sentence that says which one is wrong."""

from uuid import UUID

from flask import g, request

from course.errors import CourseError, NotAllowed
from course.statements.platform import platform_iri
from course.statements.searching import Search, read_place
from course.statements.xapi import rules, shapes
from course.statements.xapi.exact import NotJson, parse
from course.statements.xapi.parts import identifier

FORMATS = ("ids", "exact", "canonical")
ONE = {"statementId", "voidedStatementId", "format", "attachments"}
FILTERS = {"agent", "verb", "activity", "registration", "related_activities", "related_agents", "since", "until", "limit",
           "format", "attachments", "ascending", "from"}


def parameters(*known):
    """The query as a dict. What is not known, or stands twice, is refused; names are case sensitive."""
    for name, values in request.args.lists():
        if name not in known:
            near = [one for one in known if one.lower() == name.lower()]
            raise CourseError(f"There is no parameter “{name}” here" + (f"; it is {near[0]}." if near else
                              f". There are: {', '.join(sorted(known)) or 'none'}."))
        if len(values) > 1:
            raise CourseError(f"The parameter {name} stands twice.")
    return request.args.to_dict()


def required(given, *names):
    for name in names:
        if name not in given:
            raise CourseError(f"The parameter {name} is missing.")


def checked(check, name, value):
    """`value`, after a check of shapes or rules."""
    try:
        check(value)
    except shapes.Wrong as wrong:
        raise CourseError(f"The parameter {wrong.inside(name)}.") from None
    return value


def uuid_in(given, name):
    return UUID(checked(shapes.uuid, name, given[name])) if name in given else None


def iri_in(given, name):
    return checked(shapes.iri, name, given[name]) if name in given else None


def moment_in(given, name):
    return shapes.moment(checked(shapes.timestamp, name, given[name])) if name in given else None


def truth_in(given, name):
    if given.get(name, "false") not in ("true", "false"):
        raise CourseError(f"The parameter {name} must be true or false.")
    return given.get(name) == "true"


def agent_in(given, name="agent"):
    """An agent or identified group, as the JSON that the parameter holds."""
    if name not in given:
        return None
    try:
        agent = parse(given[name])
    except NotJson as wrong:
        raise CourseError(f"The parameter {name} cannot be read: {wrong}.") from None
    checked(rules.actor, name, agent)
    if identifier(agent) is None:
        raise CourseError(f"The parameter {name} is a group without an identifier, which is nobody to look for.")
    return agent


def count_in(given, name):
    value = given.get(name, "0")
    if not (value.isdecimal() and value.isascii() and len(value) < 10):
        raise CourseError(f"The parameter {name} must be a whole number of 0 or more.")
    return int(value)


def format_in(given):
    if given.get("format", "exact") not in FORMATS:
        raise CourseError(f"The parameter format must be {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
    return given.get("format", "exact")


def place_in(given):
    if "from" not in given:
        return None
    place = read_place(given["from"])
    if place is None:
        raise CourseError("The parameter from is no place that a “more” has led to. Begin again without it.")
    return place


def mine():
    """The id of the tool, if it may read what it sent itself alone."""
    return None if g.sender.may("all/read", "statements/read") else g.sender.id


def registration():
    """The one registration that a session may read about; None for a tool."""
    session = getattr(g.sender, "session", None)
    return session and session.registration_id


def _registration_in(given):
    asked, own = uuid_in(given, "registration"), registration()
    if own and asked not in (None, own):
        raise NotAllowed("A session reads the statements of its own registration alone.")
    return own or asked


def search_in(given):
    return Search(
        agent=agent_in(given), verb=iri_in(given, "verb"), activity=iri_in(given, "activity"),
        registration=_registration_in(given), related_agents=truth_in(given, "related_agents"),
        related_activities=truth_in(given, "related_activities"), since=moment_in(given, "since"),
        until=moment_in(given, "until"), limit=count_in(given, "limit"), ascending=truth_in(given, "ascending"), mine=mine(),
        after=place_in(given), platform=platform_iri())
