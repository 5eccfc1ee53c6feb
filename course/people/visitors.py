"""Who is here: the visitor of this request, read in one SELECT from her session's token."""

from dataclasses import dataclass
from datetime import timedelta

from flask import g, session
from flask_login import AnonymousUserMixin, UserMixin
from sqlalchemy import and_, bindparam, select, update

from course.clock import now
from course.database import ask, writing
from course.errors import CourseError
from course.people.models import Person, Role, SignIn
from course.people.sessions import AT_MOST
from course.written import Written, ask_written

IDLE = {"guest": AT_MOST, "learner": timedelta(days=14), "staff": timedelta(hours=12)}
SEEN_EVERY = timedelta(minutes=10)

_asked = Written(
    select(
        SignIn.seen_at,
        SignIn.ends_at,
        Person.id,
        Person.name,
        Person.email,
        Role.name.label("role"),
        Role.course,
    )
    .join(Person, Person.id == SignIn.person_id)
    .outerjoin(Role, and_(Role.person_id == Person.id, Role.taken_at.is_(None)))
    .where(SignIn.token_hash == bindparam("token_hash"))
)


@dataclass(frozen=True, slots=True)
class Visitor(UserMixin):
    """A person with a session. `roles` are (name, course key or None for the site)."""

    id: int
    name: str | None
    email: str | None
    roles: frozenset
    token_hash: str
    seen_at: object

    @property
    def is_guest(self):
        return self.email is None

    @property
    def administrator(self):
        return ("administrator", None) in self.roles

    @property
    def begins_courses(self):
        """Whether she may begin new courses: administrators and whom they made an author."""
        return self.administrator or ("author", None) in self.roles

    @property
    def writes_courses(self):
        return self.begins_courses or any(name == "facilitator" for name, _ in self.roles)

    def may(self, role, course):
        """Whether she has `role` for a course's key; an administrator gives herself a role first, and that is on record."""
        return (role, course) in self.roles

    def courses_as(self, role):
        return sorted(course for name, course in self.roles if name == role)


def load_visitor(request=None):
    """The visitor, or None for a stranger, an ended session, or one left idle too long."""
    if not has_session():
        return None
    rows = ask_written(_asked, {"token_hash": session.hash})
    return _visitor(rows[0], frozenset((row.role, row.course) for row in rows if row.role)) if rows else None


def has_session():
    """Whether it is worth asking the database who is here."""
    return session.kept or session.begun


def recognise(row, roles):
    """For a room that has asked for (id, name, email, seen_at, ends_at) along with its own: the visitor from now on, or None."""
    somebody = _visitor(row, frozenset(roles)) if row else None
    g._login_user = somebody or AnonymousUserMixin()  # where Flask-Login keeps who is here
    return somebody


def _visitor(row, roles):
    kind = "guest" if row.email is None else "staff" if roles else "learner"
    if now() >= min(row.ends_at, row.seen_at + IDLE[kind]):
        return None
    return Visitor(row.id, row.name, row.email, roles, session.hash, row.seen_at)


def note_seen(visitor):
    """Keep when a session was last used, at most each ten minutes, in a transaction of its own that may fail."""
    if now() - visitor.seen_at < SEEN_EVERY:
        return
    try:
        with writing():
            ask(
                update(SignIn)
                .where(SignIn.token_hash == visitor.token_hash, SignIn.seen_at < now() - SEEN_EVERY)
                .values(seen_at=now())
            )
    except CourseError:
        pass  # too busy: the next request notes it


def note_visit(response):
    """After each request that went well, by whoever was asked for in it."""
    if response.status_code < 400 and isinstance(g.get("_login_user"), Visitor):
        note_seen(g._login_user)
    return response
