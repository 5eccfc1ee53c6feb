"""Invitations: a link to pass on that gives a role of a course to whoever accepts it, once, until a day."""

import hashlib
from datetime import timedelta

from sqlalchemy import insert, select

from course.auditing import note_act
from course.clock import now
from course.database import ask, db
from course.errors import CourseError, NotAllowed, NotFound
from course.ids import new_token
from course.people.models import Invitation
from course.people.rights import OF_A_COURSE, RoleRefused, give_by_invitation, standing_role

LASTS = {1: "one day", 7: "a week", 14: "two weeks", 30: "a month"}
MOST_OPEN = 50  # of a course
table = Invitation.__table__


class InvitationIsOver(CourseError):
    """One sentence for all that may be so: who holds an old link learns nothing by it."""

    status = 410
    heading = "This invitation is over"
    sentence = (
        "This invitation cannot be used: it was accepted or revoked, its time is over, or whoever made it works on the course no"
        " longer. Nothing was changed. Ask for a new one."
    )


class InvitationRefused(CourseError):
    status = 422


def invite(course, role, *, days, by):
    """The token of a new invitation, which is told here and never again. Raises InvitationRefused, NotAllowed."""
    if role not in OF_A_COURSE or days not in LASTS:
        raise InvitationRefused("Choose a role, and how long the invitation can be used.")
    if not may_invite(by, course, lock=True):
        raise NotAllowed("You are not a facilitator of this course any more. Nothing was changed.")
    if len(open_invitations(course)) >= MOST_OPEN:
        raise InvitationRefused(f"There are {MOST_OPEN} open invitations to this course. Revoke some of them first.")
    token, moment = new_token(), now()
    made = insert(table).values(token_hash=_hash(token), course=course, role=role, made_at=moment, made_by=by,
                                ends_at=moment + timedelta(days=days)).returning(table.c.id)
    number = ask(made).scalar_one()
    note_act("invitation made", by=by, course=course, subject=f"invitation {number}", role=role, days=days)
    return token


def may_invite(person_id, course, lock=False):
    """Whether she facilitates the course, or runs the site."""
    return bool(standing_role(person_id, "facilitator", course, lock) or standing_role(person_id, "administrator", None, lock))


def invitation_behind(token):
    """The Invitation that can be accepted by this link. Raises InvitationIsOver."""
    return _usable(select(Invitation).where(Invitation.token_hash == _hash(token)))


def accept_invitation(token, *, by):
    """Take it, by this very call: of two at once, one gets it. Returns it. Raises InvitationIsOver, RoleRefused."""
    invitation = _usable(select(Invitation).where(Invitation.token_hash == _hash(token)).with_for_update(), lock=True)
    if not give_by_invitation(by, invitation.role, invitation.course, given_by=invitation.made_by):
        raise RoleRefused("You have this role already, so the invitation was not used up. Pass it on to somebody else.")
    invitation.accepted_at, invitation.accepted_by = now(), by
    db.session.flush()
    note_act("invitation accepted", by=by, course=invitation.course, subject=f"invitation {invitation.id}", role=invitation.role,
             whom=invitation.made_by)
    return invitation


def revoke_invitation(course, number, *, by):
    """It opens nothing from now on. Raises NotFound."""
    asked = select(Invitation).where(Invitation.id == number, Invitation.course == course).with_for_update()
    invitation = db.session.execute(asked).scalar()
    if not may_invite(by, course, lock=True):
        raise NotAllowed("You are not a facilitator of this course any more. Nothing was changed.")
    if invitation is None or invitation.accepted_at or invitation.revoked_at:
        raise NotFound("This invitation is not open any more. Nothing was changed.")
    invitation.revoked_at, invitation.revoked_by = now(), by
    db.session.flush()
    note_act("invitation revoked", by=by, course=course, subject=f"invitation {number}", role=invitation.role)


def open_invitations(course):
    """Rows (id, role, made_at, made_by, ends_at) of those that can still be accepted, newest first."""
    asked = select(table.c.id, table.c.role, table.c.made_at, table.c.made_by, table.c.ends_at).where(
        table.c.course == course, table.c.accepted_at.is_(None), table.c.revoked_at.is_(None), table.c.ends_at > now())
    rows = ask(asked.order_by(table.c.id.desc())).all()
    makers = {person: may_invite(person, course) for person in {row.made_by for row in rows}}
    return [row for row in rows if makers[row.made_by]]


def _usable(asked, lock=False):
    invitation = db.session.execute(asked).scalar()
    if (invitation is None or invitation.accepted_at or invitation.revoked_at or invitation.ends_at <= now()
            or not may_invite(invitation.made_by, invitation.course, lock)):
        raise InvitationIsOver
    return invitation


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
