"""A course with an anonymous survey, and people who answer it."""

from course.database import writing
from course.learning.balloting import tell_ballots
from course.statements.finding import find
from tests import making
from tests.forms import send

COURSE = "/courses/neighbours"
BOX = COURSE + "/box"
TEXT = """---
id: box
title: Between us
minutes: 2
core: no
complete: answer
---

{prose}

/// survey
id: between-us
title: What you think of us
wave: pulse
anonymity: {anonymity}
scale.agree: 1 disagree | 2 neither | 3 agree

[scale agree] You were listened to {{#heard}}

[fact] Where do you live? {{#place}}
- Here {{#here}}
- Elsewhere {{#elsewhere}}

[text] What went wrong? {{#wrong}}
///
"""


def course(prose="Say it plainly.", anonymity="anonymous"):
    return making.files(**{"02-levels__09-box.md": TEXT.format(prose=prose, anonymity=anonymity)})


def said(number):
    return f"CANARY{number:02}"


def tell(client, number, **more):
    return send(client, client.get(BOX).text, "/between-us/attempts", **{"a_heard": "2", "a_wrong": said(number), **more})


def begun(app, number):
    """Clients of so many guests who have begun."""
    clients = [app.test_client() for _ in range(number)]
    for client in clients:
        send(client, client.get(COURSE).text, "/enrolments")
    return clients


def tell_all(app):
    with app.app_context(), writing():
        return tell_ballots()


def told(app):
    with app.app_context():
        return [row for row in find(making.COURSE, "answered") if row.sheet == "between-us"]
