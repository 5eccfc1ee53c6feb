"""Two facilitators write and publish in the browser while a folder is synced, in every order: no text is lost, no edition is
half, and each is told what happened and gets her words in by doing what she is told."""

import re
from html import unescape
from itertools import permutations

import pytest
from sqlalchemy import select

from course.authoring.drafts import draft_of
from course.authoring.editions.telling import opened
from course.content.editions import put_out
from course.content.naming import tree_name
from course.content.queries import files_of, standing
from course.content.reading import read_folder
from course.database import db, writing
from course.people.models import Person
from course.people.rights import give_role
from tests import making
from tests.authoring.conftest import Desk
from tests.cast import Person as Somebody
from tests.forms import form_to, forms_in
from tests.people.asking import at_once, make, signed_in

HELLO, LEVELS = "01-start/01-hello.md", "02-levels/01-levels.md"
WORDS = {"anna": "ANNA-WROTE", "bert": "BERT-WROTE", "git": "GIT-WROTE"}
MEETING = re.compile(r"Two neighbours meet([^.]*)\.")
APART = {  # where each writes: who changes what
    "anna": (HELLO, "Two neighbours meet.", f"Two neighbours meet, {WORDS['anna']}."),
    "bert": (HELLO, "## What they say", f"## What they say, {WORDS['bert']}"),
    "git": (LEVELS, "Some are told", f"{WORDS['git']}, some are told"),
}
TOGETHER = {who: (HELLO, "Two neighbours meet.", f"Two neighbours meet, {words}.") for who, words in WORDS.items()}
EVENTS = ("anna saves", "anna publishes", "bert saves", "bert publishes", "git syncs")
ORDERS = [order for order in permutations(EVENTS)
          if all(order.index(f"{who} saves") < order.index(f"{who} publishes") for who in ("anna", "bert"))]
KINDS_OF_ANSWER = {303, 409, 422}


def put_together(text, *others):
    """What a person makes of texts that meet in one sentence: one sentence with the words of all."""
    found = [words for words in WORDS.values() if any(words in one for one in (text, *others))]
    return MEETING.sub(f"Two neighbours meet, {', '.join(found)}.", text)


class Course:
    """One course at three desks: Anna's and Bert's drafts, and a folder with a change that is not synced yet."""

    def __init__(self, app, key, clients, edits, folder):
        self.app, self.key, self.clients, self.edits = app, key, clients, edits
        files = making.edited("course.md", "id: neighbours", f"id: {key}")
        making.publish(app, files)
        self.desk = Desk(app, folder / key)
        self.desk.write(files)
        assert self.desk.sync()[0] == 0
        self.desk.edit(*edits["git"])
        self.saved = {"git"}
        self.pages = {who: self.get(who, f"draft/texts/{HELLO}") for who in clients}  # all opened before anything happens

    def get(self, who, place):
        answer = self.clients[who].get(f"/authoring/{self.key}/{place}".rstrip("/"))
        assert answer.status_code == 200, (who, place, answer.status_code)
        return answer.text

    def send(self, who, form, **given):
        answer = self.clients[who].post(form.action, data=dict(form.hidden) | given)
        assert answer.status_code in KINDS_OF_ANSWER
        return answer

    def happens(self, event):
        who, _, what = event.partition(" ")
        getattr(self, what)(who)
        self.look()

    def saves(self, who):
        """From the page that was opened at the start; where words meet, she is shown both, and puts them together."""
        path, before, after = self.edits[who]
        form = form_to(self.pages[who], f"/draft/texts/{path}")
        answer = self.send(who, form, body=body_of(self.pages[who]).replace(before, after))
        if answer.status_code == 409:
            page = unescape(answer.text)
            assert "Not saved yet" in page and WORDS[who] in body_of(answer.text)
            form = form_to(answer.text, f"/draft/texts/{path}")
            assert self.send(who, form, body=put_together(body_of(answer.text), page)).status_code == 303
        self.saved.add(who)

    def publishes(self, who):
        """Whether it stands; if not, she is told why."""
        page = self.get(who, "draft/publication")
        form = next((form for form in forms_in(page) if form.action.endswith("/draft/publication")), None)
        if form is None:
            assert "Somebody published this course since your draft began" in page or "nothing to publish" in page
            return "nothing to publish" in page
        answer = self.send(who, form, note=f"By {who}")
        if answer.status_code == 303:
            assert WORDS[who] in self.standing_text()
        else:
            assert "Nothing was published" in answer.text or "Bring" in answer.text
        return answer.status_code == 303

    def brings_in(self, who):
        page = self.get(who, "draft/meeting")
        form = next((form for form in forms_in(page) if form.action.endswith("/draft/meeting")), None)
        if form is None:
            return
        path = self.edits[who][0]
        given = {}
        if f"choice-{path}" in form.names:
            mine = text_in(page, f'name="text-{path}"')
            given = {f"choice-{path}": "text", f"text-{path}": put_together(mine, unescape(page))}
        assert self.send(who, form, **given).status_code == 303

    def syncs(self, _):
        """Whether it is in step; if not, what was said names what to do."""
        status, said = self.desk.sync()
        told = ("contested", "has moved on", "published this course after you began")
        assert status == 0 or any(words in said for words in told), said
        return status == 0

    def goes_on(self, who):
        """Until her words stand, by what she is told."""
        for _ in range(4):
            if self.publishes(who):
                return
            self.brings_in(who)
            self.look()
        raise AssertionError(f"{who} does not get her words in")

    def syncs_on(self):
        for _ in range(4):
            status, said = self.desk.sync()
            if status == 0:
                return
            if "contested" in said:
                path = self.desk.path / self.edits["git"][0]
                path.write_text(put_together(path.read_text(), self.standing_text()))
                assert self.desk.sync("--mine", "--seen", self.edition()[:12])[0] == 0
            else:
                assert self.desk.type("pull", self.key, self.desk.path)[0] == 0
            self.look()
        raise AssertionError(f"the folder does not come into step: {said}")

    def look(self):
        """Every edition is whole, and the words of all who saved stand, or in the draft or folder of whoever wrote them."""
        with self.app.app_context():
            for one in put_out(self.key):
                files = files_of(one.edition_id)
                assert tree_name(files) == one.edition and set(files) == set(making.FILES)
            stands = "".join(data.decode() for data in files_of(standing(self.key).edition_id).values())
            held = {who: "".join(data.decode() for data in draft_of(self.key, person).bytes().values())
                    for who, person in self.people().items()}
        held["git"] = "".join(data.decode() for data in read_folder(self.desk.path)[0].values())
        lost = [who for who in self.saved if WORDS[who] not in stands and WORDS[who] not in held[who]]
        assert lost == []

    def people(self):
        return {who: db.session.execute(select(Person.id).where(Person.email == f"{who}@example.org")).scalar_one()
                for who in self.clients}

    def standing_text(self):
        with self.app.app_context():
            return "".join(data.decode() for data in files_of(standing(self.key).edition_id).values())

    def edition(self):
        with self.app.app_context():
            return standing(self.key).edition


def body_of(page):
    return text_in(page, '<textarea id="body"')


def text_in(page, area):
    return unescape(page.split(area)[1].split(">", 1)[1].split("</textarea>")[0]).removeprefix("\n")


@pytest.fixture
def clients(app):
    for who in ("anna", "bert"):
        make(app, Somebody(who.capitalize(), f"{who}@example.org"))
    return {who: signed_in(app, Somebody(who.capitalize(), f"{who}@example.org")) for who in ("anna", "bert")}


def facilitate(app, *keys):
    with app.app_context(), writing():
        for who in ("anna", "bert"):
            person = db.session.execute(select(Person.id).where(Person.email == f"{who}@example.org")).scalar_one()
            for key in keys:
                give_role(person, "facilitator", key)


def ends_well(course):
    """Whoever waits does what she is told; then all words stand, and all desks say the same."""
    course.goes_on("anna")
    course.goes_on("bert")
    course.syncs_on()
    assert all(words in course.standing_text() for words in WORDS.values())
    assert course.desk.sync()[0] == 0
    course.look()


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("edits", [APART, TOGETHER], ids=["in different places", "in the same sentence"])
def test_in_every_order_nothing_is_lost_and_everybody_is_told(app, clients, tmp_path, edits):
    assert len(ORDERS) == 30
    facilitate(app, *(f"c{number}" for number in range(len(ORDERS))))
    for number, order in enumerate(ORDERS):
        course = Course(app, f"c{number}", clients, edits, tmp_path)
        for event in order:
            course.happens(event)
        ends_well(course)


@pytest.mark.parametrize("edits", [APART, TOGETHER], ids=["in different places", "in the same sentence"])
def test_at_the_same_moment_nothing_is_lost_and_everybody_is_told(app, clients, tmp_path, edits):
    facilitate(app, "once")
    course = Course(app, "once", clients, edits, tmp_path)
    for who in ("anna", "bert"):
        course.happens(f"{who} saves")
    at_once(lambda: course.publishes("anna"), lambda: course.publishes("bert"), lambda: course.syncs("git"))
    course.look()
    ends_well(course)


@pytest.mark.databases("sqlite")
class TestWithGit:
    """The same while editions are written back into the folder's repository."""

    @pytest.fixture
    def settings(self, settings, tmp_path):
        return settings | {"MODULES": str(tmp_path / "modules"), "WRITE_BACK": True}

    @pytest.mark.parametrize("edits", [APART, TOGETHER], ids=["in different places", "in the same sentence"])
    def test_at_the_same_moment_nothing_is_lost_and_git_ends_with_what_stands(self, app, clients, tmp_path, edits):
        facilitate(app, "once")
        course = Course(app, "once", clients, edits, tmp_path / "modules")
        git, (path, before, after) = course.desk.git, edits["git"]
        course.desk.edit(path, after, before)
        git("init", "-q", "..")
        git("add", ".")
        git("commit", "-qm", "As it was published")
        course.desk.edit(path, before, after)
        for who in ("anna", "bert"):
            course.happens(f"{who} saves")
        at_once(lambda: course.publishes("anna"), lambda: course.publishes("bert"), lambda: course.desk.sync())
        course.look()
        course.goes_on("anna")
        course.goes_on("bert")
        git("commit", "-qam", "What I wrote", "--allow-empty")  # as each is told who finds the folder not committed
        course.syncs_on()
        git("commit", "-qam", "What came", "--allow-empty")
        assert all(words in course.standing_text() for words in WORDS.values())
        form = form_to(course.get("anna", ""), "/write-backs")
        told = opened_by(app, course.send("anna", form).location)
        assert "committed as" in told and git("rev-parse", "HEAD:once") == course.edition()
        assert git("status", "--porcelain") == ""


def opened_by(app, location):
    with app.app_context():
        return opened(location.split("told=")[1])
