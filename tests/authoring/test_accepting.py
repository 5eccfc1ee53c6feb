"""An answer that nobody foresaw is accepted: listed in the source, published, and marked anew for those who wrote it."""

import pytest

from course.content.accepting import with_accepted
from course.content.queries import history, source_of, standing
from course.evaluation.exporting import Dataset
from course.learning.remarking import remarkings_of
from tests import kinds, making
from tests.cast import frank
from tests.forms import filled, forms_in, send
from tests.people.asking import make, signed_in

DESK = "/authoring/neighbours"


@pytest.fixture
def desk(app):
    """Frank's client; the course asks every kind of question."""
    making.publish(app, kinds.files())
    make(app, frank)
    return signed_in(app, frank)


def wrote(app, sheet="decides", **values):
    client = app.test_client()
    send(client, client.get(kinds.PATH).text, f"/{sheet}/attempts", **values)
    return client


def accept(desk, text):
    page = desk.get(DESK).text
    (form,) = [form for form in forms_in(page) if "/acceptances" in form.action and dict(form.hidden)["text"] == text]
    return desk.post(form.action, data=filled(form), follow_redirects=True)


def source(app):
    with making.reading(app) as now:
        return source_of(now.outline.lesson("every-kind").revision).decode()


def test_an_accepted_answer_is_listed_published_and_marked(app, desk):
    client = wrote(app, **{"a-decides": "The neighbours"})
    board, right = wrote(app, **{"a-decides": "canaryboard"}), wrote(app, **{"a-decides": "canarypeople"})
    page = accept(desk, "the neighbours").text
    assert "3 answers, 1 with a better mark" in page and "is accepted as an answer to decides" in page and "Frank" in page
    assert "- [x] the neighbours {#accepted-1}\n///" in source(app)
    assert "Right</h2>" in client.get(kinds.PATH).text.split('id="decides"')[1]
    for other, words in ((board, "Not quite"), (right, "Right</h2>")):
        page = other.get(kinds.PATH).text.split('id="decides"')[1]
        assert words in page and "You answered an earlier wording" not in page
    assert "Answers that nobody foresaw" not in desk.get(DESK).text
    (later,) = [wrote(app, **{"a-decides": "the neighbours"})]
    assert "Right</h2>" in later.get(kinds.PATH).text.split('id="decides"')[1]


def test_what_is_accepted_is_in_the_history_and_both_marks_are_in_the_files(app, desk):
    wrote(app, **{"a-decides": "The neighbours"})
    accept(desk, "the neighbours")
    with making.reading(app) as now:
        (publication, _), *_ = history(making.COURSE)
        assert [(change["kind"], change["question"]) for change in publication.changes] == [("key", "decides")]
        assert publication.changes[0]["touched"]["gain"] == 1
        header, row = b"".join(Dataset(now).file("answers")).decode().splitlines()
        found = dict(zip(header.split(","), row.split(","), strict=True))
    assert (found["points"], found["points_now"]) == ("0.0", "1.0")


def test_two_are_accepted_one_after_the_other(app, desk):
    wrote(app, **{"a-decides": "The neighbours"})
    wrote(app, **{"a-decides": "everybody there"})
    accept(desk, "the neighbours")
    accept(desk, "everybody there")
    assert "- [x] the neighbours {#accepted-1}\n- [x] everybody there {#accepted-2}\n///" in source(app)


def test_a_gap_of_a_text_takes_one_more_word(app, desk):
    client = wrote(app, "two-more", **{"a-loop.many": "Sometimes", "a-loop.last": "closing"})
    accept(desk, "sometimes")
    assert "[[= canaryfive | canary5 | sometimes]]{#many}" in source(app)
    with app.app_context():
        (one,) = remarkings_of(standing(making.COURSE).course_id)
        assert (one.question, one.changed) == ("loop", 1)
    assert "was marked anew on" in client.get(kinds.PATH).text


@pytest.mark.parametrize(("question", "text"), [
    ("decides", "nobody wrote this"), ("quiet", "wait"), ("decides", "a {#b} and\nmore")])
def test_what_nobody_wrote_or_cannot_be_listed_is_refused(app, desk, cli, question, text):
    wrote(app, **{"a-decides": "The neighbours"})
    said = cli.invoke(args=["accept", making.COURSE, question, text])
    assert said.exit_code != 0 and "cannot be listed" in said.output + str(said.exception)
    with app.app_context():
        assert len(history(making.COURSE)) == 1


def test_a_text_that_reads_as_markup_is_refused_and_breaks_nothing(app, desk, cli):
    wrote(app, **{"a-decides": "///"})
    wrote(app, **{"a-decides": "people {#people}"})
    for text in ("///", "people {#people}"):
        cli.invoke(args=["accept", making.COURSE, "decides", text])
    with making.reading(app) as now:
        assert now.outline.lesson("every-kind").sheets[2].key == "decides"
        assert all(len(publication.changes) <= 1 for publication, _ in history(making.COURSE)[:-1])


def test_the_command_accepts_too(app, desk, cli):
    wrote(app, **{"a-decides": "The neighbours"})
    said = cli.invoke(args=["accept", making.COURSE, "decides", "the neighbours"])
    assert "publication 2 stands" in said.output
    with app.app_context():
        assert [one.changed for one in remarkings_of(standing(making.COURSE).course_id)] == [1]


def test_a_page_that_was_made_before_the_course_moved_on_accepts_nothing(app, desk):
    wrote(app, **{"a-decides": "The neighbours"})
    page = desk.get(DESK).text
    making.publish(app, making.edited("02-levels/01-levels.md", "Some are told", "Many are told", base=kinds.files()))
    (form,) = [form for form in forms_in(page) if "/acceptances" in form.action]
    assert desk.post(form.action, data=filled(form)).status_code == 409


def test_a_block_inside_a_code_fence_is_left_alone():
    fenced = "```\n/// question | text\nid: decides\n\n- [x] no {#no}\n///\n```\n"
    assert list(with_accepted(fenced, "decides", "you")) == []
    block = "/// question | text\nid: decides\n\nWho?\n- [x] us {#us}\n///\n"
    assert list(with_accepted(fenced + block, "decides", "you")) == [
        fenced + block.replace("{#us}\n", "{#us}\n- [x] you {#accepted-1}\n")]
