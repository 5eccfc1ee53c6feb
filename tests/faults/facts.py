"""What the database holds at the end, as plain rows, so that a checker can be tried on rows that were tampered with."""

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import create_engine, select, text

from course.content.models import Question
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt, Completion
from course.people.models import Person, Pseudonym, SignIn
from course.statements.finding import ledger
from course.statements.vocabulary import NAMES


@dataclass
class Facts:
    """Rows have their columns as attributes. `broken` holds what the database itself finds wrong with its files."""

    attempts: list = field(default_factory=list)
    answers: list = field(default_factory=list)  # with `item`, the question's key
    statements: list = field(default_factory=list)  # with `verb` by its short name
    completions: list = field(default_factory=list)
    enrolments: list = field(default_factory=list)
    persons: list = field(default_factory=list)  # ids, as the next two
    sign_ins: list = field(default_factory=list)
    pseudonyms: list = field(default_factory=list)
    broken: list = field(default_factory=list)


def read_facts(address):
    """The Facts of a database in which learners alone were busy."""
    engine = create_engine(address)
    with engine.connect() as connection:
        def rows(*columns):
            return connection.execute(select(*columns)).all()

        said = rows(*(ledger.c[name] for name in ("id", "verb", "attempt", "registration", "question", "response")))
        facts = Facts(
            attempts=rows(*Attempt.__table__.c),
            answers=connection.execute(select(*Answer.__table__.c, Question.key.label("item"))
                                       .join(Question, Question.id == Answer.question_id)).all(),
            statements=[Said(NAMES[row.verb], row) for row in said],
            completions=rows(*Completion.__table__.c),
            enrolments=rows(Enrolment.id, Enrolment.person_id),
            persons=[row.id for row in rows(Person.id)],
            sign_ins=[row.person_id for row in rows(SignIn.person_id)],
            pseudonyms=[row.person_id for row in rows(Pseudonym.person_id)],
            broken=file_faults(connection),
        )
    engine.dispose()
    return facts


class Said:
    """A statement's columns, its verb by the short name."""

    def __init__(self, verb, row):
        self.__dict__.update(row._mapping, verb=verb)


def file_faults(connection):
    """What SQLite finds wrong with its file."""
    if connection.dialect.name != "sqlite":
        return []
    found = [row[0] for row in connection.execute(text("PRAGMA integrity_check")) if row[0] != "ok"]
    return found + [f"foreign key: {tuple(row)}" for row in connection.execute(text("PRAGMA foreign_key_check"))]


def grouped(rows, by):
    """{by(row): [rows]}, empty for what is not there."""
    groups = defaultdict(list)
    for row in rows:
        groups[by(row)].append(row)
    return groups
