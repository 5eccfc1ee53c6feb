"""The facilitator's page when folder and library moved apart: what came is brought by a button, and a person decides."""

import pytest

from course.content.reading import read_folder
from tests import cast, making
from tests.authoring.conftest import Desk
from tests.forms import send
from tests.people.asking import make, signed_in

HELLO, LEVELS = "01-start/01-hello.md", "02-levels/01-levels.md"
PAGE, PUBLISHING, PULLING = "/authoring/neighbours", "/authoring/neighbours/publications", "/authoring/neighbours/pulls"


@pytest.fixture
def settings(settings, tmp_path):
    return settings | {"MODULES": str(tmp_path)}


@pytest.fixture
def desk(app, tmp_path):
    one = Desk(app, tmp_path / "neighbours")
    one.write(making.files())
    assert one.sync()[0] == 0
    making.publish(app, making.edited(HELLO, "Two neighbours meet.", "Two neighbours meet upstairs."))
    make(app, cast.frank)
    return one


@pytest.fixture
def frank(app, desk):
    return signed_in(app, cast.frank)


def test_what_the_library_changed_is_named_and_brought_by_a_button(desk, frank):
    page = frank.get(PAGE).text
    assert "Bring what is new into the folder" in page and HELLO in page and PUBLISHING not in page
    answer = send(frank, page, PULLING)
    assert answer.status_code == 200 and desk.in_step() and desk.library()[0] == 2
    assert "What lies in the folder is what stands." in frank.get(PAGE).text


def test_what_the_folder_changed_meanwhile_stays_and_is_published_then(desk, frank):
    desk.edit(LEVELS, "Some are told", "Many are told")
    page = frank.get(PAGE).text
    assert LEVELS in page and PUBLISHING not in page
    send(frank, page, PULLING)
    page = frank.get(PAGE).text
    assert send(frank, page, PUBLISHING).status_code == 200 and desk.in_step() and desk.library()[0] == 3


@pytest.mark.parametrize(("choice", "stands"), [("mine", b"in the yard"), ("theirs", b"upstairs")])
def test_what_both_changed_is_shown_and_decided(desk, frank, choice, stands):
    desk.edit(HELLO, "Two neighbours meet.", "Two neighbours meet in the yard.")
    page = frank.get(PAGE).text
    assert "-Two neighbours meet upstairs." in page and "+Two neighbours meet in the yard." in page
    assert send(frank, page, PULLING, choice=choice).status_code == 200
    if choice == "mine":
        send(frank, frank.get(PAGE).text, PUBLISHING)
    assert stands in desk.library()[1][HELLO] and desk.in_step()


def test_without_a_decision_nothing_that_both_changed_is_written(desk, frank):
    desk.edit(HELLO, "Two neighbours meet.", "Two neighbours meet in the yard.")
    before = read_folder(desk.path)
    assert send(frank, frank.get(PAGE).text, PULLING, choice="").status_code == 409
    assert read_folder(desk.path) == before and desk.library()[0] == 2


def test_a_decision_on_what_has_changed_since_is_refused(desk, frank):
    page = frank.get(PAGE).text
    desk.edit(HELLO, "Two neighbours meet.", "Two neighbours meet in the yard.")
    answer = send(frank, page, PULLING, choice="theirs")
    assert answer.status_code == 409 and "Nothing was written" in answer.text
    assert "in the yard" in (desk.path / HELLO).read_text()


def test_a_folder_that_is_behind_is_not_published_over_the_library(app, desk, frank):
    assert desk.pull()[0] == 0
    desk.edit(LEVELS, "Some are told", "Many are told")
    page = frank.get(PAGE).text
    making.publish(app, making.edited(HELLO, "Two neighbours meet.", "Two neighbours meet upstairs, again."))
    answer = send(frank, page, PUBLISHING)
    assert answer.status_code == 409 and "The library has moved on" in answer.text and desk.library()[0] == 3
