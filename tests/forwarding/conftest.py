"""Fixtures: a site that may send to this machine, somebody who learns on it, and another end."""

import pytest

from tests.forwarding import receiving


@pytest.fixture
def settings(settings):
    return settings | {"NEAR_DESTINATIONS": True}


@pytest.fixture
def receiver():
    with receiving.receiving() as receiver:
        yield receiver


@pytest.fixture
def second(tmp_path):
    with receiving.second_site(tmp_path) as site:
        yield site
