"""An anonymous survey: once a person, ten or more told at a time, each under a name used once."""

import csv
import io
import json
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text

from course.content.queries import standing
from course.database import db
from course.evaluation.exporting import Dataset
from course.learning import tasks
from course.learning.balloting import FEWEST
from course.learning.models import Attempt, Ballot, Completion, Draft, Receipt
from tests import cast, making
from tests.evaluation.making import Doing
from tests.forms import filled, form_to, forms_in, send
from tests.learning.boxes import BOX, COURSE, begun, course, said, tell, tell_all, told
from tests.people.asking import make, signed_in


@pytest.fixture
def published(app):
    making.publish(app, course())


@pytest.fixture
def guests(app, published):
    return lambda number: begun(app, number)


def count(app, model):
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model)).scalar()


def test_the_form_says_what_anonymous_means_and_the_answer_is_not_shown_again(guests):
    (client,) = guests(1)
    assert "Anonymous." in client.get(BOX).text
    answered = tell(client, 1).text
    for page in (answered, client.get(BOX).text, client.get(BOX + "?again=between-us").text):
        assert "Thank you, you have answered" in page and said(1) not in page
        assert not any("/between-us/attempts" in form.action for form in forms_in(page))
    assert 'role="status"' in answered


def test_what_is_sent_again_is_not_kept(app, guests):
    (client,) = guests(1)
    page = client.get(BOX).text
    form, other = form_to(page, "/between-us/attempts"), form_to(client.get(BOX).text, "/between-us/attempts")
    for made, words in ((form, said(1)), (form, said(1)), (form, said(2)), (other, said(3))):
        assert client.post(made.action, data=filled(made, a_wrong=words)).status_code == 303
    with app.app_context():
        (ballot,) = db.session.execute(select(Ballot)).scalars()
        assert ballot.said["wrong"]["value"] == said(1)
    assert count(app, Receipt) == 1 and count(app, Attempt) == 0


def test_nor_is_a_form_that_was_made_before_its_id_changed(app, guests):
    (client,) = guests(1)
    before = form_to(client.get(BOX).text, "/between-us/attempts")
    making.publish(app, making.edited("02-levels/09-box.md", "id: between-us\n", "id: our-box\nwas: between-us\n", base=course()))
    send(client, client.get(BOX).text, "/our-box/attempts", a_wrong=said(1))
    assert client.post(before.action, data=filled(before, a_wrong=said(2))).status_code == 303
    assert count(app, Ballot) == count(app, Receipt) == 1


def test_the_lesson_is_complete_by_it(app, guests):
    (client,) = guests(1)
    assert "Done on" in tell(client, 1).text
    with app.app_context():
        assert db.session.execute(select(Completion.key).where(Completion.what == "lesson")).scalars().all() == ["box"]


def test_who_answered_as_a_guest_does_not_answer_again_with_an_account(app, clock, published):
    doing = Doing(app, clock)
    guest, ann = doing.begin(), doing.begin("ann@example.org")
    doing.answer(guest, "box", "between-us", heard="1")
    doing.join(guest, ann)
    doing.answer(ann, "box", "between-us", heard="3")
    assert count(app, Ballot) == count(app, Receipt) == 1


def test_who_leaves_and_comes_back_does_not_answer_again(app, guests):
    (client,) = guests(1)
    open_form = form_to(client.get(BOX).text, "/between-us/attempts")
    tell(client, 1)
    send(client, client.get(COURSE + "/enrolments/leaving").text, "/enrolments/leaving")
    send(client, client.get(COURSE).text, "/enrolments")
    assert "Thank you, you have answered" in client.get(BOX).text
    client.post(open_form.action, data=filled(open_form, a_wrong=said(2)))
    assert count(app, Ballot) == count(app, Receipt) == 1


def test_a_forged_form_makes_no_named_answer_of_it(app, guests):
    (client,) = guests(1)
    form = form_to(client.get(BOX).text, "/between-us/attempts")
    for action in (form.action.replace("/between-us/attempts", "/told/attempts"), form.action.replace("/attempts", "/drafts"),
                   form.action.replace("/attempts", "/versions"), form.action.replace("/box/", "/pulse/")):
        assert client.post(action, data=filled(form, a_wrong=said(1))).status_code in (400, 404), action
    assert count(app, Attempt) == count(app, Ballot) == count(app, Draft) == 0


def test_files_taken_before_and_after_one_sheet_are_the_same(app, guests):
    clients = guests(FEWEST + 2)
    for number, client in enumerate(clients[:-1]):
        tell(client, number)
    tell_all(app)
    before = surveys(app)
    tell(clients[-1], FEWEST + 1)
    tell_all(app)
    assert surveys(app) == before and before.count(b"CANARY") == 2 * (FEWEST + 1)


def surveys(app):
    with app.app_context():
        data = Dataset(standing(making.COURSE))
        return b"".join(data.file("surveys")) + b"".join(data.file("answers")) + b"".join(data.file("codebook"))


def test_nobodys_page_tells_how_many_or_who(app, guests):
    (client,) = guests(1)
    make(app, cast.frank)
    frank = signed_in(app, cast.frank)
    places = ("/authoring/neighbours", "/authoring/neighbours/reflections", "/authoring/neighbours/thoughts",
              "/authoring/neighbours/remarkings")
    before = [shown(frank, place) for place in places]
    tell(client, 1, a_heard="1")
    assert [shown(frank, place) for place in places] == before


def shown(client, place):
    """A page without what changes at each request."""
    return re.sub(r'value="[^"]{20,}"', "", client.get(place).text)


def test_nine_are_not_told_and_ten_are(app, guests):
    clients = guests(FEWEST)
    for number, client in enumerate(clients[:-1]):
        tell(client, number)
    assert tell_all(app) == (0, FEWEST - 1) and told(app) == []
    tell(clients[-1], FEWEST)
    assert tell_all(app) == (FEWEST, 0)
    assert len(told(app)) == 3 * FEWEST and count(app, Ballot) == 0 and count(app, Receipt) == FEWEST
    assert tell_all(app) == (0, 0)


def test_each_text_of_the_lesson_has_a_box_of_its_own(app, guests):
    clients = guests(FEWEST + 1)
    tell(clients[0], 0)
    making.publish(app, course(prose="Say it as plainly as you can."))
    for number, client in enumerate(clients[1:]):
        tell(client, number)
    assert tell_all(app) == (FEWEST, 1)
    with app.app_context():
        line = standing(making.COURSE).outline.lesson("box")
        assert {row.revision for row in told(app)} == {line.revision}


def test_evaluators_see_them_once_they_are_told(app, guests):
    for number, client in enumerate(guests(FEWEST)):
        tell(client, number, a_place="declined" if number else "here")
    tell_all(app)
    with app.app_context():
        data = Dataset(standing(making.COURSE))
        rows = list(csv.DictReader(io.StringIO(b"".join(data.file("surveys")).decode(), newline="")))
        results = {result.wording.key: result for result in data.items}
        registered = data.funnel[0].n
    mine = [row for row in rows if row["sheet"] == "between-us"]
    assert len(mine) == data.rows("surveys") == 3 * FEWEST and len({row["pid"] for row in mine}) == FEWEST
    assert (results["heard"].n, results["place"].n, results["place"].declined) == (FEWEST, 1, FEWEST - 1)
    assert {row["wave"] for row in mine} == {"pulse"} and {row["first_attempt"] for row in mine} == {"1"}
    assert registered == FEWEST


def test_each_is_told_under_a_name_used_once_without_a_time(app, guests):
    for number, client in enumerate(guests(FEWEST)):
        tell(client, number)
    tell_all(app)
    rows = told(app)
    by_name = {}
    for row in rows:
        by_name.setdefault(row.actor, []).append(row)
    assert all(len(sheet) == 3 and len({row.attempt for row in sheet}) == 1 for sheet in by_name.values())
    for row in rows:
        assert row.registration is None and row.duration is None
        assert (row.timestamp.hour, row.timestamp.minute, row.timestamp.second, row.timestamp.microsecond) == (0, 0, 0, 0)
        assert "registration" not in json.loads(row.statement)["context"]


def test_many_who_send_at_once_are_all_kept(app, guests):
    clients = guests(8)
    pages = [client.get(BOX).text for client in clients]

    def press(number):
        form = form_to(pages[number], "/between-us/attempts")
        return clients[number].post(form.action, data=filled(form, a_wrong=said(number))).status_code

    with ThreadPoolExecutor(8) as people:
        assert set(people.map(press, range(8))) == {303}
    with app.app_context():
        ballots = db.session.execute(select(Ballot.said)).scalars().all()
        if db.engine.dialect.name == "postgresql":
            assert len(db.session.execute(text("SELECT DISTINCT xmin::text FROM ballot")).all()) == 1  # all came with the last
    assert sorted(one["wrong"]["value"] for one in ballots) == [said(number) for number in range(8)]


def test_the_worker_tells_them_by_itself_and_so_does_the_command(app, cli, guests):
    clients = guests(2 * FEWEST)
    for number, client in enumerate(clients[:FEWEST]):
        tell(client, number)
    tasks.tell_ballots_each_hour.call_local()
    assert len(told(app)) == 3 * FEWEST
    for number, client in enumerate(clients[FEWEST:]):
        tell(client, number)
    said_so = cli.invoke(args=["tell-anonymous"]).output
    assert f"{FEWEST} anonymous sheets were told; 0 wait" in said_so and len(told(app)) == 6 * FEWEST


def test_a_survey_that_becomes_anonymous_keeps_what_was_sent_before(app, client):
    making.publish(app, course(anonymity="pseudonymous"))
    send(client, client.get(BOX).text, "/between-us/attempts", a_heard="1")
    making.publish(app, course())
    assert "Anonymous." in client.get(BOX).text
    tell(client, 1)
    assert count(app, Attempt) == count(app, Ballot) == 1
