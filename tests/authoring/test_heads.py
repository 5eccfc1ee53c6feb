"""A text's form changes of its head what somebody changed, and leaves the rest as its author wrote it."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest

from course.authoring.writing_texts import as_shown, parts_of_text
from tests import cast, making
from tests.authoring.test_workshop import DRAFT, HELLO, LEVELS, library, publish
from tests.forms import form_to
from tests.people.asking import make, signed_in

HEADS = {  # how authors write what the form has words of its own for
    HELLO: "id: hello\ntitle: \"Hello\"\nminutes: 3\ncore: false\nunsure: >\n  Whether it helps\n  anybody\n",
    LEVELS: "id: levels\ntitle: Levels of say\nminutes: 8\ncore: True\ncomplete: answer\nmaturity: in use\n",
    "course.md": "id: neighbours\ntitle: Neighbours\nsummary: A small course\n  of two lines\nauthors:\n  - Frank\n  - Fay\n"
                 "licence: CC BY 4.0\nmaturity: testing\ndownload: authors\n",
}


def headed(path, text):
    return re.sub(r"\A---\n.*?^---\n", lambda _: f"---\n{HEADS[path]}---\n", text, flags=re.S | re.M)


pytestmark = pytest.mark.databases("sqlite")


@pytest.fixture
def files():
    return making.files() | {path: headed(path, making.files()[path].decode()).encode() for path in HEADS}


@pytest.fixture
def frank(app, files):
    making.publish(app, files)
    make(app, cast.frank)
    return signed_in(app, cast.frank)


class AsItComes(HTMLParser):
    """What a browser sends of a page's fields when nobody touches them: of a list, its first option where none is selected."""

    def __init__(self, page):
        super().__init__()
        self.given, self.text = {}, None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "input" and attrs.get("id", "").startswith("head-"):
            self.given[attrs["name"]] = attrs.get("value", "")
        if tag in ("select", "textarea") and attrs.get("name"):
            self.text = attrs["name"]
            self.given.setdefault(self.text, None if tag == "select" else "")
        if tag == "option" and self.text and (self.given[self.text] is None or "selected" in attrs):
            self.given[self.text] = attrs["value"]

    def handle_data(self, data):
        if self.text and self.lasttag == "textarea":
            self.given[self.text] += data.removeprefix("\n")

    def handle_endtag(self, tag):
        if tag in ("select", "textarea"):
            self.text = None


def save(client, path, before="", after="", **changed):
    page = client.get(f"{DRAFT}/texts/{path}").text
    form = form_to(page, f"/draft/texts/{path}")
    given = AsItComes(page[page.index('class="stack editor"'):]).given
    assert before in given["body"]
    data = dict(form.hidden) | given | {"body": given["body"].replace(before, after, 1)} | changed
    assert client.post(form.action, data=data).status_code == 303


def test_a_typo_that_is_mended_changes_nothing_of_the_head(app, frank, files):
    save(frank, HELLO, "Two neighbours", "Three neighbours")
    save(frank, LEVELS, "Some are told", "Many are told")
    save(frank, "course.md", "small", "little")
    assert publish(frank).status_code == 200
    number, kept = library(app)
    assert number == 2
    edits = (HELLO, "Two n", "Three n"), (LEVELS, "Some are", "Many are"), ("course.md", "*small*", "*little*")
    for path, before, after in edits:
        assert kept[path] == files[path].decode().replace(before, after)


def test_what_is_changed_in_the_form_is_written_and_nothing_else(app, frank, files):
    save(frank, HELLO, core="yes", unsure="Whether it helps me")
    save(frank, LEVELS, core="no", maturity="")
    publish(frank)
    kept = library(app)[1]
    assert 'title: "Hello"\nminutes: 3\ncore: yes\nunsure: Whether it helps me\n---' in kept[HELLO]
    assert "minutes: 8\ncore: no\ncomplete: answer\n---" in kept[LEVELS]


def test_the_form_shows_a_text_of_several_lines_whole(frank):
    page = unescape(frank.get(f"{DRAFT}/texts/{HELLO}").text)
    assert ">Whether it helps anybody</textarea>" in page
    assert ">A small course of two lines</textarea>" in unescape(frank.get(f"{DRAFT}/texts/course.md").text)


def test_what_a_list_has_no_word_for_is_shown_and_not_changed(frank):
    head = as_shown(parts_of_text("---\ncore: false\ncomplete: answr\n---\n")[0])
    assert (head["core"], head["complete"]) == ("no", "answr")
    save(frank, HELLO, complete="answr")
    page = frank.get(f"{DRAFT}/texts/{HELLO}").text
    assert '<option value="answr" selected>' in page and "Mend" in page
    save(frank, HELLO, "Two neighbours", "Three neighbours")
    assert '<option value="answr" selected>' in frank.get(f"{DRAFT}/texts/{HELLO}").text
