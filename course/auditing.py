"""The audit log: who did what, when and to what. Each row holds the hash of the one before, so that nobody changes, takes out or
puts in a row without every later one telling. Who it was stands beside it under a seal, and can be erased without breaking that.
"""

import hashlib
import json
from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from course.clock import now
from course.database import Moment, ask, db, never_changes
from course.ids import new_token

FORM = "audit 1"  # of the bytes that are hashed
BEGINNING = "0" * 64  # what stands for the hash before the first row
BY, WHOM = "by", "whom"
NUMBER = BigInteger().with_variant(Integer, "sqlite")
ACTS = frozenset((  # each is its own label on the page, with a capital
    "course begun", "course published", "course unpublished", "course archived", "course reopened",
    "course copied", "module copied", "written back to git", "answers marked anew", "role given", "role taken", "role left",
    "invitation made", "invitation accepted", "invitation revoked", "course handed over", "thought judged", "remark answered",
    "adaptation listed", "adaptation taken off", "package imported", "unit waived", "session ended", "credentials made",
    "credentials revoked", "destination made", "destination changed", "destination paused", "destination resumed",
    "destination sent again from a day", "destination removed", "refusal left out", "person erased", "records deleted",
))


@never_changes
class AuditEntry(db.Model):
    """What was done. `by_seal` and `whom_seal` are empty where no person stands there: the command, or the clock."""

    position: Mapped[int] = mapped_column(NUMBER, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    act: Mapped[str]
    course: Mapped[str | None]  # its key
    subject: Mapped[str | None]  # what it was done to, by the name that it has elsewhere
    details: Mapped[str]  # JSON, as it was hashed
    by_seal: Mapped[str | None]
    whom_seal: Mapped[str | None]
    hash: Mapped[str]
    __table_args__ = (Index("ix_audit_entry_course", "course", "position"),)


@never_changes
class AuditName(db.Model):
    """Who stands behind a seal of a row. Erasing somebody deletes these: without the salt, no person can be tried at a seal."""

    position: Mapped[int] = mapped_column(ForeignKey("audit_entry.position"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)  # by | whom
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    salt: Mapped[str]


class AuditHead(db.Model):
    """The newest row, in one row that writers lock: so that they take turns, and that a log cut short is seen."""

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int] = mapped_column(NUMBER)
    hash: Mapped[str]


entries, names, heads = AuditEntry.__table__, AuditName.__table__, AuditHead.__table__


def note_act(act, *, by=None, course=None, subject=None, whom=None, **details):
    """Note within the transaction that does it, as its last step, for whoever notes next waits for its end. `act` is one of
    ACTS, `by` the id of who did it (None: the command or the clock), `course` a key, `whom` the id of whom it was done to.
    `subject` and `details` (plain values) hold nothing that leads to a person and no secret: they stay for good. Returns the
    row's number."""
    if act not in ACTS:
        raise ValueError(f"“{act}” is none of the acts of course/auditing.py")
    head = ask(select(heads.c.position, heads.c.hash).with_for_update()).one()
    row = {"position": head.position + 1, "at": now(), "act": act, "course": course, "subject": subject and str(subject)[:300],
           "details": json.dumps(details, sort_keys=True), "by_seal": None, "whom_seal": None}
    behind = [_sealed(row, part, person) for part, person in ((BY, by), (WHOM, whom)) if person is not None]
    row["hash"] = hash_of(head.hash, row)
    ask(insert(entries), row)
    if behind:
        ask(insert(names), behind)
    ask(update(heads).values(position=row["position"], hash=row["hash"]))
    return row["position"]


def _sealed(row, part, person_id):
    salt = new_token()
    row[f"{part}_seal"] = seal(salt, person_id)
    return {"position": row["position"], "part": part, "person_id": person_id, "salt": salt}


def seal(salt, person_id):
    """It binds a row to a person, and tells nothing of her to who has not the salt."""
    return hashlib.sha256(f"{salt} {person_id}".encode()).hexdigest()


def hash_of(before, row):
    """The hash of a row (a mapping) after the one whose hash is `before`: SHA-256 of that and of the row's bytes as JSON."""
    told = [FORM, row["position"], row["at"].isoformat(timespec="microseconds"), *(
        row[name] for name in ("act", "course", "subject", "details", "by_seal", "whom_seal"))]
    text = json.dumps(told, separators=(",", ":"))
    return hashlib.sha256(bytes.fromhex(before) + text.encode()).hexdigest()


def forget_names(person_ids):
    """Within people.erasing.erase(): delete what leads from seals to her. {part: the rows, as "3,7-9"}, to be noted with the
    erasure, so that a name which is gone is told from one that somebody took out."""
    found = ask(select(names.c.part, names.c.position).where(names.c.person_id.in_(person_ids)).order_by(names.c.position)).all()
    ask(delete(names).where(names.c.person_id.in_(person_ids)))
    gone = {part: in_runs([row.position for row in found if row.part == part]) for part in (BY, WHOM)}
    return {part: runs for part, runs in gone.items() if runs}


def in_runs(numbers):
    """Rising numbers as "3,7-9"."""
    runs = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(f"{first}-{last}" if last > first else str(first) for first, last in runs)


def out_of_runs(text):
    """The numbers of "3,7-9"."""
    return {number for run in filter(None, text.split(",")) for number in _run(*run.split("-"))}


def _run(first, last=None):
    return range(int(first), int(last or first) + 1)


def log_of(*, course=None, act=None, before=None, at_most=50):
    """Rows (the entry's columns, by, whom), newest first; of one course, of one act, and those before a row, if given."""
    who, whom = names.alias(), names.alias()
    asked = (
        select(entries, who.c.person_id.label(BY), whom.c.person_id.label(WHOM))
        .outerjoin(who, (who.c.position == entries.c.position) & (who.c.part == BY))
        .outerjoin(whom, (whom.c.position == entries.c.position) & (whom.c.part == WHOM))
    )
    for column, wanted in ((entries.c.course, course), (entries.c.act, act)):
        asked = asked.where(column == wanted) if wanted else asked
    asked = asked.where(entries.c.position < before) if before else asked
    return ask(asked.order_by(entries.c.position.desc()).limit(at_most)).all()


def courses_named():
    """The keys of all courses that rows name."""
    asked = select(entries.c.course).where(entries.c.course.is_not(None))
    return ask(asked.distinct().order_by(entries.c.course)).scalars().all()
