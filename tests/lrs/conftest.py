"""Fixtures: a tool that may do everything, and the documents that it keeps."""

import pytest

from tests.lrs.asking import Tool
from tests.lrs.shelves import ACTIVITY, AGENT, STATE, Shelf


@pytest.fixture
def tool(app):
    return Tool(app)


@pytest.fixture(params=[STATE, ACTIVITY, AGENT], ids=["state", "activity", "agent"])
def shelf(tool, request):
    return Shelf(tool, request.param)


@pytest.fixture
def state(tool):
    return Shelf(tool, STATE)
