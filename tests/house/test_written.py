"""What goes to the driver itself does as what goes through SQLAlchemy, and outlives a connection that is gone."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from psycopg.errors import LockNotAvailable
from sqlalchemy import JSON, Boolean, Float, Integer, String, Uuid, bindparam, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from course.clock import now
from course.database import Moment, ask, ask_once, db, in_writing, writing
from course.errors import NoDatabase, TooBusy
from course.people.models import Person, Role
from course.written import Addition, Written, add_written, ask_written, places_for, written

ID, AT = UUID(int=7), datetime(2026, 11, 2, 9, 30, 15, 250, tzinfo=UTC)
ASKED = written(
    "SELECT 1 AS n, :name AS name, id, at, said, good, points FROM kept WHERE id = :id AND :name = 'Lena'",
    {"n": Integer, "name": String, "id": Uuid, "at": Moment, "said": JSON, "good": Boolean, "points": Float},
)


@pytest.fixture
def kept(app):
    """A table with a value of each type that needs reading, and none of each."""
    columns = "id {0}, at {1}, said {2}, good boolean, points float"
    with app.app_context():
        types = ("char(32)", "timestamp", "json") if db.engine.dialect.name == "sqlite" else ("uuid", "timestamptz", "json")
        with writing() as session:
            session.execute(text(f"CREATE TABLE kept ({columns.format(*types)})"))
            session.execute(text("INSERT INTO kept VALUES (:id, :at, :said, :good, 0.5), (:id, NULL, NULL, NULL, NULL)"), {
                "id": ID.hex if db.engine.dialect.name == "sqlite" else ID, "said": '{"a": [1]}', "good": True,
                "at": AT.replace(tzinfo=None).isoformat(" ") if db.engine.dialect.name == "sqlite" else AT})
        yield {"id": ID.hex if db.engine.dialect.name == "sqlite" else ID, "name": "Lena"}


def test_rows_are_the_same_by_either_way(kept):
    direct = ask_written(ASKED, kept)
    assert [tuple(row) for row in direct] == [tuple(row) for row in ask_once(ASKED.statement, kept)]
    assert tuple(direct[0]) == (1, "Lena", ID, AT, {"a": [1]}, True, 0.5)
    assert direct[1].at is direct[1].said is direct[1].good is None
    assert ask_written(ASKED, kept | {"name": "Otto"}) == []


def test_within_a_transaction_it_sees_what_that_has_written(kept):
    with writing() as session:
        session.execute(text("UPDATE kept SET points = 2"))
        assert {row.points for row in ask_written(ASKED, kept)} == {2}
        session.rollback()
    assert ask_written(ASKED, kept)[0].points == 0.5


def test_nothing_is_left_open_by_it(kept):
    for _ in range(20):
        ask_written(ASKED, kept)
    assert db.engine.pool.checkedout() == 0
    with writing() as session:  # a connection that came back is as any other: it can be rolled back
        session.execute(text("UPDATE kept SET points = 3"))
        session.rollback()
    assert ask_written(ASKED, kept)[0].points == 0.5


def test_what_is_wrong_is_said_as_sqlalchemy_says_it(app):
    with app.app_context():
        with pytest.raises(DBAPIError):
            ask_written(written("SELECT nothing FROM nowhere WHERE 1 = :one", {"nothing": String}), {"one": 1})
        assert db.engine.pool.checkedout() == 0


ROLES = Written(select(Role.name, Role.given_at).where(Role.name.in_(bindparam("names", expanding=True)))
                .order_by(Role.name).limit(9))


@pytest.fixture
def role_of(app):
    """A person, and what makes a row of the Role table for her."""
    with app.app_context():
        with writing() as session:
            session.add(one := Person(begun_at=now()))
            session.flush()
            number = one.id
        yield lambda name, person=number: {"id": None, "person_id": person, "name": name, "course": None, "given_at": now(),
                                           "given_by": None, "taken_at": None}


def test_lists_of_any_length_are_asked_for(role_of):
    with writing() as session:
        for name in "cab":
            session.add(Role(**role_of(name)))
    for wanted in (["a"], ["c", "a"], [], ["a", "b", "d"], ["d", "x", "c", "y", "a"]):
        assert [row.name for row in ask_written(ROLES, {"names": wanted})] == sorted({"a", "b", "c"} & set(wanted))


def test_lists_of_many_lengths_make_few_texts_to_plan():
    places = [places_for(["a"] * length) for length in range(65)]
    assert all(length <= given < 2 * length for length, given in enumerate(places) if length) and places[0] == 0
    assert len(set(places)) == 8


def test_what_is_inserted_reads_as_it_was_given(role_of):
    addition = Addition(Role, set(role_of("a")) - {"id"})
    rows = [role_of("a"), role_of("b")]
    with writing():
        add_written(addition, rows)
        assert len(ask_written(ROLES, {"names": ["a", "b"]})) == 2  # before it is committed, and so its last word
    assert [row.given_at for row in ask_written(ROLES, {"names": ["a", "b"]})] == [row["given_at"] for row in rows]


def test_what_does_not_fit_is_told_as_sqlalchemy_tells_it(role_of):
    addition = Addition(Role, set(role_of("a")) - {"id"})
    with pytest.raises(IntegrityError):
        in_writing(add_written, addition, [role_of("a"), role_of("b", person=-1)])
    assert ask_written(ROLES, {"names": ["a", "b"]}) == []
    assert db.engine.pool.checkedout() == 0


def test_nothing_is_inserted_outside_of_writing(role_of):
    with pytest.raises(RuntimeError, match="outside of writing"):
        add_written(Addition(Role, set(role_of("a")) - {"id"}), [role_of("a")])
    assert ask_written(ROLES, {"names": ["a"]}) == []


def test_what_says_what_it_wrote_is_asked_within_writing_alone(role_of):
    sql = "UPDATE person SET name = :name WHERE id = :person RETURNING name"
    asked, given = written(sql, {"name": String}, writes=True), {"name": "Lena", "person": role_of("a")["person_id"]}
    with pytest.raises(RuntimeError, match="outside of writing"):
        ask_written(asked, given)
    assert in_writing(ask_written, asked, given)[0].name == "Lena"


def test_a_write_that_was_not_declared_is_refused(role_of):
    asked = written("UPDATE person SET name = 'Otto' RETURNING name", {"name": String})
    with pytest.raises(RuntimeError, match="outside of writing"):
        ask_written(asked, {})
    with pytest.raises(RuntimeError, match="outside of writing"):
        in_writing(ask_written, asked, {})


def test_writing_within_writing_is_refused_at_once(role_of):
    def write_again():
        add_written(Addition(Role, set(role_of("a")) - {"id"}), [role_of("a")])
        in_writing(print)

    with pytest.raises(RuntimeError, match="within writing"):
        in_writing(write_again)
    assert ask_written(ROLES, {"names": ["a"]}) == []


def test_statements_that_differ_with_their_parameters_are_refused(app):
    with app.app_context(), pytest.raises(ValueError, match="not the same"):
        ask_written(Written(select(Role.name).where(Role.name == bindparam("name", literal_execute=True))), {"name": "a"})


@pytest.mark.databases("postgresql")
def test_who_waits_too_long_for_a_row_is_told_that_others_were_first(role_of):
    person = role_of("a")["person_id"]
    locked = Written(select(Person.id).where(Person.id == bindparam("person")).with_for_update())
    with db.engine.execution_options(writes=True).begin() as other:
        other.execute(select(Person.id).where(Person.id == person).with_for_update())
        with pytest.raises(TooBusy) as refused:
            in_writing(lambda: ask(text("SET LOCAL lock_timeout = 50")) and ask_written(locked, {"person": person}))
    assert isinstance(refused.value.__cause__, LockNotAvailable)


@pytest.mark.databases("postgresql")
def test_a_connection_that_dies_within_a_transaction_does_not_come_back(role_of):
    def be_ended():
        mine = ask(text("SELECT pg_backend_pid()")).scalar()
        with db.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:id)"), {"id": mine})
        ask_written(ROLES, {"names": ["a"]})

    with pytest.raises(NoDatabase):
        in_writing(be_ended)
    with writing():
        assert ask_written(ROLES, {"names": ["a"]}) == []


@pytest.mark.databases("postgresql")
def test_a_connection_that_the_server_has_ended_is_no_matter(kept):
    ask_written(ASKED, kept)
    with db.engine.connect() as one, db.engine.connect() as other:  # two are in the pool
        ids = [one.execute(text("SELECT pg_backend_pid()")).scalar(), other.execute(text("SELECT pg_backend_pid()")).scalar()]
    with db.engine.connect() as killer:
        mine = killer.execute(text("SELECT pg_backend_pid()")).scalar()
        for each in set(ids) - {mine}:
            killer.execute(text("SELECT pg_terminate_backend(:id)"), {"id": each})
    for _ in range(3):
        assert len(ask_written(ASKED, kept)) == 2
