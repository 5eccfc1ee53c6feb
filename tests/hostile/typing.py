"""Fills every form of a page with tricks and sends it, as somebody would who looks for the field that nobody thought of."""

import re
from html.parser import HTMLParser
from itertools import count

from tests.hostile.corpus import WHOLE, line

# What would end the session, the person, the draft, the course or her place in it, or is no field of words.
LEFT_ALONE = re.compile(r"sign-(in|out|up)|eras|discard|remov|withdraw|password|leav|archiv|unpubl|hand-?over|claims|revo|roles|"
                        r"members|invit|restor|undo|moves|complet|demo|publication|sync|pull|remark|enrol|launch|settling|"
                        r"abandon|end|clear|accept")
NUMBERS = count()


class Fields(HTMLParser):
    """`forms`: [(action, method, {name: value})], each filled in."""

    def __init__(self):
        super().__init__()
        self.forms, self.data, self.select, self.secret = [], None, None, False

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.data, self.secret = {}, False
            self.forms.append([given.get("action", ""), given.get("method", "get").lower(), self.data])
        elif self.data is not None and given.get("name"):
            self._field(tag, given)
        elif tag == "option" and self.select and given.get("value"):
            self.data.setdefault(self.select, given["value"])

    def handle_endtag(self, tag):
        self.data = None if tag == "form" else self.data
        self.select = None if tag == "select" else self.select

    def _field(self, tag, given):
        name, kind = given["name"], given.get("type", "text")
        if tag == "textarea":
            self.data[name] = WHOLE[:int(given.get("maxlength") or 20_000)]
        elif tag == "select":
            self.select = name
        elif tag == "input" and kind in ("hidden", "radio", "checkbox"):
            self.data.setdefault(name, given.get("value", "on"))
        elif tag == "input" and kind in ("text", "search", "url"):
            self.data[name] = line(next(NUMBERS) * 3, int(given.get("maxlength") or 300))
        elif tag == "input" and kind in ("number", "date", "datetime-local"):
            self.data[name] = "3" if kind == "number" else "2026-12-01"
        elif tag == "input" and kind == "email":
            self.data[name] = "somebody@example.org"


def type_into(client, path):
    """Send each form of a page; returns the answers that show a page of their own, by action."""
    page = client.get(path)
    if page.mimetype != "text/html":
        return {}
    reader, answers = Fields(), {}
    reader.feed(page.text)
    for action, method, data in reader.forms:
        action = action or path
        if method != "post" or LEFT_ALONE.search(action.partition("?")[0]):
            continue
        answer = client.post(action, data=data)
        if answer.status_code != 303 and answer.mimetype == "text/html":
            answers[f"POST {re.sub(r'[0-9a-f-]{20,}', '…', action)}"] = answer
    return answers
