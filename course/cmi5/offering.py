"""What a lesson offers: a unit of a package, and how far a learner has come in it."""

from collections import namedtuple

from flask import current_app
from sqlalchemy import select

from course.cmi5.errors import NoSuchLearner
from course.cmi5.models import Outcome, Package, Registration
from course.cmi5.queries import package, package_by_id
from course.cmi5.satisfying import outcomes_of
from course.cmi5.saying import Way
from course.cmi5.sessions import open_sessions
from course.database import ask
from course.errors import NotFound

Activity = namedtuple("Activity", "offered unit code satisfied waived")  # `code`: None if it was not opened yet
Found = namedtuple("Found", "way code outcomes sessions")


def unit_offered(course, key, unit_id):
    """(the Offered package, its Unit); without a `unit_id` the only one that it has. Raises NotFound."""
    offered = package(course, key)
    units = offered.structure.units
    unit = offered.structure.unit(unit_id) if unit_id else units[0] if len(units) == 1 else None
    if unit is None:
        raise NotFound("The package of this activity has no such unit.")
    return offered, unit


def activity(course, key, unit_id, enrolment_ids):
    """The Activity of a learner's enrolments; None where this site has no such package or unit."""
    try:
        offered, unit = unit_offered(course, key, unit_id)
    except NotFound:
        return None
    asked = select(Registration.id).where(Registration.enrolment_id.in_(enrolment_ids), Registration.package_id == offered.id)
    registration = ask(asked.order_by(Registration.at).limit(1)).scalar() if enrolment_ids else None
    if registration is None:
        return Activity(offered, unit, None, False, False)
    found = {what for of, thing, what in outcomes_of(registration) if (of, thing) == ("unit", unit.id)}
    return Activity(offered, unit, code_of(registration), "satisfied" in found, "waived" in found)


def satisfied_units(enrolment_ids, course):
    """{(package's key, unit's id)} of all that is done in these enrolments."""
    asked = (select(Package.key, Outcome.thing).select_from(Outcome)
             .join(Registration, Registration.id == Outcome.registration_id).join(Package, Package.id == Registration.package_id)
             .where(Registration.enrolment_id.in_(enrolment_ids), Package.course == course, Outcome.of == "unit",
                    Outcome.what == "satisfied"))
    return {tuple(row) for row in ask(asked)}


def enrolment_of(registration_id):
    return ask(select(Registration.enrolment_id).where(Registration.id == registration_id)).scalar_one()


def code_of(registration_id):
    """A learner's way through a package as people may say it: it names nobody to who does not know whose it is."""
    end = registration_id.hex[-12:].upper()
    return "-".join((end[:4], end[4:8], end[8:]))


def find_learner(offered, code):
    """The Found with this code. Raises NoSuchLearner."""
    wanted = "".join(sign for sign in code if sign.isalnum()).upper()
    ids = ask(select(Registration.id).where(Registration.package_id == offered.id)).scalars().all()
    found = next((one for one in ids if len(wanted) == 12 and one.hex[-12:].upper() == wanted), None)
    if found is None:
        raise NoSuchLearner
    return _found(found)


def hold_learner(offered, code):
    """The same, as it stands once it is locked, in the order of everybody: who she is, by those who know her, then her way."""
    way = find_learner(offered, code).way
    for hold in current_app.extensions["before a registration"]:
        hold(way.enrolment_id)
    ask(select(Registration.id).where(Registration.id == way.id).with_for_update())
    return _found(way.id)


def _found(registration_id):
    return Found(way_of_registration(registration_id), code_of(registration_id), outcomes_of(registration_id),
                 open_sessions(registration_id))


def way_of_registration(registration_id):
    row = ask(select(Registration).where(Registration.id == registration_id)).one()
    return Way(row.id, row.enrolment_id, row.actor, package_by_id(row.package_id))
