"""Reflections: who writes one chooses who may read it, and her last choice counts."""

import pytest
from sqlalchemy import func, select

from course.database import db
from course.learning.models import SharedAnswer
from tests import cast, making
from tests.forms import send
from tests.people.asking import make, sign_in, signed_in

LESSON, DESK = "/courses/neighbours/levels", "/authoring/neighbours/reflections"


@pytest.fixture
def frank(app):
    making.publish(app)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


@pytest.fixture
def lena(app, frank):
    make(app, cast.lena)
    return signed_in(app, cast.lena)


def write(client, text, **share):
    page = client.get(LESSON + "?again=promised").text
    return send(client, page, "/promised/attempts", a_promised=text, **share).text


@pytest.mark.parametrize("share", [{}, {"s_promised": ""}, {"s_promised": "everybody"}])
def test_it_is_hers_alone_unless_she_says_otherwise(app, frank, lena, share):
    assert "may read it" not in write(lena, "Two seats", **share).split("promised-prompt")[1].split("</section>")[0]
    assert "Two seats" not in frank.get(DESK).text
    with app.app_context():
        assert db.session.execute(select(func.count()).select_from(SharedAnswer)).scalar() == 0


def test_the_facilitator_reads_what_she_shares_with_the_name_and_what_may_be_done_with_it(app, frank, lena):
    assert "The facilitator may read it, with your name." in write(lena, "Two seats", s_promised="facilitator")
    page = frank.get(DESK).text
    assert "Two seats" in page and "Lena" in page and "for you" in page and "Where did a promise outrun" in page
    guest = app.test_client()
    assert "pass it on" in write(guest, "A guest’s", s_promised="cohort")
    assert "may be passed on" in frank.get(DESK).text


def test_what_she_chose_last_counts(frank, lena):
    write(lena, "First", s_promised="facilitator")
    write(lena, "Second")
    page = frank.get(DESK).text
    assert "First" not in page and "Second" not in page


def test_what_a_guest_shared_is_no_longer_once_she_chose_otherwise_with_her_account(app, frank, lena):
    guest = app.test_client()
    write(guest, "As a guest", s_promised="facilitator")
    sign_in(guest, cast.lena)
    assert "As a guest" in frank.get(DESK).text
    write(lena, "With the account")
    assert "As a guest" not in frank.get(DESK).text


def test_an_empty_one_is_shared_with_nobody(frank, lena):
    write(lena, "", s_promised="facilitator")
    assert "Nobody shares" in frank.get(DESK).text


def test_nobody_else_reads_them(app, frank, lena):
    write(lena, "Two seats", s_promised="cohort")
    assert (lena.get(DESK).status_code, app.test_client().get(DESK).status_code) == (404, 404)


QUIZ = "02-levels/02-quiz.md"
REFLECTION = "/// question | reflection\nid: promised\n"


@pytest.mark.parametrize("moved", [
    lambda files: making.edited("02-levels/01-levels.md", "id: promised\n", "id: outran\nwas: promised\n", base=files),
    lambda files: making.edited(QUIZ, "////\n", f"{block_of(files)}////\n", base=making.edited(
        QUIZ, "//// quiz", "//// quiz", base=without_block(files))),
], ids=["another id", "into a quiz"])
def test_what_she_chose_last_counts_wherever_it_is_asked(app, frank, lena, moved):
    write(lena, "First", s_promised="facilitator")
    making.publish(app, moved(making.files()))
    assert "First" in frank.get(DESK).text
    again = lena.get(LESSON + "?again=outran").text if "outran" in lena.get(LESSON).text else lena.get(
        "/courses/neighbours/the-quiz").text
    part, field = ("/outran/attempts", "a-outran") if "a-outran" in again else ("/quiz-1/attempts", "a-promised")
    send(lena, again, part, **{field: "Second"})
    page = frank.get(DESK).text
    assert "First" not in page and "Second" not in page


def block_of(files):
    text = files["02-levels/01-levels.md"].decode()
    return text[text.index(REFLECTION):]


def without_block(files):
    return making.edited("02-levels/01-levels.md", block_of(files), "", base=files)


def test_a_forged_wish_shares_nothing_but_a_reflection(app, frank, lena):
    send(lena, lena.get(LESSON).text, "/told/attempts", a_told="consult", s_told="facilitator")
    write(lena, "", s_promised="cohort")
    with app.app_context():
        assert db.session.execute(select(func.count()).select_from(SharedAnswer)).scalar() == 0


def test_a_facilitator_of_another_course_reads_none(app, frank, lena):
    other = {path: data.replace(b"id: neighbours", b"id: other") for path, data in making.files().items()}
    making.publish(app, other)
    stranger = cast.Person("Olga", "olga@example.org", "facilitator")
    make(app, stranger, course="other")
    write(lena, "Two seats", s_promised="cohort")
    olga = signed_in(app, stranger)
    assert olga.get(DESK).status_code == 404 and "Two seats" in frank.get(DESK).text
    assert "Two seats" not in olga.get("/authoring/other/reflections").text
    assert frank.get("/authoring/other/reflections").status_code == 404
