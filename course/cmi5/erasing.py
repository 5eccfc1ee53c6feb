"""What a learner did in packages of other tools, when she has herself erased: sessions end, why a unit was waived is blanked,
and the statement that said so goes, for others wrote in it about her."""

from sqlalchemy import select, update

from course.clock import now
from course.cmi5.models import ActivitySession, Outcome, Registration
from course.database import ask
from course.statements.erasing import delete_statements
from course.statements.finding import ledger


def erase_activities(hers, counts):
    """`hers` is a SELECT of her enrolments, from the classroom, which knows whose they are."""
    ways = select(Registration.id).where(Registration.enrolment_id.in_(hers))
    waived = ask(select(Outcome.id).where(Outcome.registration_id.in_(ways), Outcome.reason.is_not(None))).scalars().all()
    counts["records of waivers"] += delete_statements(ledger.c.id.in_(waived))
    for words, model, said, blank in (
            ("sessions of other tools", ActivitySession, ActivitySession.ended_at.is_(None), {"ended_at": now()}),
            ("reasons of waivers", Outcome, Outcome.reason.is_not(None), {"reason": None})):
        counts[words] += ask(update(model.__table__).where(model.registration_id.in_(ways), said).values(blank)).rowcount
