"""Stan sees nothing that is not public: every door of the site, tried by everybody, against what its rule says.

A new door fails here until somebody has written down who may pass it.
"""

import re
from html import unescape

import pytest
from sqlalchemy import select

from course.content.queries import standing
from course.conversation.models import Thought
from course.database import db, writing
from course.learning.models import Attempt
from course.people.accounts import create_account
from course.people.rights import give_role
from course.statements.finding import ledger
from tests import making
from tests.cast import PASSWORD, Person, ada, eve, frank, lena, stan
from tests.forms import send
from tests.forwarding.making import destine
from tests.people.asking import make, signed_in

# What each is answered: stranger, guest, Stan (an account, no course), Lena (whose things they are), Fay (facilitates and
# evaluates another course), Frank (facilitates), Eve (evaluates), Ada (runs the site).
WHO = ("stranger", "guest", "stan", "lena", "fay", "frank", "eve", "ada")
fay = Person("Fay", "fay@example.org")

ALL = (200,) * 8
ON = (302,) * 8  # to the place that the address means
BEGAN = (302, *(200,) * 7)  # a stranger is led to the sign-in page
SENT = (303,) * 8
BAD = (400,) * 8  # an empty form is no form of ours; and no button completes a lesson that asks for answers
GONE = (410,) * 8
ACCOUNT = (404, 404, *(422,) * 6)
HERS = (302, 404, 404, 200, 404, 404, 404, 404)
FACILITATOR = (*(404,) * 5, 200, 404, 404)
ADMINISTRATOR = (*(404,) * 7, 200)
DOORS = {
    "GET roof.show_health": ALL,
    "GET roof.show_metrics": ALL,  # asked from this machine; tests/house/test_metrics.py asks from another
    "GET learning.show_catalogue": ALL,
    "GET learning.show_course": ALL,
    "GET learning.show_lesson": ALL,
    "GET learning.show_changes": ALL,
    "GET learning.show_file": ALL,
    "GET learning.show_module": ON,
    "GET learning.show_question": ON,
    "GET learning.show_sheet": ON,
    "GET learning.show_leaving": BEGAN,
    "GET learning.show_attempt": HERS,
    "POST learning.begin": SENT,
    "POST learning.attempt_sheet": BAD,
    "POST learning.complete_lesson": BAD,
    "POST learning.leave": (404, *(303,) * 7),
    "GET people.show_sign_in": (200, 200, *(303,) * 6),
    "GET people.show_sign_up": (200, 200, *(302,) * 6),
    "GET people.show_forgotten": ALL,
    "GET people.show_link": GONE,  # there is no such link, whoever asks
    "GET people.show_privacy": ALL,
    "GET people.show_letters": (404,) * 8,  # the demo alone has them
    "GET people.show_account": BEGAN,
    "GET people.show_copy": BEGAN,
    "GET people.show_copy_as_json": BEGAN,
    "GET people.show_erasure": BEGAN,
    "POST people.erase_me": (404, *(422,) * 7),
    "POST people.erase_somebody": (404,) * 8,  # the empty form names nobody
    "GET people.show_people": ADMINISTRATOR,
    "POST people.sign_in": (422,) * 8,
    "POST people.sign_up": (422, 422, *(303,) * 6),
    "POST people.ask_for_link": (422,) * 8,
    "POST people.use_link": GONE,
    "POST people.change_name": (404, 404, *(303,) * 6),
    "POST people.change_address": ACCOUNT,
    "POST people.change_password": ACCOUNT,
    "POST people.change_consent": (404, *(303,) * 7),
    "POST people.give_role": (*(404,) * 7, 422),
    "POST people.take_role": (*(404,) * 7, 404),  # the empty form names no role that anybody has
    "POST people.sign_out_everywhere": (404, 404, *(303,) * 6),
    "POST people.end_as_guest": (404, 303, *(403,) * 6),
    "POST people.sign_out": SENT,
    "GET authoring.show_course": FACILITATOR,
    "GET authoring.show_revision": FACILITATOR,
    "POST authoring.publish_course": (*(404,) * 5, 404, 404, 404),  # Frank's course has no folder here, and is told so
    "GET authoring.show_feedback": FACILITATOR,
    "POST authoring.reply_to_remark": (404,) * 8,  # the empty form says nothing of it
    "GET authoring.show_reflections": FACILITATOR,
    "GET authoring.show_remarkings": FACILITATOR,
    "GET authoring.show_thoughts": FACILITATOR,
    "POST authoring.accept_answer": (*(404,) * 5, 409, 404, 404),
    "POST authoring.pull_course": (*(404,) * 5, 404, 404, 404),
    "POST authoring.judge_thought": (404,) * 8,  # the empty form says neither yes nor no
    "POST authoring.remark_answers": (*(404,) * 5, 422, 404, 404),
    "GET learning.show_feedback": ALL,
    "POST learning.give_feedback": BAD,
    "GET learning.show_paper": HERS,
    "GET learning.show_version": HERS,
    "POST learning.keep_draft": (404, *(400,) * 7),
    "POST learning.report_thought": (404, *(303,) * 7),
    "POST learning.save_paper": BAD,
    "POST learning.share": BAD,
    "POST learning.take_back_thought": (404, 404, 404, 303, 404, 404, 404, 404),
    "GET lrs.show_about": ALL,
    "GET lrs.show_statements": BAD,  # no version of xAPI is named, and no cookie opens this door
    "POST lrs.post_statements": BAD,
    "PUT lrs.put_statement": BAD,
    "DELETE lrs.remove_activity_document": BAD,
    "DELETE lrs.remove_agent_document": BAD,
    "DELETE lrs.remove_state_document": BAD,
    "GET lrs.show_activity": BAD,
    "GET lrs.show_activity_document": BAD,
    "GET lrs.show_agent": BAD,
    "GET lrs.show_agent_document": BAD,
    "GET lrs.show_state_document": BAD,
    "POST lrs.post_activity_document": BAD,
    "POST lrs.post_agent_document": BAD,
    "POST lrs.post_state_document": BAD,
    "PUT lrs.put_activity_document": BAD,
    "PUT lrs.put_agent_document": BAD,
    "PUT lrs.put_state_document": BAD,
    "GET profile.show_profile": ALL,
    "GET profile.show_profile_as_json": ALL,
    "GET profile.show_extension": ON,
    "GET ledger.show_statements": ADMINISTRATOR,
    "GET ledger.show_statement": ADMINISTRATOR,
    "GET ledger.export_statements": ADMINISTRATOR,
    "GET tools.show_tools": ADMINISTRATOR,
    "POST tools.make_tool": (*(404,) * 7, 422),
    "POST tools.revoke_tool": (*(404,) * 7, 422),
    "GET evaluation.show_feedback": (*(404,) * 6, 200, 404),
    "GET evaluation.show_unsaid": (*(404,) * 6, 200, 404),
    "GET evaluation.show_statements": (*(404,) * 6, 200, 404),
    "GET evaluation.show_statement": (*(404,) * 6, 200, 404),
    "GET evaluation.export_statements": (*(404,) * 6, 200, 404),
    "GET forwarding.show_destinations": ADMINISTRATOR,
    "GET forwarding.show_destination": ADMINISTRATOR,
    "POST forwarding.make_destination": (*(404,) * 7, 422),
    "POST forwarding.change_destination": (*(404,) * 7, 422),
    "POST forwarding.test_destination": ADMINISTRATOR,
    "POST forwarding.replay_destination": (*(404,) * 7, 422),
    "POST forwarding.decide_refusal": (*(404,) * 7, 400),
    "POST forwarding.pause_destination": (*(404,) * 7, 303),
    "POST forwarding.resume_destination": (*(404,) * 7, 303),
    "POST forwarding.try_destination": (*(404,) * 7, 303),
    "POST forwarding.remove_destination": (*(404,) * 7, 303),
    "GET evaluation.show_changes": (*(404,) * 6, 200, 404),
    "GET evaluation.show_course": (*(404,) * 6, 200, 404),
    "GET evaluation.export": (*(404,) * 6, 200, 404),
}
# Doors whose things stand in the lesson of papers and thoughts.
IN_TALK = ("learning.show_paper", "learning.show_version", "learning.save_paper", "learning.keep_draft", "learning.share")
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
    making.publish(app, making.files(**{"02-levels__04-talk.md": TALK}))
    making.publish(app, making.edited("course.md", "id: neighbours", "id: elsewhere"))
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
        thought = db.session.execute(select(Thought.id)).scalar_one()
    values = {
        "course": making.COURSE, "lesson": "levels", "number": 1, "sheet": "told", "attempt": sent["told"], "key": "told",
        "module": "start", "edition": edition, "path": "door.svg", "name": "answers", "token": "never-made",
        "version": sent["plan"], "thought": thought, "remark": thought, "extension": "wave",
        "statement": told.id, "position": told.position,
    }

    def build(rule):
        own = {"lesson": "talk", "sheet": "word" if rule.endpoint == "learning.share" else "plan"}
        here = values | (own if rule.endpoint in IN_TALK else {})
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


def test_what_is_hers_alone_is_on_no_page_of_anybody_else(app, people, address):
    """What she sent stands in the records, under a random name: evaluators have it in files and in the statement browser."""
    of_records = ("export", "evaluation.show_statement", "ledger.show_statement")
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
