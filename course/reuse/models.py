"""What is kept of courses that came from elsewhere."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from course.database import Moment, db, never_changes


@never_changes
class ParentEdition(db.Model):
    """What a course, or a module of it, was made of, as it came: so that it can be told later what was changed. `edition` is the
    git tree id that its parent names, `part` the module that it came for (empty: the whole course)."""

    course: Mapped[str] = mapped_column(primary_key=True)
    edition: Mapped[str] = mapped_column(primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    texts: Mapped[dict] = mapped_column(JSON)  # {path: text} of its Markdown
    files: Mapped[dict] = mapped_column(JSON)  # {path: blob name} of all else
    at: Mapped[datetime] = mapped_column(Moment)
