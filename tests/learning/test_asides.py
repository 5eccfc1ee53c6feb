"""Kits and recordings on the page: who sees them, what plays, and that nothing is fetched from elsewhere."""

import pytest

from tests import making
from tests.content.test_asides import MANY
from tests.forms import filled, form_to

ASIDE = "/courses/neighbours/aside"
HEAD = "---\nid: aside\ntitle: Aside\nminutes: 3\ncore: false\n---\n\n"


@pytest.fixture
def course(app):
    files = making.files(**{"02-levels__04-aside.md": HEAD + MANY, "files__a.vtt": "WEBVTT\n"})
    making.publish(app, files | {"files/a.mp4": bytes(range(256)) * 4})


def test_a_kit_for_a_team_is_everybodys_and_one_for_the_cohort_is_for_who_is_on_the_course(app, client, course):
    page = client.get(ASIDE).text
    assert "An hour together" in page and "60 minutes" in page and "Ten quiet minutes" in page
    assert "Bring your sheet" not in page
    begin = form_to(client.get("/courses/neighbours").text, "/enrolments")
    client.post(begin.action, data=filled(begin))
    assert "Bring your sheet" in client.get(ASIDE).text


def test_a_file_plays_in_the_page_in_pieces_and_has_captions_and_transcript(client, course):
    page = client.get(ASIDE).text
    film = page.split("<video")[1].split('src="')[1].split('"')[0]
    assert "Marcus: We asked." in page and 'kind="captions"' in page
    whole = client.get(film)
    assert (whole.status_code, whole.mimetype, len(whole.data)) == (200, "video/mp4", 1024)
    piece = client.get(film, headers={"Range": "bytes=2-5"})
    assert (piece.status_code, piece.data, piece.headers["Content-Range"]) == (206, b"\x02\x03\x04\x05", "bytes 2-5/1024")
    captions = client.get(page.split("<track")[1].split('src="')[1].split('"')[0])
    assert (captions.mimetype, captions.headers.get("Content-Disposition")) == ("text/vtt", None)


def test_a_recording_elsewhere_is_a_link_that_says_where_it_leads(client, course):
    page = client.get(ASIDE).text
    assert "Listen to it at example.org" in page and 'href="https://example.org/a.mp3"' in page
    assert 'src="https' not in page and "<audio" not in page
