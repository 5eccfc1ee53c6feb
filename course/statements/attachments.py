"""What is attached to statements: held against what they name, kept with them once for each hash, given back, dropped."""

from sqlalchemy import bindparam, delete, exists, insert, select

from course.clock import now
from course.database import add, ask, ask_once, insert_new
from course.errors import CourseError, TooBusy
from course.statements.attachment_models import Attached, Attachment, AttachmentPiece
from course.statements.xapi.multipart_writing import File
from course.statements.xapi.parts import all_attachments
from course.statements.xapi.rules import is_signature
from course.statements.xapi.shapes import Wrong
from course.statements.xapi.signatures import check_signature

_ADD_PIECE = insert(AttachmentPiece.__table__)
_piece = select(AttachmentPiece.data).where(AttachmentPiece.sha2 == bindparam("sha2"),
                                            AttachmentPiece.number == bindparam("number"))


class WrongAttachment(CourseError):
    """Says which attachment of which statement is wrong, and why."""


def match(received, parts, version):
    """Refuse statements that lack what is attached to them, parts that no statement names, and signatures of something else.
    (A length is not held against the bytes: their hash says more, and clients are known to count otherwise.)"""
    named = set()
    for place, one in enumerate(received):
        for attachment in all_attachments(one.value):
            named.add(attachment["sha2"].lower())
            if attachment["sha2"].lower() not in parts and "fileUrl" not in attachment:
                raise WrongAttachment(f"The attachment {attachment['sha2']} of statement {place + 1} did not come along. Send it"
                                      " as a part of multipart/mixed, or say with fileUrl where it is.")
        _check_signatures(one.value, parts, version, place)
    for sha2 in parts:
        if sha2 not in named:
            raise WrongAttachment(f"A part has the hash {sha2}, which no statement names.")


def _check_signatures(statement, parts, version, place):
    """Of the statement itself: a SubStatement is not made, so nobody signs it."""
    for attachment in filter(is_signature, statement.get("attachments", ())):
        sha2 = attachment["sha2"].lower()
        if sha2 not in parts:
            raise WrongAttachment(f"Statement {place + 1} is signed, and so its signature must come along.")
        try:
            check_signature(statement, parts.whole(sha2), version)
        except Wrong as wrong:
            raise WrongAttachment(f"The signature of statement {place + 1} is refused. {wrong.inside('signature')}.") from None


def keep(added, parts):
    """Keep what is attached to statements of (Received, its row with position), recorded by this transaction."""
    links = {}
    for one, row in added:
        for attachment in all_attachments(one.value):
            sha2 = attachment["sha2"].lower()
            if sha2 in parts:
                links.setdefault((sha2, row.position), {
                    "sha2": sha2, "position": row.position, "content_type": attachment["contentType"]})
    if links:
        _keep_bytes(sorted({sha2 for sha2, _ in links}), parts)
        add(insert(Attached.__table__), [links[key] for key in sorted(links)])


def _keep_bytes(named, parts):
    """In the order of hashes, so that nobody waits in a circle. What is here already is held, or somebody who drops what nobody
    names could do so before this transaction names it."""
    rows = [{"sha2": sha2, "length": parts.length(sha2), "stored": now()} for sha2 in named]
    fresh = insert_new(Attachment.__table__, rows, Attachment.sha2)
    for sha2 in sorted(row.sha2 for row in fresh):
        for number, data in enumerate(parts.pieces(sha2)):
            ask(_ADD_PIECE, {"sha2": sha2, "number": number, "data": data})
    held = select(Attachment.sha2).where(Attachment.sha2.in_(named)).order_by(Attachment.sha2)
    if len(ask(held.with_for_update(read=True, key_share=True)).all()) < len(named):
        raise TooBusy


def attachments_of(positions):
    """The File of each hash that came with the statements at these positions, in this order, once, as the first has it."""
    turn = {position: number for number, position in enumerate(positions)}
    asked = (select(Attached.sha2, Attachment.length, Attached.content_type, Attached.position).join(Attachment)
             .where(Attached.position.in_(positions)))
    found = {}
    for row in sorted(ask(asked), key=lambda row: (turn[row.position], row.sha2)):
        found.setdefault(row.sha2, File(row.sha2, row.length, row.content_type))
    return list(found.values())


def bytes_of(sha2):
    """Its bytes in order, some at a time. Each is asked for by itself, so that a slow reader keeps no transaction open."""
    number = 0
    while rows := ask_once(_piece, {"sha2": sha2, "number": number}):
        yield bytes(rows[0].data)
        number += 1


def drop_attachments(positions):
    """For erasing: the statements at these positions (a list, or a SELECT of them) let go of what is attached to them, and bytes
    that no other statement holds on to are deleted. To be called before the statements go. Gives back the hashes deleted."""
    theirs = Attached.position.in_(positions)
    named = ask(select(Attached.sha2).where(theirs).distinct().order_by(Attached.sha2)).scalars().all()
    ask(delete(Attached).where(theirs))
    # held first, so that whoever is just naming them has finished before it is asked who else does
    ask(select(Attachment.sha2).where(Attachment.sha2.in_(named)).order_by(Attachment.sha2).with_for_update())
    alone = select(Attachment.sha2).where(Attachment.sha2.in_(named), ~exists().where(Attached.sha2 == Attachment.sha2))
    dropped = ask(alone.order_by(Attachment.sha2)).scalars().all()
    ask(delete(AttachmentPiece).where(AttachmentPiece.sha2.in_(dropped)))
    ask(delete(Attachment).where(Attachment.sha2.in_(dropped)))
    return dropped
