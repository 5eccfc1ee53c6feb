"""Now and before, on one page: two items in the files, and on the desk the change with its n, beside the baseline."""

import csv
import io

import pytest

from course.evaluation.changes import Difference
from tests import making
from tests.evaluation.making import Doing, agreeing
from tests.evaluation.test_an_outside_ledger import sent_from_outside


def with_both(after):
    return making.files(**{"01-start__08-before.md": agreeing("before", "baseline"), "01-start__09-after.md": after})


@pytest.fixture
def doing(app, clock):
    making.publish(app, with_both(agreeing("after", "end", " now then")))
    return Doing(app, clock)


def sent(doing, person, sheet, **values):
    doing.answer(person, f"{sheet}-lesson", sheet, **{key.replace("_then", ".then"): value for key, value in values.items()})


@pytest.fixture
def people(doing):
    """Three looked back; two of them had answered the baseline, one of these as a guest."""
    ann, ben, cleo, dora, guest = (doing.begin(email) for email in (
        "ann@example.org", "ben@example.org", None, None, None))
    sent(doing, ann, "before", why="3", how="3")
    sent(doing, guest, "before", why="5")
    doing.join(guest, ben)
    sent(doing, dora, "before", why="1", how="1")
    sent(doing, ann, "after", why="4", why_then="1", how="5")
    sent(doing, ann, "after", why="1", why_then="5", how="5", how_then="4")  # again: the first that held both counts
    sent(doing, ben, "after", why="5", why_then="3")
    sent(doing, cleo, "after", why="2", why_then="2", how="2")
    sent(doing, dora, "after", why_then="4")


def test_change_is_of_those_who_gave_both(dataset, people):
    with dataset() as data:
        why, how = data.changes
    assert (why.wording.key, why.wave) == ("why", "end")
    assert why.looking_back == Difference(3, 11 / 3, 2.0, 5 / 3, pytest.approx(1.5275, abs=1e-4))
    assert why.since_baseline == Difference(2, 4.5, 4.0, 0.5, pytest.approx(0.7071, abs=1e-4))
    assert how.looking_back == Difference(1, 5.0, 4.0, 1.0, None)
    assert how.since_baseline == Difference(1, 5.0, 3.0, 2.0, None)


def test_now_and_before_are_two_items_in_the_files(dataset, people):
    with dataset() as data:
        rows = list(csv.DictReader(io.StringIO(b"".join(data.file("surveys")).decode(), newline="")))
        book = list(csv.DictReader(io.StringIO(b"".join(data.file("codebook")).decode(), newline="")))
    ben = next(row["pid"] for row in rows if row["wave"] == "end" and row["value"] == "5" and row["item"] == "why")
    assert [(row["item"], row["wave"], row["value"], row["missing"]) for row in rows if row["pid"] == ben] == [
        ("why", "baseline", "5", ""), ("how", "baseline", "", "-8"), ("why", "end", "5", ""), ("why.then", "end", "3", ""),
        ("how", "end", "", "-8"), ("how.then", "end", "", "-8")]
    labels = {row["question"]: row["label"] for row in book if row["row"] == "question" and row["sheet"] == "after"}
    assert labels["why"] == "How far do you agree? I can say why"
    assert labels["why.then"] == "How far do you agree? I can say why (before the course)"
    assert len({row["fingerprint"] for row in rows if row["item"] == "why"}) == 1


def test_the_desk_shows_the_change_with_its_n(desk, people):
    assert f"/evaluation/{making.COURSE}/changes" in desk.get(f"/evaluation/{making.COURSE}").text
    page = desk.get(f"/evaluation/{making.COURSE}/changes").text
    assert "What changed, as people see it?" in page and "+1.7" in page and "I can say why" in page


def test_without_such_items_there_is_no_table(desk, app):
    making.publish(app)
    assert "What changed, as people see it?" not in desk.get(f"/evaluation/{making.COURSE}").text


def test_another_scale_is_not_mixed_in(app, doing, dataset, people):
    text = agreeing("after", "end", " now then").replace("| 5 agree", "| 5 | 6 agree")
    making.publish(app, with_both(text))
    erin = doing.begin()
    sent(doing, erin, "after", why="6", why_then="1")
    with dataset() as data:
        why = data.changes[0]
    assert (why.looking_back.n, why.looking_back.later, why.since_baseline.n) == (1, 6.0, 0)


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("said", ["--3", None, "6"])
def test_what_is_no_point_of_the_scale_is_no_change(app, dataset, people, said):
    sent_from_outside(app, respond=lambda: said)
    with dataset() as data:
        assert data.changes == []
