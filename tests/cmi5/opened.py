"""A unit as a browser would run it: opened by a learner's button, then asking /xapi with its session's secret."""

import json
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

from course.cmi5.words import CMI5, MASTERY, MOVE_ON, VERBS
from tests.cmi5.packing import TALK, WALK
from tests.forms import filled, forms_in

LESSON = "/courses/neighbours/walk"
BLOCKS = f"""---
id: walk
title: A walk
minutes: 5
core: true
complete: answer
---

Go out.

/// activity
id: look
title: Look around
package: walk
unit: {WALK}

Look at the *street*.
///
/// activity
id: say
title: Say something
package: walk
unit: {TALK}
///
"""
RESULTS = {
    "completed": {"completion": True, "duration": "PT5S"},
    "passed": {"success": True, "duration": "PT5S"},
    "failed": {"success": False, "duration": "PT5S"},
    "terminated": {"duration": "PT9S"},
}


def launch(client, sheet="look", mode="Normal"):
    """The answer to the button of a mode."""
    form = next(form for form in forms_in(client.get(LESSON).text)
                if f"/{sheet}/launches" in form.action and ("mode", mode) in form.hidden)
    return client.post(form.action, data=filled(form))


class Opened:
    """`client` is the learner's browser; what the unit asks goes without her cookies."""

    def __init__(self, app, client, sheet="look", mode="Normal"):
        self.app, self.mode = app, mode
        answer = launch(client, sheet, mode)
        assert answer.status_code == 303, answer.text
        self.address = answer.location
        self.given = dict(parse_qsl(urlsplit(self.address).query))
        self.registration, self.activity = self.given["registration"], self.given["activityId"]
        self.secret = self.data = None

    def fetch(self):
        return self.app.test_client().post(urlsplit(self.given["fetch"]).path).json

    def ask(self, method, path, body=None, secret=None, **query):
        headers = {"X-Experience-API-Version": "1.0.3", "Authorization": f"Basic {secret or self.secret}"}
        return self.app.test_client().open(f"/xapi{path}", method=method, query_string=query, headers=headers,
                                           **({} if body is None else {"json": body}))

    def state(self, method="GET", name="LMS.LaunchData", body=None, **other):
        asked = {"stateId": name, "activityId": self.activity, "agent": self.given["actor"], "registration": self.registration}
        return self.ask(method, "/activities/state", body, **{key: value for key, value in (asked | other).items() if value})

    def profile(self, method="GET", body=None, agent=None, name="cmi5LearnerPreferences"):
        return self.ask(method, "/agents/profile", body, agent=agent or self.given["actor"], profileId=name)

    def start(self):
        """As each unit does: the secret, the launch data, the preferences, and the first word."""
        self.secret = self.fetch()["auth-token"]
        self.data = self.state().json
        assert self.profile().status_code == 404
        return self.say("initialized")

    def statement(self, verb, **more):
        """One that cmi5 defines, or with another verb one that it allows."""
        context = json.loads(json.dumps(self.data["contextTemplate"])) | {"registration": self.registration}
        defined = verb in VERBS
        if defined:
            result = RESULTS.get(verb, {})
            category = [CMI5, *([MOVE_ON] if {"completion", "success"} & result.keys() else [])]
            context["contextActivities"]["category"] = [{"id": iri} for iri in category]
            more = ({"result": dict(result)} if result else {}) | more
            if "score" in more.get("result", {}):
                context["extensions"][MASTERY] = self.data.get("masteryScore")
        return {"id": str(uuid4()), "actor": json.loads(self.given["actor"]),
                "verb": {"id": VERBS.get(verb, f"https://example.org/verbs/{verb}")}, "object": {"id": self.activity},
                "context": context, "timestamp": datetime.now(UTC).isoformat().replace("+00:00", "Z")} | more

    def send(self, *statements):
        return self.ask("POST", "/statements", list(statements))

    def say(self, verb, **more):
        answer = self.send(self.statement(verb, **more))
        assert answer.status_code == 200, answer.text
        return answer

    def refused(self, verb, status=403, **more):
        answer = self.send(self.statement(verb, **more))
        assert answer.status_code == status, answer.text
        return answer.text
