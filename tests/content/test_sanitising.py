import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.inspecting import Findings
from course.content.markup import ATTRIBUTES, TAGS, VALUES, Cleaner, Drawer, file_path
from tests.content.texts import Links

DRAWER, CLEANER = Drawer(), Cleaner(Links())


def safe(markdown):
    return CLEANER.clean(DRAWER.draw(markdown))


@pytest.mark.parametrize("attack", [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<a href='javascript:alert(1)'>x</a>", "[x](javascript:alert(1))", "[x](java\tscript:alert(1))", "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)", "<javascript:alert(1)>",
    "[x](//evil.example/)",
    "[x](\\\\evil.example)", "[x](/\\evil.example)", "[x](https:evil.example)", "[x](https:///evil.example)",
    "<iframe src='https://evil.example'></iframe>", "<form action=/x><input name=a><button>Go</button></form>",
    "<p style='position:fixed' onclick=alert(1) id=main class=button>x</p>", "<base href='//evil.example/'>",
    "<meta http-equiv=refresh content=0>", "<math><mtext></mtext><mglyph><svg><mtext><style><path id='</style>'>",
    "<details open ontoggle=alert(1)>x</details>", "<style>*{display:none}</style>", "<link rel=stylesheet href=//evil.example>",
    "<sup id=main>x</sup><ul><li id=main>x</li></ul>",
    "![x](javascript:alert(1))", "![x](files/a.svg\"onerror=alert(1))", "[x]: javascript:alert(1)\n\n[x]",
    "<div role=button tabindex=1 aria-label=Save data-behaviour=x>x</div>", "<a href=files/../../../etc/passwd>x</a>",
    "<a name=x id=fn href=#main>x</a>", "`<script>`", "```\n<script>\n```",
    "<noscript><p title='</noscript><img src=x onerror=x>'>",
    "> [!NOTE onclick=x]\n> x", "<object data=x></object><embed src=x><video src=x></video><audio src=x></audio>"])
def test_nothing_that_acts_or_calls_out_is_left(attack):
    page = safe(attack)
    tags = re.findall(r"<([a-z0-9]+)((?:[^>\"]|\"[^\"]*\")*)>", page)
    assert {tag for tag, _ in tags} <= TAGS
    for tag, attributes in tags:
        for name, value in re.findall(r"([a-z-]+)=\"([^\"]*)\"", attributes):
            assert name in {"rel", "class", "loading", *ATTRIBUTES["*"], *ATTRIBUTES.get(tag, ()), *VALUES.get(tag, ())}
            assert name not in ("href", "src") or value.startswith(("/F/files/", "/L/", "#fn"))
            assert name != "id" or value.startswith("fn:")
    assert ".." not in page


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["<", ">", "\"", "'", "a", "img ", "script", " src=", " href=", "javascript:", "on", "=x", "[",
                                 "](", ")", "!", "\n", "\n\n", "`", "&lt;", "&#106;", "<!--", "-->", "</", "/", "style",
                                 " id=fn:1"]) |
                st.text(max_size=3), max_size=20).map("".join))
def test_what_is_safe_stays_as_it_is_when_it_is_sanitised_again(text):
    page = safe(text)
    assert not re.search(r"<[^>]*\son\w+=|<script|<style|javascript:[^<]*\"[^<]*>", page)
    again = Cleaner(Kept()).clean(page)
    assert re.findall("<[a-z0-9]+", again) == re.findall("<[a-z0-9]+", page)


class Kept:
    def file(self, path):
        return path

    lesson = here = file


def test_the_words_of_scripts_and_styles_are_not_shown():
    assert safe("A<script>one</script><style>two</style><svg><text>three</text></svg>Z") == "<p>AZ</p>"


def test_the_language_and_direction_of_a_part_are_kept():
    assert safe('<span lang="nl" dir="ltr">wijk</span>') == '<p><span lang="nl" dir="ltr">wijk</span></p>'
    assert safe('<span lang="x y" dir="up">wijk</span>') == "<p><span>wijk</span></p>"


@pytest.mark.parametrize(("address", "path"), [
    ("files/a.png", "files/a.png"), ("../files/a%20b/c.png", "files/a b/c.png"), ("files/", None), ("files/../a", None),
    ("files/a//b", None), ("files/%2e%2e/a", None), ("files/./a", None), ("files/a%5Cb", None), ("/files/a", None),
    ("../../files/a", None), ("https://x/files/a", None), ("files/a?b", None)])
def test_a_file_is_named_within_the_course_alone(address, path):
    assert file_path(address) == path


def test_findings_are_what_a_reader_would_meet():
    found = Findings('<h2>A <em>b</em></h2><p>c<img src="x" alt="Pic"> <a href="y">d</a></p><pre>e</pre><script>f</script>')
    assert found.text == "A b cPic d e"
    assert (found.headings, found.links, found.images, found.bare_images) == ([(2, "A b")], ["y"], ["x"], [])
    assert found.dropped == ["<script>"] and "e" not in found.words_outside_code
