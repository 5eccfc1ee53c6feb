"""A newer renderer draws what an older one drew: no page of any revision depends on when the site was upgraded."""

import pytest
from sqlalchemy import func, select

from course.content import queries
from course.content.models import Page, Revision
from course.database import db
from tests import making

CHANGED = making.edited("01-start/01-hello.md", "Two neighbours meet.", "Two neighbours meet again.")


@pytest.fixture
def upgraded(app, monkeypatch):
    """A course that was published twice; `upgraded()` puts a renderer in place that has drawn none of it."""
    making.publish(app)
    making.publish(app, CHANGED)

    def upgrade():
        monkeypatch.setattr(queries, "RENDERER", "another")
        queries._parts.cache_clear()

    yield upgrade
    queries._parts.cache_clear()


def all_parts():
    edition = queries.standing(making.COURSE).edition
    return {one: queries.parts_of(one, edition) for one in db.session.execute(select(Revision.id)).scalars()}


def test_every_revision_is_drawn_from_its_source_as_it_was(app, upgraded):
    with app.app_context():
        before = all_parts()
        upgraded()
        assert all_parts() == before and len(before) == 5
        assert db.session.execute(select(func.count()).select_from(Page)).scalar() == len(before)  # reading wrote nothing


def test_lessons_are_shown_and_answered_after_an_upgrade(app, client, upgraded):
    upgraded()
    assert "Two neighbours meet again." in client.get("/courses/neighbours/hello").text
    assert client.get("/courses/neighbours/levels").status_code == 200
