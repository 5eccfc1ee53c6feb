"""Beginning a course, leaving it, coming back, and moving a guest's enrolments to her account."""

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError

from course.clock import now
from course.content.offering import refuse_newcomers
from course.database import db
from course.enrolment.models import Enrolment
from course.ids import new_id
from course.people.models import Person


def enrol(person_id, standing):
    """(enrolment id, whether it was made now). Who had left is back; who is on the course stays as she is.

    Raises NotOffered.
    """
    kept = enrolment_of(person_id, standing.course_id)
    if kept:
        if kept.left_at:
            refuse_newcomers(standing.course_id)
            db.session.execute(update(Enrolment).where(Enrolment.id == kept.id).values(left_at=None))
        return kept.id, False
    refuse_newcomers(standing.course_id)
    try:
        with db.session.begin_nested():
            return _add(person_id, standing), True
    except IntegrityError:  # a twin of this request was quicker
        return enrolment_of(person_id, standing.course_id).id, False


def _add(person_id, standing):
    enrolment_id = new_id()
    db.session.execute(
        insert(Enrolment).values(
            id=enrolment_id,
            person_id=person_id,
            course_id=standing.course_id,
            publication_id=standing.publication_id,
            began_at=now(),
        )
    )
    return enrolment_id


def began_earlier(enrolment_id, standing):
    """Who sends a form of an edition before the one that she began with had met that: its ids are looked for."""
    db.session.execute(update(Enrolment).where(Enrolment.id == enrolment_id).values(publication_id=standing.publication_id))


def enrolment_of(person_id, course_id):
    """The enrolment that goes on, as a row (id, left_at), locked where the database locks rows; or None."""
    asked = select(Enrolment.id, Enrolment.left_at).where(
        Enrolment.person_id == person_id, Enrolment.course_id == course_id, Enrolment.joined_to.is_(None)
    )
    return db.session.execute(asked.with_for_update()).one_or_none()


def hold_enrolment(enrolment_id):
    """Lock whose it is, then the enrolment as which this one goes on, before anything that hangs on it."""
    hers = select(Enrolment.person_id).where(Enrolment.id == enrolment_id).scalar_subquery()
    db.session.execute(select(Person.id).where(Person.id == hers).with_for_update())
    goes_on = select(func.coalesce(Enrolment.joined_to, Enrolment.id)).where(Enrolment.id == enrolment_id).scalar_subquery()
    db.session.execute(select(Enrolment.id).where(Enrolment.id == goes_on).with_for_update())


def leave(person_id, course_id):
    """The id of the enrolment that she left; what she did is kept, and coming back goes on from there."""
    kept = enrolment_of(person_id, course_id)
    if kept is None or kept.left_at:
        return None
    db.session.execute(update(Enrolment).where(Enrolment.id == kept.id).values(left_at=now()))
    return kept.id


def join_enrolments(guest_id, account_id):
    """Move a guest's enrolments to her account; where that has one of the same course, the guest's is joined to it."""
    standing = dict(
        db.session.execute(
            select(Enrolment.course_id, Enrolment.id).where(
                Enrolment.person_id == account_id, Enrolment.joined_to.is_(None)
            )
        ).all()
    )
    for enrolment in db.session.execute(select(Enrolment).where(Enrolment.person_id == guest_id)).scalars():
        enrolment.joined_to = enrolment.joined_to or standing.get(enrolment.course_id)
        enrolment.person_id = account_id
    db.session.flush()
