"""What is published in the browser is written back and committed, where that is wanted; and publishing never fails by it."""

import os
import signal
import stat
import subprocess
import sys
import time
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from course.auditing import entries
from course.authoring.editions import writing_back
from course.content.committing import Author
from course.database import db, writing
from course.people.models import Person
from tests import cast, making
from tests.authoring.conftest import Desk
from tests.forms import form_to, send
from tests.people.asking import make, signed_in

pytestmark = pytest.mark.databases("sqlite")
HELLO, DRAFT = "01-start/01-hello.md", "/authoring/neighbours/draft"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def settings(settings, tmp_path):
    return settings | {"MODULES": str(tmp_path / "modules"), "WRITE_BACK": True}


@pytest.fixture
def desk(app, tmp_path):
    """The course in a folder of a repository, committed and in step."""
    one = Desk(app, tmp_path / "modules" / "neighbours")
    one.write(making.files())
    (one.path.parent / "README").write_text("Beside it.\n")
    one.git("init", "-q", "-b", "main", "..")
    one.git("add", "..")
    one.git("commit", "-q", "-m", "The course")
    assert one.sync()[0] == 0
    return one


@pytest.fixture
def frank(app, desk):
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def publish(client, body="Three neighbours meet.", note="Three of them", course="neighbours"):
    """The page after publishing a draft that changes the first lesson, as text."""
    form = form_to(client.get(f"{DRAFT}/texts/{HELLO}").text, "/draft/texts/")
    more = "\n\nRead [on](lesson:levels). ![A door](files/door.svg)\n"
    client.post(form.action, data=dict(form.hidden) | {"body": body + more})
    page = client.get(f"{DRAFT}/publication").text
    return unescape(send(client, page, "/draft/publication", note=note).text)


def again(client):
    return unescape(send(client, client.get("/authoring/neighbours").text, "/write-backs").text)


def subtree(desk):
    return desk.git("rev-parse", "HEAD:neighbours")


def test_the_commit_holds_the_edition_in_its_author_s_name(app, desk, frank):
    page = publish(frank)
    assert "Written into the folder, and committed as" in page
    assert subtree(desk) == desk.edition() and desk.in_step()
    assert desk.git("log", "-1", "--format=%an|%ae|%cn|%s") == "Frank|noreply@127.0.0.1|Frank|Three of them"
    assert f"Edition: {desk.edition()}" in desk.git("log", "-1", "--format=%b")
    assert desk.git("status", "--porcelain", "..") == ""
    assert desk.sync() == (0, f"{desk.path}: in step with edition {desk.edition()[:12]}\n")
    with app.app_context():
        assert db.session.execute(select(entries.c.act)).scalars().all()[-1] == "written back to git"


def test_lessons_that_go_and_pictures_that_come_are_committed(app, desk, frank):
    files = making.withdrawing(making.files(), "pulse", "pulse-1", "p1_useful", "p1_clear", "p1_nps", "p1_amount", "p1_why",
                               "p1_unclear", "p1_sector")
    del files["02-levels/03-pulse.md"]
    making.publish(app, files | {"files/Übersicht map.png": b"\x89PNG\r\n\0"})
    assert "committed as" in again(frank)
    assert subtree(desk) == desk.edition() and not (desk.path / "02-levels/03-pulse.md").exists()
    assert "is not in git" not in again(frank)  # nothing to do is no failure


def test_off_is_off(app, desk, frank, monkeypatch):
    monkeypatch.setattr(writing_back, "is_wanted", lambda: False)
    head = desk.git("rev-parse", "HEAD")
    assert "git" not in publish(frank).split('aria-labelledby="folder"')[0].split("</header>")[-1]
    assert desk.git("rev-parse", "HEAD") == head and b"Two neighbours" in (desk.path / HELLO).read_bytes()


def test_other_people_s_work_in_the_repository_does_not_come_along(desk, frank):
    (desk.path.parent / "README").write_text("Half a sentence\n")
    (desk.path.parent / "new").write_text("staged\n")
    desk.git("add", "../new")
    assert "committed as" in publish(frank)
    assert desk.git("diff", "--name-only", "HEAD~", "HEAD") == f"neighbours/{HELLO}"
    assert desk.git("status", "--porcelain", "..").split("\n") == ["M README", "A  new"]


@pytest.mark.parametrize(("spoil", "words"), [
    (lambda desk: desk.edit("course.md", "A small course", "My course"), "course.md has changes in the folder"),
    (lambda desk: desk.write({"02-levels/04-mine.md": b"---\nid: mine\ntitle: Mine\n---\n"}), "04-mine.md has changes"),
    (lambda desk: (desk.edit("course.md", "A small course", "My course"), desk.git("commit", "-qam", "Mine")),
     "course.md changed in the folder and was never published"),
    (lambda desk: (desk.edit("course.md", "A small course", "My course"), desk.git("add", "."),
                   desk.edit("course.md", "My course", "A small course")), "course.md has changes"),
    (lambda desk: (desk.edit("course.md", "A small course", "My course"), desk.git("commit", "-qam", "Mine"),
                   desk.edit("course.md", "My course", "A small course")), "course.md has changes"),
    (lambda desk: (desk.path / "files/list.txt").unlink(), "files/list.txt has changes"),
    (lambda desk: desk.git("checkout", "-q", "--detach"), "on no branch"),
    (lambda desk: (desk.path.parent / ".git/index.lock").touch(), "remove its index.lock"),
    (lambda desk: (desk.path.parent / ".git/HEAD.lock").touch(), "HEAD.lock"),
    (lambda desk: (desk.path.parent / ".git/MERGE_HEAD").write_text("0" * 40), "A merge or rebase is under way"),
    (lambda desk: (desk.path.parent / ".git").rename(desk.path.parent / "no-git"), "lies in no git repository"),
])
def test_what_is_in_the_way_is_said_and_the_edition_stands(desk, frank, spoil, words):
    spoil(desk)
    before = {path: path.read_bytes() for path in desk.path.rglob("*.md")}
    page = publish(frank)
    assert words in page and "The edition stands, and is not in git" in page
    assert desk.library()[0] == 2 and str(desk.path.parent) not in page
    if "HEAD.lock" not in words:
        assert {path: path.read_bytes() for path in desk.path.rglob("*.md")} == before


def hook(desk, name, script):
    path = desk.path.parent / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_a_hook_that_refuses_is_heard_and_the_next_try_goes_on(desk, frank):
    path = hook(desk, "pre-commit", "echo 'Not on a <b>Friday</b>.' >&2; exit 1")
    page = publish(frank)
    assert "hooks refused the commit: Not on a  b Friday /b" in page
    assert b"Three neighbours" in (desk.path / HELLO).read_bytes()  # the folder holds what stands
    path.unlink()
    assert "committed as" in again(frank) and subtree(desk) == desk.edition()


def test_a_hook_that_changes_the_text_is_undone(desk, frank):
    head = desk.git("rev-parse", "HEAD")
    hook(desk, "pre-commit", f"cd \"$(git rev-parse --show-toplevel)\"; echo x > neighbours/{HELLO}; git add -A")
    assert "A hook of the repository changed what was to be committed" in publish(frank)
    assert desk.git("rev-parse", "HEAD") == head


def test_a_hook_that_never_ends_is_ended(desk, frank, monkeypatch):
    monkeypatch.setattr("course.content.committing.WAIT", 2)
    hook(desk, "pre-commit", "sleep 600")
    began = time.monotonic()
    assert "it took more than 2 seconds" in publish(frank) and time.monotonic() - began < 30


def test_whatever_else_goes_wrong_publishing_does_not(desk, frank, monkeypatch):
    def fail(*given, **more):
        raise OSError("The disk is gone")

    monkeypatch.setattr(writing_back, "write_files", fail)
    assert "something went wrong there" in publish(frank) and desk.library()[0] == 2


@pytest.mark.parametrize(("name", "kept"), [
    ("Frank\nCo-authored-by: Eve <e@x>", "Frank Co-authored-by: Eve e@x"), ("<>", "Somebody"), ("\0\n", "Somebody"),
    ("...", "Somebody"), ("--amend", "--amend"), ("Ünïcode 💡", "Ünïcode 💡"), ("x" * 500, "x" * 100), ("", "Somebody"),
])
def test_a_name_is_one_line_whatever_is_in_it(name, kept):
    assert Author(name, "a@b").as_environment()["GIT_AUTHOR_NAME"] == kept


def test_hostile_branches_names_and_notes_are_only_text(app, desk, frank):
    desk.git("checkout", "-q", "-b", "--x;touch${IFS}pwned'\"".replace("--x", "x"))
    with app.app_context(), writing():
        db.session.execute(select(Person).where(Person.email == cast.frank.email)).scalar().name = "--amend\n$(touch pwned)"
    assert "committed as" in publish(frank, note="# not a comment\r\nSecond: line")
    assert desk.git("log", "-1", "--format=%an|%s") == "--amend $(touch pwned)|# not a comment Second: line"
    assert desk.git("rev-list", "--count", "HEAD") == "2" and not list(desk.path.parent.rglob("pwned"))


def test_a_course_begun_in_the_browser_gets_its_folder(app, desk, frank):
    make(app, cast.ada)
    ada = signed_in(app, cast.ada)
    send(ada, ada.get("/authoring/new").text, "/authoring/new", title="Over the fence")
    page = ada.get("/authoring/over-the-fence/draft/publication").text
    assert "committed as" in unescape(send(ada, page, "/draft/publication").text)
    assert desk.git("rev-parse", "HEAD:over-the-fence") and (desk.path.parent / "over-the-fence/course.md").is_file()


KILLED = """
import sys
from course import create_app
from course.authoring.editions import writing_back
from course.content import committing
from tests import databases

app = create_app(databases.SETTINGS | {"DATABASE_URL": sys.argv[1], "INSTANCE": sys.argv[2], "MODULES": sys.argv[3],
                 "WRITE_BACK": True, "PLATFORM_IRI": "https://course.example"})
run, seen = committing.Repository._run, []

def hold(self, *words, **more):
    seen.append(words[0])
    if words[0] == sys.argv[4] and seen.count(words[0]) == int(sys.argv[5]):
        print("held", flush=True)
        sys.stdin.read()
    return run(self, *words, **more)

committing.Repository._run = hold
with app.app_context():
    writing_back.write_back("neighbours", by=None)
"""


@pytest.mark.parametrize(("at", "times"), [
    ("hash-object", 1), ("update-index", 1), ("read-tree", 1), ("commit", 1), ("rev-parse", 5)])
def test_who_is_killed_between_leaves_what_the_next_try_ends(app, desk, frank, settings, at, times):
    making.publish(app, making.edited(HELLO, "Two neighbours", "Three neighbours"))
    process = subprocess.Popen([sys.executable, "-c", KILLED, settings["DATABASE_URL"], settings["INSTANCE"], settings["MODULES"],
                                at, str(times)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                               env=os.environ | {"PYTHONPATH": str(ROOT)})
    assert process.stdout.readline() == "held\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert "committed as" in again(frank)
    assert subtree(desk) == desk.edition() and desk.in_step() and desk.git("status", "--porcelain") == ""
    assert desk.git("rev-list", "--count", "HEAD") == "2"
