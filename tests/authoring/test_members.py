"""Who works on a course: invited by a link that is used once, handed over, left; and what nobody may do who may not."""

import re
from html import unescape

import pytest
from sqlalchemy import select

from course.authoring.beginning import begin_course
from course.database import ask, writing
from course.errors import NotAllowed
from course.people.forgetting import erase_person
from course.people.inviting import InvitationIsOver, accept_invitation, invite
from course.people.membership import LastFacilitator, leave, members_of, take_back
from course.people.models import Invitation, Person, Role
from course.people.rights import give_role, take_role
from tests import making
from tests.cast import PASSWORD, ada, frank, lena, stan
from tests.cast import Person as Actor
from tests.forms import form_to, send
from tests.people.asking import at_once, last_link, make, signed_in

KEY, MEMBERS = "neighbours", "/authoring/neighbours/members"
gina = Actor("Gina", "gina@example.org", "facilitator")


@pytest.fixture
def ids(app):
    """A course, and accounts: Frank facilitates it."""
    making.publish(app)
    return {one.name: make(app, one) for one in (frank, lena, stan, ada)}


@pytest.fixture
def client(app, ids):
    return signed_in(app, frank)


def link_on(page):
    return re.search(r'value="http://[^/"]+(/invitations/[^"]+)"', page)[1]


def make_link(client, role="facilitator", days="14", path=MEMBERS):
    return link_on(send(client, client.get(path).text, "/invitations", role=role, days=days).text)


def roles(app, *of):
    with app.app_context():
        asked = select(Person.name, Role.name).join(Person, Person.id == Role.person_id).where(
            Role.course == KEY, Role.taken_at.is_(None))
        return set(map(tuple, ask(asked)))


def accept(client, link, **more):
    return send(client, client.get(link).text, "/invitations/", **more)


def test_an_invitation_makes_a_facilitator_of_whoever_accepts_it_first(app, client):
    link = make_link(client)
    with app.app_context():
        assert link.rsplit("/", 1)[1] not in ask(select(Invitation.token_hash)).scalars().all()
    other = signed_in(app, lena)
    assert "Frank invites you" in other.get(link).text
    assert roles(app) == {("Frank", "facilitator")}  # to look uses nothing up
    assert accept(other, link).request.path == "/authoring/neighbours"
    assert roles(app) == {("Frank", "facilitator"), ("Lena", "facilitator")}
    assert "Lena" in client.get(MEMBERS).text and "There are none." in client.get(MEMBERS).text
    for again in (other, signed_in(app, stan), app.test_client()):
        answer = again.get(link)
        assert answer.status_code == 410 and "Ask for a new one" in answer.text and "neighbours" not in answer.text


def test_an_evaluator_who_is_invited_sees_results_and_nothing_else(app, client):
    link, other = make_link(client, "evaluator"), signed_in(app, stan)
    assert accept(other, link).request.path == "/evaluation/neighbours"
    assert other.get(MEMBERS).status_code == 404


def test_a_stranger_makes_an_account_and_comes_back_to_accept(app, client):
    link, newcomer = make_link(client), app.test_client()
    page = newcomer.get(link).text
    assert "Accept invitation" not in page and f"/sign-in?next={link}" in page
    form = form_to(newcomer.get(f"/sign-up?next={link}").text, "/sign-up")
    data = dict(form.hidden) | {"email": "new@example.org", "password": PASSWORD, "terms": "y"}
    back = newcomer.post(form.action, data=data).location
    assert back.startswith(link) and "A letter asks you to confirm your address" in newcomer.get(back).text
    refused = accept(newcomer, link)
    assert refused.status_code == 422 and "not confirmed yet" in refused.text
    confirm = last_link(app)
    send(newcomer, newcomer.get(confirm).text, confirm)
    assert accept(newcomer, link).request.path == "/authoring/neighbours"


def test_a_guest_is_told_that_it_needs_an_account(app, client):
    link, guest = make_link(client), app.test_client()
    send(guest, guest.get("/courses/neighbours").text, "/enrolments")
    page = guest.get(link)
    assert "It needs an account" in page.text
    token = form_to(guest.get("/courses/neighbours/levels").text, "/told/attempts").hidden
    assert guest.post(link, data={"csrf_token": dict(token)["csrf_token"]}).status_code == 404
    assert guest.get(link).status_code == 200


def test_of_two_who_accept_at_once_one_gets_it(app, ids, client):
    link = make_link(client)

    def take(person):
        with app.app_context():
            try:
                with writing():
                    accept_invitation(link.rsplit("/", 1)[1], by=person)
                return True
            except InvitationIsOver:
                return False

    assert sorted(at_once(*(lambda one=one: take(ids[one]) for one in ("Lena", "Stan")))) == [False, True]
    assert len(roles(app)) == 2


def test_a_revoked_one_and_one_whose_time_is_over_open_nothing(app, ids, client, clock):
    clock.advance(minutes=1)
    client = signed_in(app, frank)
    revoked, late = make_link(client), make_link(client, days="1")
    rows = client.get(MEMBERS).text.split("<li><p>")
    form = form_to(next(row for row in rows if "number 1<" in row), "/revocations")
    assert client.post(form.action, data=dict(form.hidden)).status_code == 303
    assert client.post(form.action, data=dict(form.hidden)).status_code == 404  # twice
    assert signed_in(app, lena).get(revoked).status_code == 410
    other = signed_in(app, lena)
    page = other.get(late).text
    clock.advance(days=1)
    assert send(other, page, "/invitations/").status_code == 410
    assert roles(app) == {("Frank", "facilitator")}
    assert "There are none." in signed_in(app, frank).get(MEMBERS).text


def test_an_invitation_of_somebody_who_lost_the_role_opens_nothing(app, ids, client):
    link = make_link(client)
    with app.app_context(), writing():
        give_role(ids["Stan"], "facilitator", KEY)
        take_role(ids["Frank"], "facilitator", KEY)
    other = signed_in(app, lena)
    assert other.get(link).status_code == 410
    assert "There are none." in signed_in(app, stan).get(MEMBERS).text
    with app.app_context():
        with pytest.raises(InvitationIsOver), writing():
            accept_invitation(link.rsplit("/", 1)[1], by=ids["Lena"])
        with pytest.raises(NotAllowed), writing():
            invite(KEY, "evaluator", days=7, by=ids["Frank"])


def test_her_own_invitation_is_not_used_up_by_who_has_the_role(app, client):
    link = make_link(client)
    answer = accept(client, link)
    assert answer.status_code == 422 and "You have this role already" in answer.text
    assert accept(signed_in(app, lena), link).status_code == 200


@pytest.mark.parametrize("more", [{"role": "administrator"}, {"role": "author"}, {"role": ""}, {"days": "3650"}, {"days": "x"}])
@pytest.mark.databases("sqlite")
def test_no_invitation_gives_more_than_a_role_of_this_course(app, client, more):
    form = form_to(client.get(MEMBERS).text, "/invitations")
    answer = client.post(form.action, data=dict(form.hidden) | {"role": "evaluator", "days": "7"} | more)
    assert answer.status_code == 422 and "Choose a role" in answer.text


@pytest.mark.databases("sqlite")
def test_a_form_of_another_site_or_session_accepts_nothing(app, client):
    link, other = make_link(client), signed_in(app, lena)
    assert other.post(link).status_code == 400
    foreign = dict(form_to(client.get(MEMBERS).text, "/invitations").hidden)
    assert other.post(link, data={"csrf_token": foreign["csrf_token"]}).status_code == 400
    good = form_to(other.get(link).text, "/invitations/")
    assert other.post(link, data=dict(good.hidden), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert roles(app) == {("Frank", "facilitator")}


def join(app, ids, name, by="Frank", role="facilitator"):
    with app.app_context(), writing():
        accept_invitation(invite(KEY, role, days=7, by=ids[by]), by=ids[name])


def test_the_last_facilitator_cannot_leave_and_of_two_at_once_one_stays(app, ids, client):
    assert "You are alone on this course" in client.get(MEMBERS).text
    with app.app_context(), pytest.raises(LastFacilitator), writing():
        leave(KEY, "facilitator", by=ids["Frank"])
    join(app, ids, "Lena")

    def go(name):
        with app.app_context():
            try:
                with writing():
                    leave(KEY, "facilitator", by=ids[name])
                return True
            except LastFacilitator:
                return False

    assert sorted(at_once(lambda: go("Frank"), lambda: go("Lena"))) == [False, True]
    assert len(roles(app)) == 1


def test_nobody_is_turned_out_by_whom_she_invited(app, ids, client):
    join(app, ids, "Lena")
    join(app, ids, "Stan", by="Lena", role="evaluator")
    with app.app_context():
        with pytest.raises(NotAllowed), writing():
            take_back(KEY, ids["Frank"], "facilitator", by=ids["Lena"])
        with pytest.raises(NotAllowed), writing():
            take_back(KEY, ids["Lena"], "facilitator", by=ids["Stan"])
        with pytest.raises(NotAllowed), writing():
            take_back(KEY, ids["Stan"], "evaluator", by=ids["Frank"])  # whom Lena invited
    page = client.get(MEMBERS).text
    send(client, page, "/takings")  # the one button: Lena's
    assert roles(app) == {("Frank", "facilitator"), ("Stan", "evaluator")}


def test_a_course_is_handed_over_and_the_one_before_goes(app, ids, client):
    join(app, ids, "Lena", role="evaluator")
    page = send(client, client.get(MEMBERS).text, "/hand-over", person=ids["Lena"], then="go")
    assert page.request.path == "/authoring" and client.get(MEMBERS).status_code == 404
    assert roles(app) == {("Lena", "evaluator"), ("Lena", "facilitator")}


def test_who_stays_after_handing_over_can_be_sent_away_and_not_the_other_way_round(app, ids, client):
    for name in ("Lena", "Stan"):
        join(app, ids, name)
    send(client, client.get(MEMBERS).text, "/hand-over", person=ids["Lena"], then="stay")
    with app.app_context():
        with pytest.raises(NotAllowed), writing():
            take_back(KEY, ids["Lena"], "facilitator", by=ids["Frank"])
        with writing():
            for name in ("Frank", "Stan"):
                take_back(KEY, ids[name], "facilitator", by=ids["Lena"])
    assert roles(app) == {("Lena", "facilitator")}


def test_nothing_is_handed_to_who_does_not_work_on_it(app, ids, client):
    join(app, ids, "Lena")
    form = form_to(client.get(MEMBERS).text, "/hand-over")
    for person in (ids["Stan"], ids["Frank"], 99, "x"):
        answer = client.post(form.action, data=dict(form.hidden) | {"person": person, "then": "go"})
        assert answer.status_code == 404, person
    assert roles(app) == {("Frank", "facilitator"), ("Lena", "facilitator")}


def test_administrators_see_all_courses_and_manage_who_works_on_them(app, ids):
    with app.app_context(), writing():
        begin_course("A quiet one", by=ids["Stan"])
    boss = signed_in(app, ada)
    page = unescape(boss.get("/people/courses").text)
    assert "a-quiet-one" in page and "not published" in page and "Frank (frank@example.org)" in page
    assert boss.get("/authoring/neighbours").status_code == 404  # to manage is not to write
    path = "/authoring/a-quiet-one/members"
    assert send(boss, boss.get(path).text, "/members/roles", email=lena.email, role="facilitator").status_code == 200
    assert "no account" in send(boss, boss.get(path).text, "/members/roles", email="nobody@example.org", role="evaluator").text
    assert send(boss, boss.get(path).text, "/members/roles", email=lena.email, role="administrator").status_code == 422
    link = make_link(boss, path=path)
    assert accept(signed_in(app, frank), link).request.path == "/authoring/a-quiet-one/draft"
    for row in boss.get(path).text.split("<li><p>")[1:]:
        if "/takings" in row:
            form = form_to(row, "/takings")
            assert boss.post(form.action, data=dict(form.hidden)).status_code == 303
    assert "Nobody facilitates it" in boss.get("/people/courses").text
    assert boss.get("/authoring/never-was/members").status_code == 404


def test_erasing_somebody_takes_her_invitations_with_her(app, ids, client):
    link = make_link(client)
    with app.app_context(), writing():
        erase_person(ids["Frank"])
    with app.app_context():
        assert ask(select(Invitation.id)).all() == [] and members_of(KEY) == []
    assert signed_in(app, lena).get(link).status_code == 410
