"""`course pull`: what the library holds, byte for byte, and nothing of the folder's lost."""

import os
import signal
import subprocess
import sys

import pytest

from course.content.naming import tree_name
from course.content.reading import read_folder
from tests import making
from tests.authoring.conftest import Desk

HELLO, LEVELS = "01-start/01-hello.md", "02-levels/01-levels.md"
CHANGED = making.withdrawing({path: data for path, data in making.files().items() if "03-pulse" not in path}, "pulse")
CHANGED[HELLO] += b"\nMore.\n"
CHANGED["03-more/module.md"] = b"---\nid: more\ntitle: More\n---\n"
CHANGED["03-more/01-new.md"] = b"---\nid: new\ntitle: New\nminutes: 3\n---\nText.\n"
CHANGED["files/picture.png"] = bytes(range(256)) + b"\r\n"


@pytest.fixture
def behind(desk):
    desk.sync()
    making.publish(desk.app, CHANGED)
    return desk


def test_a_new_folder_gets_the_whole_course_and_git_names_it_as_the_library_does(behind, tmp_path):
    other = Desk(behind.app, tmp_path / "new")
    status, said = other.pull()
    assert status == 0 and f"{len(CHANGED)} files written" in said
    other.git("init", "-q")
    (other.path / ".git/info/attributes").write_text("** -text\n")
    other.git("add", ".")
    assert other.git("write-tree") == other.edition() and other.in_step()


def test_what_the_library_changed_added_and_withdrew_is_done_to_the_folder(behind):
    assert behind.pull()[0] == 0
    assert read_folder(behind.path) == (CHANGED, [])
    assert not list(behind.path.glob(".course*"))
    making.publish(behind.app, making.withdrawing(making.files(), "new"))
    assert behind.pull()[0] == 0 and behind.in_step()
    assert not (behind.path / "03-more").exists()


def test_pulling_twice_writes_nothing_more(behind):
    behind.pull()
    stamp = (behind.path / HELLO).stat().st_mtime_ns
    assert "0 files written" in behind.pull()[1] and (behind.path / HELLO).stat().st_mtime_ns == stamp


def test_what_changed_in_the_folder_since_the_last_sync_is_not_written_over(behind):
    behind.edit(HELLO, "Two neighbours", "Three neighbours")
    before = read_folder(behind.path)
    status, said = behind.pull()
    assert status == 1 and f"Nothing was written: {HELLO} changed here" in said
    assert read_folder(behind.path) == before and not (behind.path / "03-more").exists()


def test_a_file_that_was_never_synced_is_not_written_over(behind):
    behind.write({"files/picture.png": b"mine"})
    assert behind.pull()[0] == 1 and (behind.path / "files/picture.png").read_bytes() == b"mine"


def test_what_changed_in_the_folder_alone_stays_and_is_named(behind):
    behind.edit(LEVELS, "Some are told", "Many are told")
    status, said = behind.pull()
    assert status == 0 and LEVELS in said and "Many are told" in (behind.path / LEVELS).read_text()
    assert behind.sync()[0] == 0 and behind.in_step()


def test_what_git_does_not_hold_yet_is_not_written_over(behind):
    behind.git("init", "-q")
    behind.git("add", "course.md")
    behind.git("commit", "-qm", "the head")
    status, said = behind.pull()
    assert status == 1 and HELLO in said and "not committed" in said
    behind.git("add", ".")
    behind.git("commit", "-qm", "all")
    assert behind.pull()[0] == 0 and behind.in_step()


def test_the_folder_of_another_course_is_left_alone(behind, tmp_path):
    other = Desk(behind.app, tmp_path / "other")
    other.write(making.edited("course.md", "id: neighbours", "id: others"))
    assert "does not hold the course" in other.pull()[1]
    letters = Desk(behind.app, tmp_path / "letters")
    letters.write({"letter.txt": b"Dear Ann"})
    assert "does not hold the course" in letters.pull()[1] and len(list(letters.path.iterdir())) == 1


def test_a_link_in_the_folder_is_not_followed(behind, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (behind.path / "03-more").symlink_to(tmp_path / "elsewhere")
    status, said = behind.pull()
    assert status == 1 and "03-more:1:1: error R104" in said and not list((tmp_path / "elsewhere").iterdir())


def test_an_unknown_course_is_refused(desk):
    assert desk.pull() == (1, "There is no course at this address.")


KILLER = """
import os, signal, sys
left, folder = int(sys.argv[1]), sys.argv[2]

def watch(event, arguments):
    global left
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.rmtree", "sqlite3.connect"):
        if any(isinstance(one, str | os.PathLike) and folder in str(one) for one in arguments):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

from course.cli import main
sys.argv = ["course", *sys.argv[3:]]
sys.addaudithook(watch)
main()
"""


def killed_after(desk, count, *words):
    """Runs the command, killed at its so-manieth touch of the folder; tells whether it was."""
    settings = desk.app.config["SETTINGS"]
    environment = {f"COURSE_{name}": str(getattr(settings, name)) for name in
                   ("SECRET_KEY", "EXPORT_KEY", "DATABASE_URL", "INSTANCE", "SECURE_COOKIES", "PLATFORM_IRI")}
    environment |= {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd()}
    done = subprocess.run([sys.executable, "-c", KILLER, str(count), str(desk.path), *map(str, words)], env=environment,
                          capture_output=True, text=True)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return done.returncode == -signal.SIGKILL


def test_a_pull_that_is_killed_at_any_moment_leaves_whole_files_and_can_be_done_again(behind):
    old, count, killed = making.files(), 2, True
    while killed:
        killed = killed_after(behind, count, "pull", making.COURSE, behind.path)
        found = read_folder(behind.path)[0]
        assert all(data in (old.get(path), CHANGED.get(path)) for path, data in found.items())
        assert behind.library() == (2, CHANGED)
        count += 9
    assert read_folder(behind.path) == (CHANGED, []) and not list(behind.path.glob(".course*"))
    assert count > 3 * 9, "it was killed at several moments"


def test_a_sync_that_is_killed_leaves_the_standing_edition_or_the_new_one_and_the_folder_as_it_was(behind):
    behind.pull()
    behind.edit(LEVELS, "Some are told", "Many are told")
    mine = read_folder(behind.path)
    for count in (1, 5, 10):
        killed_after(behind, count, "sync", behind.path)
        assert read_folder(behind.path) == mine and behind.library()[1] in (CHANGED, mine[0])
        assert tree_name(behind.library()[1]) == behind.edition()
    assert behind.sync()[0] == 0 and behind.in_step()
