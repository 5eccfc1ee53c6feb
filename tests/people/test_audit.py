"""The audit log: acts leave their rows, and whoever changes, takes out, puts in, exchanges or cuts off rows is found."""

import re
from contextlib import suppress

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from course.audit_checking import anchors_file, check_log, head, keep_anchor, read_anchor
from course.auditing import ACTS, entries, in_runs, log_of, names, note_act, out_of_runs
from course.database import ask, db, writing
from course.people.forgetting import counted, erase_person
from course.people.rights import give_role, take_role
from course.people.tasks import note_anchor_by_night
from tests import making
from tests.cast import ada, eve, frank, lena
from tests.forms import send
from tests.house.sources import python_files, read
from tests.people.asking import at_once, letters, make, signed_in


def note(app, *subjects, **more):
    with app.app_context(), writing():
        for subject in subjects:
            note_act("course copied", course="neighbours", subject=subject, **more)


def tamper(app, *statements):
    """As somebody would who has the database in her hands: triggers are no hindrance to her."""
    with app.app_context(), writing() as transaction:
        if db.engine.dialect.name == "sqlite":
            made = transaction.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'audit%'"))
            for name in made.scalars().all():
                transaction.execute(text(f"DROP TRIGGER {name}"))
        else:
            for table in ("audit_entry", "audit_name"):
                transaction.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        for statement in statements:
            transaction.execute(text(statement))


def checked(app, *anchors):
    with app.app_context():
        return check_log(anchors)


def broken_at(app, *anchors):
    found = checked(app, *anchors).broken
    return found and found[0]


@pytest.fixture
def noted(app):
    """Six rows: by a person, to a person, by nobody."""
    numbers = make(app, frank), make(app, lena)
    with app.app_context():
        begun = head().position  # that of Frank's role
    note(app, "one", "two", by=numbers[0], whom=numbers[1])
    note(app, "three", "four", "five")
    assert begun == 1 and checked(app).rows == 6 and broken_at(app) is None
    return app


@pytest.mark.parametrize(("wrongs", "row"), [
    (["UPDATE audit_entry SET subject = 'other' WHERE position = 3"], 3),
    (["UPDATE audit_entry SET at = '2020-01-01 00:00:00' WHERE position = 4"], 4),
    (["UPDATE audit_entry SET details = '{ }' WHERE position = 2"], 2),
    (["UPDATE audit_entry SET course = NULL WHERE position = 6"], 6),
    (["DELETE FROM audit_entry WHERE position = 5"], 5),
    (["DELETE FROM audit_name WHERE position = 2", "DELETE FROM audit_entry WHERE position = 2"], 2),
    (["UPDATE audit_entry SET position = -1 WHERE position = 5", "UPDATE audit_entry SET position = 5 WHERE position = 4",
      "UPDATE audit_entry SET position = 4 WHERE position = -1"], 4),
    (["INSERT INTO audit_entry SELECT 7, at, act, course, subject, details, by_seal, whom_seal, hash FROM audit_entry"
      " WHERE position = 6"], 7),
    (["INSERT INTO audit_entry SELECT 0, at, act, course, subject, details, by_seal, whom_seal, hash FROM audit_entry"
      " WHERE position = 6"], 0),
    (["DELETE FROM audit_entry WHERE position > 4"], 5),
    (["UPDATE audit_name SET person_id = (SELECT max(id) FROM person) WHERE position = 3 AND part = 'by'"], 3),
    (["DELETE FROM audit_name WHERE position = 3 AND part = 'whom'"], 3),
    (["UPDATE audit_head SET position = 4"], 4),
    (["DELETE FROM audit_head"], 1),
])
def test_verifying_names_the_first_row_that_is_not_as_it_was(noted, wrongs, row):
    tamper(noted, *wrongs)
    assert broken_at(noted) == row


def test_a_log_that_was_cut_short_with_its_head_is_found_by_an_anchor(noted):
    with noted.app_context():
        anchor = head()
        kept = db.session.execute(select(entries.c.hash).where(entries.c.position == 4)).scalar_one()
    tamper(noted, "DELETE FROM audit_entry WHERE position > 4", f"UPDATE audit_head SET position = 4, hash = '{kept}'")
    assert broken_at(noted) is None  # nothing in the database can tell
    assert broken_at(noted, anchor) == 5


def test_a_log_that_was_written_anew_from_a_row_on_is_found_by_an_anchor(noted):
    with noted.app_context():
        anchor = head()
        kept = db.session.execute(select(entries.c.hash).where(entries.c.position == 4)).scalar_one()
    tamper(noted, "DELETE FROM audit_entry WHERE position > 4", f"UPDATE audit_head SET position = 4, hash = '{kept}'")
    note(noted, "quite", "other", "things")
    assert broken_at(noted) is None
    assert broken_at(noted, anchor) == 6


@pytest.mark.parametrize("wrong", ["UPDATE audit_entry SET subject = 'x'", "DELETE FROM audit_entry",
                                   "UPDATE audit_name SET person_id = 1", "DELETE FROM audit_name"])
def test_the_database_itself_refuses_to_change_rows(noted, wrong):
    with noted.app_context(), pytest.raises(DBAPIError, match="never changed"), writing() as transaction:
        transaction.execute(text(wrong))


def test_who_write_at_once_make_one_chain(app):
    at_once(*[lambda name=name: note(app, *(f"{name}-{n}" for n in range(5))) for name in "abcdef"])
    check = checked(app)
    assert (check.rows, check.broken) == (30, None)
    with app.app_context():
        order = [row.subject[0] for row in log_of(at_most=50)]
    assert sum(one != other for one, other in zip(order, order[1:], strict=False)) == 5  # each transaction's rows stand together


def test_what_was_rolled_back_is_not_in_the_log(noted):
    with noted.app_context():
        with suppress(ZeroDivisionError), writing():
            note_act("course copied", subject="never")
            raise ZeroDivisionError
    note(noted, "six")
    assert (checked(noted).rows, broken_at(noted)) == (7, None)


def test_erasing_somebody_leaves_the_chain_whole_and_no_name(noted):
    with noted.app_context():
        lenas, franks = (ask(select(names.c.person_id).where(names.c.position == 3, names.c.part == part)).scalar_one()
                         for part in ("whom", "by"))
        hashes = ask(select(entries.c.hash)).scalars().all()
        with writing():
            counted(lenas)  # looks only
        assert head().position == 6
        with writing():
            erase_person(lenas, by=franks)
        row = log_of()[0]
        assert (row.act, row.by, row.whom) == ("person erased", franks, None)
        assert '"names": {"whom": "2-3"}' in row.details
        assert lenas not in ask(select(names.c.person_id)).scalars().all()
        assert ask(select(entries.c.hash).where(entries.c.position <= 6)).scalars().all() == hashes
    assert broken_at(noted) is None
    tamper(noted, "DELETE FROM audit_name WHERE position = 2")  # Frank's: nobody erased him
    assert broken_at(noted) == 2


def test_who_erases_herself_is_not_named_by_that(app):
    number = make(app, eve)
    with app.app_context():
        with writing():
            erase_person(number, by=number)
        assert ask(select(names.c.position)).all() == [] and log_of()[0].by_seal is None
        assert '"asked": "herself"' in log_of()[0].details
    assert broken_at(app) is None


def test_roles_and_publications_leave_their_rows(app):
    making.publish(app)
    making.publish(app)  # the same again is no publication
    numbers = {one.name: make(app, one) for one in (ada, frank)}
    with app.app_context():
        with writing():
            assert not give_role(numbers["Frank"], "facilitator", "neighbours", by=numbers["Ada"])  # he has it
            take_role(numbers["Frank"], "facilitator", "neighbours", by=numbers["Ada"])
        told = [(row.act, row.course, row.subject, row.by, row.whom) for row in reversed(log_of())]
    assert told == [
        ("course published", "neighbours", "publication 1", None, None),
        ("role given", None, "administrator", None, numbers["Ada"]),
        ("role given", "neighbours", "facilitator", None, numbers["Frank"]),
        ("role taken", "neighbours", "facilitator", numbers["Ada"], numbers["Frank"])]


def test_administrators_read_all_and_facilitators_their_course(app):
    making.publish(app)
    for somebody in (ada, frank, lena):
        make(app, somebody)
    note(app, "<b>of another", course_alone="x")
    with app.app_context(), writing():
        note_act("course begun", course="elsewhere")
    page = signed_in(app, ada).get("/audit").text
    assert "Course published" in page and "elsewhere" in page and "&lt;b&gt;of another" in page and "<b>of" not in page
    assert "Course begun" not in signed_in(app, ada).get("/audit?act=role+given&course=neighbours").text.split("<ol")[1]
    client = signed_in(app, frank)
    page = client.get("/authoring/neighbours/audit").text.split("<ol")[1]
    assert "Role given" in page and "Frank" in page and "elsewhere" not in page and "Course begun" not in page
    assert client.get("/audit").status_code == 404
    for somebody in (lena, ada):
        assert signed_in(app, somebody).get("/authoring/neighbours/audit").status_code == 404
    for wrong in ("before=x", "before=-1", f"before={2**40}", "act=%00", "course=a%00"):
        assert signed_in(app, ada).get(f"/audit?{wrong}").status_code == 200


@pytest.mark.databases("sqlite")
def test_the_page_goes_back_to_the_first_row_and_checks_the_log(app):
    make(app, ada)
    note(app, *map(str, range(120)))
    client = signed_in(app, ada)
    page = client.get("/audit").text
    assert page.count("<li><p dir") == 50 and "row 121" in page
    page = client.get("/audit?before=22").text
    assert page.count("<li><p dir") == 21 and "Earlier rows" not in page
    assert "All 121 rows are as they were" in client.get("/audit?check=1").text
    tamper(app, "UPDATE audit_entry SET subject = 'other' WHERE position = 100")
    assert "Row 100 is not as it was" in client.get("/audit?check=1").text


@pytest.mark.databases("sqlite")
def test_the_command_verifies_and_says_the_anchor(app, cli):
    note(app, "one", "two")
    anchor = cli.invoke(args=["audit", "anchor"]).output.strip()
    assert read_anchor(anchor).position == 2
    assert f"All 2 rows are as they were, and fit 1 anchors. Newest: {anchor}" in cli.invoke(args=["audit", "verify"]).output
    assert "Row 3 of the audit log: it is missing" in str(
        cli.invoke(args=["audit", "verify", "--anchor", "9:" + "0" * 64]).exception)
    assert "is no anchor" in str(cli.invoke(args=["audit", "verify", "--anchor", "nonsense"]).exception)
    tamper(app, "DELETE FROM audit_entry WHERE position = 2", "UPDATE audit_head SET position = 1, hash ="
           " (SELECT hash FROM audit_entry WHERE position = 1)")
    said = cli.invoke(args=["audit", "verify"])
    assert said.exit_code != 0 and "Row 2 of the audit log: it is missing: the log was cut short" in str(said.exception)


class TestAnchors:
    pytestmark = pytest.mark.databases("sqlite")

    @pytest.fixture
    def settings(self, settings):
        return settings | {"AUDIT_MAIL": "keeper@example.org"}

    def test_the_worker_notes_the_newest_hash_each_night_and_sends_it(self, app):
        note_anchor_by_night.call_local()
        assert letters(app) == []  # of an empty log there is nothing to say
        note(app, "one")
        for _ in range(2):  # the second night nothing is new
            note_anchor_by_night.call_local()
        with app.app_context():
            newest = str(head())
        (letter,) = letters(app)
        assert letter.to == "keeper@example.org" and newest in letter.text
        assert anchors_file(app.config["SETTINGS"]).read_text().split()[1:] == [newest]
        with app.app_context():
            assert keep_anchor(app.config["SETTINGS"]) is None


def test_an_act_that_nobody_knows_is_a_mistake(app):
    with app.app_context(), pytest.raises(ValueError, match="none of the acts"), writing():
        note_act("course burnt")


@pytest.mark.databases("sqlite")
def test_what_administrators_do_with_tools_and_destinations_stands_in_the_log(app):
    make(app, ada)
    client = signed_in(app, ada)
    page = send(client, client.get("/tools").text, "/tools/credentials", title="Quiz", scopes="statements/write").text
    send(client, page, "/tools/revocations")
    with app.app_context():
        told = [row.act for row in log_of()]
    assert told[:2] == ["credentials revoked", "credentials made"]


@pytest.mark.parametrize("numbers", [[], [1], [1, 2], [1, 3, 4, 5, 9]])
def test_runs_hold_the_numbers(numbers):
    assert out_of_runs(in_runs(numbers)) == set(numbers)


def test_every_act_that_code_notes_is_known():
    noted = {act for path in python_files("course") for act in re.findall(r'note_act\(\s*"([^"]+)"', read(path))}
    assert len(noted) > 20 and noted - ACTS == set()


def test_every_act_that_the_page_offers_is_noted_somewhere():
    code = "\n".join(read(path) for path in python_files("course") if path.name != "auditing.py")
    assert {act for act in ACTS if f'"{act}"' not in code} == set()
