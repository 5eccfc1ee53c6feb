"""The editor as a person uses it: tools by keyboard, pasting, a picture, a block at the cursor, a lost line, two windows."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.cast import frank
from tests.journeys.steps import press, sees, sign_in

TEXT = "/authoring/neighbours/draft/texts/01-start/01-hello.md"
PASTE = """html => { const data = new DataTransfer(); data.setData("text/html", html); data.setData("text/plain", "plain");
const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
document.getElementById("body").dispatchEvent(event); }"""
DROP = """bytes => { const data = new DataTransfer();
data.items.add(new File([new Uint8Array(bytes)], "door.png", { type: "image/png" }));
const event = new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
document.getElementById("body").dispatchEvent(event); }"""


@pytest.fixture
def editor(browse):
    """`editor()` opens the text in one more window of Frank's, or in a browser of his own."""

    def open_text(page=None):
        if page is None:
            page = browse()
            sign_in(page, frank)
        else:
            page = page.context.new_page()
        page.goto(TEXT)
        expect(page.get_by_role("toolbar", name="Write Markdown")).to_be_visible()
        return page, page.get_by_label("Text, in Markdown")

    return open_text


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("everybody")
def test_frank_writes_with_tools(editor):
    page, body = editor()
    body.fill("One two")
    body.evaluate("area => area.setSelectionRange(4, 7)")
    body.press("Control+b")
    expect(body).to_have_value("One **two**")
    body.press("Control+z")
    expect(body).to_have_value("One two")
    by_keyboard(page, body)
    pasted(page, body)
    a_picture(page, body)
    a_block(page, body)


def by_keyboard(page, body):
    """One stop for Tab; the arrows go along the tools, and round."""
    body.fill("First\nSecond")
    page.get_by_role("button", name="Heading", exact=True).focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.activeElement.textContent") == "Block"
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    body.evaluate("area => area.setSelectionRange(0, area.value.length)")
    page.keyboard.press("Enter")
    expect(body).to_have_value("- First\n- Second")
    press_tool(page, "Numbered list")
    expect(body).to_have_value("1. First\n2. Second")
    press_tool(page, "Numbered list")
    expect(body).to_have_value("First\nSecond")
    assert page.locator("[role=toolbar] [tabindex='0']").count() == 1


def press_tool(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def pasted(page, body):
    body.fill("Before ")
    page.evaluate(PASTE, "<p class=MsoNormal>One <b>bold</b> <script>alert(1)</script>word</p>")
    expect(body).to_have_value("Before One **bold** word")
    expect(page.get_by_text("Left out: a script.")).to_be_visible()
    body.press("Control+z")
    expect(body).to_have_value("Before ")


def a_picture(page, body):
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    page.evaluate(DROP, list(out.getvalue()))
    dialog = page.get_by_role("dialog", name="Insert a picture")
    dialog.get_by_label("What it tells").fill("A red door")
    dialog.get_by_role("button", name="Insert picture").click()
    expect(body).to_have_value("Before \n\n![A red door](files/door.png)")


def a_block(page, body):
    """Where one stands; and back at its line."""
    body.fill("First.\n\nSecond.\n")
    body.evaluate("area => area.setSelectionRange(2, 2)")
    page.get_by_role("link", name="Block", exact=True).click()
    page.get_by_role("link", name="A question to readers").click()
    page.get_by_label("Question to readers").fill("What have you tried?")
    press(page, "Insert block")
    sees(page, "Hello")
    value = body.input_value()
    assert value.strip().startswith("First.\n\n/// thoughts\nid: what-have-you-tried-") and value.endswith("///\n\nSecond.\n")
    start = body.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert start == "/// thoughts"


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("everybody")
def test_a_lost_line_and_a_closed_tab_lose_no_word(editor):
    page, body = editor()
    page.context.set_offline(True)
    body.press_sequentially("Kept. ")
    expect(page.get_by_text("the site does not answer")).to_be_visible()
    page.context.set_offline(False)
    other, its = editor(page)
    page.close()
    offer = other.get_by_text("There is more of yours in this browser.")
    expect(offer).to_be_visible()
    assert "Kept." not in its.input_value()
    other.get_by_role("button", name="Take it").click()
    expect(its).to_have_value("Kept. " + its.input_value().removeprefix("Kept. "))
    expect(other.get_by_text("Saved in your draft")).to_be_visible()
    other.reload()
    expect(its).to_contain_text("Kept.")
    expect(offer).to_be_hidden()


@pytest.mark.databases("sqlite")
@pytest.mark.usefixtures("everybody")
def test_two_windows_are_joined_and_where_they_meet_both_are_shown(editor):
    page, body = editor()
    other, its = editor(page)
    first = body.input_value()
    body.fill(first.replace("Two neighbours", "Three neighbours"))
    expect(page.get_by_text("Saved in your draft", exact=True)).to_be_visible()
    its.fill(first + "\nThe end.\n")
    expect(other.get_by_text("together with what another window changed")).to_be_visible()
    expect(its).to_have_value(first.replace("Two neighbours", "Three neighbours") + "\nThe end.\n")
    body.fill(body.input_value().replace("Three", "Four"))
    expect(page.get_by_text("together with what another window changed")).to_be_visible()
    its.fill(its.input_value().replace("Three", "Five"))
    expect(other.get_by_text("Not saved: this text was changed in another window")).to_be_visible()
    press(other, "Save text")
    expect(other.get_by_text("Not saved yet.")).to_be_visible()
    assert "Five neighbours" in its.input_value() and "Four neighbours" in other.locator(".changes").inner_text()
