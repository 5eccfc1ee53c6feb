"""A small course with everything in it, and its pages in states that a demo does not come to by itself: each kind before and
after answering, a worksheet with earlier versions, what waits for a person at the desk."""

from datetime import timedelta
from pathlib import Path

from course import clock
from course.clock import now
from tests import kinds, making, papers
from tests.cast import eve, frank
from tests.content.test_asides import MANY
from tests.content.texts import SURVEY, lesson
from tests.conversation.test_thoughts import TALK
from tests.evaluation.making import agreeing
from tests.journeys import steps
from tests.journeys.steps import COURSE, answer, press, take_quiz
from tests.learning import boxes
from tests.people.asking import make

LEVELS, HELLO, KINDS = "02-levels/01-levels.md", "01-start/01-hello.md", COURSE + "/every-kind"
DESK = "/authoring/neighbours"
WRONG = {"quiet": "Wait", "count": "846201", "decides": "the neighbours themselves", "steps": "", "belongs": "", "two-more": ""}
BANK = """$CATEGORY: Doors

::Who opens?:: Who opens to a neighbour who comes late?{=Lena#She does. ~%40%Marcus#He might. ~Nobody}

Name the level {=consult =ask*}

::Broken:: Bro{ken
"""
SAID = SURVEY.replace("id: pulse-1", "id: said-1\nprefer-not-to-say: all")


def files():
    return making.files(**{
        "02-levels__04-kinds.md": kinds.TEXT, "02-levels__05-talk.md": TALK,
        "02-levels__06-aside.md": lesson(MANY, id="aside", core="no"),
        "02-levels__07-said.md": lesson(SAID, id="said", core="no", complete="answer"),
        "02-levels__08-after.md": agreeing("after", "end", " now then"), "02-levels__10-later.md": agreeing("later", "day-30"),
        "02-levels__09-box.md": boxes.TEXT.format(prose="Say it plainly.", anonymity="anonymous"),
        "03-papers__module.md": "---\nid: papers\ntitle: Papers\n---\n", "03-papers__01-paper.md": papers.WORKSHEET,
        "03-papers__02-plan.md": papers.PLAN, "files__a.vtt": "WEBVTT\n"}) | {"files/a.mp4": b"no film"}


def fill(app):
    """The course, its folder beside it, and the cast."""
    making.publish(app, files())
    lay(app, files())
    for somebody in (frank, eve):
        make(app, somebody)


def lay(app, course_files):
    folder = Path(app.config["SETTINGS"].MODULES) / "neighbours"
    for path, data in course_files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def at(path):
    return lambda page: page.goto(path)


def sign_in_as(somebody):
    return lambda page: steps.sign_in(page, somebody)


def answer_all_wrong(page):
    for sheet, words in WRONG.items():
        page.goto(f"{KINDS}?again={sheet}")
        form = page.locator(f"#{sheet}")
        if sheet == "quiet":
            form.get_by_label(words).check()
        elif sheet in ("count", "decides"):
            form.locator(f"[name=a-{sheet}]").fill(words)
        else:
            for number, field in enumerate(form.locator("select").all(), start=1):
                field.select_option(index=number)
        form.locator(".actions button").click()
    page.goto(KINDS)


def ask_again(page):
    page.goto(KINDS + "?again=count")
    page.locator("[name=a-count]").fill("1.500")
    page.locator("#count .actions button").click()


def save_twice(page):
    for text in ("We ask before we plan", "We ask before we plan, and tell what came of it"):
        page.goto(COURSE + "/paper")
        page.get_by_label("Our promise").fill(text)
        page.get_by_label("Activity, 1").fill("A stall at the market")
        press(page, "Save worksheet")
    page.goto(COURSE + "/plan")
    page.get_by_label("I will, 1").fill("Ring Dolores")
    press(page, "Save commitment")
    page.goto(COURSE + "/paper")


def share_thoughts(page):
    for text in ("The night shift’s", "That of the people who moved in last year"):
        page.goto(COURSE + "/talk")
        page.get_by_role("textbox", name="Your thought").fill(text)
        press(page, "Share thought")
    page.goto(COURSE + "/levels?again=promised")
    page.get_by_label("The facilitator, who may pass it on").check()
    steps.write(page, "promised", "Two seats on a board of twenty, promised as half of it.")
    page.goto(COURSE + "/talk")


def send_empty(path):
    def send(page):
        page.goto(COURSE + path)
        press(page, "Send answers")

    return send


def finish(page):
    page.goto(COURSE + "/levels")
    answer(page, "told", "Consult", sure="Sure")
    answer(page, "supports", "Childcare", "A later hour")
    take_quiz(page)
    page.goto(COURSE + "/hello")
    press(page, "Done, next lesson")
    page.goto(COURSE)


def a_month_later(page):
    clock.hold(now() + timedelta(days=31))
    page.goto(COURSE)


def judged(page):
    page.goto(DESK + "/thoughts")
    press(page.locator("li.card").nth(0), "Show it")
    press(page.locator("li.card").nth(1), "Hide it")


def look_at_bank(page):
    page.goto(DESK + "/draft/banks")
    page.locator("#pasted").fill(BANK)
    press(page, "Look at what would come")


def with_files(change):
    """The desk when the folder or the library has changed so; a function of the app that gives what leads a browser there."""

    def of(app):
        def go(page):
            change(app)
            page.goto(DESK)

        return go

    return of


def other_key():
    files_now = making.edited(LEVELS, "- [x] Consult", "- [ ] Consult", base=files())
    return making.edited(LEVELS, "- [ ] Inform", "- [x] Inform", base=files_now)


def with_folder(path, before, after):
    return with_files(lambda app: lay(app, making.edited(path, before, after, base=files())))


def pages(app):
    """{role: (what she does first, {name: how a browser comes there})}, in the order in which they are looked at."""
    learner = {
        "kinds": at(KINDS), "kinds-asked-again": ask_again, "kinds-answered": answer_all_wrong,
        "survey-declining": at(COURSE + "/said"), "survey-answered": send_empty("/said"), "anonymous": at(COURSE + "/box"),
        "anonymous-sent": send_empty("/box"), "asked-twice": at(COURSE + "/after-lesson"),
        "kits-and-recordings": at(COURSE + "/aside"), "worksheet-saved-twice": save_twice,
        "worksheet-printed": at(COURSE + "/papers/check"), "plan": at(COURSE + "/plan"), "thoughts-waiting": share_thoughts,
        "waits-for-its-day": at(COURSE + "/later-lesson"), "course-done": finish, "follow-up-open": a_month_later,
    }
    desk = {
        "in-step": at(DESK), "thoughts": at(DESK + "/thoughts"), "thoughts-judged": judged,
        "reflections": at(DESK + "/reflections"),
        "errors": with_folder(LEVELS, "- [ ] Inform {#inform}", "- [ ] Inform")(app),
        "key-changed": with_files(lambda app: lay(app, other_key()))(app),
        "behind": with_files(lambda app: (making.publish(app, other_key()), lay(app, files())))(app),
        "contested": with_folder(LEVELS, "- [x] Consult", "- [x] They consult")(app),
        "bank": at(DESK + "/draft/banks"), "bank-looked-at": look_at_bank,
        "history": at(DESK + "/editions"), "offer": at(DESK + "/offer"),
        "differences": at(DESK + "/editions/differences"),
        "reuse": at("/reuse/neighbours"), "adaptations": at("/reuse/neighbours/adaptations"),
        "copying": at("/reuse/neighbours/copies"), "parents": at("/reuse/neighbours/parents"),
        "remarkings": at(DESK + "/remarkings"), "remarked": remark,
        "archived": archive, "archived-lesson": at(COURSE + "/levels"), "reopened": reopen,
    }
    evaluator = {"results": at("/evaluation/neighbours"), "changes": at("/evaluation/neighbours/changes")}
    return {"state-learner": (steps.begin, learner), "state-desk": (sign_in_as(frank), desk),
            "state-evaluator": (sign_in_as(eve), evaluator)}


def archive(page):
    page.goto(DESK + "/offer")
    page.get_by_label("Why, in a line").last.fill("The project is over; the next course begins in spring.")
    press(page, "Archive course")


def reopen(page):
    page.goto(DESK + "/offer")
    press(page, "Reopen course")


def remark(page):
    page.goto(DESK + "/remarkings")
    page.get_by_label("Why, in a line for the record").first.fill("The key was wrong: they were told, and asked nothing.")
    page.locator("main form .button").first.click()
