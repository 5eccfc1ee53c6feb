"""Opening a unit for a learner: her registration, a session of its own with its launch data, and the address that opens it."""

import json
from collections import namedtuple
from urllib.parse import quote, urlencode, urlsplit

from sqlalchemy import insert, select

from course.clock import now
from course.cmi5.models import ActivitySession, Registration
from course.cmi5.satisfying import satisfy
from course.cmi5.saying import Way, say_launched, template_of
from course.cmi5.sessions import abandon, hash_of, open_sessions
from course.cmi5.words import LAUNCH_DATA, MODES
from course.database import ask
from course.errors import CourseError
from course.ids import new_id, new_token
from course.statements.credentials import Sender, sender_as
from course.statements.documents import Body, Place, put_document
from course.statements.platform import platform_iri
from course.statements.xapi.conditions import Conditions
from course.statements.xapi.parts import agent_term

Launched = namedtuple("Launched", "address session_id registration_id satisfied elsewhere")  # `elsewhere`: another site's name


class ActivityIsOff(CourseError):
    status = 403
    sentence = "Who runs this site has ended what this activity may send, so it cannot be opened."


class NoSuchMode(CourseError):
    sentence = f"An activity is opened in one of the modes {', '.join(MODES)}."


def way_for(enrolment_ids, enrolment_id, actor, offered):
    """(the Way of a learner through a package, whether it begins now); its row is locked. A guest's goes on."""
    asked = select(Registration).where(Registration.enrolment_id.in_(enrolment_ids), Registration.package_id == offered.id)
    kept = ask(asked.order_by(Registration.at).limit(1).with_for_update()).first()
    if kept:
        return Way(kept.id, kept.enrolment_id, kept.actor, offered), False
    way = Way(new_id(), enrolment_id, actor, offered)
    ask(insert(Registration.__table__).values(id=way.id, enrolment_id=enrolment_id, package_id=offered.id, actor=actor, at=now()))
    return way, True


def launch(way, begins, unit, mode, *, site, back):
    """Returns Launched. `site` is this site's address, `back` where the unit leads when it is left. What `begins` is satisfied
    as far as it asks for nothing."""
    if mode not in MODES:
        raise NoSuchMode
    sender = sender_as(Sender, way.offered.credential_id)
    if sender is None:
        raise ActivityIsOff
    session_id, token = new_id(), new_token()
    satisfied = satisfy(way, session_id) if begins else False
    for row in open_sessions(way.id, unit.id):
        abandon(row)
    ask(insert(ActivitySession.__table__).values(
        id=session_id, registration_id=way.id, version_id=way.offered.version_id, unit=unit.id, mode=mode,
        fetch_hash=hash_of(token), launched_at=now(), seen_at=now(), said=""))
    _keep_data(way, session_id, unit, (mode, back), sender)
    address, elsewhere = address_of(unit, way.offered.content, site)
    say_launched(way, session_id, unit, mode, address)
    given = {"endpoint": f"{site}/xapi", "fetch": f"{site}/xapi/sessions/{token}/secrets", "actor": json.dumps(way.agent),
             "registration": str(way.id), "activityId": way.iri(unit.id)}
    return Launched(with_query(address, given), session_id, way.id, satisfied, elsewhere)


def address_of(unit, content, site):
    """(a unit's address as its author has it, the name of another site or None)"""
    parts = urlsplit(unit.url)
    if parts.hostname:
        return unit.url, parts.hostname
    return f"{site}/activities/{content}/{unit.url}", None


def with_query(address, given):
    """With further parameters; those that are there stay, as does what stands behind a #."""
    parts = urlsplit(address)
    query = "&".join(filter(None, (parts.query, urlencode(given, quote_via=quote))))
    return parts._replace(query=query).geturl()



def _keep_data(way, session_id, unit, how, sender):
    """The document that tells the unit how it was opened. The unit may read it, and nothing else."""
    mode, back = how
    data = {"contextTemplate": template_of(way, session_id, unit.id), "launchMode": mode, "launchMethod": (
        "OwnWindow" if unit.own_window else "AnyWindow"), "moveOn": unit.move_on, "returnURL": back}
    if unit.parameters is not None:
        data["launchParameters"] = unit.parameters
    if unit.mastery is not None:
        data["masteryScore"] = unit.mastery
    if unit.entitlement is not None:
        data["entitlementKey"] = {"courseStructure": unit.entitlement}
    place = Place("state", way.iri(unit.id), agent_term(way.agent, platform_iri()), way.id)
    body = Body(json.dumps(data, ensure_ascii=False).encode(), "application/json")
    put_document(place, LAUNCH_DATA, body, Conditions(None, None), "1.0", sender)
