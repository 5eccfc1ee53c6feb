"""Statements as a request brings them, alone or with what is attached to them, and as an answer takes both along."""

from contextlib import contextmanager

from flask import Response, current_app, request, stream_with_context

from course.database import db
from course.errors import CourseError
from course.lrs.entering import read_whole
from course.statements.attachments import attachments_of, bytes_of
from course.statements.xapi.multipart_reading import NotMultipart, Parts, read_mixed
from course.statements.xapi.multipart_writing import Mixed


@contextmanager
def sent():
    """(JSON, Parts) of the request, read whole before anything is locked; large attachments lie on disk meanwhile."""
    with Parts(current_app.config["SETTINGS"].INSTANCE) as parts:
        if request.mimetype == "multipart/mixed":
            yield _mixed(parts), parts
        else:
            yield _alone(), parts


def _alone():
    if request.mimetype != "application/json":
        raise CourseError("Statements are sent as application/json, or as multipart/mixed with attachments.")
    if request.mimetype_params.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        raise CourseError("JSON is UTF-8; the content type says another charset.")
    return read_whole(request)


def _mixed(parts):
    try:
        return read_mixed(request.stream.read, request.mimetype_params.get("boundary"), parts)
    except NotMultipart as wrong:
        raise CourseError(f"The body cannot be read: {wrong}.") from None


def mixed(text, rows):
    """`text`, and what is attached to the statements of these rows. It is sent while it is read."""
    body = Mixed(text, attachments_of([row.position for row in rows]))

    def stream():
        db.session.rollback()  # or its transaction would last as long as the reader takes
        yield from body.stream(bytes_of)

    answer = Response(stream_with_context(stream()), content_type=body.content_type)
    answer.content_length = body.length
    return answer
