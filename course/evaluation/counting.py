"""Persons, counted on the ledger's columns. Who has several names, because a guest's work was joined, counts once."""

from functools import cached_property

from sqlalchemy import func, select

from course.database import db
from course.people.pseudonyms import joined, joined_names
from course.statements.finding import ledger
from course.statements.vocabulary import VERBS

actor = ledger.c.actor


class Crowd:
    """The people of one course. Names are counted on an index; the few that are joined are then looked at one by one."""

    def __init__(self, course):
        self.course = course

    @cached_property
    def names(self):
        """{name: subject} of the joined ones."""
        return joined_names()

    def persons(self, *verbs, where=()):
        """How many registered persons were told about with one of these verbs, under these conditions."""
        conditions = (*self._said(*verbs), *where)
        if verbs != ("registered",):
            conditions = (*conditions, actor.in_(select(actor).where(*self._said("registered"))))
        number = db.session.execute(select(func.count(actor.distinct())).where(*conditions)).scalar_one()
        if not self.names:
            return number
        apart = select(actor).distinct().where(*conditions, actor.in_(select(joined().subquery().c.name)))
        several = db.session.execute(apart).scalars().all()
        return number - len(several) + len({self.names[name] for name in several})

    def _said(self, *verbs):
        return ledger.c.course == self.course, ledger.c.verb.in_([VERBS[verb].iri for verb in verbs])
