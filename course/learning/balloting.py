"""Anonymous surveys: what was said goes into a box, and who has sent it onto a list, and nothing leads from one to the other.

The box keeps no person, no time and no order: at each new ballot all that lie in it are laid in anew under other random ids, so
that not even the database's own counters tell which came last. From ten ballots of one text on they are told to the ledger, all
at once, in random order, each under a name used once; and they leave the box.
"""

from random import SystemRandom
from uuid import uuid4

from sqlalchemy import delete, func, insert, select

from course.content.models import Revision
from course.content.queries import all_standing, history, published, revision_by_id, sheet_of
from course.content.queries import standing as standing_today
from course.content.sheets import Response
from course.database import db
from course.learning.completing import complete_if_due
from course.learning.follow_ups import refuse_before_its_day
from course.learning.models import Ballot
from course.learning.receipts import give_receipt, receipts_of
from course.learning.telling import tell_ballot
from course.learning.working import work_of

FEWEST = 10  # ballots that are told at a time
_chance = SystemRandom()


def cast_ballot(learner, standing, revision, sheet, given):
    """Put an anonymous sheet into the box, once: what the same person sends after it is not kept. Raises NotOpenYet.

    The caller holds the learner locked. `given` is what answering.read_responses gave.
    """
    if receipts_of(learner, standing_today(standing.outline.key), [sheet]):  # under any id, whenever the form was made
        return
    refuse_before_its_day(learner, standing, standing.outline.lesson(revision.lesson))
    _lay_in(revision, sheet, {key: response.to_json() for key, (response, _) in given.items()})
    give_receipt(learner, sheet)
    work = work_of(learner, standing, revision.lesson, sheet.key)
    complete_if_due(learner, standing, revision, work, {"sheet": sheet.key, "passed": None})


def _lay_in(revision, sheet, said):
    box = _alone_at_box(revision.id, sheet.key)
    ballots = [*db.session.execute(delete(Ballot).where(*box).returning(Ballot.said)).scalars(), said]
    _chance.shuffle(ballots)
    db.session.execute(
        insert(Ballot),
        [{"id": uuid4(), "revision_id": revision.id, "sheet": sheet.key, "said": one} for one in ballots],
    )


def _alone_at_box(revision_id, key):
    """What is in a box, which no other act lays into until the commit: a ballot that two at once left by itself would bear the
    number of its sender's transaction, and PostgreSQL shows that beside every row."""
    db.session.execute(select(Revision.id).where(Revision.id == revision_id).with_for_update(key_share=True))
    return Ballot.revision_id == revision_id, Ballot.sheet == key


def tell_ballots():
    """(how many ballots were told, how many wait until there are ten)"""
    boxes = select(Ballot.revision_id, Ballot.sheet, func.count()).group_by(Ballot.revision_id, Ballot.sheet)
    told, waiting = 0, 0
    for revision_id, sheet, number in db.session.execute(boxes).all():
        told_here = _tell_box(revision_id, sheet) if number >= FEWEST else 0
        told, waiting = told + told_here, waiting + number - told_here
    return told, waiting


def _tell_box(revision_id, key):
    box = _alone_at_box(revision_id, key)
    ballots = db.session.execute(select(Ballot.id, Ballot.said).where(*box)).all()
    if len(ballots) < FEWEST:  # another round told them at this moment
        return 0
    db.session.execute(delete(Ballot).where(Ballot.id.in_([ballot.id for ballot in ballots])))
    revision = revision_by_id(revision_id)
    standing = _last_with(revision)
    sheet = sheet_of(revision_id, standing.edition, key)
    _chance.shuffle(ballots)
    for ballot in ballots:
        tell_ballot(standing, revision, sheet, {name: Response(**said) for name, said in ballot.said.items()})
    return len(ballots)


def _last_with(revision):
    """The Standing of the last publication that held a revision."""
    course = next(one.outline.key for one in all_standing() if one.course_id == revision.course_id)
    for publication, _ in history(course):
        standing = published(publication.id)
        line = standing.outline.lesson(revision.lesson)
        if line and line.revision_id == revision.id:
            return standing
    raise LookupError(revision.name)
