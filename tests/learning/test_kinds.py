"""Questions of every kind: nothing of the key goes out before the answer, and what cannot be read for sure is asked again."""

import re

import pytest
from sqlalchemy import func, select

from course.content.queries import sheet_of
from course.database import db
from course.learning.models import Attempt
from course.learning.unmatched import unmatched_answers
from course.statements.finding import find
from tests import kinds, making
from tests.forms import filled, form_to, send

SINGLE = ("quiet", "count", "decides", "steps", "belongs")
WRITTEN = ("731942", "731,942", "846201", "0.731", "canarypeople", "canaryboard", "canaryfive", "canary5", "canary-")


@pytest.fixture
def course(app):
    making.publish(app, kinds.files())


@pytest.fixture
def page(client, course):
    return client.get(kinds.PATH).text


def told(app):
    with app.app_context():
        return {row.question: row for row in find(making.COURSE, "answered").all()}


def solution(app, key):
    """{field: value} of a right answer to the order or the match, whose forms send tokens."""
    with making.reading(app) as standing:
        item = sheet_of(standing.outline.lesson("every-kind").revision_id, standing.edition, key).items[0]
        tokens = item.settings["tokens"]
        if key == "steps":
            return {f"a-steps.{tokens[f'canary-{place}']}": str(place) for place in (1, 2, 3, 4)}
        return {f"a-belongs.{left}": tokens[right] for left, right in item.settings["pairs"].items()}


def right(app):
    return kinds.RIGHT | {key: solution(app, key) for key in ("steps", "belongs")}


def attempts(app):
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(Attempt)).scalar()


def test_nothing_of_any_key_can_be_fetched_before_the_answer(app, client, page):
    making.publish(app, making.edited(kinds.LESSON, "Nobody speaks.", "No one speaks.", base=kinds.files()))
    paths = ["/", "/courses/neighbours", kinds.PATH, f"{kinds.PATH}?again=decides", f"{kinds.PATH}/changes?since=1",
             f"/courses/neighbours/questions/{SINGLE[2]}", "/courses/neighbours/sheets/two-more", "/courses/neighbours/hello"]
    everything = page + "".join(client.get(path, follow_redirects=True).text for path in paths)
    asked_again = send(client, client.get(kinds.PATH).text, "/count/attempts", **{"a-count": "1.500"}).text
    for byte in ("CANARY", *WRITTEN):
        assert byte not in everything + asked_again


def test_the_order_in_which_lines_are_shown_tells_nothing(client, page):
    shown = set()
    for _ in range(12):
        form = client.get(kinds.PATH).text.split('id="steps"')[1].split("</form>")[0]
        shown.add(tuple(re.findall(r"<span>(Ask|Listen|Tell|Ask again)</span>", form)))
    assert len(shown) > 3
    assert all(sorted(one) == ["Ask", "Ask again", "Listen", "Tell"] for one in shown)


def test_what_is_long_stands_by_letters_above_the_fields(app, client):
    long = "A seat with a vote, at a table that meets when the evening shift is off"
    making.publish(app, making.edited(kinds.LESSON, "A seat with a vote", long, base=kinds.files()))
    form = client.get(kinds.PATH).text.split('id="belongs"')[1].split("</form>")[0]
    listed = re.findall(r"<li>([^<]+)</li>", form.split('class="letters"')[1].split("</ol>")[0])
    assert sorted(listed) == sorted([long, "Childcare", "A longer agenda"])
    offered = re.findall(r'<option value="\w+">([^<]+)</option>', form)
    assert offered == [f"{letter}. {text}" for letter, text in zip("ABC", listed, strict=True)] * 2


def test_each_kind_is_answered_right_and_the_ledger_is_told(app, client, page):
    for key, fields in right(app).items():
        assert 'class="good"' in send(client, client.get(kinds.PATH).text, f"/{key}/attempts", **fields).text
    rows = told(app)
    assert {(key, row.success, row.score, row.maximum) for key, row in rows.items()} == {
        (key, True, 1.0, 1.0) for key in (*SINGLE, "loop", "share")}
    assert {key: row.response for key, row in rows.items()} == {
        "quiet": "pairs", "count": "731942", "decides": "Canarypeople.", "steps": "canary-1 canary-2 canary-3 canary-4",
        "belongs": "inclusion:canary-seat room:room", "loop": "last:closing many:CANARY5", "share": "0.731"}
    assert (rows["count"].written, rows["share"].written) == ("731,942.00", "0,731")
    assert sorted(rows["steps"].shown.split()) == ["canary-1", "canary-2", "canary-3", "canary-4"]


@pytest.mark.parametrize(("key", "fields", "said"), [
    ("quiet", {"a-quiet": "wait"},
     ["Acceptable, and there is a better choice", "CANARY-wait", "CANARY-pairs", "Your choice, acceptable"]),
    ("quiet", {"a-quiet": "call-on"}, ["Risky", "CANARY-call"]),
    ("count", {"a-count": "846201 people"}, ["Not quite", "CANARY-invited", "CANARY-came", "731942 ± 1 %"]),
    ("decides", {"a-decides": "canarybaord"}, ["Not quite", "CANARY-board", "read as “canaryboard”", "CANARY-look"]),
    ("decides", {"a-decides": "<b>nobody</b>"}, ["Not quite", "&lt;b&gt;nobody", "CANARY-look", "canarypeople"]),
    ("decides", {}, ["You left this empty", "canarypeople", "The right answer"]),
    ("steps", {}, ["You left this empty", "CANARY-ask", "You left it out"]),
    ("two-more", {"a-loop.many": "some <i>"}, ["0 of 2 right", "some &lt;i&gt;", "canaryfive", "left empty:", "CANARY-loop"]),
])
def test_feedback_comes_with_the_answer(client, page, key, fields, said):
    answered = send(client, page, f"/{key}/attempts", **fields).text
    assert [words for words in said if words not in answered] == []
    assert answered.count('role="status"') == 1


def test_a_wrong_order_and_a_wrong_match_earn_their_part(app, client, page):
    places = solution(app, "steps")
    first, second, *_ = places
    answered = send(client, page, "/steps/attempts", **(places | {first: "2", second: "1"})).text
    assert "Partly right" in answered and "You put it in place 2" in answered
    pairs = dict.fromkeys(solution(app, "belongs"), next(iter(solution(app, "belongs").values())))
    assert "You chose: A seat with a vote" in send(client, page, "/belongs/attempts", **pairs).text
    rows = told(app)
    assert (rows["steps"].score, rows["belongs"].score) == (pytest.approx(4 / 6), 0.5)


def test_a_number_that_can_be_read_in_two_ways_is_asked_again_and_nothing_is_lost(app, client, page):
    form = form_to(page, "/two-more/attempts")
    sent = filled(form, **{"a-loop.last": "asking", "a-loop.many": 'five "or" six', "a-share": "1.500"})
    asked = client.post(form.action, data=sent)
    assert asked.status_code == 422 and attempts(app) == 0 and "CANARY" not in asked.text
    assert "“1.500” can be read in two ways" in asked.text
    again = form_to(asked.text, "/two-more/attempts")
    assert dict(again.hidden)["key"] == dict(form.hidden)["key"]
    assert 'value="1.500"' in asked.text and 'value="five &quot;or&quot; six"' in asked.text
    assert re.search(r'<option value="asking"\s+selected>', asked.text)
    assert {"r-share", "a-share"} <= again.names
    kept = client.post(again.action, data=sent | {"r-share": "1.5"}, follow_redirects=True)
    assert kept.status_code == 200 and attempts(app) == 1
    assert (told(app)["share"].response, told(app)["share"].written) == ("1.5", "1.500")


def test_what_is_no_number_is_asked_again(app, client, page):
    asked = send(client, page, "/count/attempts", **{"a-count": "about <thirty>", "c-count": "guess"})
    assert asked.status_code == 422 and attempts(app) == 0
    assert "“about &lt;thirty&gt;” cannot be read as one number" in asked.text
    assert 'value="about &lt;thirty&gt;"' in asked.text and re.search(r'value="guess"\s+checked', asked.text)


def test_places_given_twice_are_asked_again(app, client, page):
    asked = send(client, page, "/steps/attempts", **dict.fromkeys(solution(app, "steps"), "2"))
    assert asked.status_code == 422 and "More than one line has the place 2" in asked.text and attempts(app) == 0
    assert len(re.findall(r'<option value="2"\s+selected>', asked.text)) == 4


def test_a_form_of_an_earlier_text_is_asked_again_with_that_text(app, client, page):
    making.publish(app, making.edited(kinds.LESSON, "How many came?", "How many were there?", base=kinds.files()))
    asked = send(client, page, "/count/attempts", **{"a-count": "1,500"})
    assert "How many came?" in asked.text and "can be read in two ways" in asked.text
    answered = send(client, asked.text, "/count/attempts", **{"a-count": "1,500", "r-count": "1500"})
    assert answered.status_code == 200 and attempts(app) == 1


def test_a_quiz_that_draws_its_questions_asks_the_same_ones_again(app, client):
    cloze = kinds.TEXT.split("/// question | cloze\n")[1].split("///\n")[0]
    number = "id: loop\n\nHow many?\n\n- [x] 5 {#five}\n\n    Yes.\n"
    text = kinds.TEXT.replace(f"| cloze\n{cloze}", f"| number\n{number}").replace("Two more", "Two more\ndraw: 1")
    making.publish(app, kinds.files() | {kinds.LESSON: text.encode()})
    for _ in range(6):
        form = form_to(client.get(kinds.PATH).text, "/two-more/attempts")
        (field,) = (name for name in form.names if name.startswith("a-"))
        again = form_to(client.post(form.action, data=filled(form, **{field: "1,500"})).text, "/two-more/attempts")
        assert {name for name in again.names if name[1] == "-"} == {field, f"r{field[1:]}"}


def test_what_nobody_foresaw_is_collected_by_question_and_people(app, client, page):
    send(client, page, "/two-more/attempts", **{"a-loop.many": "Sometimes"})
    for text in ("The  neighbours", "the neighbours!", "canaryboard"):
        send(client, client.get(f"{kinds.PATH}?again=decides").text, "/decides/attempts", **{"a-decides": text})
    other = app.test_client()
    send(other, other.get(kinds.PATH).text, "/decides/attempts", **{"a-decides": "The neighbours"})
    send(other, other.get(f"{kinds.PATH}?again=decides").text, "/decides/attempts", **{"a-decides": "you"})
    with making.reading(app) as standing:
        assert [(one.question, one.text, one.people) for one in unmatched_answers(standing)] == [
            ("decides", "the neighbours", 2), ("decides", "you", 1), ("loop", "sometimes", 1)]
    making.publish(app, making.edited(kinds.LESSON, "- [x] canarypeople {#people}", "- [ ] you {#you}\n\n    No.\n\n"
                                      "- [x] canarypeople {#people}", base=kinds.files()))
    with making.reading(app) as standing:
        assert [one.text for one in unmatched_answers(standing)] == ["the neighbours", "sometimes"]
