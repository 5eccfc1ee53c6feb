"""A quiz that draws from a pool asks what she has not seen, marks what was asked, and keeps which questions that was."""

import csv
import io
import re
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from course.content.models import Question
from course.content.queries import sheet_of, standing
from course.content.sheets import Item, Sheet
from course.database import db
from course.evaluation.exporting import Dataset
from course.learning.models import Answer, Attempt
from course.learning.pools import as_drawn, draw_questions
from course.learning.sheet_keys import make_key, orders, read_key
from tests import making
from tests.forms import filled, form_to, send

QUIZ = "/courses/neighbours/the-quiz"
KEYS = [f"q{number}" for number in range(6)]
QUESTION = """/// question | choice
id: {key}
shuffle: yes

Question {key}?

- [x] Right {{#{key}-yes}}

    CANARY-{key}: right.

- [ ] Wrong {{#{key}-no}}

    CANARY-{key}: wrong.

- [ ] Wrong, too {{#{key}-not}}

    CANARY-{key}: wrong, too.
///
"""


def pool(draw=2, **change):
    settings = f"draw: {draw}\n" if draw else ""
    head = making.FILES["02-levels/02-quiz.md"].partition("//// quiz")[0]
    questions = "".join(change.get(key, QUESTION).format(key=key) for key in KEYS)
    text = f"{head}//// quiz\nid: quiz-1\npass: 100 %\n{settings}\n{questions}////\n"
    return making.files(**{"02-levels__02-quiz.md": text})


@pytest.fixture
def page(app, client):
    making.publish(app, pool())
    return client.get(QUIZ).text


def asked(page):
    return sorted(set(re.findall(r'name="a-(q\d)"', page)))


def right(page):
    return {f"a-{key}": f"{key}-yes" for key in asked(page)}


def again(client):
    return client.get(QUIZ + "?again=quiz-1").text


def test_a_form_asks_as_many_as_are_drawn_and_marks_those(client, page):
    assert len(asked(page)) == 2 and "Question 1 of 2" in page and "CANARY" not in page
    answered = send(client, page, "/quiz-1/attempts", **right(page)).text
    assert "2 of 2 right" in answered and "Passed: the mark is 100 %" in answered
    assert sorted(set(re.findall(r"CANARY-(q\d)", answered))) == asked(page)


def test_another_try_asks_what_she_has_not_seen(client, page):
    seen = []
    for _ in range(3):
        seen += asked(page)
        send(client, page, "/quiz-1/attempts")
        page = again(client)
    assert sorted(seen) == KEYS
    assert len(asked(page)) == 2  # all were seen once: any may come again


def test_what_was_shown_is_what_is_kept_and_the_order_can_be_found_again(app, client, page):
    send(client, page, "/quiz-1/attempts", **dict(list(right(page).items())[:1]))
    with app.app_context():
        here = standing(making.COURSE)
        sheet_key = db.session.execute(select(Attempt.key)).scalar_one()
        kept = db.session.execute(select(Question, Answer).join(Answer, Answer.question_id == Question.id)).all()
        told = db.session.execute(db.text("SELECT question, shown, missing FROM statement WHERE question LIKE 'q%'")).all()
        from_seed = orders(_sheet(here), sheet_key.hex)
    assert sorted(question.key for question, _ in kept) == asked(page) == sorted(row.question for row in told)
    for question, answer in kept:
        assert answer.shown == from_seed[question.key] == re.findall(rf'name="a-{question.key}" value="([\w-]+)"', page)
    assert sorted(row.shown for row in told) == sorted(" ".join(answer.shown) for _, answer in kept)
    assert sorted(str(row.missing) for row in told) == ["None", "skipped"]


def _sheet(here):
    return sheet_of(here.outline.lesson("the-quiz").revision_id, here.edition, "quiz-1")


def test_another_draw_cannot_be_claimed(app, client, page):
    form = form_to(page, "/quiz-1/attempts")
    data = filled(form, **right(page))
    made, publication, drawn, signature = data["key"].split(".")
    other = "-".join(str(number) for number in range(6) if str(number) not in drawn.split("-"))[:3]
    for forged in (f"{made}.{publication}.{other}.{signature}", f"{made}.{publication}.{signature}"):
        assert client.post(form.action, data=data | {"key": forged}).status_code == 400


def test_answers_to_what_was_not_asked_are_not_taken(app, client, page):
    more = {f"a-{key}": f"{key}-yes" for key in KEYS}
    assert "2 of 2 right" in send(client, page, "/quiz-1/attempts", **more).text


def test_the_answer_stays_when_another_question_of_the_pool_changes(app, client, page):
    send(client, page, "/quiz-1/attempts", **right(page))
    (other,) = [key for key in KEYS if key not in asked(page)][:1]
    making.publish(app, pool(**{other: QUESTION.replace("Question", "Another question")}))
    assert "2 of 2 right" in client.get(QUIZ).text
    making.publish(app, pool(**{asked(page)[0]: QUESTION.replace("Question", "Another question")}))
    assert "You answered an earlier wording" in client.get(QUIZ).text


def test_the_first_try_at_a_question_is_told_from_the_sheets(app, client, page):
    for _ in range(3):
        send(client, page, "/quiz-1/attempts", **right(page))
        page = again(client)
    with app.app_context():
        data = Dataset(standing(making.COURSE))
        rows = list(csv.DictReader(io.StringIO(b"".join(data.file("answers")).decode(), newline="")))
        n = {result.wording.key: result.n for result in data.questions if result.wording.key in KEYS}
    assert sorted(row["question"] for row in rows) == KEYS
    assert [row["attempt_number"] for row in rows] == ["1", "1", "2", "2", "3", "3"]
    assert {row["first_attempt"] for row in rows} == {"1"} and n == dict.fromkeys(KEYS, 1)


SHEETS = st.integers(2, 12).flatmap(lambda size: st.tuples(st.just(size), st.integers(1, size - 1)))


@given(SHEETS, st.lists(st.integers(0, 11)), st.integers())
def test_what_was_seen_least_comes_first(size_and_draw, seen, seed):
    size, draw = size_and_draw
    sheet = Sheet("q", "quiz", tuple(Item(f"k{n}", "choice", "", "", "", True) for n in range(size)), draw=draw)
    drawn = draw_questions(sheet, [f"k{n}" for n in seen], Random(seed))
    left = [place for place in range(size) if place not in drawn]
    assert len(set(drawn)) == draw and list(drawn) == sorted(drawn)
    assert not left or max(seen.count(place) for place in drawn) <= min(seen.count(place) for place in left)
    assert [item.key for item in as_drawn(sheet, drawn).items] == [f"k{place}" for place in drawn]


@given(st.lists(st.integers(0, 99), max_size=9, unique=True))
@pytest.mark.databases("sqlite")
def test_a_key_brings_back_what_was_drawn(drawn):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("course.learning.sheet_keys.current_app", type("App", (), {"config": {"SECRET_KEY": "x" * 40}}))
        assert read_key(make_key(7, "quiz-1", 3, tuple(drawn)), 7, "quiz-1").drawn == tuple(drawn)
