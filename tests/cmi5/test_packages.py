"""Packages in the library's neighbourhood: imported in the browser and by the command, listed, and served apart from us."""

import io
import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from course.cmi5 import importing
from course.cmi5.models import PackageFile, PackagePiece, PackageVersion
from course.cmi5.queries import package
from course.database import db, writing
from tests import making
from tests.cast import ada, frank
from tests.cmi5.packing import FILES, packed
from tests.forms import filled, form_to
from tests.people.asking import make, signed_in

PAGE = "/packages/neighbours"
STRETCHES = (("0-9", 0, 10), ("262140-262150", 262140, 262151), ("266000-", 266000, 266240), ("-5", 266235, 266240))


@pytest.fixture
def desk(app):
    """Frank's browser."""
    making.publish(app)
    make(app, frank)
    return signed_in(app, frank)


def send(client, data, name="A walk.zip", key=""):
    form = form_to(client.get(PAGE).text, "/versions")
    return client.post(form.action, data=filled(form, key=key, package=(io.BytesIO(data), name)),
                       content_type="multipart/form-data")


def kept(app, model):
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model)).scalar()


def address(app, path, key="a-walk"):
    with app.app_context():
        return f"/activities/{package('neighbours', key).content}/{path}"


def test_a_facilitator_imports_a_package_and_finds_its_units(desk):
    assert "no package yet" in desk.get(PAGE).text
    assert f'href="{PAGE}"' in desk.get("/authoring/neighbours").text
    answer = send(desk, packed())
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/a-walk")
    page = desk.get(answer.location).text
    assert "A walk down the street" in page and "3 units" in page and "version 1" in page
    assert "package: a-walk\nunit: https://example.org/walk/look\n" in page
    assert "passes from 80 %" in page
    assert "3 units" in desk.get(PAGE).text


def test_the_same_bytes_are_the_same_version_and_others_a_new_one(app, desk):
    for data in (packed(), packed(), packed(FILES | {"look.html": "new"}), packed()):
        assert send(desk, data, key="walk").status_code == 303
    assert "version 3" in desk.get(f"{PAGE}/walk").text
    assert kept(app, PackageVersion) == 3


@pytest.mark.parametrize(("data", "name", "key", "said"), [
    (b"# Words", "words.md", "", "neither a zip nor"), (packed({"a.html": "a"}), "a.zip", "", "no cmi5.xml at its top"),
    (packed(), "a.zip", "A Walk!", "no name that lessons could use"), (packed(), "???.zip", "", "no name that lessons could use"),
    (packed().replace(b"PK\1\2", b"PK\1\3"), "a.zip", "", "damaged")])
@pytest.mark.databases("sqlite")
def test_what_is_wrong_is_said_and_nothing_is_kept(app, desk, data, name, key, said):
    answer = send(desk, data, name, key)
    assert answer.status_code == 422 and said in answer.text
    assert kept(app, PackageFile) == kept(app, PackagePiece) == kept(app, PackageVersion) == 0


@pytest.mark.databases("sqlite")
def test_no_file_is_asked_for_again(desk):
    form = form_to(desk.get(PAGE).text, "/versions")
    assert "Choose a file" in desk.post(form.action, data=filled(form)).text


def test_an_import_that_breaks_off_leaves_nothing(app, desk, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 1000)
    damaged = bytearray(packed(compression=0))
    damaged[damaged.rindex(bytes(range(256))) + 5] ^= 1
    assert "film.mp4 in the zip is damaged" in send(desk, bytes(damaged)).text
    assert kept(app, PackageFile) == kept(app, PackagePiece) == 0


def test_what_a_killed_import_left_goes_in_time(app, desk, clock):
    send(desk, packed())
    with app.app_context(), writing():
        given = importing.begin_import("neighbours", "killed", io.BytesIO(packed()), "x.zip")
        importing.keep(*next(importing.batches(given)))
    before = kept(app, PackageFile)
    for passed, left in ((timedelta(hours=1), before), (timedelta(hours=6), before - 4)):
        clock.advance(seconds=passed.total_seconds())
        with app.app_context(), writing():
            importing.drop_broken_off()
        assert kept(app, PackageFile) == left


@pytest.mark.databases("sqlite")
def test_a_large_body_is_taken_from_a_facilitator_alone(app, desk):
    token = dict(form_to(desk.get(PAGE).text, "/versions").hidden)["csrf_token"]
    large = packed(FILES | {"noise.bin": bytes(range(256)) * 10_000}, compression=0)
    parts = [(b'name="csrf_token"', token.encode()), (b'name="package"; filename="large.zip"', large)]
    body = b"".join(b"--x\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % part for part in parts) + b"--x--\r\n"
    sent = {"path": f"{PAGE}/versions", "data": body, "content_type": "multipart/form-data; boundary=x"}
    assert app.test_client().post(**sent).status_code == 413
    assert desk.post(**sent).status_code == 303


def test_the_files_are_served_apart_from_us(app, desk):
    send(desk, packed())
    answer = app.test_client().get(address(app, "look.html"))
    assert answer.text == FILES["look.html"]
    assert answer.headers["Content-Security-Policy"] == "sandbox allow-scripts allow-forms allow-popups"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert (answer.mimetype, answer.headers["Access-Control-Allow-Origin"]) == ("text/html", "*")
    assert "Set-Cookie" not in answer.headers and "Access-Control-Allow-Credentials" not in answer.headers
    assert desk.get(address(app, "parts/walk.js")).mimetype == "text/javascript"
    for path in ("cmi5.xml", "lost.html", "parts/../look.html"):
        assert desk.get(address(app, path)).status_code == 404


def test_a_film_is_sent_in_stretches(app, desk):
    send(desk, packed())
    film, whole = address(app, "parts/film.mp4"), FILES["parts/film.mp4"]
    assert desk.get(film).data == whole
    for asked, start, end in STRETCHES:
        answer = desk.get(film, headers={"Range": f"bytes={asked}"})
        assert (answer.status_code, answer.data) == (206, whole[start:end])
        assert answer.headers["Content-Range"] == f"bytes {start}-{end - 1}/266240"
    assert desk.head(film).content_length == 266240


@pytest.mark.databases("sqlite")
def test_the_command_imports_and_lists(app, cli, tmp_path):
    file = tmp_path / "Our walk.zip"
    file.write_bytes(packed())
    lost = cli.invoke(args=["cmi5", "import", "neighbours", str(file)])
    assert lost.exit_code and "no course" in str(lost.exception)
    making.publish(app)
    done = cli.invoke(args=["cmi5", "import", "neighbours", str(file)])
    assert "our-walk: version 1 stands, with 3 units:\n  https://example.org/walk/look  Look" in done.output
    assert "stand already, as version 1" in cli.invoke(args=["cmi5", "import", "neighbours", str(file)]).output
    assert re.search("our-walk +version 1 +3 units", cli.invoke(args=["cmi5", "list", "neighbours"]).output)
    file.write_bytes(b"words")
    assert "neither a zip" in str(cli.invoke(args=["cmi5", "import", "neighbours", str(file)]).exception)


@pytest.mark.databases("sqlite")
def test_the_administrator_sees_every_package_and_its_credentials(app, desk):
    send(desk, packed())
    make(app, ada)
    client = signed_in(app, ada)
    tools = client.get("/tools").text
    assert "A walk down the street (a-walk)" in tools and 'href="/packages"' in tools
    assert "A walk down the street" in client.get("/packages").text
