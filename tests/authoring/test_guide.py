"""The guide leads from nothing to a course, and its example holds every block and nothing to mend."""

import re

import pytest

from course.authoring.example import IN_EXAMPLE
from course.database import writing
from course.learning import aside_drawing, drawing, paper_drawing, sheet_drawing, thought_drawing
from course.people.rights import give_role
from tests import cast, making
from tests.authoring.test_workshop import publish
from tests.forms import send
from tests.people.asking import make, signed_in

pytestmark = pytest.mark.databases("sqlite")
KEPT = (aside_drawing._aside, drawing._frame, paper_drawing._form, paper_drawing._field, paper_drawing._nothing,
        sheet_drawing._form, sheet_drawing._item, sheet_drawing._answered, thought_drawing._form)


@pytest.fixture
def author(app):
    person = make(app, cast.stan)
    with app.app_context(), writing():
        give_role(person, "author")
    return signed_in(app, cast.stan)


def test_the_example_is_begun_walked_and_published(app, author):
    page = author.get("/authoring").text
    assert "/authoring/guide" in page
    page = send(author, author.get("/authoring/guide").text, "/authoring/examples").text
    assert "An example to take apart: your draft" in page and "to look at" not in page
    assert len(re.findall(r'class="name" href=', page)) == len(IN_EXAMPLE)
    second = send(author, author.get("/authoring/guide").text, "/authoring/examples").text
    assert "An example to take apart 2: your draft" in second, "whoever comes next gets one of her own"
    assert "Which level is this?" in author.get("/authoring/an-example-to-take-apart/draft/preview/example-choice").text
    assert publish(author, "an-example-to-take-apart").status_code == 200
    assert "An example to take apart" in app.test_client().get("/courses/an-example-to-take-apart").text


def test_who_may_not_begin_a_course_is_told_how(app):
    making.publish(app)
    make(app, cast.lena)
    page = signed_in(app, cast.lena).get("/authoring/guide").text
    assert "lets you begin a course" in page and "/authoring/examples" not in page


def test_previews_are_drawn_anew_and_keep_nothing_in_memory(author):
    send(author, author.get("/authoring/guide").text, "/authoring/examples")
    before = [drawn.cache_info().currsize for drawn in KEPT]
    for lesson in ("choice", "quiz", "survey", "worksheet", "thoughts", "video", "team-session"):
        page = author.get(f"/authoring/an-example-to-take-apart/draft/preview/example-{lesson}")
        assert page.status_code == 200
    assert "What a learner sees" in author.get("/authoring/an-example-to-take-apart/draft/texts/02-asking/01-choice.md").text
    assert [drawn.cache_info().currsize for drawn in KEPT] == before


def test_the_guide_says_how_everybody_can_take_part(author):
    page = author.get("/authoring/guide").text
    for words in ("works by keyboard", "Control+B", "words for who cannot see it", "captions", "not “here”", "without scripts"):
        assert words in page
