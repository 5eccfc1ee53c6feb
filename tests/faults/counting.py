"""A process that reads a number, adds one and writes it back, by the platform's recipe: `writing()`.

`python -m tests.faults.counting ADDRESS TIMES` prints the seconds of each transaction as JSON. With TIMES `hold` it takes
the number, says "held", and keeps it until it is killed.
"""

import json
import sys
import time

from flask import Flask
from sqlalchemy import Column, Integer, MetaData, Table, select, update

from course.database import db, writing
from course.engines import prepare

metadata = MetaData()
counter = Table("counter", metadata, Column("id", Integer, primary_key=True), Column("value", Integer, nullable=False))


def open_database(address, wait=10.0):
    """The least app that has the platform's database."""
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    db.init_app(app)
    with app.app_context():
        prepare(db.engine, wait)
    return app


def make_counter(app):
    with app.app_context(), db.engine.execution_options(writes=True).begin() as connection:
        metadata.create_all(connection)
        connection.execute(counter.insert().values(id=1, value=0))


def value(app):
    with app.app_context():
        return db.session.execute(select(counter.c.value)).scalar_one()


def add_one(transaction):
    """The row that decides is locked where the database locks rows, as acts do."""
    now = transaction.execute(select(counter.c.value).with_for_update()).scalar_one()
    transaction.execute(update(counter).values(value=now + 1))


def count(app, times):
    """Seconds of each of so many transactions, the wait for the turn included."""
    taken = []
    with app.app_context():
        for _ in range(times):
            began = time.monotonic()
            with writing() as transaction:
                add_one(transaction)
            taken.append(time.monotonic() - began)
    return taken


def hold(app):
    with app.app_context(), writing() as transaction:
        add_one(transaction)
        print("held", flush=True)
        time.sleep(600)


if __name__ == "__main__":
    its_app = open_database(sys.argv[1])
    if sys.argv[2] == "hold":
        hold(its_app)
    else:
        sys.stdin.readline()  # all begin at once
        print(json.dumps(count(its_app, int(sys.argv[2]))))
