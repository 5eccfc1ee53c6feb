"""Lena fills in a worksheet over two sittings, with and without scripts, and it is hers to read, to print and to take up."""

import pytest
from playwright.sync_api import expect

from tests import papers
from tests.journeys.steps import begin, press, sees

PAPER = "/courses/neighbours/paper"


@pytest.fixture
def course(app):
    papers.publish(app)


@pytest.mark.usefixtures("course")
def test_lena_fills_in_a_worksheet(open_browser):
    page = open_browser()
    begin(page)
    page.goto(PAPER)
    sheet = page.locator("#check")
    sheet.get_by_label("Our promise").fill("We come back in May")
    sheet.get_by_label("How far does it go?").select_option("Consult")
    sheet.get_by_label("By when").fill("2026-12-01")
    sheet.get_by_label("Activity, 1").fill("A stall at the school gate")
    sheet.get_by_label("Level, 1").select_option("inform")
    press(sheet, "Save worksheet")
    expect(sheet.get_by_text("Saved", exact=True)).to_be_visible()
    expect(sheet.get_by_label("Our promise")).to_have_value("We come back in May")
    page.goto("/courses/neighbours/plan")
    expect(page.locator("#the-plan")).to_contain_text("We come back in May")
    page.goto(PAPER)
    sheet.get_by_role("link", name="See it as a page to print").click()
    sees(page, "Purpose check")
    expect(page.locator("main")).to_contain_text("A stall at the school gate")


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("course")
def test_it_is_saved_as_it_is_typed(page):
    begin(page)
    page.goto(PAPER)
    sheet = page.locator("#check")
    sheet.get_by_label("Our promise").press_sequentially("We come back")
    expect(sheet.get_by_role("status")).to_contain_text("Kept as you type")
    page.reload()
    expect(sheet.get_by_label("Our promise")).to_have_value("We come back")
    sheet.get_by_label("How many people").fill("30")
    page.goto("/courses/neighbours")  # left at once: what is on its way arrives, on a busy machine after the page
    for _ in range(20):
        page.goto(PAPER)
        if sheet.get_by_label("How many people").input_value() == "30":
            break
    expect(sheet.get_by_label("How many people")).to_have_value("30")


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("course")
def test_a_site_that_does_not_answer_is_told_and_tried_again(page):
    begin(page)
    page.goto(PAPER)
    sheet = page.locator("#check")
    page.route("**/drafts", lambda route: route.abort())
    sheet.get_by_label("Our promise").press_sequentially("Not lost")
    expect(sheet.get_by_role("status")).to_contain_text("Not saved yet")
    page.unroute("**/drafts")
    sheet.get_by_label("Our promise").press_sequentially(" at all")
    expect(sheet.get_by_role("status")).to_contain_text("Kept as you type")
    page.reload()
    expect(sheet.get_by_label("Our promise")).to_have_value("Not lost at all")
