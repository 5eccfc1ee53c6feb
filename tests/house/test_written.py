"""A SELECT that goes to the driver itself answers as one that goes through SQLAlchemy, and outlives a connection that is gone."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import JSON, Boolean, Float, Integer, String, Uuid, text
from sqlalchemy.exc import DBAPIError

from course.database import Moment, ask_once, db, writing
from course.written import ask_written, written

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
