"""Statements with what is attached to them, as one multipart/mixed body of a length that is known beforehand."""

import secrets
from dataclasses import dataclass, field

from course.statements.xapi.multipart_reading import HASH

END = b"\r\n"
UNKNOWN = "application/octet-stream"


@dataclass(frozen=True)
class File:
    """Something attached. The bytes themselves are asked for when their turn comes."""

    sha2: str
    length: int
    content_type: str

    @property
    def head(self):
        kind = self.content_type if self.content_type.isascii() and self.content_type.isprintable() else UNKNOWN
        lines = (f"Content-Type: {kind}", "Content-Transfer-Encoding: binary", f"{HASH}: {self.sha2}")
        return "\r\n".join((*lines, "", "")).encode()


@dataclass(frozen=True)
class Mixed:
    """`text` is the JSON; of `files` each hash stands once."""

    text: str
    files: list
    boundary: str = field(default_factory=lambda: secrets.token_hex(24))

    @property
    def content_type(self):
        return f'multipart/mixed; boundary="{self.boundary}"'

    @property
    def length(self):
        return sum(map(len, self._around())) + sum(file.length for file in self.files)

    def stream(self, bytes_of):
        """The body piece by piece. `bytes_of(sha2)` gives pieces; where they are fewer than foretold, it breaks off."""
        first, *heads, last = self._around()
        yield first
        for file, head in zip(self.files, heads, strict=True):
            yield head
            sent = 0
            for piece in bytes_of(file.sha2):
                sent += len(piece)
                yield piece
            if sent != file.length:
                raise ConnectionAbortedError("an attachment was dropped while it was sent")
        yield last

    def _around(self):
        """All but the bytes of the files: what stands before each of them, and behind the last."""
        line = b"--" + self.boundary.encode()
        heads = [END + line + END + file.head for file in self.files]
        return [line + END + b"Content-Type: application/json" + END + END + self.text.encode(), *heads,
                END + line + b"--" + END]
