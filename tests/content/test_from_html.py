"""HTML of others becomes Markdown that draws as what was said, and nothing of it acts."""

import re
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.from_html import as_markdown
from course.content.inspecting import Findings
from course.content.markup import Drawer
from tests.content.texts import problems

WORD = ("<p class=MsoListParagraph style='mso-list:l0 level{} lfo1'>"
        "<span style='mso-list:Ignore'>{}<span>&nbsp;</span></span>{}</p>")
SIGNS = "abc Aé1.2) -+*_~^$#>|:=`\\[](){}<>&!\"'/,;%@{#x}[[]]///"
PIECES = ["<p>", "</p>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<b>", "</i>", "<i>", "<!--", "-->",
          "<![CDATA[", "<svg>", "</svg>", "<script>", "alert(1)", "</script>", "<a href='javascript:x'>", "<math>", "<style>",
          "\x00", "<pre>", "<div", ">", "&#0;", "&lt;script&gt;", "word "]


def drawn(html, **more):
    return Drawer().draw(as_markdown(html, **more).text)


@pytest.mark.parametrize(("html", "markdown"), [
    ("<p>Hello <b>bold </b>and <i>it</i></p><p>next", "Hello **bold** and *it*\n\nnext"),
    ("<b>a</b><b>b</b>c", "**ab**c"),
    ("a<br>b<br><br>c", "a  \nb\n\nc"),
    ("<h1>One</h1><h3>Two</h3>", "## One\n\n### Two"),
    ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n    - b\n- c"),
    ("<ol start=3><li>x<li>y</ol>", "3. x\n4. y"),
    ("<table><tr><th>A<th>B<tr><td>1|2<td><p>p</p><p>q</table>", "| A | B |\n|---|---|\n| 1\\|2 | p q |"),
    ("<table><tr><td><p>only a frame</table>", "only a frame"),
    ("<b style='font-weight:normal'><p>x <span style='font-weight:700'>y</span></b>", "x **y**"),
    (WORD.format(1, "·", "One") + "\n" + WORD.format(2, "1.", "Two") + WORD.format(1, "·", "Three"),
     "- One\n    1. Two\n- Three"),
    ("H<sub>2</sub>O, \\(a^2\\) and $$b$$", "H~2~O, $a^2$ and $$b$$"),
    ("<pre>a\n  b</pre><blockquote>q</blockquote><code>a`b</code>", "```\na\n  b\n```\n\n> q\n\n``a`b``"),
    ("<a href='https://e.org/a (b)'>here</a>, <a href='lesson:hello'>there</a>",
     "[here](https://e.org/a%20%28b%29), [there](lesson:hello)"),
    ("<p>&nbsp;</p><p> </p>", ""),
])
def test_what_is_said_is_kept(html, markdown):
    assert as_markdown(html).text == markdown


def test_what_cannot_be_kept_is_named_once():
    found = as_markdown("a<script>steal()</script><script>x</script><a href='javascript:steal()'>b</a>"
                        "<img src='http://e.org/p.png' alt='Door'><iframe src='//e.org'></iframe><table><tr><td>1<td>2</table>")
    assert "steal" not in found.text and "Door" in found.text
    assert found.lost == ("a script", "a page within the page", "the link to javascript:steal()", "the picture http://e.org/p.png",
                          "which line of a table is its headings: the first one was taken")


def test_pictures_are_named_by_who_keeps_them():
    asked = []
    found = as_markdown("<img src='data:image/png;base64,AA==' alt='A [red] door'><a href='@@PLUGINFILE@@/a.pdf'>sheet</a>",
                        picture=lambda *seen: asked.append(seen) or "files/one.png")
    assert found.text == "![A \\[red\\] door](files/one.png)[sheet](files/one.png)" and found.lost == ()
    assert asked == [("data:image/png;base64,AA==", "A [red] door"), ("@@PLUGINFILE@@/a.pdf", None)]


def test_on_one_line_and_without_headings():
    assert as_markdown("<p>1. one</p><ul><li>two</ul>", one_line=True).text == "1\\. one two"
    assert as_markdown("<h2>Why?</h2><p>So.", headings=False).text == "**Why?**\n\nSo."


@given(st.text(SIGNS, max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_words_are_drawn_as_these_words_and_make_no_problem(words):
    """A slash run, an id and their like stay readable, as code."""
    html = f"<p>{escape(words)}</p>"
    assert re.search(r"\\[(\[]|\$\$", words) or Findings(drawn(html)).text == " ".join(words.split())
    text = as_markdown(html).text
    codes = {code for _, code in problems(f"Before.\n\n{text}\n")}
    assert codes <= {"C141"}, (text, codes)


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=150, deadline=None)
def test_whatever_the_html_is_nothing_is_left_that_acts(pieces):
    html = drawn("".join(pieces))
    tags = set(re.findall(r"<([a-zA-Z!?][\w-]*)", html))
    assert not tags & {"script", "style", "svg", "iframe", "!"} and not re.search(r"<[^>]*javascript:", html)


def test_a_nest_without_end_and_a_flood_are_read_in_time():
    assert as_markdown("<div><b>" * 5_000 + "deep").text.strip("*") == "deep"
    assert "50,000 pieces" in as_markdown("<i>x</i>" * 60_000).lost[0]
