"""Thoughts: shown after a facilitator's yes, or at once where the course says so; reported, hidden, taken back."""

import csv
import io

import pytest
from sqlalchemy import func, select

from course.clock import now
from course.content.queries import standing
from course.conversation.models import Thought, Verdict
from course.database import db, writing
from course.evaluation.exporting import Dataset
from course.ids import new_id
from course.statements.finding import find
from tests import cast, making
from tests.forms import filled, form_to, forms_in
from tests.people.asking import make, sign_in, signed_in

LESSON, DESK = "/courses/neighbours/talk", "/authoring/neighbours/thoughts"
TALK = "---\nid: talk\ntitle: Talk\nminutes: 3\ncore: false\n---\n\n/// thoughts\nid: word\n\nWhose *word* counts?\n///\n"


def publish(app, at_once=False):
    files = making.files(**{"02-levels__04-talk.md": TALK})
    if at_once:
        files["course.md"] = files["course.md"].replace(b"maturity:", b"thoughts: at once\nmaturity:")
    making.publish(app, files)


@pytest.fixture
def course(app):
    publish(app)


@pytest.fixture
def frank(app):
    make(app, cast.frank)
    return signed_in(app, cast.frank)


@pytest.fixture
def lena(app):
    make(app, cast.lena)
    return signed_in(app, cast.lena)


def share(client, text="The night shift’s", **more):
    form = form_to(client.get(LESSON).text, "/word/thoughts")
    return client.post(form.action, data=dict(form.hidden) | {"text": text, **more}, follow_redirects=True)


def press(client, page, part, number=0, **data):
    form = [form for form in forms_in(page) if part in form.action][number]
    return client.post(form.action, data=dict(form.hidden) | data, follow_redirects=True)


def judge(frank, what):
    """The first thought on the desk that can be judged so."""
    form = next(form for form in forms_in(frank.get(DESK).text) if ("what", what) in form.hidden)
    assert frank.post(form.action, data=dict(form.hidden)).status_code == 303


def test_what_a_guest_writes_is_hers_alone_until_a_facilitator_says_yes(app, client, course, frank):
    page = share(client, name="Ruth").text
    assert "once a facilitator has said yes" in page and "waits for a facilitator" in page
    stranger = app.test_client()
    assert "night shift" not in stranger.get(LESSON).text
    assert "1 of 1 wait" in frank.get(DESK).text
    judge(frank, "shown")
    assert "night shift" in stranger.get(LESSON).text and "Ruth" in stranger.get(LESSON).text
    judge(frank, "hidden")
    assert "night shift" not in stranger.get(LESSON).text
    assert "not shown to others" in client.get(LESSON).text


def test_where_the_course_says_so_an_account_is_shown_at_once_and_a_guest_still_waits(app, client, lena):
    publish(app, at_once=True)
    share(client, "From a guest")
    share(lena, "From Lena")
    page = app.test_client().get(LESSON).text
    assert "From Lena" in page and "From a guest" not in page


def test_without_that_an_account_waits_too(app, course, lena):
    share(lena)
    assert "night shift" not in app.test_client().get(LESSON).text


def test_no_name_is_shown_but_the_one_that_was_chosen(app, course, frank, lena):
    share(lena, name="")
    judge(frank, "shown")
    page = app.test_client().get(LESSON).text
    assert "A reader" in page and "Lena" not in page
    assert 'value="Lena"' in lena.get(LESSON).text


def test_a_report_asks_for_a_decision_and_hides_nothing_by_itself(app, client, course, frank, lena):
    share(client)
    judge(frank, "shown")
    for _ in range(2):
        press(lena, lena.get(LESSON).text, "/reports")
    desk = frank.get(DESK).text
    assert "reported once" in desk and "1 of 1 wait" in desk
    assert "night shift" in app.test_client().get(LESSON).text
    judge(frank, "shown")
    assert "0 of 1 wait" in frank.get(DESK).text


def test_its_writer_takes_it_back_and_has_the_last_word(app, client, course, frank):
    share(client)
    judge(frank, "shown")
    page = press(client, client.get(LESSON).text, "/withdrawals").text
    assert "night shift" not in page
    desk = frank.get(DESK).text
    assert "taken back" in desk and not [form for form in forms_in(desk) if "verdicts" in form.action]
    assert "night shift" not in app.test_client().get(LESSON).text


def test_nobody_takes_back_what_another_wrote_or_judges_without_the_role(app, client, course, frank, lena):
    share(client)
    judge(frank, "shown")
    page = lena.get(LESSON).text
    report = form_to(page, "/reports")
    token = dict(report.hidden)
    assert lena.post(report.action.replace("reports", "withdrawals"), data=token).status_code == 404
    thought = report.action.split("/")[-2]
    verdict = f"/authoring/neighbours/thoughts/{thought}/verdicts"
    assert lena.post(verdict, data=token | {"what": "hidden"}).status_code == 404
    assert (lena.get(DESK).status_code, app.test_client().get(DESK).status_code) == (404, 404)
    assert "night shift" in app.test_client().get(LESSON).text


def test_a_thought_is_of_its_course(app, client, course, frank):
    share(client)
    other = {path: data.replace(b"id: neighbours", b"id: others") for path, data in making.files().items()}
    making.publish(app, other)
    thought = next(form.action for form in forms_in(frank.get(DESK).text) if "verdicts" in form.action).split("/")[-2]
    data = filled(form_to(client.get(LESSON).text, "/word/thoughts"))
    assert client.post(f"/courses/others/thoughts/{thought}/reports", data=data).status_code == 404


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 2001])
def test_nothing_and_too_much_are_refused_with_a_sentence(app, client, course, text):
    assert share(client, text).status_code == 422
    with app.app_context():
        assert db.session.execute(select(func.count()).select_from(Thought)).scalar() == 0


def test_the_same_form_sent_twice_is_one_thought(app, client, course):
    form = form_to(client.get(LESSON).text, "/word/thoughts")
    for _ in range(2):
        assert client.post(form.action, data=dict(form.hidden) | {"text": "Once"}).status_code == 303
    with app.app_context():
        assert len(find(making.COURSE, "commented").all()) == 1


def test_who_goes_back_and_writes_something_else_loses_neither(app, client, course):
    """The browser brings back the form that was sent, with its key."""
    form = form_to(client.get(LESSON).text, "/word/thoughts")
    for text in ("First", "Second", "Second", "First"):
        assert client.post(form.action, data=dict(form.hidden) | {"text": text}).status_code == 303
    page = client.get(LESSON).text
    assert page.count("First") and page.count("Second")
    with app.app_context():
        assert len(find(making.COURSE, "commented").all()) == 2


def test_what_readers_write_is_text_and_nothing_else(client, course):
    page = share(client, "<script>alert(1)</script>", name="<b>Ruth</b>").text
    assert "<script>alert" not in page and "&lt;script&gt;" in page and "<b>Ruth" not in page


def test_it_is_told_without_the_name_and_stands_in_a_file(app, client, course):
    share(client, "=A word", name="Ruth")
    with app.app_context():
        (row,) = find(making.COURSE, "commented").all()
        text, book = (b"".join(Dataset(standing("neighbours")).file(name)).decode() for name in ("thoughts", "codebook"))
    assert (row.sheet, row.response, row.lesson) == ("word", "=A word", "talk")
    assert "Ruth" not in row.statement and "Whose word counts?" in row.statement
    (line,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (line["thoughts"], line["text"], line["lesson"]) == ("word", "=A word", "talk")
    asked = {(one["question"], one["revision"]): one["label"] for one in csv.DictReader(io.StringIO(book, newline=""))}
    assert asked["word", line["revision"]] == "Whose word counts?"


def test_what_a_guest_wrote_is_still_hers_when_she_signs_in(app, client, course):
    make(app, cast.lena)
    share(client)
    sign_in(client, cast.lena)
    assert "(you)" in client.get(LESSON).text


def test_a_thought_is_no_answer_and_its_name_may_hold_anything(app, client, course):
    form = form_to(client.get(LESSON).text, "/word/thoughts")
    assert client.post(form.action.replace("/thoughts", "/attempts"), data=dict(form.hidden)).status_code == 404
    assert "Ru th" in share(client, name="R\0u  th").text


def test_a_report_from_two_tabs_at_once_is_one(app, client, course, frank, lena):
    share(client)
    judge(frank, "shown")
    press(lena, lena.get(LESSON).text, "/reports")
    with app.app_context(), writing():  # as where both tabs had looked before either wrote
        row = db.session.execute(select(Verdict.thought_id, Verdict.person_id).where(Verdict.what == "reported")).one()
        db.session.add(Verdict(id=new_id(), thought_id=row.thought_id, what="reported", person_id=row.person_id, at=now()))
    assert "reported once" in frank.get(DESK).text
