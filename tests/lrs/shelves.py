"""Documents as a tool reaches them."""

import json
from dataclasses import dataclass

from tests.lrs.asking import Tool, agent

STATE, ACTIVITY, AGENT = "/xapi/activities/state", "/xapi/activities/profile", "/xapi/agents/profile"
NEW = {"If-None-Match": "*"}


@dataclass
class Shelf:
    """One kind of documents, as a tool reaches them."""

    tool: Tool
    path: str

    @property
    def name(self):
        return "stateId" if self.path == STATE else "profileId"

    def about(self, **changes):
        given = {"activityId": "https://example.org/activities/1", "agent": json.dumps(agent())}
        kept = {key: value for key, value in given.items() if key == "activityId" and self.path != AGENT
                or key == "agent" and self.path != ACTIVITY}
        return {key: value for key, value in ({self.name: "one"} | kept | changes).items() if value is not None}

    def ask(self, method, data=None, headers=None, content_type="application/json", **changes):
        body = data if data is None or isinstance(data, bytes | str) else json.dumps(data)
        more = {"content_type": content_type} if body is not None else {}
        return self.tool.ask(method, self.path, query_string=self.about(**changes), data=body, headers=headers, **more)

    def names(self, **more):
        return self.ask("GET", **{self.name: None}, **more).json
