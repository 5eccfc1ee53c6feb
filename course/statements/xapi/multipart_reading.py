"""A multipart/mixed body: statements as JSON in its first part, then what is attached to them, spooled as it arrives."""

import hashlib
import re
from tempfile import SpooledTemporaryFile

from multipart import MultipartError, MultipartSegment, PushMultipartParser

from course.statements.xapi.shapes import HASHES

CHUNK = 64 * 1024
PIECE = 512 * 1024
IN_MEMORY = 10 * 1024 * 1024  # bytes of all attachments of a request; with more of them they are on disk
MOST_PARTS = 10_000
MOST_HEADERS = 32
BOUNDARY = re.compile(r"[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]")  # RFC 2046, section 5.1.1
HASH = "X-Experience-API-Hash"


class NotMultipart(ValueError):
    """Says what is wrong with the body."""


class Parts:
    """What is attached, by its hash: all in one file without a name, which is gone when it is closed."""

    def __init__(self, folder=None):
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY, dir=folder)  # noqa: SIM115 - closed by __exit__
        self._places = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def __contains__(self, sha2):
        return sha2 in self._places

    def __iter__(self):
        return iter(self._places)

    def length(self, sha2):
        return self._places[sha2][1]

    def pieces(self, sha2):
        """Its bytes in order, some at a time."""
        start, length = self._places[sha2]
        for place in range(start, start + length, PIECE):
            self._file.seek(place)
            yield self._file.read(min(PIECE, start + length - place))

    def whole(self, sha2):
        return b"".join(self.pieces(sha2))

    def begin(self):
        return self._file.seek(0, 2)

    def write(self, data):
        self._file.write(data)

    def end(self, sha2, start):
        """What was written since `start` has this hash; the same bytes a second time are not kept."""
        if sha2 in self._places:
            self._file.truncate(start)
        else:
            self._places[sha2] = (start, self._file.tell() - start)


class _Mixed(PushMultipartParser):
    def _create_segment(self, headerlist):
        """Any part: only those of a form have a name."""
        return MultipartSegment(headerlist)


class _Statements:
    def __init__(self, segment):
        if segment.content_type != "application/json" or (segment.charset or "utf-8").lower() not in ("utf-8", "utf8"):
            raise NotMultipart("its first part must hold the statements, as application/json")
        self.data = bytearray()
        self.take = self.data.extend

    def end(self):
        """Whether it is JSON is for who reads it."""


class _Attachment:
    def __init__(self, segment, parts, number):
        self.parts, self.number = parts, number
        if segment.header("Content-Transfer-Encoding", "").strip().lower() != "binary":
            raise NotMultipart(f"its part {number} must say Content-Transfer-Encoding: binary")
        self.sha2 = segment.header(HASH, "").strip().lower()
        if len(self.sha2) not in HASHES or not re.fullmatch("[0-9a-f]+", self.sha2):
            raise NotMultipart(f"its part {number} must say {HASH} with the SHA-2 hash of its bytes")
        self.digest = hashlib.new(f"sha{len(self.sha2) * 4}")
        self.start = parts.begin()

    def take(self, data):
        self.digest.update(data)
        self.parts.write(data)

    def end(self):
        if self.digest.hexdigest() != self.sha2:
            raise NotMultipart(f"the bytes of its part {self.number} have another hash than {HASH} says")
        self.parts.end(self.sha2, self.start)


def read_mixed(read, boundary, parts):
    """The JSON of the first part, as bytes; what follows is put into `parts`. `read(size)` gives the body, b"" at its end."""
    if not boundary or not BOUNDARY.fullmatch(boundary):
        raise NotMultipart("its content type must name the boundary, of 1 to 70 characters (RFC 2046)")
    parser = _Mixed(boundary, max_header_count=MOST_HEADERS, max_segment_count=MOST_PARTS)
    number, statements, taking = 0, None, None
    try:
        for event in parser.parse_blocking(read, CHUNK):
            if isinstance(event, MultipartSegment):
                number += 1
                taking = _Attachment(event, parts, number) if statements else _Statements(event)
                statements = statements or taking
            elif event is None:
                taking.end()
            else:
                taking.take(event)
    except MultipartError as wrong:
        raise NotMultipart(f"it is not multipart/mixed as its content type says: {wrong}") from None
    if statements is None:
        raise NotMultipart("it has no parts")
    return bytes(statements.data)
