"""The history of editions: each with when, who and why, and between any two what changed, lesson by lesson."""

import re
from html import unescape

import pytest

from course.content.settling import Ruling
from tests import cast, making
from tests.people.asking import make, signed_in

HELLO, LEVELS, PULSE = "01-start/01-hello.md", "02-levels/01-levels.md", "02-levels/03-pulse.md"
HISTORY = "/authoring/neighbours/editions"


@pytest.fixture
def frank(app):
    person = make(app, cast.frank)
    making.publish(app, by=person, note="The first")
    client = signed_in(app, cast.frank)
    client.person = person
    return client


def differences(client, older, newer, **more):
    answer = client.get(f"{HISTORY}/differences", query_string={"from": older, "to": newer} | more)
    assert answer.status_code == 200
    return unescape(answer.text)


def words(page):
    """What is marked on a page: (gone, new)."""
    return [re.findall(rf'<{tag}>(?:<span class="hide">\[[a-z ]*: </span>)?(.*?)<', page, re.S) for tag in ("del", "ins")]


def lessons(page):
    return re.findall(r'id="lesson-([^"]*)"', page)


def test_each_edition_says_when_by_whom_and_why(app, frank):
    making.publish(app, making.edited(HELLO, "Two neighbours", "Three neighbours"), note="<b>One</b> more")
    page = frank.get(HISTORY).text
    assert page.index("Number 2</h2>") < page.index("Number 1</h2>")
    assert "&lt;b&gt;One&lt;/b&gt; more" in page and "by the command" in page
    assert "The first" in page and "· Frank ·" in page
    assert "Lesson text" in page


def test_words_that_changed_are_marked_and_said(app, frank):
    making.publish(app, making.edited(HELLO, "Two neighbours", "Three neighbours"))
    page = differences(frank, 1, 2)
    assert lessons(page) == ["hello"]
    assert words(page) == [["Two"], ["Three"]]
    assert '<del><span class="hide">[taken out: </span>Two<span class="hide">]</span></del>' in page
    assert "Lesson text" in page


def test_between_editions_that_are_far_apart_stands_what_changed_in_the_end(app, frank):
    first = making.edited(HELLO, "Two neighbours", "Three neighbours")
    making.publish(app, first)
    second = making.edited(LEVELS, "Which level?", "What level?", first)
    making.publish(app, second)
    making.publish(app, making.edited(HELLO, "Three neighbours", "Two neighbours", second))
    assert lessons(differences(frank, 1, 3)) == ["hello", "levels"]
    page = differences(frank, 4, 1)  # whichever is named first
    assert "From number 1 to number 4" in page
    assert lessons(page) == ["levels"] and "Wording: question <code>told</code>" in page


def test_a_lesson_that_was_renamed_twice_is_one_lesson(app, frank):
    def named(key, was):
        return making.edited(HELLO, "id: hello\n", f"id: {key}\nwas: {was}\n")

    making.publish(app, named("greeting", "hello"))
    twice = making.edited(HELLO, "Two neighbours", "Three neighbours", named("welcome", "greeting"))
    making.publish(app, twice)
    page = differences(frank, 1, 3)
    assert lessons(page) == ["welcome"]
    assert "Lesson renamed" in page and "Three" in words(page)[1]


def test_the_author_s_word_on_a_change_holds_over_several_editions(app, frank):
    changed = making.edited(LEVELS, "Empower {#empower}", "Empowered {#empower}")
    changed = making.edited(LEVELS, "- [x] Consult", "- [ ] Consult", changed)
    changed = making.edited(LEVELS, "- [ ] Inform", "- [x] Inform", changed)
    making.publish(app, changed, ruling=Ruling({"told": "wording"}))
    making.publish(app, making.edited(HELLO, "Two neighbours", "Three neighbours", changed))
    assert "Wording: question <code>told</code>, found as key" in differences(frank, 1, 3)


def test_pictures_texts_and_lessons_come_and_go(app, frank):
    files = making.withdrawing(making.files(), "pulse", "pulse-1", "p1_useful", "p1_clear", "p1_nps", "p1_amount", "p1_why",
                               "p1_unclear", "p1_sector")
    del files[PULSE]
    files |= {"files/map.png": b"\x89PNG",
              "02-levels/05-more.md": b"---\nid: more\ntitle: More\nminutes: 2\n---\n\nA new text.\n"}
    making.publish(app, files)
    page = differences(frank, 1, 2)
    assert "New</strong>: <code>files/map.png</code>" in page
    assert lessons(page) == ["more", "pulse"]
    assert "The course’s own page" in page and "withdrawn: [pulse" in page


def test_all_lessons_of_a_first_edition_are_new(frank):
    page = differences(frank, 0, 1)
    assert lessons(page) == ["hello", "levels", "the-quiz", "pulse"] and "What number 1 began with" in page


def test_long_histories_and_many_lessons_are_paged(app, frank):
    for n in range(22):
        making.publish(app, making.edited(HELLO, "Two neighbours", f"{n} neighbours"))
    page = frank.get(HISTORY).text
    assert page.count('class="card stack" value=') == 20 and "Earlier editions" in page
    page = frank.get(HISTORY + "?below=4").text
    assert re.findall(r'value="(\d)" id="e', page) == ["3", "2", "1"] and "Earlier editions" not in page
    many = {f"02-levels/{n:02}-many.md": f"---\nid: many-{n}\ntitle: Many\nminutes: 1\n---\n\nText {n}.\n".encode()
            for n in range(10, 40)}
    making.publish(app, making.files() | many)
    first, third = differences(frank, 23, 24), differences(frank, 23, 24, page=3)
    assert len(lessons(first)) == 12 and "Page 1 of 3" in first
    assert len(lessons(third)) == 7 and "More lessons" not in third


@pytest.mark.parametrize("asked", ["?from=9&to=12", "?to=0", "?from=0&to=0"])
def test_what_never_was_is_not_found(frank, asked):
    assert frank.get(f"{HISTORY}/differences{asked}").status_code == 404


def test_odd_numbers_are_no_failure(frank):
    for asked in ("?from=x&to=-1", "?from=&to=&page=0", "?page=99999999999999999999", "?below=²"):
        assert frank.get(f"{HISTORY}/differences{asked}").status_code == 200
        assert frank.get(HISTORY + asked).status_code == 200
