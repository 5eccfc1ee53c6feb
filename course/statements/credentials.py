"""Credentials of other tools: made, found by their secret, revoked. The secret is shown once and kept as a hash."""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from sqlalchemy import bindparam, insert, select, update

from course.auditing import note_act
from course.clock import now
from course.database import ask, ask_once
from course.errors import CourseError, NotFound
from course.ids import new_token
from course.statements.tool_models import Credential

SCOPES = {  # in xAPI's words, and in plain ones
    "all": "everything, and to void what other tools sent",
    "all/read": "read everything",
    "statements/write": "send statements",
    "statements/read/mine": "read the statements that it sent itself",
    "statements/read": "read all statements, the platform's own, too",
    "state": "keep and read state documents",
    "profile": "keep and read profiles of agents and activities",
    "define": "say what activities are called",
}
USED_EVERY = timedelta(minutes=10)
KNOWN_FOR = 1.0  # second: so long a process takes who was asked for as it was, and another's revocation is not seen
MOST_KNOWN = 1_000
table = Credential.__table__
_known = {}  # name: (when its row was read, the row)
_asked = select(table).where(table.c.name == bindparam("name"), table.c.revoked_at.is_(None))


class WrongScope(CourseError):
    status = 422


@dataclass(frozen=True, slots=True)
class Sender:
    """A tool that has shown its secret."""

    id: int
    name: str
    title: str
    scopes: frozenset
    counts: bool
    used_at: object
    made_at: object

    @property
    def may_all(self):
        return "all" in self.scopes

    @property
    def may_define(self):
        return not self.scopes.isdisjoint(("all", "define"))

    def may(self, *scopes):
        return not self.scopes.isdisjoint(("all", *scopes))

    def authority(self, platform):
        """The agent that its statements name as their authority, for good."""
        return {"objectType": "Agent", "name": self.title, "account": {"homePage": platform, "name": self.name}}


def make_credential(title, scopes, *, counts=False, by=None):
    """(name, secret) of a new credential. `by` is an administrator's id, None the command."""
    unknown = set(scopes) - set(SCOPES)
    if unknown or not scopes:
        raise WrongScope(f"There is no scope {', '.join(sorted(unknown)) or 'at all given'}. There are: {', '.join(SCOPES)}.")
    if not title.strip():
        raise WrongScope("Give the tool a title, so that people know whose it is.")
    name, secret = f"tool-{secrets.token_hex(6)}", new_token()
    ask(insert(table).values(name=name, secret_hash=_hash(secret), title=" ".join(title.split())[:200], counts=counts,
                             scopes=" ".join(sorted(set(scopes))), made_at=now(), made_by=by))
    note_act("credentials made", by=by, subject=name, scopes=sorted(set(scopes)), counts=counts)
    return name, secret


def id_of(name):
    return ask(select(table.c.id).where(table.c.name == name)).scalar_one()


def revoke(name, *, by=None):
    """It opens nothing from a second later on; what it sent stays."""
    ended = update(table).where(table.c.name == name, table.c.revoked_at.is_(None)).values(revoked_at=now(), revoked_by=by)
    if not ask(ended).rowcount:
        raise NotFound(f"There is no credential {name} that stands.")
    _known.pop(name, None)
    note_act("credentials revoked", by=by, subject=name)


def all_credentials():
    """Rows, those that stand first, the newest first."""
    return ask(select(table).order_by(table.c.revoked_at.is_not(None), table.c.id.desc())).all()


def sender_of(name, secret):
    """The Sender with this name and secret, or None."""
    row = _standing(name)
    if not hmac.compare_digest(_hash(secret), row.secret_hash if row else _hash("of nobody")) or row is None:
        return None
    return _as(Sender, row)


def _standing(name):
    """The row of credentials that were not revoked, a second ago at most; None if there is none."""
    at, row = _known.get(name, (None, None))
    if at is not None and time.monotonic() - at < KNOWN_FOR:
        return row
    at, row = time.monotonic(), next(iter(ask_once(_asked, {"name": name})), None)
    if row is None:
        _known.pop(name, None)
        return None
    if len(_known) >= MOST_KNOWN:
        _known.clear()
    _known[name] = (at, row)
    return row


def sender_as(kind, credential_id, **more):
    """The Sender (or a kind of it) of credentials whose secret another secret stands for; None: they were revoked."""
    row = ask(select(table).where(table.c.id == credential_id)).one()
    return None if row.revoked_at else _as(kind, row, **more)


def _as(kind, row, **more):
    return kind(row.id, row.name, row.title, _scopes(row.scopes), row.counts, row.used_at, row.made_at, **more)


def note_used(sender):
    """Keep when it was last used, to ten minutes."""
    ask(update(table).where(table.c.id == sender.id).values(used_at=now()))
    _known.pop(sender.name, None)


def is_stale(sender, at, writes):
    """Whether `used_at` is worth writing; while nothing was ever sent, reading waits for ten minutes, too."""
    if sender.used_at is None and writes:
        return True
    return at - (sender.used_at or sender.made_at) >= USED_EVERY


@lru_cache(maxsize=256)
def _scopes(words):
    return frozenset(words.split())


def _hash(secret):
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
