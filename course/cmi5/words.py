"""The words of cmi5: its verbs, categories, extensions and activity types; and how this site names what a package holds."""

import hashlib

VERBS = {
    "launched": "http://adlnet.gov/expapi/verbs/launched",
    "initialized": "http://adlnet.gov/expapi/verbs/initialized",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "passed": "http://adlnet.gov/expapi/verbs/passed",
    "failed": "http://adlnet.gov/expapi/verbs/failed",
    "abandoned": "https://w3id.org/xapi/adl/verbs/abandoned",
    "waived": "https://w3id.org/xapi/adl/verbs/waived",
    "terminated": "http://adlnet.gov/expapi/verbs/terminated",
    "satisfied": "https://w3id.org/xapi/adl/verbs/satisfied",
}
NAMES = {iri: name for name, iri in VERBS.items()}
OURS = {"launched", "abandoned", "waived", "satisfied"}  # what this site says, and no unit

_TERMS = "https://w3id.org/xapi/cmi5"
CMI5, MOVE_ON = (f"{_TERMS}/context/categories/{name}" for name in ("cmi5", "moveon"))
SESSION, MASTERY, MODE, ADDRESS, MOVED_ON_BY, PARAMETERS = (
    f"{_TERMS}/context/extensions/{name}"
    for name in ("sessionid", "masteryscore", "launchmode", "launchurl", "moveon", "launchparameters"))
REASON = f"{_TERMS}/result/extensions/reason"
TYPES = {what: f"{_TERMS}/activitytype/{what}" for what in ("block", "course")}
MODES = ("Normal", "Browse", "Review")
LAUNCH_DATA, PREFERENCES = "LMS.LaunchData", "cmi5LearnerPreferences"


def activity_iri(platform, course, package, part=None):
    """Our name of a package, or of a block or unit in it: never the publisher's, and the same for every learner."""
    whole = f"{platform}/courses/{course}/activities/{package}"
    return whole if part is None else f"{whole}/{name_of(part)}"


def name_of(part):
    """A block's or unit's id as a short name that an address can hold."""
    return hashlib.sha256(part.encode()).hexdigest()[:16]
