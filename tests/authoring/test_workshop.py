"""The workshop's pages: a course is begun, written, walked and published in the browser, without scripts."""

import io
import re
from html import unescape

import pytest
from PIL import Image
from sqlalchemy import select

from course.content.queries import files_of, standing
from course.database import ask
from course.statements.finding import ledger
from tests import cast, making
from tests.forms import form_to, forms_in, send
from tests.people.asking import make, sign_up, signed_in

LEVELS, HELLO, PULSE = "02-levels/01-levels.md", "01-start/01-hello.md", "02-levels/03-pulse.md"
DRAFT = "/authoring/neighbours/draft"


@pytest.fixture
def frank(app):
    making.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def press(client, page, door, **given):
    """Press the first button of a form to this door whose hidden fields are these."""
    for form in forms_in(page):
        if form.action.endswith(door) and given.items() <= dict(form.hidden).items():
            return client.post(form.action, data=dict(form.hidden), follow_redirects=True)
    raise AssertionError(f"no such button to {door}: {given}")


def write(client, path, before, after, page=None):
    page = page or client.get(f"{DRAFT}/texts/{path}").text
    text = body_of(page)
    assert before in text
    form = form_to(page, f"/draft/texts/{path}")
    return client.post(form.action, data=dict(form.hidden) | {"body": text.replace(before, after)}, follow_redirects=True)


def body_of(page):
    return unescape(page.split('<textarea id="body"')[1].split(">", 1)[1].split("</textarea>")[0]).removeprefix("\n")


def library(app, course="neighbours"):
    with app.app_context():
        now = standing(course)
        return now.number, {path: data.decode() for path, data in files_of(now.edition_id).items()}


def publish(client, course="neighbours", **said):
    page = client.get(f"/authoring/{course}/draft/publication").text
    return send(client, page, "/draft/publication", **said)


def test_what_is_written_is_seen_by_nobody_until_it_is_published(app, frank):
    answer = write(frank, HELLO, "Two neighbours", "Three neighbours")
    assert "Saved in your draft" in answer.text
    reader = app.test_client()
    assert "Two neighbours" in reader.get("/courses/neighbours/hello").text
    assert "Three neighbours" in frank.get(f"{DRAFT}/preview/hello").text
    assert publish(frank, note="One more").status_code == 200
    assert "Three neighbours" in reader.get("/courses/neighbours/hello").text
    assert library(app)[0] == 2
    assert "nothing to publish" in frank.get(f"{DRAFT}/publication").text


def order(page):
    """The lessons' titles in the order of the page."""
    return re.findall(r'class="name" href="[^"]*">([^<]*)', page)


def test_the_tree_is_changed_by_buttons_and_each_is_undone(frank):
    first = ["Hello", "Levels of say", "The quiz", "How was it"]
    page = frank.get(DRAFT).text
    assert order(page) == first
    page = press(frank, page, "/draft/moves", path=LEVELS, by="down").text
    down = order(page)
    assert down == ["Hello", "The quiz", "Levels of say", "How was it"]
    page = press(frank, page, "/draft/moves", path="02-levels", by="up").text
    assert order(page) == [*down[1:], "Hello"]
    page = press(frank, page, "/draft/undoings", way="back").text
    assert order(page) == down
    page = press(frank, page, "/draft/undoings", way="back").text
    assert order(page) == first
    assert order(press(frank, page, "/draft/undoings", way="again").text) == down


def test_a_withdrawn_lesson_keeps_its_ids_and_can_be_published(app, frank):
    page = press(frank, frank.get(DRAFT).text, "/draft/withdrawals", path=PULSE).text
    assert f"/draft/texts/{PULSE}" not in page and "withdrawn" in page
    assert publish(frank).status_code == 200
    number, files = library(app)
    assert number == 2 and "withdrawn: [pulse, pulse-1, " in files["course.md"] and PULSE not in files


def test_what_is_deleted_in_a_text_is_withdrawn_by_one_button(app, frank):
    text = body_of(frank.get(f"{DRAFT}/texts/{LEVELS}").text)
    block = text[text.index("/// question | choices"):text.index("/// question | reflection")]
    write(frank, LEVELS, block, "")
    page = frank.get(DRAFT).text
    assert "Withdraw what is gone" in page
    press(frank, page, "/draft/withdrawals", path="")
    assert publish(frank).status_code == 200 and "withdrawn: [supports]" in library(app)[1]["course.md"]


def test_a_page_grown_old_changes_nothing(frank):
    old = frank.get(DRAFT).text
    press(frank, old, "/draft/moves", path=LEVELS, by="down")
    assert press(frank, old, "/draft/moves", path=LEVELS, by="down").status_code == 409


def test_a_stale_save_shows_both_texts_and_the_second_press_counts(frank):
    old = frank.get(f"{DRAFT}/texts/{HELLO}").text
    write(frank, HELLO, "Two neighbours", "Three neighbours")
    answer = write(frank, HELLO, "Two neighbours", "Four neighbours", page=old)
    assert answer.status_code == 409 and "<del>" in answer.text and "Four neighbours" in body_of(answer.text)
    assert "Saved in your draft" in write(frank, HELLO, "Four neighbours", "Four neighbours ", page=answer.text).text


def test_scripts_are_answered_in_json(frank):
    page = frank.get(f"{DRAFT}/texts/{HELLO}").text
    form = form_to(page, f"/draft/texts/{HELLO}")
    json = {"Accept": "application/json"}
    data = dict(form.hidden) | {"body": body_of(page).replace("Two", "Three")}
    answer = frank.post(form.action, data=data, headers=json)
    assert answer.json["words"] == "Saved in your draft" and answer.json["made_from"] != data["made_from"]
    clash = frank.post(form.action, data=data | {"body": body_of(page).replace("Two", "Four")}, headers=json)
    assert clash.status_code == 409 and "another window" in clash.json["words"]


def test_the_head_is_filled_in_by_a_form_and_keeps_its_other_keys(app, frank):
    page = frank.get(f"{DRAFT}/texts/{LEVELS}").text
    form = form_to(page, f"/draft/texts/{LEVELS}")
    given = {"title": "Who: decides?", "minutes": "9", "core": "no", "complete": "answer", "maturity": "", "unsure": ""}
    frank.post(form.action, data=dict(form.hidden) | given | {"body": body_of(page)})
    publish(frank)
    text = library(app)[1][LEVELS]
    assert "title: 'Who: decides?'\nminutes: 9\ncore: no" in text and "id: levels\n" in text and "/// question" in text


def test_problems_stand_beside_the_text_with_their_lines(frank):
    answer = write(frank, LEVELS, "- [x] Consult {#consult}", "- [ ] Consult {#consult}")
    assert "Mend" in answer.text and "line " in answer.text
    assert "Look at what publishing would change" not in frank.get(DRAFT).text
    assert "to mend first" in frank.get(f"{DRAFT}/publication").text


def test_a_preview_walks_the_draft_and_keeps_nothing(app, frank):
    write(frank, LEVELS, "CANARY-inform", "Better words")
    page = frank.get(f"{DRAFT}/preview/levels").text
    assert "Better words" not in page and "/courses/neighbours/" not in page.split("<main")[1]
    answer = send(frank, page, "/told/attempts", a_told="inform")
    assert answer.status_code == 200 and "Better words" in answer.text
    after = send(frank, frank.get(f"{DRAFT}/preview/hello").text, "/completions")
    assert after.request.path == f"{DRAFT}/preview/levels"
    with app.app_context():
        assert ask(select(ledger.c.id)).all() == []


def test_two_facilitators_write_at_once_and_the_second_is_told(app, frank):
    gina = cast.Person("Gina", "gina@example.org", "facilitator")
    make(app, gina)
    other = signed_in(app, gina)
    write(other, HELLO, "Two neighbours", "Three neighbours")
    assert "Gina has an unpublished change of this text" in frank.get(f"{DRAFT}/texts/{HELLO}").text
    write(frank, HELLO, "Two neighbours", "Four neighbours")
    publish(other)
    assert "Somebody published this course since your draft began" in frank.get(DRAFT).text
    page = frank.get(f"{DRAFT}/meeting").text
    assert "Three neighbours" in page and "Four neighbours" in page
    assert send(frank, page, "/draft/meeting").status_code == 422
    send(frank, page, "/draft/meeting", **{f"choice-{HELLO}": "mine"})
    publish(frank)
    assert "Four neighbours" in library(app)[1][HELLO] and library(app)[0] == 3


def test_a_photograph_loses_what_its_camera_wrote(app, frank):
    made, out = Image.new("RGB", (40, 30), "teal"), io.BytesIO()
    words = Image.Exif()
    words[0x010E], words[0x9003] = "CANARY-place", "2026:11:02 09:00:00"
    made.save(out, "JPEG", exif=words)
    assert b"CANARY-place" in out.getvalue()
    form = next(one for one in forms_in(frank.get(f"{DRAFT}/files").text) if one.action.endswith("/draft/files"))
    sent = dict(form.hidden) | {"file": (io.BytesIO(out.getvalue()), "Our Hall.JPG"), "alt": "The hall [full]"}
    answer = frank.post(form.action, data=sent, follow_redirects=True, content_type="multipart/form-data")
    assert r"![The hall \[full\]](files/our-hall.jpg)" in unescape(answer.text)
    kept = frank.get(f"{DRAFT}/files/our-hall.jpg")
    assert kept.mimetype == "image/jpeg" and b"CANARY-place" not in kept.data
    assert Image.open(io.BytesIO(kept.data)).size == (40, 30)
    other = io.BytesIO()
    Image.new("RGB", (9, 9)).save(other, "JPEG")
    again = frank.post(form.action, data=sent | {"file": (io.BytesIO(other.getvalue()), "our-hall.jpg")},
                       content_type="multipart/form-data")
    assert again.status_code == 422 and "There is another file called files/our-hall.jpg" in again.text


@pytest.mark.parametrize(("name", "data", "words"), [
    ("evil.html", b"<script>", "not taken"), ("x.jpg", b"no picture", "not a JPEG"), ("../../x.png", b"\x89PNG", "not a PNG"),
    ("none", b"x", "not taken"), ("empty.pdf", b"", "hold something"), ("a.txt", b"\xff\xfe", "not UTF-8")])
@pytest.mark.databases("sqlite")
def test_a_file_that_does_not_fit_is_refused_with_a_sentence(frank, name, data, words):
    form = next(one for one in forms_in(frank.get(f"{DRAFT}/files").text) if one.action.endswith("/draft/files"))
    answer = frank.post(form.action, data=dict(form.hidden) | {"file": (io.BytesIO(data), name)},
                        content_type="multipart/form-data")
    assert answer.status_code == 422 and words in answer.text


def test_a_course_is_begun_in_the_browser_and_published(app):
    make(app, cast.ada)
    ada = signed_in(app, cast.ada)
    page = send(ada, ada.get("/authoring/new").text, "/authoring/new", title="Wer fehlt, und warum?").text
    assert "Wer fehlt, und warum?: your draft" in page
    assert app.test_client().get("/courses/wer-fehlt-und-warum").status_code == 404
    assert send(ada, ada.get("/authoring/new").text, "/authoring/new", title="Wer fehlt und warum").status_code == 422
    assert publish(ada, "wer-fehlt-und-warum").status_code == 200
    assert library(app, "wer-fehlt-und-warum")[0] == 1
    assert "Wer fehlt, und warum?" in app.test_client().get("/").text


def test_who_may_not_begin_courses_meets_nothing(app, frank):
    assert frank.get("/authoring/new").status_code == 404
    somebody = app.test_client()
    sign_up(somebody)
    assert somebody.get("/authoring/new").status_code == 404 and somebody.get(DRAFT).status_code == 404


def test_the_page_of_the_format_draws_every_block(frank):
    page = frank.get("/authoring/format").text
    assert page.count("<pre>") == page.count('class="card prose" inert') >= 15 and "It can be drawn when" not in page
