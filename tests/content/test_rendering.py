import json
import re

from course.content.course_text import Source
from course.content.parsing import parse_course
from course.content.rendering import RENDERER, Renderer
from course.content.sheets import from_json
from tests.content.texts import CHOICE, REFLECTION, SURVEY, Links, files, lesson


def rendered(body):
    course, problems = parse_course(files(lesson(body), lesson(id="second")))
    assert problems == []
    return Renderer({each.id for each in course.lessons}, Links()).lesson(course.lessons[0])


def html(body):
    return "".join(part.get("html", "") for part in rendered(body))


def kinds(body):
    return [next(iter(part)) for part in rendered(body)]


def test_prose_and_sheets_stand_in_the_order_of_the_text():
    assert kinds(f"Before.\n\n{CHOICE}\n\nBetween.\n{REFLECTION}") == ["html", "sheet", "html", "sheet"]
    assert kinds(f"{CHOICE}{REFLECTION}After.\n") == ["sheet", "sheet", "html"]
    assert kinds("") == []


def test_a_page_can_be_kept_as_json_and_read_back():
    parts = json.loads(json.dumps(rendered(SURVEY)))
    sheet = from_json(parts[0]["sheet"])
    assert [item.kind for item in sheet.items][:4] == ["scale", "scale", "scale", "nps"]
    assert sheet.items[0].group == ("today", "<p>How far do you agree?</p>")


def test_markdown_in_a_sheet_is_drawn_options_as_words_and_the_rest_as_paragraphs():
    sheet = from_json(rendered(CHOICE.replace("Inform {", "1. *Inform* {"))[0]["sheet"])
    (item,) = sheet.items
    assert (item.prompt, item.text) == ("<p>Which <em>level</em> is this?</p>", "Which level is this?")
    assert (item.options[0].html, item.options[0].text) == ("1. <em>Inform</em>", "1. Inform")
    assert item.options[0].feedback == "<p>They were asked first.</p>"
    assert from_json(rendered(REFLECTION)[0]["sheet"]).items[0].settings == {
        "model": "<p>Between the <em>words</em> and the deed.</p>"}


def test_footnotes_and_link_references_reach_over_sheets_and_into_them():
    body = f"One[^a].\n\n{CHOICE.replace('is this?', '[is this][site]?')}\nTwo [there][site].\n\n{REFLECTION}"
    parts = rendered(f"{body}\n[^a]: The note.\n\n[site]: https://example.org/\n")
    assert [next(iter(part)) for part in parts] == ["html", "sheet", "html", "sheet", "html"]
    assert 'href="#fn:a"' in parts[0]["html"] and 'href="https://example.org/"' in parts[2]["html"]
    assert 'href="https://example.org/"' in parts[1]["sheet"]["items"][0]["prompt"]
    assert '<li id="fn:a">' in parts[4]["html"] and "The note." in parts[4]["html"]


def test_footnotes_are_not_lost_where_a_lesson_ends_in_a_sheet():
    assert "The note." in rendered(f"[^a]: The note.\n\nOne[^a].\n\n{CHOICE}")[-1]["html"]


def test_headings_begin_below_the_pages_title():
    assert html("# One\n\n## Two\n") == '<h2 id="at:one">One</h2>\n<h3 id="at:two">Two</h3>'
    assert html("## One\n\n### Two\n") == '<h2 id="at:one">One</h2>\n<h3 id="at:two">Two</h3>'
    assert html(f"## One\n\n{REFLECTION}\n# Two\n") == '<h3 id="at:one">One</h3>\n\n<h2 id="at:two">Two</h2>'


def test_links_lead_to_headings_here_and_in_other_lessons():
    page = html("## Who *decides*? {#say}\n\n## Who `then`?\n\n[a](#say) [b](#who-then) [c](#lost) [d](lesson:second#any)\n")
    assert '<h2 id="at:say">Who <em>decides</em>?</h2>' in page and '<h2 id="at:who-then">Who <code>then</code>?</h2>' in page
    assert [part.split('"')[0] for part in page.split('href="')[1:]] == ["#at:say", "#at:who-then", "/L/second#at:any"]


def test_a_feedback_leads_to_a_heading_of_its_lesson_and_has_none_itself():
    body = CHOICE.replace("They were asked first.", "## Not it\n\n    See [above](#why).")
    (_, sheet) = rendered(f"## Why {{#why}}\n\nText.\n\n{body}")
    feedback = from_json(sheet["sheet"]).items[0].options[0].feedback
    assert '<a href="#at:why"' in feedback and "<h2>Not it</h2>" in feedback


def test_links_into_the_course_become_addresses():
    page = html("[a](lesson:second) [b](files/plan%20b.pdf) [c](../files/c.pdf) [d](https://example.org/) [e](mailto:a@b.org)")
    assert [part.split('"')[0] for part in page.split('href="')[1:]] == [
        "/L/second", "/F/files/plan b.pdf", "/F/files/c.pdf", "https://example.org/", "mailto:a@b.org"]
    assert 'rel="noopener noreferrer"' in page


def test_links_that_lead_nowhere_lose_their_address():
    page = html("[a](lesson:none) [b](files/lost.pdf) [c](../other.md) [d](#top) [e](files/../../x)")
    assert "href" not in page and ">a</a>" in page


def test_images_come_from_files_alone_and_are_loaded_when_needed():
    assert html("![A picture](files/a.svg)") == '<p><img alt="A picture" src="/F/files/a.svg" loading="lazy"></p>'
    assert "src=" not in html("![a](https://example.org/a.png) ![b](//example.org/b.png) ![c](data:image/png;base64,x)")


def test_tables_can_be_scrolled_by_keyboard():
    page = html("| a | b |\n|---|--:|\n| 1 | 2 |\n")
    assert page.startswith('<div aria-label="Table" class="table" role="group" tabindex="0"><table>')
    assert '<td align="right">2</td>' in page and "style" not in page


def test_callouts_lists_code_and_definitions_are_drawn():
    page = html("> [!NOTE]\n> Mind this.\n\nTerm\n:   Meaning\n\n```python\nx < 1\n```\n\n- a\n- b\n\nH~2~O, x^2^, ~~gone~~\n")
    assert '<div class="admonition note">' in page and '<p class="admonition-title">Note</p>' in page
    assert "<dt>Term</dt>" in page and "x &lt; 1" in page and "<li>a</li>" in page
    assert "H<sub>2</sub>O, x<sup>2</sup>, <del>gone</del>" in page


def test_blocks_in_a_code_fence_are_shown_as_they_are_written():
    assert "- [x] Consult {#consult}" in html(f"~~~\n{CHOICE}~~~\n")


def test_an_id_in_braces_becomes_no_html_id_but_that_of_a_heading_which_no_other_id_can_be():
    assert re.findall('id="([^"]*)"', html("## A heading {#top}\n\nText {: #other .big onclick=x }\n")) == ["at:top"]
    page = "".join(part.get("html", "") for part in rendered(f"## Told {{#told}}\n\n{CHOICE}\n## Told\n\n## fn:1\n"))
    assert re.findall('id="([^"]*)"', page) == ["at:told", "at:told-2", "at:fn1"]


def test_a_text_that_forges_the_place_of_a_sheet_changes_nothing():
    assert kinds(f"place\n\nplace0\n\nplace1\n\nplace{'0' * 64}\n\n{CHOICE}") == ["html", "sheet"]


def test_a_sheet_that_html_would_swallow_is_still_a_sheet():
    parts = rendered(f"<div>\n\nBefore.\n\n{CHOICE}\nAfter.\n")
    assert [next(iter(part)) for part in parts] == ["html", "sheet", "html"]
    assert "consult" not in parts[0]["html"].lower()


def test_the_same_text_is_drawn_the_same_twice():
    body = f"One[^a].\n\n{SURVEY}\n[^a]: Note.\n"
    assert rendered(body) == rendered(body)


def test_a_single_text_is_drawn_for_the_welcome():
    course, _ = parse_course(files(lesson()))
    assert Renderer({each.id for each in course.lessons}, Links()).prose(Source("Read [on](lesson:first).")) == (
        '<p>Read <a href="/L/first" rel="noopener noreferrer">on</a>.</p>')


def test_the_renderer_has_a_name_that_changes_with_its_libraries():
    assert len(RENDERER) <= 64 and RENDERER.count("-") == 4
