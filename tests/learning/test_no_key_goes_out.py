"""Whatever address is asked, by a stranger, by a guest, by somebody with an account or by a tool without rights: until she has
answered, no byte of an answer holds anything of a key, in any kind of question, on any page, in any file, in the ledger."""

import re

import pytest

from tests import cast, kinds, making, papers
from tests.house.test_doors import addresses_of, begun
from tests.learning.test_kinds import WRITTEN
from tests.lrs.asking import Tool
from tests.people.asking import make, signed_in

pytestmark = pytest.mark.databases("sqlite")
KEYS = (b"CANARY", *(word.encode() for word in WRITTEN), b"correctResponsesPattern")
BY_CHANCE = re.compile(rb"[0-9a-f-]{32,}")  # ids and signatures: in so many of them a number of a key turns up now and then


def a_tool(app):
    """A client with the secret of a tool that may send, and read what it sent itself."""
    client, tool = app.test_client(), Tool(app, "statements/write", "statements/read/mine")
    client.environ_base |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in tool.headers.items()}
    return client


def test_no_address_gives_a_byte_of_any_key_to_who_has_not_answered(app):
    making.publish(app, papers.files(**{"02-levels__04-kinds.md": kinds.TEXT}))
    for one in (cast.lena, cast.frank):
        make(app, one)
    somebody = begun(app)
    addresses = addresses_of(app, somebody)
    assert b"CANARY" in somebody.get(addresses["learning.show_attempt"]).data  # who answered sees what is hers
    clients = [app.test_client(), begun(app), signed_in(app, cast.lena), a_tool(app)]
    lessons = [f"/courses/neighbours/{key}" for key in ("levels", "the-quiz", "every-kind")]
    again = [f"{one}?again={sheet}" for one in lessons for sheet in ("told", "decides", "quiz-1")]
    asked = [*addresses.values(), *lessons, *again,
             *(f"/courses/neighbours/questions/{key}" for key in ("told", "decides", "q-one"))]
    answers = [(address, client.get(address, follow_redirects=True).data) for client in clients for address in asked]
    told = [(address, key) for address, data in answers for key in KEYS if key in BY_CHANCE.sub(b"", data)]
    assert told == []
