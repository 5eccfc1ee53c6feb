"""The door to a package's files: foreign HTML and script, shown without our origin, and so without anybody's cookies."""

from flask import Blueprint, Response, request, stream_with_context

from course.cmi5.kinds_of_files import content_type
from course.cmi5.queries import bytes_of, stored_file
from course.cmi5.unpacking import PIECE
from course.people.access import anyone, door

blueprint = Blueprint("cmi5", __name__)

APART = {  # from this site: what runs in such a page is of no origin, and reads nothing of ours
    "Content-Security-Policy": "sandbox allow-scripts allow-forms allow-popups",
    "Access-Control-Allow-Origin": "*",  # so that it may fetch its own files, as anybody may who knows where they are
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "public, max-age=31536000, immutable",
    "Accept-Ranges": "bytes",
}


@blueprint.get("/activities/<uuid:content>/<path:path>")
@door(anyone)
def show_file(content, path):
    """A file of a package, or a stretch of it. The address is the secret: it cannot be guessed, and it shows no person."""
    stored = stored_file(content, path)
    asked = request.range.range_for_length(stored.size) if request.range else None
    start, end = asked or (0, stored.size)
    answer = Response(stream_with_context(bytes_of(stored, start, end, PIECE)), 206 if asked else 200, APART)
    answer.headers["Content-Type"] = content_type(path)
    answer.content_length = end - start
    if asked:
        answer.headers["Content-Range"] = f"bytes {start}-{end - 1}/{stored.size}"
    return answer
