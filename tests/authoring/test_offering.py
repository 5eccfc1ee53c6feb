"""A course is unpublished, archived and opened again: every door obeys, and nothing that anybody did is lost."""

import re
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import func, select

from course.content.offering import state_of
from course.content.queries import standing
from course.database import db
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt, Completion, Opening
from tests import cast, making, papers
from tests.cmi5.opened import BLOCKS
from tests.cmi5.packing import import_package
from tests.forms import form_to, forms_in, send
from tests.people.asking import make, signed_in

PAGE, OFFER = "/courses/neighbours/levels", "/authoring/neighbours/offer"
OPEN_TO_ALL = {"anyone", "whoever began"}
TALK = "---\nid: talk\ntitle: Talk\nminutes: 3\ncore: false\n---\n\n/// thoughts\nid: word\n\nWhose word?\n///\n"
KIND = "This course is not offered any more"


@pytest.fixture
def frank(app):
    papers.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def press(frank, words, why="It is over"):
    page = frank.get(OFFER).text
    state = {"Unpublish": "unpublished", "Archive": "archived", "Reopen": "offered"}[words]
    form = next(form for form in forms_in(page) if dict(form.hidden).get("state") == state)
    return frank.post(form.action, data=dict(form.hidden) | {"why": why}, follow_redirects=True)


def answered(app, option="consult"):
    client = app.test_client()
    send(client, client.get(PAGE).text, "/told/attempts", a_told=option)
    return client


def kept(app):
    with app.app_context():
        return [db.session.execute(select(func.count()).select_from(model)).scalar()
                for model in (Attempt, Answer, Completion, Opening, Enrolment)]


def state(app):
    with app.app_context():
        return state_of(making.COURSE)


def learner_doors(app):
    """(method, address) of all doors that name a course and ask for no role."""
    given = {"course": "neighbours", "lesson": "levels", "module": "start", "number": 1, "sheet": "told", "key": "told",
             "path": "door.svg", "package": "walk", "unit": "0"}
    with app.app_context():
        given["edition"] = standing(making.COURSE).edition
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if "course" not in rule.arguments or app.view_functions[rule.endpoint].rule.name not in OPEN_TO_ALL:
                continue
            values = {name: given.get(name, UUID(int=0)) for name in rule.arguments}
            yield rule.endpoint, "POST" if "POST" in rule.methods else "GET", app.url_for(rule.endpoint, **values)


def test_before_the_button_stands_what_it_does(app, frank):
    answered(app)
    page = frank.get(OFFER).text
    assert "1 person is on it" in page
    assert "Whoever is on it goes on as before" in page and "Nothing can be answered, saved or changed" in page
    assert press(frank, "Archive").status_code == 200 and state(app) == "archived"
    page = frank.get(OFFER).text
    assert "It is over" in page and "by Frank" in page and "Reopen course" in page


@pytest.mark.parametrize("words", ["Unpublish", "Archive"])
def test_no_door_leads_a_stranger_or_newcomer_in(app, client, frank, words):
    newcomer = app.test_client()
    newcomer.post("/courses/neighbours/enrolments", data=dict(form_to(newcomer.get("/courses/neighbours").text,
                                                                      "/enrolments").hidden))
    making.publish(app, making.edited("course.md", "id: neighbours", "id: others"))
    elsewhere = app.test_client()  # a guest of another course
    send(elsewhere, elsewhere.get("/courses/others").text, "/courses/others/enrolments")
    sheet = dict(form_to(client.get(PAGE).text, "/told/attempts").hidden)
    token = dict(form_to(elsewhere.get("/courses/others/levels").text, "/told/attempts").hidden)["csrf_token"]
    press(frank, words)
    before, doors = kept(app), list(learner_doors(app))
    assert len(doors) > 25
    open_doors = []
    for somebody, given in ((client, sheet), (elsewhere, sheet | {"csrf_token": token})):
        for endpoint, method, address in doors:
            answer = somebody.open(address, method=method, data=given if method == "POST" else None)
            if not (answer.status_code in (400, 404, 409, 410) or "/sign-in" in answer.headers.get("Location", "")):
                open_doors.append((endpoint, answer.status_code))
            assert "Residents comment" not in answer.text and "CANARY" not in answer.text, endpoint
    assert {endpoint for endpoint, _ in open_doors} <= {"learning.leave"}  # who is on no course leaves none
    assert kept(app) == before
    assert KIND in client.get(PAGE).text and client.get(PAGE).status_code == 410
    assert "/courses/neighbours\"" not in client.get("/").text
    assert newcomer.get(PAGE).status_code == 200


def test_whoever_is_on_an_unpublished_course_goes_on(app, frank):
    lena = answered(app)
    press(frank, "Unpublish")
    page = lena.get("/courses/neighbours").text
    assert "not offered to newcomers any more" in page
    page = lena.get(PAGE).text
    assert "CANARY-consult" in page
    answer = send(lena, page, "/supports/attempts", a_supports=["childcare", "later"])
    assert answer.status_code == 200 and kept(app)[0] == 2
    assert "not offered to newcomers" in lena.get("/").text


def test_an_archived_course_is_read_and_nothing_in_it_changes(app, frank):
    lena = app.test_client()
    attempt = send(lena, lena.get(PAGE).text, "/told/attempts", follow=False, a_told="consult").location.split("#")[0]
    page = lena.get(PAGE).text
    form = form_to(page, "/supports/attempts")
    hello = form_to(lena.get("/courses/neighbours/hello").text, "/completions")
    press(frank, "Archive")
    before = kept(app)
    page = lena.get(PAGE).text
    assert "This course is archived" in page and "CANARY-consult" in page
    assert '<fieldset class="closed" disabled>' in page
    answer = lena.post(form.action, data=dict(form.hidden) | {"a-supports": ["childcare", "later"]})
    assert answer.status_code == 409 and "Nothing was saved" in answer.text
    assert lena.post(hello.action, data=dict(hello.hidden)).status_code == 409
    assert lena.get(attempt).status_code == 200 and "This course is archived" in lena.get(attempt).text
    assert kept(app) == before
    assert send(lena, lena.get("/courses/neighbours/enrolments/leaving").text, "/leaving").status_code == 200
    assert "CANARY-consult" in lena.get(PAGE).text  # who left still reads what she did


def test_no_form_of_an_archived_course_can_be_filled_in_but_what_takes_her_words_back(app):
    papers.publish(app, **{"01-start__08-talk.md": TALK, "02-levels__04-walk.md": BLOCKS})
    import_package(app)
    make(app, cast.frank)
    frank, lena = signed_in(app, cast.frank), answered(app)
    send(lena, lena.get("/courses/neighbours/talk").text, "/thoughts", text="Mine")
    pages = ["", "/levels", "/hello", "/paper", "/talk", "/walk", "/talk/r/1/feedback"]
    before = [forms_that_work(lena.get(f"/courses/neighbours{page}").text) for page in pages]
    press(frank, "Archive")
    during = [forms_that_work(lena.get(f"/courses/neighbours{page}").text) for page in pages]
    taken_back = [action for actions in before for action in actions if action.endswith("/withdrawals")]
    assert len(sum(before, [])) > 12 and taken_back
    assert sum(during, []) == taken_back
    press(frank, "Reopen")
    assert [forms_that_work(lena.get(f"/courses/neighbours{page}").text) for page in pages] == before


def forms_that_work(page):
    """Where each form of a page leads that has something to press in it."""
    forms = re.findall(r'<form\b[^>]*action="([^"]*)"[^>]*>(.*?)</form>', page, re.S)
    return [action for action, inside in forms if not inside.strip().startswith('<fieldset class="closed" disabled>')]


def test_nothing_is_published_into_an_archive(app, frank, cli):
    press(frank, "Archive")
    edited = making.edited("01-start/01-hello.md", "Two neighbours", "Three neighbours", papers.files())
    with pytest.raises(Exception, match="archived, so nothing was published"):
        making.publish(app, edited)
    page = frank.get("/authoring/neighbours/draft/texts/01-start/01-hello.md").text
    form = form_to(page, "/draft/texts/")
    frank.post(form.action, data=dict(form.hidden) | {"body": "Kept in the draft."})
    page = frank.get("/authoring/neighbours/draft/publication").text
    answer = send(frank, page, "/draft/publication", note="A new one")
    assert answer.status_code == 409 and "archived" in answer.text and "A new one" in answer.text
    press(frank, "Reopen")
    assert making.publish(app, edited) == 2


def test_it_comes_back_as_it_was(app, client, frank):
    lena = answered(app)
    before = kept(app)
    press(frank, "Unpublish")
    press(frank, "Archive")
    press(frank, "Reopen")
    assert client.get(PAGE).status_code == 200 and "CANARY-consult" in lena.get(PAGE).text
    assert kept(app) == before
    assert "not offered" not in lena.get("/courses/neighbours").text


def test_two_facilitators_do_not_undo_each_other_unseen(app, frank):
    form = next(form for form in forms_in(frank.get(OFFER).text) if dict(form.hidden).get("state") == "archived")
    press(frank, "Unpublish")
    assert frank.post(form.action, data=dict(form.hidden)).status_code == 409 and state(app) == "unpublished"


def test_people_of_the_course_see_it(app, frank):
    make(app, cast.eve)
    eve = signed_in(app, cast.eve)
    answered(app)
    press(frank, "Archive")
    assert frank.get("/courses/neighbours").status_code == 200 and "Start the course" not in frank.get("/courses/neighbours").text
    assert eve.get("/evaluation/neighbours").status_code == 200
    assert eve.get("/evaluation/neighbours/exports/answers.csv").text.count("\n") == 2


def test_authors_of_other_courses_take_nothing_out_of_it(app, frank, cli):
    making.publish(app, making.edited("course.md", "id: neighbours\ntitle: Talking with neighbours", "id: others\ntitle: Others"))
    make(app, replace(cast.frank, email="fay@example.org"), course="others")
    fay, copies = signed_in(app, replace(cast.frank, email="fay@example.org")), "/reuse/others/copies?module=neighbours/start"
    assert "Talking with neighbours" in fay.get(copies).text
    press(frank, "Unpublish")
    assert "Talking with neighbours" not in fay.get(copies).text
    assert fay.get("/reuse/neighbours/course.zip").status_code == 410


def test_it_is_typed_too(app, client, cli):
    papers.publish(app)
    done = cli.invoke(args=["unpublish", "neighbours", "--why", "Over"])
    assert done.exit_code == 0 and "neighbours: unpublished" in done.output and client.get(PAGE).status_code == 410
    assert "nothing to do" in cli.invoke(args=["unpublish", "neighbours"]).output
    assert "archived" in cli.invoke(args=["archive", "neighbours"]).output
    assert "offered again" in cli.invoke(args=["reopen", "neighbours"]).output and client.get(PAGE).status_code == 200
    assert "There is no course at this address" in str(cli.invoke(args=["archive", "nowhere"]).exception)
    with app.app_context():
        acts = db.session.execute(select(db.metadata.tables["audit_entry"].c.act)).scalars().all()
    assert acts[-3:] == ["course unpublished", "course archived", "course reopened"]
