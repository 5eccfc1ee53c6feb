"""What a course was made of, kept as it came."""

from course.clock import now
from course.content.naming import blob_name
from course.database import insert_new
from course.reuse.models import ParentEdition


def keep_parent(course, edition, files, part=""):
    """Keep the texts of what a course was made of; once. `files` are {path: bytes, or the name of bytes}."""
    texts = {path: data.decode(errors="replace") for path, data in files.items() if path.endswith(".md")}
    rest = {path: data if isinstance(data, str) else blob_name(data) for path, data in files.items() if path not in texts}
    row = {"course": course, "edition": edition, "part": part, "texts": texts, "files": rest, "at": now()}
    insert_new(ParentEdition.__table__, [row], ParentEdition.course)
