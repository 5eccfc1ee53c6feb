"""What PostgreSQL has prepared for a connection outlasts the transactions that only read."""

import pytest
from sqlalchemy import text

from course.database import db, writing

pytestmark = pytest.mark.databases("postgresql")
KEPT = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%outlasts%'")
ASKED = text("SELECT 'outlasts', CAST(:number AS integer)")
OFTEN = 8  # psycopg prepares what was asked five times


def ask_often():
    for number in range(OFTEN):
        db.session.execute(ASKED, {"number": number})
        db.session.rollback()


def fail_while_writing():
    with writing() as session:
        session.execute(text("CREATE TABLE half_done (id integer)"))
        raise RuntimeError


def test_reading_transactions_leave_it(app):
    with app.app_context():
        ask_often()
        assert db.session.execute(KEPT).scalar() == 1


def test_a_writing_transaction_that_fails_is_rolled_back_all_the_same(app):
    with app.app_context():
        ask_often()
        with pytest.raises(RuntimeError):
            fail_while_writing()
        assert db.session.execute(text("SELECT to_regclass('half_done')")).scalar() is None


def test_a_reading_transaction_that_failed_leaves_the_connection_whole(app):
    with app.app_context():
        with pytest.raises(Exception, match="nothing_of_this_name"):
            db.session.execute(text("SELECT * FROM nothing_of_this_name"))
        db.session.rollback()
        assert db.session.execute(text("SELECT 1")).scalar() == 1
