"""The doors of documents: the state of an agent in an activity, and profiles of activities and of agents."""

import re
from dataclasses import dataclass

from flask import Response, current_app, g, request

from course.config import MEGABYTE
from course.database import writing
from course.errors import CourseError
from course.lrs.asking import agent_in, iri_in, moment_in, parameters, required, uuid_in
from course.lrs.entering import read_whole
from course.lrs.views import blueprint, entrance, json
from course.statements.documents import (
    Body,
    HasMovedOn,
    Place,
    find_document,
    list_documents,
    post_document,
    put_document,
    remove_document,
    remove_documents,
)
from course.statements.platform import platform_iri
from course.statements.xapi.conditions import Conditions
from course.statements.xapi.parts import agent_term

ANY_TYPE = "application/octet-stream"
ALONE = {"Content-Security-Policy": "default-src 'none'; sandbox"}  # a document that a browser shows is nobody's page


@dataclass(frozen=True)
class Resource:
    """One kind of documents: where they are, the parameter that names one, and those that say whom and what it is about."""

    kind: str
    path: str
    name: str
    about: tuple
    more: tuple = ()
    scope: str = "profile"


RESOURCES = (
    Resource("state", "/activities/state", "stateId", ("activityId", "agent"), ("registration",), "state"),
    Resource("activity", "/activities/profile", "profileId", ("activityId",)),
    Resource("agent", "/agents/profile", "profileId", ("agent",)),
)


def open_doors(resource):
    read, write = (resource.scope, "all/read"), (resource.scope,)
    acts = {"show": ("GET", _show, read), "put": ("PUT", _put, write), "post": ("POST", _post, write),
            "remove": ("DELETE", _remove, write)}
    for name, (method, act, scopes) in acts.items():
        view = entrance(*scopes)(_about(resource, act))
        blueprint.add_url_rule(resource.path, f"{name}_{resource.kind}_document", view, methods=[method])


def _about(resource, act):
    return lambda: act(resource)


def _asked(resource, *more):
    """(the place, the name or None, what else was given)"""
    given = parameters(*resource.about, *resource.more, resource.name, *more)
    required(given, *resource.about)
    if given.get(resource.name) == "":
        raise CourseError(f"The parameter {resource.name} is empty.")
    agent = agent_in(given)
    place = Place(resource.kind, iri_in(given, "activityId"), agent and agent_term(agent, platform_iri()),
                  uuid_in(given, "registration"))
    return place, given.get(resource.name), given


def _show(resource):
    place, name, given = _asked(resource, "since")
    if name is None:
        return _list(place, moment_in(given, "since"))
    if "since" in given:
        raise CourseError(f"The parameter since goes with a list. Leave it out, or leave out {resource.name}.")
    row, conditions = find_document(place, name), _conditions()
    if not conditions.matched(row.etag):
        raise HasMovedOn
    known = conditions.is_known(row.etag)
    answer = Response(status=304) if known else Response(row.content, content_type=row.content_type, headers=ALONE)
    answer.set_etag(row.etag)
    answer.last_modified = row.changed_at
    return answer


def _list(place, since):
    rows = list_documents(place, since)
    answer = json("[" + ",".join(row.name for row in rows) + "]")
    if rows:
        answer.last_modified = max(row.changed_at for row in rows)
    return answer


def _put(resource):
    place, name, body = _sent(resource)
    with writing():
        put_document(place, name, body, _conditions(), g.xapi, g.sender)
    return Response(status=204)


def _post(resource):
    place, name, body = _sent(resource)
    with writing():
        post_document(place, name, body, _conditions(), g.sender)
    return Response(status=204)


def _sent(resource):
    place, name, given = _asked(resource)
    required(given, resource.name)
    kind = request.headers.get("Content-Type") or ANY_TYPE
    if not re.fullmatch(r"[\x20-\x7e]{1,255}", kind):
        raise CourseError("The Content-Type must be one line of 255 plain characters at most.")
    return place, name, Body(read_whole(request, current_app.config["SETTINGS"].DOCUMENT_MEGABYTES * MEGABYTE), kind)


def _remove(resource):
    place, name, given = _asked(resource)
    if name is None and resource.kind != "state":
        required(given, resource.name)
    if name is None and _conditions():
        raise CourseError("If-Match and If-None-Match speak of one document. Say which one by stateId. Nothing was removed.")
    with writing():
        remove_documents(place) if name is None else remove_document(place, name, _conditions())
    return Response(status=204)


def _conditions():
    match, none_match = request.if_match, request.if_none_match
    return Conditions(_tags(match, "If-Match", weak=False), _tags(none_match, "If-None-Match", weak=True))


def _tags(given, header, *, weak):
    if not request.headers.get(header, "").strip():
        return None
    return frozenset("*") if given.star_tag else frozenset(given.as_set(include_weak=weak) - {"*"})


for each in RESOURCES:
    open_doors(each)
