"""The demo shows its letters; no other site does."""

import pytest

from course.mailing.sending import send_due
from tests.people.asking import sign_up

pytestmark = pytest.mark.databases("sqlite")


def test_page_is_not_there_outside_the_demo(app, client):
    sign_up(client)
    with app.app_context():
        send_due()
    assert client.get("/letters").status_code == 404


class TestInTheDemo:
    @pytest.fixture
    def settings(self, settings):
        return settings | {"DEMO": True}

    def test_empty_page_says_what_to_do(self, client):
        assert "No letter has been written yet." in client.get("/letters").text

    def test_letters_are_shown_with_their_links(self, app, client):
        sign_up(client)
        with app.app_context():
            send_due()
        page = client.get("/letters").text
        assert "lena@example.org" in page
        assert 'href="http://127.0.0.1' in page
        assert "/links/" in page
