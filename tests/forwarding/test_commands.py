"""`course forward`: the same, where there is no page."""

import pytest

from tests.forwarding.making import row, told

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def forward(app, cli):
    """What `course forward ...` prints; a refusal is `refused: ...`."""

    def run(*words, **more):
        done = cli.invoke(args=["forward", *words], **more)
        return done.output if done.exit_code == 0 else f"refused: {done.exception or done.output}{done.output}"

    return run


def test_a_destination_from_its_making_to_its_end(app, forward, receiver):
    made = forward("make", "store", "The other store", receiver.address, "--user", "first", "--secret", "-", "--since",
        "2020-01-01",
                   "--of-tools", input="s3cret\n")
    assert made == "number: 1\n"
    ids = told(app, 2)
    assert forward("test", "1") == "The test has arrived.\n"
    assert forward("list") == "1  The other store  store  in step  2 waiting  0 sent  0 refused\n"
    assert forward("run") == "2 sent.\n"
    assert set(ids) < set(receiver.kept)
    assert forward("pause", "1") == "It is paused.\n" and "another state" in forward("pause", "1")
    assert "paused" in forward("list")
    assert forward("resume", "1") == "It goes on.\n"
    assert forward("replay", "1", "2020-01-01") == "It will be sent again.\n"
    assert forward("run") == "2 sent.\n"
    assert forward("remove", "1") == "It is removed.\n"
    assert "no such destination" in forward("pause", "1")
    assert forward("list") == ""


def test_a_webhook_gets_a_secret_that_is_printed_once(app, forward, receiver):
    made = forward("make", "webhook", "Chat", receiver.address, "--verb", "passed", "--verb", "completed")
    number, secret = (line.split(": ")[1] for line in made.splitlines()[:2])
    assert len(secret) == 43 and secret not in row(app, int(number)).secret
    assert row(app, int(number)).verbs == "completed passed"


def test_what_cannot_be_is_said_in_a_sentence(forward, receiver):
    assert "must begin with https" in forward("make", "store", "X", "ftp://x", "--user", "u", "--secret", "-", input="s")
    assert "Give the secret" in forward("make", "store", "X", receiver.address, "--user", "u")
    assert "no course" in forward("make", "webhook", "X", receiver.address, "--course", "nowhere")
    assert "no such destination" in forward("test", "7")
    receiver.answers = [(401, "", {})]
    forward("make", "store", "X", receiver.address, "--user", "u", "--secret", "-", input="s")
    assert "The test has not arrived. It does not accept" in forward("test", "1")
