"""Authors and learners at the same moment: marks are given once, no answer is missed, and two publications take turns."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from course.authoring import marking
from course.content.queries import history, standing
from course.database import db
from course.learning import remarking
from course.learning.models import Answer, Mark, Remarking
from course.learning.remarking import reckon
from tests import cast, making
from tests.authoring.conftest import Desk
from tests.forms import filled, form_to, send
from tests.learning.test_remarking import PAGE, answered, other_key
from tests.people.asking import at_once, make, signed_in

ROOT = Path(__file__).parents[2]
MANY = 8
HELLO = "01-start/01-hello.md"
KILLED = """
import sys, time
from course import create_app
from course.authoring import marking
from course.learning import remarking
from tests import databases, making

app = create_app(databases.SETTINGS | {"DATABASE_URL": sys.argv[1], "INSTANCE": sys.argv[2], "PLATFORM_IRI": "https://course.example"})
remarking.SLICE = 2
seen = []

def hold(*given, **more):
    kept = remarking.remark_question(*given, **more)
    seen.append(kept)
    if len(seen) == 2:
        print("held", flush=True)
        time.sleep(600)
    return kept

marking.remark_question = hold
with app.app_context():
    marking.mark_anew(making.COURSE, "told", why="The key was wrong.")
"""


@pytest.fixture
def waiting(app, monkeypatch):
    """Answers that another key would mark otherwise, to be marked anew in slices."""
    making.publish(app)
    answered(app, *["inform"] * MANY)
    making.publish(app, other_key())
    monkeypatch.setattr(remarking, "SLICE", 2)


def marked(app):
    """How many answers are marked anew, how many marks there are, and how many are due."""
    with app.app_context():
        asked = select(func.count(Mark.answer_id.distinct()), func.count(Mark.id))
        return (*db.session.execute(asked).one(), len(reckon(standing(making.COURSE), "told").marks))


def mark(app):
    with app.app_context():
        marking.mark_anew(making.COURSE, "told", why="The key was wrong.")


@pytest.mark.usefixtures("waiting")
def test_two_who_mark_anew_at_once_give_each_mark_once(app):
    at_once(lambda: mark(app), lambda: mark(app))
    assert marked(app) == (MANY, MANY, 0)


@pytest.mark.usefixtures("waiting")
def test_learners_answer_while_answers_are_marked_anew_and_none_is_lost(app):
    """Forms made before the key changed are marked by theirs, and are due; the others are right at once."""
    clients = [app.test_client() for _ in range(MANY)]
    forms = [form_to(client.get(PAGE).text, "/told/attempts") for client in clients]

    def answer():
        return {client.post(form.action, data=filled(form, a_told="inform")).status_code
                for client, form in zip(clients, forms, strict=True)}

    heard, _ = at_once(answer, lambda: mark(app))
    assert heard == {303}
    with app.app_context():
        assert db.session.execute(select(func.count(Answer.id))).scalar() == 2 * MANY
    assert marked(app) == (MANY, MANY, 0)


@pytest.mark.usefixtures("waiting")
def test_marking_that_is_killed_leaves_whole_slices_and_goes_on_where_it_ended(app, settings):
    process = subprocess.Popen([sys.executable, "-c", KILLED, settings["DATABASE_URL"], settings["INSTANCE"]], cwd=ROOT,
                               stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    process.kill()
    process.communicate()
    assert marked(app) == (2, 2, MANY - 2)  # the slice that was open is gone with its process
    mark(app)
    assert marked(app) == (MANY, MANY, 0)
    with app.app_context():
        assert db.session.execute(select(func.count(Remarking.id))).scalar() == MANY / 2


class TestTwoDesks:
    """Two folders, each with a change of its own since both were synced; the browser's is `modules/neighbours`."""

    @pytest.fixture
    def settings(self, settings, tmp_path):
        return settings | {"MODULES": str(tmp_path / "modules")}

    @pytest.fixture
    def desks(self, app, tmp_path):
        making.publish(app)
        found = [Desk(app, tmp_path / name) for name in ("one", "modules/neighbours")]
        for number, desk in enumerate(found):
            assert desk.pull()[0] == 0
            desk.edit(HELLO, "Two neighbours", f"{number + 3} neighbours")
        return found

    def test_of_two_syncs_at_once_one_publishes_and_the_other_waits_for_a_person(self, app, desks):
        started = [start_sync(desk) for desk in desks]
        ended = [(*one.communicate(timeout=120), one.returncode) for one in started]
        assert sorted(status for *_, status in ended) == [0, 1], ended
        assert publications(app) == [2, 1]
        late = next(said + error for said, error, status in ended if status)
        assert "contested" in late or "published this course after you began" in late

    def test_of_a_sync_and_a_publication_in_the_browser_one_stands_and_the_other_is_told(self, app, desks):
        make(app, cast.frank)
        frank = signed_in(app, cast.frank)
        page = frank.get("/authoring/neighbours").text
        syncing = start_sync(desks[0])
        status = send(frank, page, "/publications", follow=False, note="by the browser").status_code
        syncing.communicate(timeout=120)
        assert (status, syncing.returncode) in {(303, 1), (409, 0)}
        assert publications(app) == [2, 1]


def start_sync(desk):
    settings = desk.app.config["SETTINGS"]
    names = ("SECRET_KEY", "EXPORT_KEY", "DATABASE_URL", "INSTANCE", "SECURE_COOKIES", "PLATFORM_IRI")
    environment = {f"COURSE_{name}": str(getattr(settings, name)) for name in names} | {"PATH": os.environ["PATH"]}
    return subprocess.Popen([sys.executable, "-c", f"import sys; sys.argv = ['course', 'sync', {str(desk.path)!r}]; "
                                                   "from course.cli import main; main()"],
                            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def publications(app):
    with app.app_context():
        return [publication.number for publication, _ in history(making.COURSE)]
