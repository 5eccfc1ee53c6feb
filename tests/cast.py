"""The cast of every test: Lena learns, Frank facilitates her course, Eve evaluates it, Ada runs the site, Grace is a
guest, and Stan is a stranger who must see nothing."""

from dataclasses import dataclass

PASSWORD = "three quiet herons"


@dataclass(frozen=True)
class Person:
    name: str
    email: str | None
    role: str | None = None  # in the course; None: none

    @property
    def password(self):
        return PASSWORD if self.email else None


lena = Person("Lena", "lena@example.org", "learner")
frank = Person("Frank", "frank@example.org", "facilitator")
eve = Person("Eve", "eve@example.org", "evaluator")
ada = Person("Ada", "ada@example.org", "administrator")
grace = Person("Grace", None)
stan = Person("Stan", "stan@example.org")
