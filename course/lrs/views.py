"""The blueprint of /xapi, what its doors share, and the doors that tell what the store knows: about itself, which is open to
everybody, about an agent, and about an activity."""

from flask import Blueprint, Response, current_app, g, request

from course.clock import now
from course.database import writing
from course.errors import CourseError
from course.extensions import csrf
from course.lrs.asking import agent_in, iri_in, mine, parameters, required
from course.lrs.entering import hang_on, scopes, tool
from course.people.access import anyone, door
from course.statements.credentials import is_stale, note_used
from course.statements.defining import definitions_of
from course.statements.platform import platform_iri
from course.statements.searching import AT_MOST, names_of
from course.statements.xapi.exact import dump
from course.statements.xapi.rules import IFIS

blueprint = Blueprint("lrs", __name__, url_prefix="/xapi")
csrf.exempt(blueprint)  # no cookie opens these doors
hang_on(blueprint)
VERSIONS = ["1.0.0", "1.0.1", "1.0.2", "1.0.3", "2.0.0"]
ANYTHING = ("all/read", "statements/read", "statements/read/mine", "profile", "state")


def entrance(*names):
    """Of another tool, with one of these scopes or with `all`."""

    def hang(view):
        return door(tool)(scopes(*names)(view))

    return hang


def json(text, status=200, **headers):
    return Response(text, status, headers, content_type="application/json")


@blueprint.get("/about")
@door(anyone)
@scopes()
def show_about():
    """The versions, and within which limits a tool works here."""
    settings, platform = current_app.config["SETTINGS"], platform_iri()
    limits = {"megabytes": settings.TOOL_MEGABYTES, "documentMegabytes": settings.DOCUMENT_MEGABYTES,
              "requestsPerMinute": settings.TOOL_RATE, "statementsPerPage": AT_MOST}
    more = {"extensions": {f"{platform}/xapi/about#limits": limits}} if platform else {}
    return json(dump({"version": VERSIONS, **more}))


@blueprint.get("/agents")
@entrance(*ANYTHING)
def show_agent():
    """A Person: all that statements which this tool may read call the agent."""
    given = parameters("agent")
    required(given, "agent")
    agent = agent_in(given)
    if agent.get("objectType") == "Group":
        raise CourseError("The parameter agent is a Group, and a Person is told of an Agent alone.")
    names = names_of(agent, platform_iri(), mine())
    own = [agent["name"]] if "name" in agent else []
    person = {"objectType": "Person", "name": list(dict.fromkeys((*own, *names)))}
    person |= {name: [agent[name]] for name in IFIS if name in agent}
    return json(dump({key: value for key, value in person.items() if value}))


@blueprint.get("/activities")
@entrance(*ANYTHING, "define")
def show_activity():
    """What the store knows of an activity; of one it never met, its id."""
    given = parameters("activityId")
    required(given, "activityId")
    iri = iri_in(given, "activityId")
    definition = definitions_of({iri}, platform_iri()).get(iri)
    return json(dump({"objectType": "Activity", "id": iri, **({"definition": definition} if definition else {})}))


@blueprint.after_request
def note_use(response):
    """When a tool was last here, to ten minutes, in a transaction of its own that may fail."""
    sender = g.get("sender")
    if sender and response.status_code < 400 and is_stale(sender, now(), request.method not in ("GET", "HEAD")):
        try:
            with writing():
                note_used(sender)
        except CourseError:
            pass  # too busy: the next request notes it
    return response
