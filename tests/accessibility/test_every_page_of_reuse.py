"""Every page of courses that go out and come in, in every state: what axe and the keyboard find wrong is nothing."""

import pytest

from tests import making
from tests.accessibility import hard_course
from tests.cast import ada, frank
from tests.journeys.steps import press, sign_in
from tests.reuse.zips import zipped

pytestmark = pytest.mark.databases("sqlite")
PAGE, DRAFT = "/reuse/neighbours", "/authoring/neighbours/draft"


@pytest.mark.usefixtures("everybody")
def test_reuse_by_those_who_facilitate(look, browse, app):
    making.publish(app, making.edited("course.md", "id: neighbours\ntitle: Talking with neighbours", "id: others\ntitle: Others"))
    page, stranger = look.page, browse()
    stranger.goto(PAGE)
    stranger.get_by_text("I adapted this course").click()
    stranger.get_by_label("What is yours called?").fill(hard_course.LONG[:200])
    stranger.get_by_label("Where does it stand?").fill("https://example.org/" + "a" * 200)
    stranger.get_by_label("What did you change, and for whom?").fill(hard_course.ARABIC)
    press(stranger, "Tell of my adaptation")
    sign_in(page, frank)
    look.at(PAGE, "an adaptation waits")
    look.at(f"{PAGE}/adaptations", "adaptations to decide about")
    press(page, "Accept and list it")
    look("a listed adaptation")
    look.at(PAGE, "who adapted it")
    look.at(f"{PAGE}/copies", "a module to choose")
    press(page, "Look at what would come")
    look("what would come")
    press(page, "Copy module into my draft")
    look("a copied module in the draft")
    look.at(f"{PAGE}/parents", "what was changed of the original")


@pytest.mark.usefixtures("everybody")
def test_reuse_by_strangers_and_who_begins_courses(look, tmp_path):
    look.at(PAGE, "a stranger")
    look.page.goto(PAGE)
    look.page.get_by_text("I adapted this course").click()
    look.page.get_by_label("What is yours called?").fill("Ours")
    look.page.get_by_label("What did you change, and for whom?").fill("It is shorter.")
    press(look.page, "Tell of my adaptation")
    look("thanks, and one's own to take back")
    page = look.page
    page.context.clear_cookies()
    sign_in(page, ada)
    look.at(PAGE, "a course to make one's own of")
    look.at("/forks/new", "a zip to send")
    sent = tmp_path / "a.zip"
    sent.write_bytes(zipped({"a.md": b"x"}))
    page.get_by_label("The zip").set_input_files(sent)
    press(page, "Make a course of it")
    look("a zip that is refused")
    sent.write_bytes(zipped(making.edited("course.md", "maturity", "parent:\n  title: T\n  licence: CC BY-SA 4.0\nmaturity")))
    page.get_by_label("The zip").set_input_files(sent)
    page.get_by_label("What will yours be called?").fill("Ours")
    press(page, "Make a course of it")
    look("a fork in its draft")
    look.at("/reuse/ours/parents", "nothing changed yet")
