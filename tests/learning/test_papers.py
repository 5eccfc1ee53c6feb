"""Worksheets: saved as they are typed and by a button, every version kept with its text, never refused and never lost."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from course.content.lineage import Lineage
from course.database import db
from course.enrolment.models import Enrolment
from course.learning.models import Attempt, Completion, Draft
from course.learning.papers import papers_of
from course.people.models import Person
from course.statements.finding import find
from tests import cast, making, papers
from tests.forms import filled, form_to
from tests.papers import fields
from tests.people.asking import make, sign_in, signed_in

PAPER, PLAN = "/courses/neighbours/paper", "/courses/neighbours/plan"
WHOLE = "/courses/neighbours/papers/check"


@pytest.fixture
def course(app):
    papers.publish(app)


@pytest.fixture
def lena(client, course):
    """A client that is on the course."""
    client.post(form_to(client.get("/courses/neighbours").text, "/enrolments").action,
                data=filled(form_to(client.get("/courses/neighbours").text, "/enrolments")))
    return client


def form(client, page=None, part="/check/versions"):
    return form_to(page or client.get(PAPER).text, part)


def save(client, tab=None, follow=True, **given):
    tab = tab or form(client)
    return client.post(tab.action, data=dict(tab.hidden) | fields(**given), follow_redirects=follow)


def type_in(client, tab, **given):
    """As the script does it: the draft's answer says what the form is based on from now on."""
    answer = client.post(tab.action.replace("/versions", "/drafts"), data=dict(tab.hidden) | fields(**given))
    tab.hidden = [(name, answer.json["version"] if name == "based_on" else value) for name, value in tab.hidden]
    return answer


def count(app, model):
    with app.app_context():
        return db.session.execute(select(func.count()).select_from(model)).scalar()


def completed(app):
    with app.app_context():
        return db.session.execute(select(Completion.key).where(Completion.what == "lesson")).scalars().all()


def told(app):
    with app.app_context():
        return [(row.question, row.response) for row in find(making.COURSE, "answered") if row.response]


def test_a_stranger_saves_and_begins_as_a_guest(app, client, course):
    page = save(client, promise="We ask first").text
    assert "We ask first" in page and "Saved" in page
    assert count(app, Person) == 1
    assert told(app) == [("check.promise", "We ask first")]


def test_what_is_saved_stands_on_the_form_and_on_the_page_to_print(client, lena):
    page = save(lena, promise="We ask", far="consult", by="2026-12-01", people="about 30", activities_0_activity="A stall",
                activities_0_level="inform", activities_1_activity="A letter").text
    for words in (">\nWe ask</textarea>", 'value="consult" selected', 'value="2026-12-01"', 'value="about 30"', "A stall"):
        assert words in page
    assert "a-check.activities.2.activity" in form(lena, page).names  # one more row than are filled
    whole = lena.get(WHOLE).text
    told = ("We ask", "Consult", "1 December 2026", "about 30", "A stall", "A letter", "1 version")
    assert all(words in whole for words in told)


def test_forms_are_drawn_once_and_show_each_her_own_words(app, lena):
    other = app.test_client()
    other.post(form_to(other.get("/courses/neighbours").text, "/enrolments").action,
               data=filled(form_to(other.get("/courses/neighbours").text, "/enrolments")))
    for client, mine, far, by in ((lena, "Lena’s <own>", "inform", "2026-12-01"), (other, "Theirs", "consult", "next May")):
        save(client, promise=mine, far=far, by=by, people=mine, activities_0_activity=mine, activities_0_level=far)
    hers, theirs = lena.get(PAPER).text, other.get(PAPER).text
    for page, mine in ((hers, "Lena’s &lt;own&gt;"), (theirs, "Theirs")):
        assert page.count(f">\n{mine}</textarea>") == 2 and f'value="{mine}"' in page
    assert "Theirs" not in hers and "Lena" not in theirs
    assert [hers.count(f'value="{far}" selected') for far in ("inform", "consult")] == [2, 0]
    assert [theirs.count(f'value="{far}" selected') for far in ("inform", "consult")] == [0, 2]
    assert '<input type="date" name="a-check.by" value="2026-12-01"' in hers and 'value="next May"' in theirs
    assert "Lena" not in app.test_client().get(PAPER).text


def test_saving_it_completes_the_lesson_and_typing_does_not(app, lena):
    type_in(lena, form(lena), promise="We")
    assert (completed(app), count(app, Draft), told(app)) == ([], 1, [])
    save(lena, promise="We")
    assert completed(app) == ["paper"]


def test_an_empty_one_counts(app, lena):
    save(lena)
    assert completed(app) == ["paper"] and count(app, Attempt) == 1


def test_every_version_is_kept_and_can_be_read(lena):
    tab = form(lena)
    for words in ("We", "We ask", "We ask you"):
        type_in(lena, tab, promise=words)
    save(lena, tab, promise="We ask you all")
    page = lena.get(WHOLE).text
    assert "4 versions" in page
    versions = [line.split('"')[0] for line in page.split(f'href="{WHOLE}/versions/')[1:]]
    shown = [lena.get(f"{WHOLE}/versions/{one}").text for one in versions]
    assert ["We ask you all" in shown[0], "We ask you" in shown[1], "We ask" in shown[2], "We" in shown[3]] == [True] * 4
    assert "We ask" not in shown[3]


def test_the_same_again_is_no_new_version(app, lena):
    tab = form(lena)
    for _ in range(3):
        type_in(lena, tab, promise="We")
    for _ in range(3):
        save(lena, tab, promise="We")
    assert (count(app, Draft), count(app, Attempt)) == (1, 1)


def test_the_same_form_may_be_saved_again_with_other_words(app, lena):
    tab = form(lena)
    for words in ("One", "Two", "One"):
        assert save(lena, tab, promise=words).status_code == 200
    assert count(app, Attempt) == 3
    assert ">\nOne</textarea>" in lena.get(PAPER).text


def test_two_tabs_that_change_different_things_lose_neither(lena):
    first, second = form(lena), form(lena)
    type_in(lena, first, promise="From the first", activities_0_activity="First cell")
    answer = type_in(lena, second, people="12", activities_1_activity="Second cell")
    assert "another tab" in answer.json["words"]
    page = lena.get(PAPER).text
    assert all(words in page for words in ("From the first", 'value="12"', "First cell", "Second cell"))


def test_two_tabs_that_change_the_same_words_are_both_kept_and_it_is_said(lena):
    first, second = form(lena), form(lena)
    save(lena, first, promise="From the first")
    page = save(lena, second, promise="From the second").text
    assert "Another tab or device" in page and "From the second" in page
    assert ">\nFrom the second</textarea>" in lena.get(PAPER).text
    earlier = lena.get(WHOLE).text.split(f'href="{WHOLE}/versions/')[2].split('"')[0]
    assert "From the first" in lena.get(f"{WHOLE}/versions/{earlier}").text


def test_what_is_cleared_stays_cleared(lena):
    save(lena, promise="Too much")
    save(lena, promise="")
    assert "Too much" not in lena.get(PAPER).text


@pytest.mark.parametrize(("before", "after"), [
    ("[number] How many people {#people}\n", ""),
    ("[number] How many people {#people}", "[select] How many people {#people}\n- A {#a}\n- B {#b}"),
])
def test_no_text_is_lost_when_a_field_goes(app, lena, before, after):
    save(lena, people="Words that matter", promise="Stays")
    making.publish(app, papers.edited(before, after))
    page = lena.get(PAPER).text
    assert "earlier text" in page and "Words that matter" in page and ">\nStays<" in page
    save(lena, promise="Goes on")
    assert "Words that matter" in lena.get(PAPER).text and "Words that matter" in lena.get(WHOLE).text


def test_a_field_of_another_kind_begins_empty_and_what_was_written_is_left_over(app, lena):
    save(lena, promise="[" * 15_000, far="consult")
    chosen = "[select] How far does it go? {#far}\n- Inform {#inform}\n- Consult {#consult}"
    files = papers.edited(chosen, "[text] How far? {#far}")
    files["03-papers/01-paper.md"] = files["03-papers/01-paper.md"].replace(
        b"[text] Our promise {#promise}", b"[table 2] Our promise {#promise}\n| We {#we} |\n|---|\n| text |\n")
    making.publish(app, files)
    page = lena.get(PAPER).text
    field, left_over = page.split('name="a-check.far"')[1].split("</textarea>")[0], page.split('class="left-over"')[1]
    assert "consult" not in field and "Consult" in left_over and "[" * 15_000 in left_over
    save(lena, far="To a vote")
    assert "To a vote" in lena.get(PAPER).text


def test_no_text_is_lost_when_a_column_goes(app, lena):
    save(lena, activities_0_activity="A stall", activities_0_level="inform")
    making.publish(app, papers.edited("| Activity {#activity} | Level {#level} |\n|---|---|\n| text | select: inform, consult |",
                                      "| Level {#level} |\n|---|\n| select: inform, consult |"))
    assert "A stall" in lena.get(PAPER).text
    save(lena, activities_0_level="consult")
    assert "A stall" in lena.get(PAPER).text


def test_a_form_that_was_open_while_the_course_changed_is_saved_on_its_own_text(app, lena):
    tab = form(lena)
    making.publish(app, papers.edited("[number] How many people {#people}\n", ""))
    assert "Half a page" in save(lena, tab, people="Half a page").text


def test_a_worksheet_that_left_the_course_can_still_be_read(app, lena):
    save(lena, promise="Still here")
    making.publish(app, making.withdrawing(making.files(), "paper", "plan"))
    page = lena.get(WHOLE).text
    assert "Still here" in page and "has left the course" in page


def test_a_later_paper_shows_what_an_earlier_one_holds(lena):
    assert "Nothing yet" in lena.get(PLAN).text
    save(lena, promise="We come back", activities_0_activity="A stall")
    page = lena.get(PLAN).text
    assert "We come back" in page and "A stall" in page
    type_in(lena, form(lena), promise="We come back in May")
    assert "We come back in May" in lena.get(PLAN).text


def test_nobody_reads_anothers_paper(app, lena):
    save(lena, promise="Mine alone")
    version = lena.get(WHOLE).text.split(f'href="{WHOLE}/versions/')[1].split('"')[0]
    other = app.test_client()
    page = other.get("/courses/neighbours").text
    other.post(form_to(page, "/enrolments").action, data=filled(form_to(page, "/enrolments")))
    assert [other.get(address).status_code for address in (WHOLE, f"{WHOLE}/versions/{version}")] == [404, 404]
    assert "Mine alone" not in other.get(PAPER).text + app.test_client().get(PAPER).text


def test_a_paper_is_no_question(app, lena):
    tab = form(lena)
    sent = lena.post(tab.action.replace("/versions", "/attempts"), data=dict(tab.hidden) | fields(promise="Past the merging"))
    assert sent.status_code == 404 and count(app, Attempt) == 0


def test_a_question_is_no_paper(app, lena):
    page = lena.get("/courses/neighbours/levels").text
    tab = form_to(page, "/told/attempts")
    assert lena.post(tab.action.replace("/attempts", "/versions"), data=filled(tab)).status_code == 404
    lena.post(tab.action, data=filled(tab, a_told="consult"))
    assert lena.get("/courses/neighbours/papers/told").status_code == 404


def test_what_a_guest_wrote_moves_to_her_account_with_her(app, course):
    make(app, cast.lena)
    account = signed_in(app, cast.lena)
    save(account, promise="From the account")
    guest = app.test_client()
    save(guest, people="From the guest")
    sign_in(guest, cast.lena)
    page = guest.get(PAPER).text
    assert "From the account" in page and "From the guest" in page and "2 versions" in guest.get(WHOLE).text


PLEDGE = {"a-pledge.actions.0.action": "Ask the night shift", "a-pledge.actions.0.by": "2026-12-01"}


def test_a_commitment_stands_on_the_courses_page_and_above_a_later_survey(app, lena):
    making.publish(app, papers.files(**{"03-papers__03-later.md": papers.SURVEY}))
    assert "Ask the night shift" not in lena.get("/courses/neighbours").text
    assert "Nothing yet" in lena.get("/courses/neighbours/later").text
    tab = form(lena, lena.get(PLAN).text, "/pledge/versions")
    lena.post(tab.action, data=dict(tab.hidden) | PLEDGE)
    for address in ("/courses/neighbours", "/courses/neighbours/later", "/courses/neighbours/papers/pledge"):
        page = lena.get(address).text
        assert "Ask the night shift" in page and "1 December 2026" in page
    assert "Ask the night shift" not in app.test_client().get("/courses/neighbours").text


def test_a_commitment_has_three_actions_and_no_more(lena):
    for number in range(4):
        tab = form(lena, lena.get(PLAN).text, "/pledge/versions")
        actions = {f"a-pledge.actions.{at}.action": f"Action {at}" for at in range(number + 1)}
        lena.post(tab.action, data=dict(tab.hidden) | actions)
    page = lena.get(PLAN).text
    assert "Action 2" in page and "Action 3" not in page
    assert "a-pledge.actions.3.action" not in page


def test_what_was_written_is_found_under_the_id_of_today(app, lena):
    save(lena, promise="Under the old id")
    lineage = Lineage(names={"block": {"check": "purpose"}})
    with app.app_context():
        enrolment_id = db.session.execute(select(Enrolment.id)).scalar_one()
        paper = papers_of(enrolment_id, ["purpose"], lineage)["purpose"]
        assert paper.values["purpose.promise"][0] == "Under the old id"
        assert paper.latest.item("purpose.promise").text == "Our promise"
        assert paper.left_over(replace(paper.latest.text(), items=()))[0][1] == "Under the old id"
        assert papers_of(enrolment_id, ["purpose"])["purpose"].versions == []
