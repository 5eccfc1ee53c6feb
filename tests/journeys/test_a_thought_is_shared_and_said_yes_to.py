"""Grace shares a thought as a guest, Frank says yes to it, and Stan reads it; with scripts and without."""

import pytest
from playwright.sync_api import expect

from tests import making
from tests.cast import frank
from tests.conversation.test_thoughts import LESSON, TALK
from tests.journeys.steps import press, sign_in


@pytest.mark.usefixtures("everybody")
def test_a_thought_is_shared_and_said_yes_to(open_browser, app):
    making.publish(app, making.files(**{"02-levels__04-talk.md": TALK}))
    grace, stan, desk = open_browser(), open_browser(), open_browser()
    grace.goto(LESSON)
    grace.get_by_role("textbox", name="Your thought").fill("The night shift’s")
    grace.get_by_label("The name to show with it").fill("Ruth")
    press(grace, "Share thought")
    expect(grace.get_by_role("status")).to_contain_text("Others see it once a facilitator has said yes")
    expect(grace.get_by_role("textbox", name="Your thought")).to_have_value("")
    stan.goto(LESSON)
    expect(stan.locator("#word")).to_contain_text("Nobody has shared a thought here yet")
    sign_in(desk, frank)
    desk.goto("/authoring/neighbours")
    desk.get_by_role("link", name="Thoughts").click()
    press(desk, "Show it")
    expect(desk.get_by_text("0 of 1 wait")).to_be_visible()
    stan.reload()
    expect(stan.locator("#word blockquote")).to_have_text("The night shift’s")
