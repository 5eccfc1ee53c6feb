"""How files name people and attempts: the same in all files of a course, and different in those of another."""

import hashlib
from functools import lru_cache
from uuid import UUID

from flask import current_app

from course.people.pseudonyms import export_name

KEPT = 16_384  # names that are remembered while a file is written


class Names:
    """`person(hex of a name in the ledger)` and `attempt(hex of its id)`; `joined` is {hex of a name: subject}."""

    def __init__(self, course, joined):
        key = current_app.config["SETTINGS"].EXPORT_KEY
        # a keyed hash of BLAKE2 (RFC 7693): every row has one, and it costs a tenth of a person's name
        keyed = hashlib.blake2b(key=export_name(key, course, "attempts").encode(), digest_size=12)
        self.joined = joined

        @lru_cache(maxsize=KEPT)
        def person(name):
            return export_name(key, course, joined.get(name) or UUID(hex=name))

        def attempt(sending):
            if sending is None:
                return None
            one = keyed.copy()
            one.update(sending.encode())
            return one.hexdigest()

        self.person, self.attempt = person, attempt
