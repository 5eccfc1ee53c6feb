"""Whatever is sent to /xapi is taken or refused in words, and is never a failure; what was taken comes back whole.
(`make faults` sends more, from several sides at once.)"""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.lrs import strategies
from tests.lrs.asking import Tool
from tests.lrs.mixing import read, sha2

FUZZ = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def answered(tool, asked):
    answer = tool.ask(asked.method, asked.path, headers=asked.headers, data=asked.data)
    assert answer.status_code < 500, answer.text
    assert answer.headers["X-Experience-API-Version"]
    return answer


def comes_back(tool, asked):
    """Each statement that is taken, in every form, with bytes that have their hash."""
    answer = answered(tool, asked)
    for name in answer.json if answer.status_code == 200 else ():
        for again in strategies.readings(name):
            said, files = read(answered(tool, again))
            assert {one["sha2"].lower() for one in said.get("attachments", ()) if "fileUrl" not in one} <= set(files)
            assert all(sha2(data) == known for known, (_, data) in files.items())


@pytest.fixture
def newer(app):
    return Tool(app, version="2.0.0")


@FUZZ
@given(asked=strategies.statements())
def test_statements(newer, asked):
    comes_back(newer, asked)


@FUZZ
@given(asked=strategies.multiparts())
def test_attachments(newer, asked):
    comes_back(newer, asked)


@FUZZ
@pytest.mark.databases("sqlite")
@given(asked=strategies.signatures() | strategies.other_kinds())
def test_signatures_and_other_kinds(newer, asked):
    comes_back(newer, asked)


@FUZZ
@given(asked=strategies.documents())
def test_documents(newer, asked):
    answered(newer, asked)


@FUZZ
@pytest.mark.databases("sqlite")
@given(asked=strategies.filters())
def test_filters(newer, asked):
    answered(newer, asked)


@FUZZ
@pytest.mark.databases("sqlite")
@given(asked=strategies.forms())
def test_forms(tool, asked):
    answered(tool, asked)
