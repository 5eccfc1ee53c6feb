"""A course is made of another's zip or of one that stands here: it keeps what its licence asks for, and has a life of its own."""

import io
import random

import pytest
from click.testing import CliRunner

from course.authoring.models import DraftBlob
from course.cli import main_group
from course.content.checking import check_files
from course.content.naming import tree_name
from course.content.queries import files_of, standing
from course.content.reading import read_folder
from course.reuse.models import ParentEdition
from tests import cast, making
from tests.authoring.test_workshop import publish
from tests.forms import form_to, send
from tests.people.asking import count, make, signed_in
from tests.reuse.zips import zipped

HELLO = "01-start/01-hello.md"


@pytest.fixture
def ada(app):
    """She may begin courses."""
    make(app, cast.ada)
    return signed_in(app, cast.ada)


def send_zip(client, data=None, **given):
    form = form_to(client.get("/forks/new").text, "/forks")
    given = dict(form.hidden) | given | {"zip": (io.BytesIO(zipped() if data is None else data), "course.zip")}
    return client.post("/forks", data=given, content_type="multipart/form-data")


def text_of(app, key):
    with app.app_context():
        now = standing(key)
        return now, check_files(files_of(now.edition_id))[0]


def test_a_zip_becomes_a_draft_that_is_published_as_a_course_of_its_own(app, ada):
    answer = send_zip(ada, title="Talking in Utrecht", address="https://example.org/n", changes="Examples from Utrecht.")
    assert answer.status_code == 303 and answer.location == "/authoring/talking-in-utrecht/draft"
    assert app.test_client().get("/courses/talking-in-utrecht").status_code == 404
    assert "Levels of say" in ada.get(answer.location).text
    publish(ada, "talking-in-utrecht")
    now, text = text_of(app, "talking-in-utrecht")
    assert (text.title, text.licence, text.authors) == ("Talking in Utrecht", "CC BY 4.0", ("Frank",))
    [parent] = text.parents
    assert (parent.title, parent.address, parent.changes) == (
        "Talking with neighbours", "https://example.org/n", "Examples from Utrecht.")
    assert (parent.edition, parent.licence, parent.authors) == (tree_name(making.files()), "CC BY 4.0", ("Frank",))
    with app.app_context():
        mine = files_of(now.edition_id)
    assert {path for path in mine if mine[path] != making.files()[path]} == {"course.md"}, "ids and texts are as they came"
    assert "Adapted from" in app.test_client().get("/courses/talking-in-utrecht").text


def test_a_taken_address_gets_a_number_and_no_large_zip_is_sent_twice(app, ada):
    making.publish(app)
    places = [send_zip(ada, title="Neighbours").location for _ in range(3)]
    assert places == [f"/authoring/neighbours-{number}/draft" for number in (2, 3, 4)]


@pytest.mark.databases("sqlite")
def test_the_chain_of_parents_goes_on_and_what_was_withdrawn_there_was_never_here(app, ada):
    head = "maturity: testing\nwithdrawn: [long-gone]\nparent: How to ask\n"
    send_zip(ada, zipped(making.edited("course.md", "maturity: testing\n", head)), title="Third")
    publish(ada, "third")
    text = text_of(app, "third")[1]
    assert [one.title for one in text.parents] == ["Talking with neighbours", "How to ask"] and text.withdrawn == ()


@pytest.mark.databases("sqlite")
def test_a_refused_zip_keeps_what_was_typed_and_leaves_nothing(app, ada):
    for data, given, said in ((b"words", {}, "This is no zip"), (zipped({"a.md": b"x"}), {}, "no course.md"),
                              (zipped(), {"address": "javascript:x"}, "is no address of the web")):
        answer = send_zip(ada, data, title="My own title", **given)
        assert answer.status_code == 422 and said in answer.text and 'value="My own title"' in answer.text
    assert count(app, DraftBlob) == count(app, ParentEdition) == 0 and "You write no course yet" in ada.get("/authoring").text


@pytest.mark.databases("sqlite")
def test_a_draft_may_have_errors_to_mend(app, ada):
    files = making.files(**{HELLO: "---\nid: hello\ntitle: Hello\n---\n\n[gone](lesson:gone)\n"})
    page = ada.get(send_zip(ada, zipped(files), title="Broken").location).text
    assert "to mend before it can be published" in page


@pytest.mark.databases("sqlite")
def test_a_body_is_large_only_for_who_may_send_it(app, ada):
    app.config["MAX_CONTENT_LENGTH"] = 20_000
    large = zipped(making.files() | {"files/a.bin": random.Random(1).randbytes(60_000)})
    assert send_zip(ada, large, title="Large").status_code == 303
    sent = {"zip": (io.BytesIO(large), "a.zip")}
    assert app.test_client().post("/forks", data=sent, content_type="multipart/form-data").status_code == 413


@pytest.mark.databases("sqlite")
def test_a_course_that_stands_here_is_forked_by_a_button(app, ada):
    making.publish(app)
    page = ada.get("/reuse/neighbours").text
    answer = send(ada, page, "/reuse/neighbours/forks", follow=False, title="Ours", changes="Shorter.")
    assert answer.location == "/authoring/ours/draft"
    publish(ada, "ours")
    [parent] = text_of(app, "ours")[1].parents
    assert parent.address.endswith("/courses/neighbours") and parent.changes == "Shorter."
    making.publish(app, making.edited("course.md", "maturity", "download: nobody\nmaturity"))
    assert ada.post("/reuse/neighbours/forks", data={"csrf_token": dict(form_to(page, "/forks").hidden)["csrf_token"]}
                    ).status_code == 404


def test_a_zip_becomes_a_folder_by_the_command(tmp_path):
    sent, folder = tmp_path / "sent.zip", tmp_path / "talking-in-utrecht"
    sent.write_bytes(zipped(comment=b"https://example.org/n"))
    done = CliRunner().invoke(main_group, ["fork", str(sent), str(folder), "--title", "In Utrecht", "--changes", "Examples."])
    assert done.exit_code == 0 and "the course talking-in-utrecht is made of “Talking with neighbours”" in done.output
    files, problems = read_folder(folder)
    text, found = check_files(files)
    assert problems == found == [] and (text.id, text.title) == ("talking-in-utrecht", "In Utrecht")
    assert text.parents[0].address == "https://example.org/n" and text.parents[0].edition == tree_name(making.files())
    assert "not empty" in str(CliRunner().invoke(main_group, ["fork", str(sent), str(folder)]).exception)


@pytest.mark.databases("sqlite")
def test_a_title_in_other_letters_has_an_address_all_the_same(app, ada):
    making.publish(app)
    assert send_zip(ada, title="جيران").location == "/authoring/neighbours-2/draft"
    answer = send(ada, ada.get("/reuse/neighbours").text, "/neighbours/forks", follow=False, title="邻居")
    assert answer.location == "/authoring/neighbours-3/draft" and "邻居" in ada.get(answer.location).text
