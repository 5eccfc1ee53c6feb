"""What came attached to statements: the bytes of each hash once, in pieces, and which statements hold on to them.

Their rows have no triggers: bytes are known by their hash, so a change would show, and erasing must be able to drop them.
"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db
from course.statements.tool_models import LARGE


class Attachment(db.Model):
    """Bytes that at least one statement has attached."""

    sha2: Mapped[str] = mapped_column(primary_key=True)  # hexadecimal, in lower case; its length tells SHA-224 to SHA-512
    length: Mapped[int] = mapped_column(LARGE)
    stored: Mapped[datetime] = mapped_column(Moment)


class AttachmentPiece(db.Model):
    """Some of the bytes, so that neither writing nor reading holds all of them in memory. Numbers begin at 0."""

    sha2: Mapped[str] = mapped_column(ForeignKey("attachment.sha2"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    data: Mapped[bytes]


class Attached(db.Model):
    """A statement that came with these bytes. One that names their hash and came without them is none: it may not fetch them."""

    position: Mapped[int] = mapped_column(LARGE, ForeignKey("statement.position"), primary_key=True)
    sha2: Mapped[str] = mapped_column(ForeignKey("attachment.sha2"), primary_key=True, index=True)
    content_type: Mapped[str]  # as this statement has it
