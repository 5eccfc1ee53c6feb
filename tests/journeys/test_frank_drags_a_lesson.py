"""In the tree of a draft, lessons and modules are dragged to another place; the buttons beside them do the same."""

import pytest

from tests.cast import frank
from tests.journeys.steps import press, sees, sign_in

pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def tree(everybody, browse):
    page = browse()
    sign_in(page, frank)
    page.goto("/authoring/neighbours/draft")
    return page


def order(page):
    return page.locator("[data-path] .name").all_inner_texts()


def drag(page, what, onto, at):
    grip = page.locator(what).locator(".grip").first
    box = page.locator(onto).bounding_box()
    with page.expect_navigation():
        grip.drag_to(page.locator(onto), target_position={"x": box["width"] / 2, "y": box["height"] * at})
    sees(page, "Talking with neighbours: your draft")


def test_a_lesson_and_a_module_are_dragged_and_put_back(tree):
    before = order(tree)
    drag(tree, "[data-path]:has-text('Levels of say')", "[data-path] >> nth=0", 0.2)
    assert order(tree) == ["Levels of say", *[one for one in before if one != "Levels of say"]]
    press(tree, "Undo ““Levels of say” moved”")
    assert order(tree) == before
    drag(tree, "[data-folder] >> nth=1", "[data-folder] >> nth=0", 0.1)
    assert order(tree)[0] != before[0] and sorted(order(tree)) == sorted(before)
