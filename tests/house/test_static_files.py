"""Static files have addresses that name their bytes, and are there even where nothing can be kept beside the database."""

import re
import tempfile

from course.static_files import FOLDER, JOINED, hashed, serve


def nothing(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]


def ask(application, path):
    """(status, body) of a GET."""
    heard = []
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path}
    answer = application(environ, lambda status, headers: heard.append(status))
    body = b"".join(answer)
    answer.close()
    return heard[0], body


def test_what_every_page_needs_is_one_file_in_its_order(tmp_path):
    whole = b"".join((FOLDER / part).read_bytes() for part in JOINED["css/site.css"])
    assert ask(serve(nothing, tmp_path / "static"), hashed("css/site.css")) == ("200 OK", whole)


def test_where_nothing_can_be_kept_they_are_there_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "static").write_text("a file stands where the folder would")
    status, body = ask(serve(nothing, tmp_path / "static"), hashed("js/main.js"))
    assert (status, body) == ("200 OK", (FOLDER / "js/main.js").read_bytes())


def test_a_page_asks_for_one_style_sheet(client):
    page = client.get("/sign-in").text
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', page) == [hashed("css/site.css")]
