"""Roles given and taken, on the administrator's page and by the command."""

import re

from sqlalchemy import select

from course.database import db, writing
from course.people.accounts import create_account
from course.people.models import Person, Role
from course.people.rights import give_role
from tests.cast import ada, eve, frank, grace, lena, stan
from tests.forms import forms_in, send
from tests.making import COURSE, publish
from tests.people.asking import at_once, count, make, person, signed_in, who


def give(client, somebody, role):
    return send(client, client.get("/people").text, "/people/roles", follow=False, email=somebody.email, role=role)


def take(client, somebody, role):
    """By the button of the one row that is meant; returns the answer."""
    page = client.get("/people").text.partition('id="roles"')[2]
    row = next(row for row in page.split("<li>")[1:] if somebody.email in row and role.capitalize() in row)
    (form,) = forms_in(row)
    return client.post(form.action, data=dict(form.hidden))


def roles(app, email):
    with app.app_context():
        asked = select(Role.name, Role.course).join(Person, Person.id == Role.person_id)
        return set(db.session.execute(asked.where(Person.email == email, Role.taken_at.is_(None))).all())


def test_only_administrators_see_the_page(app):
    publish(app)
    for somebody in (lena, frank, eve, stan):
        make(app, somebody)
        assert signed_in(app, somebody).get("/people").status_code == 404
    assert app.test_client().get("/people").status_code == 404
    make(app, ada)
    assert signed_in(app, ada).get("/people").status_code == 200


def test_ada_makes_eve_an_evaluator_and_it_holds_from_her_next_request(app):
    publish(app)
    make(app, ada)
    make(app, grace_with_account())
    client, other = signed_in(app, ada), signed_in(app, grace_with_account())
    assert "Results" not in other.get("/").text
    assert give(client, grace_with_account(), f"evaluator:{COURSE}").status_code == 303
    assert "Results" in other.get("/").text
    assert take(client, grace_with_account(), "evaluator").status_code == 303
    assert "Results" not in other.get("/").text


def grace_with_account():
    return type(grace)("Grace", "grace@example.org")


def test_role_that_was_taken_stays_on_record(app):
    publish(app)
    ada_id = make(app, ada)
    make(app, lena)
    client = signed_in(app, ada)
    for _ in range(2):
        give(client, lena, f"facilitator:{COURSE}")
        take(client, lena, "facilitator")
    with app.app_context():
        kept = db.session.execute(select(Role).where(Role.name == "facilitator")).scalars().all()
    assert [(role.given_by, role.taken_by) for role in kept] == [(ada_id, ada_id)] * 2
    assert roles(app, lena.email) == set()


def test_giving_a_role_twice_is_giving_it_once(app):
    publish(app)
    make(app, ada)
    make(app, lena)
    client = signed_in(app, ada)
    assert [give(client, lena, "administrator").status_code for _ in range(2)] == [303, 303]
    assert count(app, Role) == 2


def test_course_that_does_not_stand_is_no_choice(app):
    publish(app)
    make(app, ada)
    assert give(signed_in(app, ada), ada, "evaluator:elsewhere").status_code == 422
    assert give(signed_in(app, ada), ada, "owner").status_code == 422
    assert count(app, Role) == 1


def test_unknown_address_is_said(app):
    make(app, ada)
    answer = give(signed_in(app, ada), stan, "administrator")
    assert answer.status_code == 422
    assert "There is no account with this address." in answer.text


def test_unconfirmed_address_gets_no_role(app):
    """Whoever signs up first with a colleague's address must not get what is meant for her."""
    make(app, ada)
    make(app, stan, confirmed=False)
    answer = give(signed_in(app, ada), stan, "administrator")
    assert answer.status_code == 422
    assert "not confirmed yet" in answer.text
    assert roles(app, stan.email) == set()


def test_last_administrator_stays(app):
    make(app, ada)
    answer = take(signed_in(app, ada), ada, "administrator")
    assert answer.status_code == 422
    assert "This is the last administrator." in answer.text
    assert roles(app, ada.email) == {("administrator", None)}


def test_two_administrators_who_take_each_others_role_at_once_leave_one(app):
    other = type(ada)("Abe", "abe@example.org", "administrator")
    for somebody in (ada, other):
        make(app, somebody)
    clients = [signed_in(app, ada), signed_in(app, other)]
    forms = []
    for client, victim in zip(clients, (other, ada), strict=True):
        row = next(row for row in client.get("/people").text.partition('id="roles"')[2].split("<li>")[1:] if victim.email in row)
        forms.append(forms_in(row)[0])
    at_once(*(lambda client=client, form=form: client.post(form.action, data=dict(form.hidden))
              for client, form in zip(clients, forms, strict=True)))
    assert len(roles(app, ada.email) | roles(app, other.email)) == 1
    assert count(app, Role, Role.taken_at.is_(None)) == 1


def test_administrator_who_is_none_any_more_gives_nothing(app):
    for somebody in (ada, lena, type(ada)("Abe", "abe@example.org", "administrator")):
        make(app, somebody)
    client = signed_in(app, ada)
    page = client.get("/people").text
    with app.app_context(), writing() as transaction:
        transaction.execute(Role.__table__.update().where(Role.person_id == 1).values(taken_at=person_began()))
    answer = send(client, page, "/people/roles", follow=False, email=lena.email, role="administrator")
    assert answer.status_code == 404
    assert roles(app, lena.email) == set()


def person_began():
    return db.session.execute(select(Person.begun_at).limit(1)).scalar_one()


def test_person_is_found_by_her_address(app):
    make(app, ada)
    make(app, lena)
    client = signed_in(app, ada)
    assert "address confirmed" in client.get("/people", query_string={"email": " LENA@example.org "}).text
    assert "There is no account" in client.get("/people", query_string={"email": stan.email}).text
    assert "<b>x" not in client.get("/people", query_string={"email": "<b>x"}).text


def run(cli, *words):
    return cli.invoke(args=["role", *words])


def test_command_makes_the_first_administrator_with_a_link(app, cli, client):
    said = run(cli, "give", "Ada@Example.org", "administrator")
    assert said.exit_code == 0, said.output
    assert "ada@example.org is administrator of the site." in said.output
    link = re.search(r"(/links/\S+)", said.output)[1]
    send(client, client.get(link).text, link, password=ada.password)
    assert who(client) == ada.email
    assert client.get("/people").status_code == 200
    assert person(app, ada.email).confirmed_at


def test_command_gives_takes_and_lists(app, cli):
    publish(app)
    make(app, lena)
    assert run(cli, "give", lena.email, "evaluator", COURSE).exit_code == 0
    assert "and was before" in run(cli, "give", lena.email, "evaluator", COURSE).output
    assert run(cli, "list").output == f"{lena.email}  evaluator  {COURSE}\n"
    assert run(cli, "take", lena.email, "evaluator", COURSE).exit_code == 0
    assert run(cli, "list").output == ""


def test_command_refuses_what_makes_no_sense(app, cli):
    publish(app)
    make(app, lena)
    for words, sentence in (
        (("give", lena.email, "evaluator"), "There is no role"),
        (("give", lena.email, "administrator", COURSE), "There is no role"),
        (("give", lena.email, "evaluator", "elsewhere"), "There is no course “elsewhere”"),
        (("give", "lena", "administrator"), "is not an e-mail address"),
        (("take", "stan@example.org", "administrator"), "There is no account"),
        (("take", lena.email, "administrator"), "does not have this role"),
    ):
        assert sentence in str(run(cli, *words).exception), words
    assert count(app, Role) == 0


def test_roles_of_an_account_are_of_that_account_alone(app):
    publish(app)
    with app.app_context(), writing():
        first, second = (create_account(f"{name}@example.org") for name in ("one", "two"))
        give_role(first, "facilitator", COURSE)
    assert roles(app, "one@example.org") == {("facilitator", COURSE)}
    assert roles(app, "two@example.org") == set()
    assert second != first


def test_the_last_administrator_does_not_erase_herself(app):
    make(app, ada)
    page = signed_in(app, ada)
    answer = send(page, page.get(f"/people?email={ada.email}").text, "/people/erasures", **{"erasing-email": ada.email})
    assert answer.status_code == 422 and "last administrator" in answer.text and "<h1>People and roles" in answer.text


def test_the_page_says_that_a_role_was_given_or_taken_back(app):
    publish(app)
    make(app, ada)
    make(app, stan)
    client = signed_in(app, ada)
    assert "The role is given." in client.get(give(client, stan, f"evaluator:{COURSE}").location).text
    assert "The role is taken back." in client.get(take(client, stan, "evaluator").location).text
    assert "The role is" not in client.get("/people?done=anything").text
