"""Questions of other tools come into a draft in the browser, without scripts, and into a folder by the command."""

import base64
import io
import re
from html import unescape

import pytest
from click.testing import CliRunner
from PIL import Image
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from course.authoring.bank_commands import bring_questions
from course.content.checking import check_files
from tests import cast, making
from tests.forms import form_to, forms_in
from tests.people.asking import make, signed_in

DRAFT = "/authoring/neighbours/draft"
HELLO = "01-start/01-hello.md"
GIFT = "$CATEGORY: Doors\n\n::One:: Who opens?{=Lena#She does. ~Marcus#Not he.}\n\n::Two:: Is it shut?{T}\n\n::Three:: Bro{ken\n"


@pytest.fixture
def frank(app):
    making.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def look(client, data=None, name="bank.txt", pasted="", where=HELLO, **more):
    form = form_to(client.get(f"{DRAFT}/banks").text, "/banks/looks")
    sent = dict(form.hidden) | {"pasted": pasted, "where": where, "as": "quiz", "title": "", "kind": ""} | more
    if data is not None:
        sent["file"] = FileStorage(io.BytesIO(data), name)
    return post(client, form.action, sent)


def post(client, action, sent):
    """As bytes: the test client would leave a file open where much is sent."""
    boundary, body = encode_multipart(sent)
    return client.post(action, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def bring(client, page, **more):
    """Press the button of the page that shows what would come, with all its boxes as they are ticked."""
    form = next(one for one in forms_in(page) if one.action.endswith("/draft/banks"))
    data = {}
    for name, value in form.hidden:
        data.setdefault(name, []).append(value)
    data["take"] = re.findall(r'name="take" value="(\d+)"', page)
    return client.post(form.action, data=data | more, follow_redirects=True)


def text_of(client, path=HELLO):
    page = client.get(f"{DRAFT}/texts/{path}").text
    return unescape(page.split('<textarea id="body"')[1].split(">", 1)[1].split("</textarea>")[0])


@pytest.mark.databases("sqlite")
def test_a_bank_is_looked_at_and_nothing_changes(frank):
    page = look(frank, GIFT.encode()).text
    assert "3 found, 2 can come, to the end of “Hello”" in page and "Three" in page and "line 7" in page
    assert "never closed" in page and 'class="prose" inert' in page and "Who opens?" in page
    assert "Who opens?" not in text_of(frank) and "With your first change a draft begins" in frank.get(DRAFT).text


def test_what_is_ticked_comes_to_the_end_of_a_lesson_and_is_undone(frank):
    answer = bring(frank, look(frank, pasted=GIFT).text, take=["1"])
    assert answer.status_code == 200 and answer.request.path.endswith(HELLO)
    text = text_of(frank)
    assert "title: Doors" in text and "- [x] Lena {#lena-" in text and "Is it shut?" not in text
    again = look(frank, pasted=GIFT).text
    assert "3 found, 1 can come" in again and "What is in the course already" in again
    bring(frank, again)
    assert "Is it shut?" in text_of(frank) and text_of(frank).count("Who opens?") == 1
    form = form_to(frank.get(DRAFT).text, "/draft/undoings")
    frank.post(form.action, data=dict(form.hidden))
    assert "Is it shut?" not in text_of(frank) and "Who opens?" in text_of(frank)


@pytest.mark.databases("sqlite")
def test_a_new_lesson_is_made_for_them(frank):
    answer = bring(frank, look(frank, pasted=GIFT, where="new:01-start", title="Doors and gates").text)
    assert answer.request.path.endswith("01-start/02-doors-and-gates.md")
    assert "Write here." not in text_of(frank, "01-start/02-doors-and-gates.md")


@pytest.mark.databases("sqlite")
def test_its_pictures_come_without_their_camera_and_with_the_words_that_were_given(frank):
    out, words = io.BytesIO(), Image.Exif()
    words[0x010E] = "CANARY-place"
    Image.effect_noise((1200, 1200), 90).save(out, "JPEG", exif=words, quality=95)
    bank = (b'<quiz><question type="essay"><name><text>N</text></name><questiontext format="html"><text><![CDATA[<img '
            b'src="@@PLUGINFILE@@/hall.jpg" alt="">What is it?]]></text><file name="hall.jpg" path="/" encoding="base64">'
            + base64.b64encode(out.getvalue()) + b"</file></questiontext></question></quiz>")
    assert len(bank) > 1_100_000  # more than other forms may send
    page = look(frank, bank, "bank.xml").text
    path = re.search(r'name="alt-(files/hall-\w+\.jpg)"', page)[1]
    shown = re.findall(r'src="([^"]*/draft/banks/pictures/[^"]*)"', page)
    assert len(shown) == 2
    assert b"CANARY" not in frank.get(shown[0]).data and frank.get(shown[0]).mimetype == "image/jpeg"
    bring(frank, page, **{f"alt-{path}": "The [full] hall"})
    assert f"![The \\[full\\] hall]({path})" in text_of(frank)
    assert b"CANARY" not in frank.get(f"{DRAFT}/{path}").data


@pytest.mark.databases("sqlite")
def test_what_cannot_be_read_is_a_sentence_and_what_was_pasted_stays(frank):
    answer = look(frank, pasted="just <b>words</b>")
    assert answer.status_code == 422 and "neither GIFT" in answer.text and "just &lt;b&gt;words" in answer.text
    assert look(frank).status_code == 422
    page = look(frank, pasted=GIFT).text
    assert bring(frank, page, take=[]).status_code == 422
    gone = bring(frank, page, bank="0" * 40)
    assert gone.status_code == 404 and "Choose the file again" in gone.text
    assert bring(frank, page, bank="../x").status_code == 404 and bring(frank, page, where="course.md").status_code == 404


@pytest.mark.databases("sqlite")
def test_a_large_picture_is_taken_by_the_page_of_files_too(frank):
    out = io.BytesIO()
    Image.effect_noise((1300, 1300), 90).save(out, "JPEG", quality=98)
    form = next(one for one in forms_in(frank.get(f"{DRAFT}/files").text) if one.action.endswith("/draft/files"))
    data = dict(form.hidden) | {"file": FileStorage(io.BytesIO(out.getvalue()), "big.jpg"), "alt": "Noise"}
    assert len(out.getvalue()) > 1_100_000
    assert post(frank, form.action, data).status_code == 303


@pytest.mark.databases("sqlite")
def test_the_command_prints_a_bank_or_writes_it_into_a_lesson(app, tmp_path):
    bank, course = tmp_path / "bank.gift", tmp_path / "course"
    bank.write_text(GIFT)
    for path, data in making.files().items():
        (course / path).parent.mkdir(parents=True, exist_ok=True)
        (course / path).write_bytes(data)
    done = typed(bank)
    assert done.exit_code == 0 and "- [x] Lena" in done.stdout and f"{bank}:7: Three: not carried" in done.stderr
    done = typed(bank, "--into", course / HELLO, "--one-by-one")
    assert "2 questions into" in done.stderr and "## Doors" in (course / HELLO).read_text() and done.stdout == ""
    again = typed(bank, "--into", course / HELLO)
    assert "0 questions into" in again.stderr and "is in the course already" in again.stderr
    files = {path: (course / path).read_bytes() for path in making.files()}
    assert not [one for one in check_files(files)[1] if one.stops]
    outside = typed(bank, "--into", bank)
    assert outside.exit_code != 0 and "is in no course" in str(outside.exception)


def typed(*words):
    return CliRunner().invoke(bring_questions, list(map(str, words)))
