"""What an author says about an answer as a whole is shown after the answer, for right and for wrong, and not before."""

import pytest

from tests import making
from tests.forms import send

LEVELS = "/courses/neighbours/levels"
WHOLE = "- [right] CANARY-well: that was it.\n- [wrong] CANARY-look: read *again* who decides.\n"
PLACE = "    CANARY-empower: nobody handed over a decision.\n"


@pytest.fixture
def page(app, client):
    making.publish(app, making.edited("02-levels/01-levels.md", PLACE, f"{PLACE}\n{WHOLE}"))
    return client.get(LEVELS).text


@pytest.mark.parametrize(("given", "said", "unsaid"), [
    ("consult", "CANARY-well: that was it.", "CANARY-look"),
    ("inform", "CANARY-look: read <em>again</em> who decides.", "CANARY-well"),
])
def test_the_answer_as_a_whole_is_spoken_to(client, page, given, said, unsaid):
    assert "CANARY" not in page
    answered = send(client, page, "/told/attempts", a_told=given).text
    assert said in answered and unsaid not in answered
