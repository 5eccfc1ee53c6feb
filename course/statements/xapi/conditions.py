"""If-Match and If-None-Match (RFC 9110, section 13.1), and how a document of JSON takes in another."""

from dataclasses import dataclass

from course.statements.xapi.exact import members


@dataclass(frozen=True)
class Conditions:
    """What a request says of the entity tags that it knows, without quotes; {"*"} is any; None: it says nothing.

    `match` holds strong tags alone, for a weak one never matches here; `none_match` holds weak ones, too."""

    match: frozenset | None = None
    none_match: frozenset | None = None

    def __bool__(self):
        return self.match is not None or self.none_match is not None

    def matched(self, etag):
        """Whether If-Match lets pass what has this tag; None is a document that is not there."""
        return self.match is None or (etag is not None and not self.match.isdisjoint(("*", etag)))

    def is_known(self, etag):
        """Whether If-None-Match names it."""
        return self.none_match is not None and etag is not None and not self.none_match.isdisjoint(("*", etag))


def merge(old, new):
    """Two texts of JSON objects as one: properties of the second count, whole; each keeps its own characters."""
    found = {key: text[start:end] for text in (old, new) for key, start, _, end in members(text)}
    return "{" + ",".join(found.values()) + "}"
