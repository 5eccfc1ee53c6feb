"""What the clients wrote down, read again: each form with all that was said about it."""

import json
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Form:
    """One form that a client sent, once or more often. `given` is {item: the values sent}."""

    key: str  # 32 hexadecimal digits
    life: str  # the guest who sent it
    sheet: str
    given: dict
    acknowledged: list = field(default_factory=list)  # ids of the attempt, as each 303 named it
    seconds: float | None = None  # from the first sending to the first acknowledgement
    refused: list = field(default_factory=list)  # statuses that no fault explains


@dataclass
class History:
    forms: dict = field(default_factory=dict)  # {key: Form}
    failures: list = field(default_factory=list)  # statuses from 500 up
    unheard: int = 0  # requests of which nothing came back
    unseen: list = field(default_factory=list)  # addresses of acknowledged attempts that could not be looked at

    @property
    def acknowledged(self):
        return [form for form in self.forms.values() if form.acknowledged]

    def read(self, line):
        event = json.loads(line)
        kind, status = event.pop("event"), event.get("status")
        if kind == "invoke":
            self.forms[event["form"]] = Form(event["form"], event["life"], event["sheet"], event["given"])
        elif kind == "ok":
            form = self.forms[event["form"]]
            form.acknowledged.append(event["attempt"])
            form.seconds = form.seconds or event["seconds"]
        elif kind == "refused":
            self.forms[event["form"]].refused.append(status)
        elif status >= 500:
            self.failures.append(status)
        elif status == 0:
            self.unheard += 1
        elif status != 200:
            self.unseen.append(f"{event['path']}: {status}")


def read_history(folder):
    history = History()
    for path in sorted(Path(folder).glob("*.jsonl")):
        for line in path.read_text().splitlines():
            history.read(line)
    return history
