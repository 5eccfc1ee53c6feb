"""Every page of facilitators, evaluators and administrators, in every state, and every lesson of the real course."""

from pathlib import Path

import pytest

from course.content.naming import blob_name
from course.content.reading import read_folder
from tests import making
from tests.accessibility import hard_course
from tests.cast import ada, eve, frank, lena
from tests.cmi5.opened import BLOCKS
from tests.cmi5.packing import import_package, packed
from tests.conversation.test_thoughts import TALK
from tests.evaluation.making import agreeing
from tests.forwarding.making import destine, refuse, told, turn
from tests.journeys.steps import COURSE, answer, press, sign_in, take_levels, take_quiz, write

pytestmark = pytest.mark.databases("sqlite")
MODULES = Path(__file__).parents[2] / "modules"
LESSON = "02-levels/01-levels.md"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "modules" / "neighbours"


@pytest.fixture
def settings(settings, folder):
    return settings | {"MODULES": str(folder.parent)}


def lay(folder, files):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


@pytest.mark.usefixtures("everybody")
def test_the_facilitators_page(look, folder, app):
    page = look.page
    sign_in(page, frank)
    look.at("/authoring/neighbours", "no folder")
    lay(folder, making.files())
    look.at("/authoring/neighbours", "nothing changed")
    lay(folder, making.edited(LESSON, "- [ ] Inform {#inform}", "- [ ] Inform"))
    look.at("/authoring/neighbours", "errors")
    lay(folder, making.edited(LESSON, "Which level?", "Which level is that?"))
    look.at("/authoring/neighbours", "a change to publish")
    lay(folder, hard_course.files())
    press(page, "Publish the course")
    look("it changed in the meantime")
    page.get_by_label("What changed").fill(hard_course.LONG)
    press(page, "Publish the course")
    look("published, in words that are hard")
    look.at("/authoring/neighbours/editions", "the history of editions")
    look.at("/authoring/neighbours/offer", "unpublish or archive")
    look.at("/authoring/neighbours/editions/differences", "what changed between two editions")
    hard = hard_course.files()
    making.publish(app, making.edited(LESSON, "Some are told", "Many are told", base=hard))
    look.at("/authoring/neighbours", "the library has moved on")
    lay(folder, making.edited(LESSON, "Some are told", hard_course.LONG, base=hard))
    look.at("/authoring/neighbours", "contested")
    press(page, "The library’s text stands")
    look("decided")


@pytest.mark.usefixtures("everybody")
def test_questions_from_elsewhere(look):
    page = look.page
    sign_in(page, frank)
    look.at("/authoring/neighbours/draft/banks", "questions from elsewhere")
    page.locator("#pasted").fill(f"Who?{{=Lena#Yes. ~%50%{hard_course.LONG}}}\n\nBro{{ken\n\nWhen?{{=now =soo*}}\n")
    press(page, "Look at what would come")
    look("what would come of a bank, and what not")


@pytest.mark.usefixtures("everybody")
def test_the_workshop(look, app):
    page, draft = look.page, "/authoring/neighbours/draft"
    sign_in(page, frank)
    look.at("/authoring", "the courses that he writes")
    look.at("/authoring/guide", "from nothing to a course")
    look.at("/authoring/format", "every block, and how it is written")
    look.at(draft, "no draft yet")
    look.at(f"{draft}/files", "files")
    look.at(f"{draft}/texts/course.md", "the course's own text")
    look.at(f"{draft}/blocks/{LESSON}", "the blocks of a text")
    look.at(f"{draft}/paste/{LESSON}", "a document to paste from")
    look.at(f"{draft}/picture/{LESSON}", "a picture to insert")
    page.goto(f"{draft}/block/{LESSON}?kind=choice")
    press(page, "Insert block")
    look("a block that is to mend")
    page.goto(f"{draft}/block/{LESSON}?kind=survey")
    for item in ("Points on a scale", "One of a list"):
        press(page, item)
    look("a survey, filled into its form")
    page.goto(f"{draft}/texts/{LESSON}")
    page.locator("#body").fill(f"{hard_course.LONG} {hard_course.ARABIC}\n\n- [x] a stray answer\n")
    press(page, "Save text")
    look("a text that is saved, with problems")
    look.at(draft, "a draft with problems, and what is gone")
    press(page, "Withdraw what is gone")
    press(page, "Undo “told, supports, promised listed as withdrawn”")
    press(page, "Undo “02-levels/01-levels.md: written”")
    page.goto(f"{draft}/texts/01-start/01-hello.md")
    page.locator("#body").fill(f"Three neighbours meet. {hard_course.LONG}\n")
    press(page, "Save text")
    look.at(f"{draft}/preview", "the draft as a learner has it")
    look.at(f"{draft}/preview/levels", "a lesson of the draft")
    look.at(f"{draft}/publication", "what publishing would change")
    making.publish(app, making.edited("01-start/01-hello.md", "Two neighbours", "Four neighbours"))
    look.at(draft, "others have published")
    look.at(f"{draft}/meeting", "what others published")
    press(page, "Bring it into my draft")
    look("not all is decided")


@pytest.mark.usefixtures("everybody")
def test_what_learners_share_with_the_facilitator(look, browse, app):
    page = look.page
    sign_in(page, frank)
    look.at("/authoring/neighbours/thoughts", "no thoughts")
    look.at("/authoring/neighbours/reflections", "no reflections")
    making.publish(app, making.files(**{"02-levels__04-talk.md": TALK}))
    learner = browse()
    learner.goto(COURSE + "/talk")
    learner.get_by_role("textbox", name="Your thought").fill(hard_course.LONG)
    press(learner, "Share thought")
    learner.goto(COURSE + "/levels")
    learner.get_by_label("The facilitator, who may pass it on").check()
    write(learner, "promised", f"{hard_course.LONG} {hard_course.ARABIC}")
    look.at("/authoring/neighbours/reflections", "a reflection")
    look.at("/authoring/neighbours/thoughts", "a thought that waits")
    press(page, "Show it")
    look("a thought that is shown")


@pytest.mark.usefixtures("everybody")
def test_feedback_on_a_lesson(look, browse):
    page, learner = look.page, browse()
    sign_in(page, frank)
    look.at("/authoring/neighbours/feedback", "no feedback")
    page.goto(COURSE + "/hello")
    page.get_by_text("How was this lesson?").click()
    look("the form at the end of a lesson")
    learner.goto(COURSE + "/hello")
    learner.get_by_text("How was this lesson?").click()
    learner.get_by_label("4 useful").check()
    learner.get_by_label("What was unclear?").fill(hard_course.LONG)
    press(learner, "Send feedback")
    look.at("/authoring/neighbours/feedback", "feedback")
    page.get_by_text("Answer it").click()
    look("answering a remark")
    page.get_by_role("textbox", name="Your words").fill(hard_course.LONG)
    page.get_by_label("Done: everybody").check()
    press(page, "Keep answer")
    look.at(COURSE + "/hello/r/1/feedback", "what came of it")


@pytest.mark.usefixtures("everybody")
def test_the_evaluators_desk(look, browse, app):
    page = look.page
    sign_in(page, eve)
    look.at("/evaluation/neighbours", "empty")
    look.at("/evaluation/neighbours/changes", "what changed, empty")
    look.at("/evaluation/neighbours/feedback", "no feedback")
    learner = browse()
    take_levels(learner)
    take_quiz(learner)
    learner.goto(COURSE + "/pulse")
    press(learner, "Send answers")
    making.publish(app, making.files(**{"01-start__08-after.md": agreeing("after", "end", " now then")}))
    learner.goto(COURSE + "/after-lesson")
    for name in ("why", "why.then"):
        learner.locator(f"[name='a-{name}']").first.check()
    press(learner, "Send answers")
    answer_wrong(browse())
    look.at("/evaluation/neighbours", "two people")
    look.at("/evaluation/neighbours/statements?verb=http://adlnet.gov/expapi/verbs/answered", "statements")
    page.locator("ol.files a").first.click()
    look("a statement of the course")
    look.at("/evaluation/neighbours/feedback", "feedback")
    look.at("/evaluation/neighbours/revisions?revision=nothing", "no such revision")
    look.at(f"/evaluation/neighbours/revisions?revision={blob_name(making.files()[LESSON])}", "a revision")
    look.at("/evaluation/neighbours/unsaid", "what is not said")
    look.at("/evaluation/neighbours/changes", "what changed")
    making.publish(app, making.withdrawing(hard_course.files(), "after-lesson", "after"))
    look.at("/evaluation/neighbours", "in words that are hard, with earlier wordings")


def answer_wrong(page):
    page.goto(COURSE + "/levels")
    answer(page, "told", "Inform")


@pytest.mark.usefixtures("everybody")
def test_the_administrators_page(look):
    page = look.page
    sign_in(page, ada)
    look.at("/xapi/profile")
    look.at("/statements", "no statement")
    look.at("/people")
    look.at(f"/people?email={lena.email}", "found")
    look.at("/people?email=nobody@example.org", "not found")
    press(page, "Give role")
    look("a role for nobody")
    press(page, f"Take back administrator from {ada.email}")
    look("the last administrator")
    look.at("/authoring/new", "a new course")
    page.get_by_label("What is the course called?").fill("Talking with: neighbours")
    press(page, "Begin course")
    look("a course that was never published")
    page.goto("/authoring/new")
    page.get_by_label("What is the course called?").fill("Neighbours")
    press(page, "Begin course")
    look("a title that is taken")


@pytest.mark.usefixtures("everybody")
def test_where_records_go(look, app):
    page = look.page
    sign_in(page, ada)
    look.at("/destinations", "no destination")
    press(page, "Make destination")
    look("a destination of nothing")
    destine(app, "https://192.0.2.1/xapi", title=hard_course.LONG)
    told(app, 2)
    look.at("/destinations", "a destination")
    look.at("/destinations/1", "records wait")
    press(page, "Send a test")
    look("a test that has not arrived")
    press(page, "Pause sending")
    look("paused")
    turn(app, destine(app, "https://192.0.2.1/xapi", title=hard_course.ARABIC))
    refuse(app, 2, hard_course.LONG)
    look.at("/destinations/2", "in trouble, with refusals")
    look.at("/privacy", "what is kept, with recipients")


def test_every_lesson_of_the_real_course(look, app):
    """Narrow and wide, light and dark, as a stranger reads it."""
    (folder,) = [one.parent for one in MODULES.glob("*/course.md")]
    making.publish(app, read_folder(folder)[0])
    look.at("/")
    look.at(f"/courses/{folder.name}")
    links = look.page.locator(".lessons a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert len(links) == len(list(folder.glob("*/0*.md")))
    for link in links:
        look.at(link)


@pytest.mark.usefixtures("everybody")
def test_activities_of_other_tools(look, browse, app, tmp_path):
    page = look.page
    sign_in(page, frank)
    look.at("/packages/neighbours", "no package")
    press(page, "Import package")
    look("nothing was chosen")
    sent = tmp_path / "a-walk.zip"
    sent.write_bytes(packed())
    page.get_by_label("The package").set_input_files(sent)
    page.get_by_label("What lessons call it").fill("walk")
    press(page, "Import package")
    look("a package with its units")
    look.at("/packages/neighbours", "a package")
    making.publish(app, making.files(**{"02-levels__04-walk.md": BLOCKS}))
    learner = browse()
    learner.goto(COURSE + "/walk")
    with learner.expect_popup() as opened:
        learner.get_by_role("button", name="Open activity").first.click()
    opened.value.wait_for_function("document.title === 'Walked'")
    assert opened.value.evaluate("try { document.cookie } catch (wrong) { wrong.name }") == "SecurityError"
    learner.reload()
    code = learner.locator(".activity code").first.inner_text()
    look.at(f"/packages/neighbours/walk?code={code}", "a learner, and nothing of her name")
    look.at("/packages/neighbours/walk?code=none", "no such learner")


@pytest.mark.usefixtures("everybody")
def test_activities_in_a_lesson(look, app):
    making.publish(app, making.files(**{"02-levels__04-walk.md": BLOCKS}))
    look.at(COURSE + "/walk", "activities that are not here yet")
    import_package(app)
    look.at(COURSE + "/walk", "activities to open")
