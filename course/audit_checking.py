"""Whether the audit log still says what it said: hashes from the first row to the last, the names behind their seals, the head,
and anchors, which are hashes that were noted elsewhere, so that a log which was cut short or written anew is seen, too."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select

from course.auditing import BEGINNING, BY, WHOM, entries, hash_of, heads, names, out_of_runs, seal
from course.clock import now
from course.database import ask
from course.errors import CourseError

AT_ONCE = 1_000
ANOTHER = "it is not the row that stood here when its hash was noted: it, or one before it, was written anew"


class NoAnchor(CourseError):
    status = 422


@dataclass(frozen=True)
class Anchor:
    """What the hash of a row was, as somebody noted it."""

    position: int
    hash: str

    def __str__(self):
        return f"{self.position}:{self.hash}"


@dataclass
class Check:
    """`broken` is the first row that is not as it was, with the reason in words; None: all is as it was."""

    rows: int = 0
    head: Anchor = Anchor(0, BEGINNING)
    broken: tuple | None = None
    bare: dict = field(default_factory=dict)  # {part: rows whose seal has no name behind it}

    def find(self, position, words):
        if self.broken is None or position < self.broken[0]:
            self.broken = position, words


def read_anchor(text):
    """The Anchor of "12:ab34…". Raises NoAnchor."""
    position, _, digest = text.strip().partition(":")
    if not (position.isascii() and position.isdecimal() and len(digest) == 64 and set(digest) <= set("0123456789abcdef")):
        raise NoAnchor(f"“{text[:80]}” is no anchor. One is a row's number, a colon and its hash, as `course audit anchor` says.")
    return Anchor(int(position), digest)


def head():
    """The Anchor of the newest row."""
    row = ask(select(heads.c.position, heads.c.hash)).one_or_none()
    return Anchor(row.position, row.hash) if row else Anchor(0, BEGINNING)


def check_log(anchors=()):
    """The Check of the whole log. It reads and changes nothing; writers may go on beside it."""
    told = {}
    for anchor in (head(), *anchors):
        told.setdefault(anchor.position, set()).add(anchor.hash)
    check, before, erased = Check(), BEGINNING, {BY: set(), WHOM: set()}
    check.bare = {BY: set(), WHOM: set()}
    for row in _rows():
        _check_row(check, row, before)
        _check_names(check, row)
        if told.pop(row["position"], {row["hash"]}) != {row["hash"]}:
            check.find(row["position"], ANOTHER)
        if row["act"] == "person erased":
            gone = _details(row).get("names", {})
            for part in erased:
                erased[part] |= out_of_runs(gone.get(part, ""))
        check.rows, check.head, before = check.rows + 1, Anchor(row["position"], row["hash"]), row["hash"]
    for part in erased:
        for position in sorted(check.bare[part] - erased[part])[:1]:
            check.find(position, "the person behind it was taken out, and no erasure says so")
    _check_end(check, {position: hashes for position, hashes in told.items() if position})
    return check


def _rows():
    """Mappings of all rows in order, with the name and salt behind each seal."""
    who, whom = names.alias(), names.alias()
    asked = (
        select(entries, who.c.person_id.label("by_person"), who.c.salt.label("by_salt"), whom.c.person_id.label("whom_person"),
               whom.c.salt.label("whom_salt"))
        .outerjoin(who, (who.c.position == entries.c.position) & (who.c.part == BY))
        .outerjoin(whom, (whom.c.position == entries.c.position) & (whom.c.part == WHOM))
        .order_by(entries.c.position)
    )
    last = None
    while True:
        some = ask((asked if last is None else asked.where(entries.c.position > last)).limit(AT_ONCE)).mappings().all()
        yield from some
        if len(some) < AT_ONCE:
            return
        last = some[-1]["position"]


def _check_row(check, row, before):
    expected = check.head.position + 1
    if row["position"] != expected:
        check.find(min(expected, row["position"]),
                   "it is missing" if row["position"] > expected else "no row has this number: it was put in")
    elif hash_of(before, row) != row["hash"]:
        check.find(row["position"], "it does not fit its hash: it was changed, or a row before it was exchanged")


def _check_names(check, row):
    for part in (BY, WHOM):
        sealed, person, salt = row[f"{part}_seal"], row[f"{part}_person"], row[f"{part}_salt"]
        if sealed and person is None:
            check.bare[part].add(row["position"])
        elif person is not None and seal(salt, person) != sealed:
            check.find(row["position"], "it names another person than the one who was sealed into it")


def _check_end(check, missing):
    """`missing` are noted hashes of rows that were not met."""
    if missing:
        check.find(check.head.position + 1, f"it is missing: the log was cut short, for row {max(missing)} was noted once")
    newest = head()
    if newest.position < check.head.position:
        check.find(newest.position + 1, "the head of the log does not name it: it was put in, or the head was set back")


def _details(row):
    try:
        return json.loads(row["details"])
    except ValueError:
        return {}


def anchors_file(settings):
    """Where anchors are noted, beside the database and outside of it."""
    return Path(settings.INSTANCE) / "audit-anchors.txt"


def kept_anchors(settings):
    """Those that were noted here. Raises NoAnchor where a line is none."""
    path = anchors_file(settings)
    lines = path.read_text().splitlines() if path.exists() else []
    return [read_anchor(line.split()[-1]) for line in lines if line.strip()]


def keep_anchor(settings):
    """Note the newest row's hash: its Anchor, or None where nothing is new since the last."""
    anchor, kept = head(), kept_anchors(settings)
    if anchor.position == 0 or anchor in kept[-1:]:
        return None
    with anchors_file(settings).open("a") as file:
        file.write(f"{now():%Y-%m-%dT%H:%M:%SZ} {anchor}\n")
    return anchor
