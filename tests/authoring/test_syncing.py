"""`course sync`: only what moved on one side moves by itself; what moved on both waits for a person."""

import pytest

from course.content.pulling import alone_in
from course.content.reading import read_folder
from tests import making
from tests.authoring.conftest import Desk

HELLO, LEVELS = "01-start/01-hello.md", "02-levels/01-levels.md"


def library_changes(desk, path=HELLO, before="Two neighbours meet.", after="Two neighbours meet upstairs."):
    """As the browser does it, or another desk."""
    return making.publish(desk.app, making.edited(path, before, after, base=desk.library()[1]))


def test_a_folder_is_published_and_then_in_step(desk):
    assert desk.sync() == (0, f"{desk.path}: publication 1 stands\n")
    assert desk.sync() == (0, f"{desk.path}: in step with edition {desk.edition()[:12]}\n")
    assert desk.library()[0] == 1


def test_what_moved_in_the_folder_alone_is_published(desk):
    desk.sync()
    desk.edit(HELLO, "Two neighbours", "Three neighbours")
    assert desk.sync("--note", "one more") == (0, f"{desk.path}: publication 2 stands\n")
    assert desk.in_step()


def test_what_moved_in_the_library_alone_is_not_lost_and_is_to_be_pulled(desk):
    desk.sync()
    library_changes(desk)
    before = read_folder(desk.path)
    status, said = desk.sync()
    assert status == 1 and HELLO in said and f"course pull {making.COURSE} {desk.path}" in said
    assert desk.library()[0] == 2 and read_folder(desk.path) == before
    assert desk.pull()[0] == 0
    assert desk.in_step() and desk.sync()[0] == 0 and desk.library()[0] == 2


@pytest.fixture
def contested(desk):
    desk.sync()
    library_changes(desk)
    library_changes(desk, LEVELS, "Some are told", "Many are told")
    desk.edit(HELLO, "Two neighbours meet.", "Two neighbours meet in the yard.")
    desk.edit("files/list.txt", "who", "whoever")
    return desk


def test_what_moved_on_both_is_contested_named_and_shown_and_nothing_is_published(contested):
    before = read_folder(contested.path), contested.library()
    status, said = contested.sync()
    names = [contested.git("hash-object", contested.path / HELLO), contested.git("hash-object", contested.path / LEVELS)]
    assert status == 1 and HELLO in said and LEVELS not in said
    assert f"the folder's   {names[0]}" in said and "the library's  " in said and "last synced    " in said
    assert "-Two neighbours meet upstairs." in said and "+Two neighbours meet in the yard." in said
    assert f"--mine --seen {contested.edition()[:12]}" in said
    assert (read_folder(contested.path), contested.library()) == before


def test_mine_keeps_the_folders_text_and_takes_what_only_the_library_changed(contested):
    status, said = contested.sync("--mine", "--seen", contested.edition()[:12])
    assert (status, said) == (0, f"{contested.path}: publication 4 stands\n")
    files = contested.library()[1]
    assert b"in the yard" in files[HELLO] and b"Many are told" in files[LEVELS] and b"whoever" in files["files/list.txt"]
    assert contested.in_step()


def test_theirs_takes_the_librarys_text_keeps_the_folders_beside_it_and_publishes_the_rest(contested):
    assert contested.sync("--theirs")[0] == 0
    files = contested.library()[1]
    assert b"upstairs" in files[HELLO] and b"Many are told" in files[LEVELS] and b"whoever" in files["files/list.txt"]
    assert contested.in_step()
    (kept,) = contested.path.glob(f".course-kept/*/{HELLO}")
    assert "in the yard" in kept.read_text()


def test_a_decision_on_a_difference_that_has_changed_since_is_refused(contested):
    seen = contested.edition()
    library_changes(contested, HELLO, "upstairs", "downstairs")
    for choice in ("--mine", "--theirs"):
        status, said = contested.sync(choice, "--seen", seen)
        assert status == 1 and "The library has moved on since you looked" in said
    assert contested.library()[0] == 4 and "in the yard" in (contested.path / HELLO).read_text()


def test_a_decision_where_nothing_is_contested_changes_nothing_more(desk):
    desk.sync()
    library_changes(desk)
    assert desk.sync("--mine")[0] == 1 and desk.library()[0] == 2


def test_what_moved_apart_is_pulled_first_and_published_then(desk):
    desk.sync()
    library_changes(desk)
    desk.edit(LEVELS, "Some are told", "Many are told")
    status, said = desk.sync()
    assert status == 1 and "changed other files" in said and desk.library()[0] == 2
    assert desk.pull()[0] == 0 and "Many are told" in (desk.path / LEVELS).read_text()
    assert desk.sync()[0] == 0 and desk.library()[0] == 3 and desk.in_step()


def test_the_same_change_on_both_sides_is_no_contest(desk):
    desk.sync()
    library_changes(desk)
    desk.edit(HELLO, "Two neighbours meet.", "Two neighbours meet upstairs.")
    assert desk.sync()[0] == 0 and desk.library()[0] == 2


def test_a_folder_without_a_record_that_holds_an_older_edition_is_behind_and_not_ahead(desk, tmp_path):
    desk.sync()
    library_changes(desk)
    other = Desk(desk.app, tmp_path / "clone")
    other.write(making.files())
    assert other.sync()[0] == 1 and desk.library()[0] == 2
    assert other.pull()[0] == 0 and other.in_step()


def test_two_desks_take_turns_and_lose_nothing(desk, tmp_path):
    desk.sync()
    other = Desk(desk.app, tmp_path / "clone")
    assert other.pull()[0] == 0
    desk.edit(HELLO, "Two neighbours", "Three neighbours")
    assert desk.sync()[0] == 0
    other.edit(HELLO, "Two neighbours", "Four neighbours")
    status, said = other.sync()
    assert status == 1 and "contested" in said and b"Three" in desk.library()[1][HELLO]


def test_an_unknown_text_without_a_record_is_contested_if_it_may_be_made_from_more_than_one(desk, tmp_path):
    desk.sync()
    library_changes(desk)
    other = Desk(desk.app, tmp_path / "clone")
    other.write(making.edited(HELLO, "Two neighbours", "Four neighbours"))
    assert "contested" in other.sync()[1] and other.pull()[0] == 1
    assert "Four" in (other.path / HELLO).read_text()


def test_an_unknown_text_without_a_record_is_a_change_of_the_only_text_that_ever_stood(desk):
    making.publish(desk.app)
    desk.edit(HELLO, "Two neighbours", "Four neighbours")
    assert desk.sync()[0] == 0 and b"Four" in desk.library()[1][HELLO]


def test_a_broken_course_hurts_only_itself(desk, tmp_path):
    desk.sync()
    desk.edit(LEVELS, "- [x] Consult", "- [ ] Consult")
    other = Desk(desk.app, tmp_path / "other")
    other.write(making.edited("course.md", "id: neighbours", "id: others"))
    status, said = desk.type("sync", desk.path, other.path)
    assert status == 1 and f"{LEVELS}:" in said and f"{other.path}: publication 1 stands" in said
    assert desk.library()[0] == 1


def test_a_folder_that_is_no_course_is_refused_with_its_problem(desk):
    (desk.path / "course.md").write_text("Hello\n")
    status, said = desk.sync()
    assert status == 1 and "course.md:1:1: error Y100" in said


def test_publishing_from_a_folder_counts_as_a_sync(desk):
    assert desk.type("publish", desk.path)[0] == 0
    library_changes(desk)
    assert "the library has moved on" in desk.sync()[1]


def test_two_syncs_do_not_work_in_one_folder_at_once(desk):
    with alone_in(desk.path):
        status, said = desk.sync()
    assert status == 1 and "Another sync or pull is at work" in said
    assert desk.sync()[0] == 0
