"""Fixtures: a tool that may do everything."""

import pytest

from tests.lrs.asking import Tool


@pytest.fixture
def tool(app):
    return Tool(app)
