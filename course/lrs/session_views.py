"""The door where a unit of another tool (cmi5) gets its session's secret, once; and how a session's statements are kept."""

import base64

from flask import current_app, g

from course.cmi5.receiving import receive_from
from course.cmi5.sessions import note_preferences, note_sent_in_vain, take_secret
from course.database import writing
from course.enrolment.enrolling import hold_enrolment
from course.errors import CourseError
from course.lrs.entering import scopes
from course.lrs.session_guard import asks_for_preferences, session_of
from course.lrs.views import blueprint, json
from course.people.access import anyone, door
from course.statements.recording import accept
from course.statements.xapi.exact import dump


@blueprint.post("/sessions/<token>/secrets")
@door(anyone)
@scopes()
def take_session_secret(token):
    """Always 200, as cmi5 has it (section 8.2); the second time it is an error with its code."""
    with writing():
        taken = take_secret(token)
    if taken is None:
        return json(dump({"error-code": "1", "error-text": "This address has given its secret already, or its session is over."}))
    return json(dump({"auth-token": base64.b64encode(":".join(taken).encode()).decode()}))


@blueprint.after_request
def note_that_preferences_were_read(response):
    """A session may begin only after it has asked how its learner likes things, whether or not there was an answer."""
    if response.status_code in (200, 304, 404) and asks_for_preferences():
        try:
            with writing():
                note_preferences(g.sender.session.id)
        except CourseError as busy:
            return current_app.make_response((f"{busy}\n", busy.status, {"Content-Type": "text/plain; charset=utf-8"}))
    return response


@blueprint.after_request
def weigh_nothing_that_was_refused(response):
    """An activity that sends what this site refuses, perhaps again and again, uses up nothing of what it may still send: of a
    refused body nothing is kept, and anybody may send as many to other doors."""
    weighed = g.pop("weighed", None)
    if weighed and response.status_code >= 400:
        try:
            with writing():
                note_sent_in_vain(*weighed)
        except CourseError:
            pass  # too busy: then it counts
    return response


def keep(received, parts, named=False):
    """Within the transaction: a tool's statements; a session's by rules of their own, with what other rooms do when these satisfy
    something. `named`: the address names the one that there is."""
    session = session_of(g.sender)
    if session is None:
        accept(received, g.sender, parts)
        return
    hold_enrolment(session.enrolment_id)  # then the registration: whoever opens or waives a unit has them in this order, too
    satisfied = receive_from(g.sender, received, parts, named=named)
    for follow in current_app.extensions["when satisfied"] if satisfied else ():
        follow(satisfied)
