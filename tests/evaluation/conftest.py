"""Fixtures: the whole story on a course, the dataset that reads it, and the evaluator's browser."""

from contextlib import contextmanager

import pytest

from course.content.queries import standing
from course.evaluation.exporting import Dataset
from tests.cast import eve
from tests.evaluation.making import COURSE, whole_story
from tests.people.asking import make, signed_in


@pytest.fixture
def story(app, clock):
    """{name: person id}"""
    return whole_story(app, clock)


@pytest.fixture
def dataset(app):
    """`with dataset() as data:` is the Dataset of the course as it stands."""

    @contextmanager
    def open_dataset():
        with app.app_context():
            yield Dataset(standing(COURSE))

    return open_dataset


@pytest.fixture
def desk(app):
    """A client signed in as Eve, who evaluates the course."""
    make(app, eve)
    return signed_in(app, eve)
