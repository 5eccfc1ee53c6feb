"""The ledger for people: an administrator finds every statement, an evaluator those of her course under its own names."""

import csv
import html
import io
import json
import re

import pytest
from sqlalchemy import select

from course.content.queries import standing
from course.database import db
from course.evaluation.exporting import Dataset
from course.people.models import Pseudonym
from course.statements import browsing
from course.statements.finding import ledger
from course.statements.sentences import sentence
from tests import cast, making
from tests.evaluation.making import Doing
from tests.lrs.asking import PLATFORM, Tool, statement, voiding
from tests.people.asking import make, signed_in

HERS = "/evaluation/neighbours/statements"


@pytest.fixture
def told(app, clock):
    making.publish(app)
    doing = Doing(app, clock)
    people = [doing.begin(cast.lena.email), doing.begin()]
    for person in people:
        doing.answer(person, "levels", "promised", promised="<Two> seats")
        doing.answer(person, "levels", "told", told="consult")
    clock.advance(days=1)
    doing.tool = Tool(app, title="Quiz app")
    doing.sent = doing.tool.sent(statement("anna"), statement("bert"))
    clock.advance(seconds=1)
    doing.tool.sent(voiding(doing.sent[0]))
    return doing


@pytest.fixture
def ada(app, told):
    make(app, cast.ada)
    return signed_in(app, cast.ada)


@pytest.fixture
def eve(app, told):
    make(app, cast.eve)
    return signed_in(app, cast.eve)


def all_rows(app):
    with app.app_context():
        return db.session.execute(select(ledger).order_by(ledger.c.stored.desc(), ledger.c.position.desc())).all()


def listed(client, address="/statements", **query):
    """The sentences of a page."""
    answer = client.get(address, query_string=query)
    assert answer.status_code == 200
    return [html.unescape(words) for words in re.findall(r'<li><p dir="auto"><a href="[^"]*">(.*?)</a>', answer.text)]


def filed(client, address="/statements.csv", **query):
    return list(csv.DictReader(io.StringIO(client.get(address, query_string=query).text, newline="")))


def test_an_administrator_sees_all_newest_first_and_the_file_holds_the_same(app, ada):
    rows = all_rows(app)
    words = listed(ada)
    assert len(words) == len(rows) and "voided another statement" in words[0]
    assert any("answered “Where did a promise outrun what was given?”: “<Two> seats”" in one for one in words)
    assert [row["id"] for row in filed(ada)] == [str(row.id) for row in rows]
    assert {row["source"] for row in filed(ada)} == {"", "Quiz app"}
    target = json.loads(rows[0].statement)["object"]["id"]
    assert [row["id"] for row in filed(ada) if row["voided"] == "True"] == [target]
    assert "voided</span>" in ada.get("/statements").text


def test_each_filter_finds_what_it_says_and_nothing_else(app, ada):
    rows = all_rows(app)
    newest = rows[0].stored.date().isoformat()
    for query, fits in (
            ({"verb": "http://adlnet.gov/expapi/verbs/answered"}, lambda row: row.question),
            ({"person": str(rows[-1].actor)}, lambda row: row.actor == rows[-1].actor),
            ({"activity": f"{PLATFORM}/courses/neighbours/questions/told"}, lambda row: row.question == "told"),
            ({"source": "platform"}, lambda row: row.authority is None),
            ({"since": newest}, lambda row: row.authority), ({"until": newest}, lambda row: True),
            ({"source": "tool-none"}, lambda row: False), ({"person": "nobody"}, lambda row: False)):
        expected = [str(row.id) for row in rows if fits(row)]
        assert [row["id"] for row in filed(ada, **query)] == expected, query
        assert len(listed(ada, **query)) == len(expected)


def test_pages_follow_each_other_without_a_gap(app, ada, told, monkeypatch):
    monkeypatch.setattr(browsing, "PAGE", 2)
    seen, address = [], "/statements?source=platform"
    while address:
        page = ada.get(address).text
        seen += re.findall(r'href="/statements/([0-9a-f-]{36})"', page)
        more = re.search(r'href="([^"]*from=[^"]*)">Earlier', page)
        address = more and html.unescape(more[1])
    assert seen == [str(row.id) for row in all_rows(app) if row.authority is None] and len(seen) == 6


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("query", [{"since": "yesterday"}, {"until": "2026-02-30"}])
def test_a_day_that_is_none_gets_its_sentence(ada, query):
    answer = ada.get("/statements", query_string=query)
    assert answer.status_code == 422 and "write a day such as" in answer.text
    assert ada.get("/statements", query_string={"from": "nowhere", "verb": "\0"}).status_code == 200


def test_the_days_add_up(app, ada):
    with app.app_context():
        rows = all_rows(app)
        found = browsing.arrivals(browsing.Wanted(), rows[0].stored.date())
    assert [n for _, n in found.days[-2:]] == [len(rows) - 3, 3] and (found.total, len(found.days)) == (len(rows), 30)
    page = ada.get("/statements").text
    assert 'role="img"' in page and f"{len(rows)} in thirty days" in page


@pytest.mark.databases("sqlite")
def test_one_statement_stands_as_a_sentence_and_as_it_is_kept(app, ada):
    row = next(row for row in all_rows(app) if row.question == "promised")
    page = html.unescape(ada.get(f"/statements/{row.id}").text)
    kept = json.loads(re.search(r"<code>(\{.*?\n\})</code>", page, re.DOTALL)[1])
    assert kept == json.loads(row.statement) and "sent by this platform" in page
    assert ada.get("/statements/00000000-0000-0000-0000-000000000000").status_code == 404


@pytest.mark.parametrize(("told", "words"), [
    ('[{},{"activity":"A stall, \\"early\\"","asked_by":"Ruth"},{"activity":"A walk"}]',
     'activity: A stall, "early"; asked by: Ruth / activity: A walk'),
    ("a[.]b[,]c[.]d", "a: b; c: d"), ('[{"deep":[1]}]', '[{"deep":[1]}]'), ("[{}]", "[{}]"), ("[{" * 9000, "[{" * 9000),
    ('[{"a":"b"}', '[{"a":"b"}')])
def test_the_rows_of_a_worksheet_are_told_in_words_and_whatever_else_as_it_came(told, words):
    said = {"verb": {"id": "http://adlnet.gov/expapi/verbs/answered"}, "object": {"id": "x"}, "result": {"response": told}}
    assert sentence(said, "Lena") == f"Lena answered “x”: “{words}”."


def test_what_was_chosen_is_told_in_its_words_and_a_long_line_comes_to_its_end():
    definition = {"name": {"en": "Which of these " + "many " * 40 + "levels?"},
                  "source": [{"id": "a", "description": {"en": "Fair"}}],
                  "target": [{"id": "a", "description": {"en": "A seat"}}],
                  "choices": [{"id": "consult", "description": {"und": "They consult"}}, {"id": "bare"}]}
    said = {"verb": {"id": "http://adlnet.gov/expapi/verbs/answered"}, "object": {"id": "x", "definition": definition},
            "result": {"response": "consult[,]bare[,]a[.]a", "success": False, "score": {"raw": 2 / 3, "max": 1}}}
    assert sentence(said, "Lena").endswith("levels?”: “They consult; bare; Fair: A seat”, not right, 0.67 of 1 point.")
    short = sentence(said, "Lena", 40)
    assert short.startswith("Lena answered “Which of these many many many many …”: “They") and short.endswith("of 1 point.")
    said["result"] = {"response": "x" * 50, "score": {"raw": 3}}
    assert sentence(said, "Lena", 40).endswith(f"“{'x' * 40} …”, 3 points.")


@pytest.mark.parametrize(("why", "words"), [("skipped", "“x”: left empty."), ("declined", "“x”: preferred not to say."),
                                            ("erased", "“x”: erased since."), (["odd"], "“x”.")])
def test_why_there_is_no_answer_is_said(why, words):
    said = {"verb": {"id": "http://adlnet.gov/expapi/verbs/answered"}, "object": {"id": "x"},
            "context": {"extensions": {"https://learn.example.org/xapi/extensions/missing": why}}}
    assert sentence(said, "Lena") == f"Lena answered {words}"


def test_an_evaluator_sees_her_course_under_the_names_of_its_files_alone(app, eve):
    rows = [row for row in all_rows(app) if row.course == "neighbours"]
    with app.app_context():
        names = [str(name) for name in db.session.execute(select(Pseudonym.name)).scalars()]
        pids = {row["pid"] for row in csv.DictReader(io.StringIO(b"".join(
            Dataset(standing("neighbours")).file("answers")).decode()))}
    found = filed(eve, HERS + ".csv")
    assert len(found) == len(rows) == len(listed(eve, HERS)) and {row["pid"] for row in found} == pids
    pages = [eve.get(HERS).text, eve.get(HERS + ".csv").text, *(eve.get(f"{HERS}/{row.position}").text for row in rows)]
    secret = {*names, *(str(row.id) for row in rows), *(str(row.registration) for row in rows), *(
        str(row.attempt) for row in rows if row.attempt)}
    assert [one for one in secret for page in pages if one in page] == []
    pid = sorted(pids)[0]
    assert {row["pid"] for row in filed(eve, HERS + ".csv", person=pid)} == {pid}
    assert filed(eve, HERS + ".csv", person=names[0]) == []


@pytest.mark.databases("sqlite")
def test_both_files_open_in_a_spreadsheet_without_running_what_somebody_wrote(ada, eve, told):
    told.answer(told.begin(), "levels", "promised", promised="=1+1")
    for client, page in ((ada, "/statements"), (eve, HERS)):
        address = html.unescape(re.search(r'href="([^"]*flavour=spreadsheet[^"]*)"', client.get(page).text)[1])
        assert "'=1+1" in {row["response"] for row in filed(client, f"{page}.csv", flavour="spreadsheet")}
        assert "=1+1" in {row["response"] for row in filed(client, f"{page}.csv")}
        assert client.get(address).data.startswith(b"\xef\xbb\xbf")
        assert client.get(f"{page}.csv?flavour=xlsx").status_code == 404


@pytest.mark.databases("sqlite")
def test_the_evaluators_file_has_the_values_of_her_other_files(eve):
    rows = filed(eve, HERS + ".csv")
    assert {row["success"] for row in rows} == {"", "1"} and {row["voided"] for row in rows} == {"0"}
    moments = [row[name] for row in rows for name in ("stored", "timestamp")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", moment) for moment in moments)


@pytest.mark.databases("sqlite")
def test_an_evaluator_finds_nothing_of_another_course(app, eve):
    other = next(row for row in all_rows(app) if row.course is None)
    assert eve.get(f"{HERS}/{other.position}").status_code == 404
    assert eve.get("/evaluation/elsewhere/statements").status_code == eve.get("/statements").status_code == 404
    assert HERS in eve.get("/evaluation/neighbours").text
