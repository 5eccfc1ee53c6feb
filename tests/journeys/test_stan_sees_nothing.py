"""Stan sees nothing that is not public: every door of the site, tried by everybody, against what its rule says.

A new door fails here until somebody has written down who may pass it.
"""

import re
from html import unescape

import pytest
from sqlalchemy import select

from course.cmi5.queries import package
from course.content.queries import standing
from course.conversation.models import Thought
from course.database import db, writing
from course.learning.models import Attempt
from course.people.accounts import create_account
from course.people.rights import give_role
from course.statements.finding import ledger
from tests import making
from tests.cast import PASSWORD, Person, ada, eve, frank, lena, stan
from tests.cmi5.opened import BLOCKS
from tests.cmi5.packing import import_package
from tests.forms import send
from tests.forwarding.making import destine
from tests.journeys.doors import DOORS, IN_TALK, IN_WALK, OF_TEXTS, TEXT, WHO
from tests.people.asking import make, signed_in

fay = Person("Fay", "fay@example.org")
# After these a person is somebody else, or a destination is gone.
LAST = ("POST forwarding.remove_destination", "POST people.end_as_guest", "POST people.sign_out")


TALK = """---
id: talk
title: Talk
minutes: 3
core: false
---

/// worksheet
id: plan

[text] Your plan {#first-step}
///

/// thoughts
id: word

Whose word counts?
///
"""


@pytest.fixture
def app(app):
    """Two courses stand; each of the cast has an account."""
    making.publish(app, making.files(**{"02-levels__04-talk.md": TALK, "02-levels__05-walk.md": BLOCKS}))
    making.publish(app, making.edited("course.md", "id: neighbours", "id: elsewhere"))
    import_package(app)
    for person in (stan, lena, frank, eve, ada):
        make(app, person)
    with app.app_context(), writing():
        other = create_account(fay.email, PASSWORD, name=fay.name)
        for role in ("facilitator", "evaluator"):
            give_role(other, role, "elsewhere")
    return app


@pytest.fixture
def people(app):
    """Their browsers, by name. Lena has answered one question; nobody is a learner of the course but she."""
    people = {who.name.lower(): signed_in(app, who) for who in (stan, lena, fay, frank, eve, ada)}
    people |= {"stranger": app.test_client(), "guest": app.test_client()}
    send(people["guest"], people["guest"].get("/courses/elsewhere").text, "/enrolments")
    send(people["lena"], people["lena"].get("/courses/neighbours/levels").text, "/told/", a_told="consult")
    talk = people["lena"].get("/courses/neighbours/talk").text
    send(people["lena"], talk, "/plan/versions", **{"a-first-step": "CANARY of hers"})
    send(people["lena"], talk, "/word/thoughts", text="CANARY that waits")
    return people


@pytest.fixture
def address(app, people):
    """`address(rule)`: the rule's address with the things of this course; attempt, version and thought are Lena's."""
    destine(app, "https://192.0.2.1/xapi")  # where nobody is asked
    with app.app_context():
        edition = standing(making.COURSE).edition
        sent = dict(db.session.execute(select(Attempt.sheet, Attempt.id)).all())
        told = db.session.execute(select(ledger.c.id, ledger.c.position).where(ledger.c.course == making.COURSE)).first()
        content = package(making.COURSE, "walk").content
        thought = db.session.execute(select(Thought.id)).scalar_one()
    values = {
        "course": making.COURSE, "lesson": "levels", "number": 1, "sheet": "told", "attempt": sent["told"], "key": "told",
        "module": "start", "edition": edition, "path": "door.svg", "name": "answers", "token": "never-made",
        "version": sent["plan"], "content": content, "thought": thought, "remark": thought, "extension": "wave", "ending": "png",
        "adaptation": thought,
        "place": "levels",
        "statement": told.id, "position": told.position,
    }

    def build(rule):
        own = {"lesson": "talk", "sheet": "word" if rule.endpoint == "learning.share" else "plan"}
        here = values | (own if rule.endpoint in IN_TALK else {"path": TEXT} if rule.endpoint in OF_TEXTS else {})
        here |= IN_WALK.get(rule.endpoint, {})
        return rule.build({name: here[name] for name in rule.arguments}, append_unknown=False)[1]

    return build


def doors(app):
    """{"METHOD endpoint": rule} of the whole URL map."""
    return {f"{method} {rule.endpoint}": rule for rule in app.url_map.iter_rules()
            for method in rule.methods - {"HEAD", "OPTIONS"}}


def test_every_door_stands_in_this_list(app):
    assert set(doors(app)) == set(DOORS)


def test_everybody_is_answered_at_every_door_as_the_list_says(app, people, address):
    app.config["WTF_CSRF_ENABLED"] = False  # or an empty form would be refused before anybody is asked who she is
    found = doors(app)
    answered = {name: tuple(_ask(app, people[who], name, address(found[name])) for who in WHO)
                for name in sorted(DOORS, key=lambda name: (name in LAST, name))}
    assert {name: row for name, row in answered.items() if row != DOORS[name]} == {}


@pytest.mark.databases("sqlite")  # every door is asked on both above
def test_what_is_hers_alone_is_on_no_page_of_anybody_else(app, people, address):
    """What she sent stands in the records, under a random name: evaluators have it in files and in the statement browser."""
    of_records = ("export", "evaluation.show_statement", "ledger.show_statement", "reuse.take_")  # and zips of the course itself
    pages = [address(rule) for name, rule in doors(app).items()
             if name.startswith("GET ") and not any(part in name for part in of_records)]
    seen = {who for who, client in people.items() for page in pages if "CANARY" in client.get(page).text}
    assert seen == {"lena", "frank"}  # he decides about her thought
    assert "CANARY of hers" not in "".join(people["frank"].get(page).text for page in pages)


def _ask(app, client, name, address):
    """The status alone. A stranger's browser is new each time: what she did at one door might make her a guest at the next."""
    client = client if client.get_cookie("session") else app.test_client()
    query = {"since": 1} if "changes" in address else None
    with client.open(address, method=name.split()[0], query_string=query) as answer:
        return answer.status_code


@pytest.mark.databases("sqlite")  # every door is asked on both above
def test_no_page_shows_anybody_a_link_to_a_door_that_is_shut(app, people):
    for who, client in people.items():
        shut = {path: status for path, status in _reached(client).items() if status not in (200, 302, 303)}
        assert not shut, who


def _reached(client):
    """{path: status} of all that can be reached from the first page by links alone."""
    statuses, waiting = {}, {"/"}
    while waiting:
        path = waiting.pop()
        with client.get(path) as page:
            statuses[path] = page.status_code
            if page.mimetype == "text/html":
                links = {unescape(link).partition("#")[0] for link in re.findall('href="(/[^"]*)"', page.text)}
                waiting |= links - set(statuses)
    return statuses
