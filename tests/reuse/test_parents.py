"""What was changed of what a course was made of is told by the ids inside: lessons as they were, changed, new and left out."""

from html import unescape

import pytest

from course.content.queries import standing
from course.reuse.differing import since_parents
from tests import cast, making
from tests.authoring.test_workshop import HELLO, LEVELS, press, publish, write
from tests.forms import form_to, send
from tests.people.asking import make, signed_in
from tests.reuse.test_copying import other
from tests.reuse.test_forking import ada, send_zip  # noqa: F401 - a fixture
from tests.reuse.zips import zipped

pytestmark = pytest.mark.databases("sqlite")


def told(app, course, files):
    with app.app_context():
        found = since_parents(course, {path: data.decode() for path, data in files.items() if path.endswith(".md")})
    return [(one.module, {what: [pair.title for pair in one.of(what)] for what in ("as it was", "changed", "new", "left out")
                          if one.of(what)}) for one in found]


def test_each_lesson_is_told_apart(app, ada):  # noqa: F811
    send_zip(ada, title="Ours")
    files = making.edited(HELLO, "Two neighbours", "Three neighbours")
    files["01-start/02-added.md"] = b"---\nid: added\ntitle: Added\nminutes: 1\n---\n\nMore.\n"
    files["02-levels/09-pulse.md"] = files.pop("02-levels/03-pulse.md")
    del files["02-levels/02-quiz.md"]
    assert told(app, "ours", files) == [("", {
        "as it was": ["Levels of say", "How was it"], "changed": ["Hello"], "new": ["Added"], "left out": ["The quiz"]})]
    renamed = making.edited(HELLO, "id: hello\n", "id: greeting\nwas: hello\n")
    assert told(app, "ours", renamed)[0][1]["changed"] == ["Hello"] and "new" not in told(app, "ours", renamed)[0][1]
    assert told(app, "ours", making.files()) == [
        ("", {"as it was": ["Hello", "Levels of say", "The quiz", "How was it"]})]


def test_a_copied_module_has_a_parent_of_its_own(app):
    making.publish(app)
    making.publish(app, other())
    make(app, cast.frank)
    frank = signed_in(app, cast.frank)
    assert "Nothing is kept here" in frank.get("/reuse/neighbours/parents").text
    page = frank.get("/reuse/neighbours/copies?module=others/levels-module").text
    draft = press(frank, page, "/copies", module="others/levels-module").text
    assert "/reuse/neighbours/parents" in draft
    said = unescape(frank.get("/reuse/neighbours/parents").text)
    assert "The module “Levels”" in said and "3 lessons as they were, 0 changed, 0 new, 0 left out." in said
    changed = frank.get("/authoring/neighbours/draft/texts/03-levels/01-levels.md").text
    write(frank, "03-levels/01-levels.md", "Some are told", "Many are told", page=changed)
    said = unescape(frank.get("/reuse/neighbours/parents").text)
    assert "2 lessons as they were, 1 changed" in said and "<ins><span class=\"hide\">[new: </span>Many" in said


def test_it_goes_on_after_publishing_and_is_no_strangers_business(app, ada):  # noqa: F811
    send_zip(ada, title="Ours")
    publish(ada, "ours")
    assert "/reuse/ours/parents" in ada.get("/reuse/ours").text
    assert "4 lessons as they were" in ada.get("/reuse/ours/parents").text
    page = ada.get(f"/authoring/ours/draft/texts/{LEVELS}").text
    body = page.split('<textarea id="body"')[1].split(">", 1)[1].split("</textarea>")[0].removeprefix("\n")
    send(ada, page, f"/draft/texts/{LEVELS}", body=unescape(body).replace("Some are told", "Few are told"))
    assert "3 lessons as they were, 1 changed" in ada.get("/reuse/ours/parents").text
    assert app.test_client().get("/reuse/ours/parents").status_code == 404


def test_what_was_changed_is_said_and_the_rest_of_the_head_stays(app, ada):  # noqa: F811
    send_zip(ada, zipped(making.edited("course.md", "authors: Frank", "authors:\n  - Frank\n  - Ruth")), title="Ours")
    page = ada.get("/reuse/ours/parents").text
    answer = send(ada, page, "/reuse/ours/parents", changes="Examples from our city: three of them.")
    assert "Changes: Examples from our city: three of them." in answer.text
    assert send(ada, page, "/reuse/ours/parents", changes="Too late").status_code == 409
    form = form_to(ada.get("/authoring/ours/draft/texts/course.md").text, "/draft/texts/course.md")
    given = {"authors": "Frank, Ruth, Ada", "download": "anyone", "title": "Ours", "summary": "S", "licence": "CC BY 4.0"}
    assert 'value="Frank, Ruth"' in ada.get("/authoring/ours/draft/texts/course.md").text
    ada.post(form.action, data=dict(form.hidden) | given | {"body": "Welcome."})
    publish(ada, "ours")
    with app.app_context():
        outline = standing("ours").outline
    assert outline.authors == ("Frank", "Ruth", "Ada") and outline.download == "anyone"
    assert outline.parents[0].changes == "Examples from our city: three of them."
