"""What a session of another tool's unit (cmi5) may ask of documents: its own learner, its own activity, and its launch data
to read alone. Statements have rules of their own, in `course/cmi5/rules.py`."""

import re

from flask import current_app, g, request

from course.cmi5.sessions import expected_of, note_sent
from course.cmi5.words import LAUNCH_DATA, PREFERENCES
from course.config import MEGABYTE
from course.database import writing
from course.errors import CourseError, NotAllowed
from course.lrs.asking import agent_in
from course.statements.xapi.exact import NotJson, decode, parse
from course.statements.xapi.shapes import LANGUAGE

COMMA = re.compile(r"\s*,\s*")
READING = ("GET", "HEAD")


class NotInThisSession(NotAllowed):
    sentence = "A session asks about its own learner, activity and registration alone."


class LengthRequired(CourseError):
    status = 411
    sentence = "Say with Content-Length how long the body is."


def guard():
    """Before a view, for `g.sender`: nothing, if it is a tool."""
    session = session_of(g.sender)
    if session is None:
        return
    check = {"/xapi/activities/state": _check_state, "/xapi/activities/profile": _check_activity,
             "/xapi/agents/profile": _check_agent_profile, "/xapi/agents": _check_agent}.get(request.path)
    if check:
        check(expected_of(session))
    if request.method not in READING:
        _weigh(session)


def _weigh(session):
    """Its secret is in the hands of whoever opened it, a guest perhaps."""
    if request.content_length is None and "Transfer-Encoding" in request.headers:
        raise LengthRequired
    if request.content_length:
        with writing():
            note_sent(session, request.content_length, current_app.config["SETTINGS"].ACTIVITY_MEGABYTES * MEGABYTE)
        g.weighed = session, request.content_length


def session_of(sender):
    """The session that has asked; None: a tool with credentials of its own, or nobody."""
    return getattr(sender, "session", None)


def asks_for_preferences():
    """Whether this request reads the document that a session must have asked for before it begins."""
    session = session_of(g.get("sender"))
    asked = request.path == "/xapi/agents/profile" and request.args.get("profileId") == PREFERENCES
    return session is not None and asked and request.method in READING and session.preferences_at is None


def _check_state(expected):
    _check_agent(expected)
    _check_activity(expected)
    if request.args.get("registration", "").lower() != expected.registration:
        raise NotInThisSession
    name = request.args.get("stateId")
    if request.method not in READING and (name == LAUNCH_DATA or name is None):
        raise NotInThisSession(f"The document {LAUNCH_DATA} is this site’s, to be read and not to be changed.")


def _check_activity(expected):
    if request.args.get("activityId", expected.activity) != expected.activity:
        raise NotInThisSession


def _check_agent(expected):
    agent = agent_in(request.args)
    if agent is not None and (agent.get("account") != expected.actor["account"] or agent.get("objectType", "Agent") != "Agent"):
        raise NotInThisSession


def _check_agent_profile(expected):
    _check_agent(expected)
    if "agent" in request.args and request.args.get("profileId", PREFERENCES) != PREFERENCES:
        raise NotInThisSession(f"A session keeps {PREFERENCES} about its learner, and no other profile.")
    if "agent" in request.args and request.method not in (*READING, "DELETE"):
        _check_preferences()


def _check_preferences():
    """Section 11 of cmi5."""
    try:
        said = parse(decode(request.get_data())) if request.mimetype == "application/json" else None
    except NotJson:
        said = None
    languages = said.get("languagePreference") if isinstance(said, dict) else None
    if not isinstance(languages, str) or said.get("audioPreference") not in ("on", "off"):
        raise NotInThisSession(f"{PREFERENCES} is an object of JSON with languagePreference, and audioPreference on or off.")
    if not all(LANGUAGE.fullmatch(tag) for tag in COMMA.split(languages)):
        raise NotInThisSession("languagePreference is a list of language tags with commas, such as en-US,fr.")
