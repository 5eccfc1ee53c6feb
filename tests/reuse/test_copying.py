"""A module comes over from another course: nothing in it falls together with what stands there, and what cannot come is told."""

from html import unescape

import pytest

from course.content.checking import check_files
from course.content.naming import blob_name
from course.content.parsing import parse_course
from course.content.queries import files_of, standing
from course.reuse.excerpting import excerpt_of
from course.reuse.models import ParentEdition
from course.reuse.placing import licences_that_misfit, place
from tests import cast, making, papers
from tests.authoring.test_workshop import press, publish
from tests.forms import send
from tests.people.asking import count, make, signed_in

ADDRESS = "https://example.org/courses/others"
ORIGIN = {"title": "Levels, from Others", "address": ADDRESS, "authors": ["Frank"], "licence": "CC BY 4.0", "edition": "a" * 40}


def other(**changes):
    """Another course with the same ids in it, and other words."""
    files = making.files(**changes)
    return making.edited("course.md", "id: neighbours\ntitle: Talking with neighbours", "id: others\ntitle: Others", base=files)


def placed(module="levels-module", source=None, target=None, **more):
    source, target = source or other(), target or making.files()
    text = parse_course(source)[0]
    excerpt = excerpt_of(text, source, module)
    blobs = [{path: blob_name(data) for path, data in files.items()} for files in (target, source)]
    found = place(excerpt, ORIGIN, parse_course(target)[0], *blobs, address=ADDRESS, **more)
    joined = target | {path: words.encode() for path, words in found.texts.items()}
    return found, joined | {new: source[old] for new, old in found.files.items()}


def errors(files):
    return [str(problem) for problem in check_files(files)[1] if problem.stops]


def test_ids_that_are_taken_are_made_new_and_all_else_stays():
    found, files = placed()
    assert errors(files) == []
    module = check_files(files)[0].modules[-1]
    assert (found.folder, module.id, module.title) == ("03-levels", "levels-module-2", "Levels")
    assert [lesson.id for lesson in module.lessons] == ["levels-2", "the-quiz-2", "pulse-2"]
    assert [sheet.key for sheet in module.lessons[0].sheets] == ["told-2", "supports-2", "promised-2"]
    assert [item.key for item in module.lessons[1].sheets[0].items] == ["q-one-2", "q-two-2"]
    assert [option.id for option in module.lessons[0].sheets[0].items[0].options] == ["inform", "consult", "empower"]
    assert "The lesson levels is called levels-2 here, for that id is taken." in found.told
    assert "The block q-one is called q-one-2 here, for that id is taken." in found.told


def test_the_same_item_of_a_survey_is_asked_once_more_and_another_is_told_apart():
    pulse = "02-levels/03-pulse.md"
    source = making.edited(pulse, "It was clear {#p1_clear}", "It was short {#p1_clear}", base=other())
    source = making.edited(pulse, "wave: pulse\n", "wave: pulse\nprefer-not-to-say: p1_clear, p1_useful\n", base=source)
    found, files = placed(source=source)
    assert errors(files) == []
    items = [item.key for item in check_files(files)[0].modules[-1].lessons[2].sheets[0].items]
    assert items[:2] == ["p1_useful", "p1_clear-2"] and "p1_nps" in items
    assert "prefer-not-to-say: p1_clear-2, p1_useful" in found.texts["03-levels/03-pulse.md"]


def test_ids_under_which_learners_may_have_worked_are_taken_too():
    target = {path: data for path, data in making.files().items() if not path.startswith("02-")} | {
        "02-more/module.md": b"---\nid: more\ntitle: More\n---\n",
        "02-more/01-more.md": b"---\nid: more\ntitle: M\nminutes: 1\n---\n\nM.\n"}
    found, files = placed(target=target, taken={"levels", "told"})
    module = check_files(files)[0].modules[-1]
    assert module.id == "levels-module" and [one.id for one in module.lessons] == ["levels-2", "the-quiz", "pulse"]
    assert [sheet.key for sheet in module.lessons[0].sheets] == ["told-2", "supports", "promised"]


def test_what_names_had_before_is_no_matter_here():
    levels = "02-levels/01-levels.md"
    source = making.edited(levels, "id: told\n", "id: told\nwas: asked\n", base=other())
    source = making.edited(levels, "id: levels\n", "id: levels\nwas: steps\n", base=source)
    source = making.edited("02-levels/module.md", "title:", "was: old\nwithdrawn: [gone]\ntitle:", base=source)
    target = making.files(**{"01-start__02-steps.md": "---\nid: steps\ntitle: S\nminutes: 1\n---\n\nS.\n"})
    found, files = placed(source=source, target=target)
    assert errors(files) == [] and "was:" not in "".join(found.texts.values())
    assert check_files(files)[0].modules[-1].withdrawn == ()


def test_links_lead_on_within_the_module_and_to_where_it_comes_from():
    source = making.edited("02-levels/02-quiz.md", "//// quiz", "[back](lesson:levels), [home](lesson:hello#what)\n\n//// quiz",
                           base=other(**{"01-start__01-hello.md": "---\nid: hello\ntitle: Another\nminutes: 1\n---\n\nHello.\n"}))
    found, _ = placed(source=source)
    quiz = found.texts["03-levels/02-quiz.md"]
    assert "[back](lesson:levels-2)" in quiz and f"[home]({ADDRESS}/hello#what)" in quiz
    assert [line for line in found.told if "lesson hello leads to the course" in line]
    at_home = making.edited("02-levels/02-quiz.md", "//// quiz", "[home](lesson:hello)\n\n//// quiz", base=other())
    at_home, _ = placed(source=at_home)
    assert "[home](lesson:hello)" in at_home.texts["03-levels/02-quiz.md"], "the same lesson stands in both"


def test_pictures_come_along_and_take_no_others_name():
    source = other(**{"files__door.svg": "<svg/>"})
    found, files = placed("start", source)
    assert found.files == {"files/door-2.svg": "files/door.svg"} and files["files/door.svg"] == making.files()["files/door.svg"]
    assert "](files/door-2.svg)" in found.texts["03-start/01-hello.md"] and errors(files) == []
    assert "](files/list.txt)" in found.texts["03-start/01-hello.md"], "the same bytes under the same name are the same file"
    assert placed("start", other())[0].files == {}


def test_worksheets_that_show_each_other_still_do():
    source = making.edited("course.md", "id: neighbours", "id: others", base=papers.files())
    found, files = placed("papers", source, papers.files())
    assert errors(files) == [] and "[show check-2." in "".join(found.texts.values())


def test_what_a_licence_asks_is_said_and_checked():
    licences = ("CC BY-SA 4.0", "CC BY 4.0")
    source, target = (parse_course(making.edited("course.md", "CC BY 4.0", licence))[0] for licence in licences)
    [sentence] = licences_that_misfit(source, target)
    assert "under the same licence" in sentence and licences_that_misfit(source, source) == []
    parent = "title: Levels\nparent:\n  title: L\n  licence: CC BY-ND 4.0\n"
    files = making.edited("02-levels/module.md", "title: Levels\n", parent)
    [problem] = check_files(files)[1]
    assert str(problem).startswith("02-levels/module.md:1:1: warning L101 CC BY-ND 4.0 lets you pass the text on as it is")


@pytest.fixture
def frank(app):
    making.publish(app)
    making.publish(app, other(**{"files__door.svg": "<svg/>"}))
    make(app, cast.frank)
    return signed_in(app, cast.frank)


def test_it_is_looked_at_copied_undone_and_published(app, frank):
    page = frank.get("/reuse/neighbours/copies?module=others/start").text
    assert "The lesson hello is called hello-2 here" in page and "files/door-2.svg" in page
    answer = press(frank, page, "/copies", module="others/start")
    assert "03-start" in answer.text and "“Start” copied from “Others”" in unescape(answer.text)
    press(frank, answer.text, "/undoings", way="back")
    assert "03-start" not in frank.get("/authoring/neighbours/draft").text
    press(frank, frank.get("/authoring/neighbours/draft").text, "/undoings", way="again")
    publish(frank)
    with app.app_context():
        now = standing("neighbours")
        files = files_of(now.edition_id)
    assert files["files/door-2.svg"] == b"<svg/>" and now.outline.modules[2].parents[0].title == "Start, from Others"
    assert count(app, ParentEdition) == 1
    assert "This module is adapted from" in app.test_client().get("/courses/neighbours/hello-2").text


@pytest.mark.databases("sqlite")
def test_only_what_one_may_take_is_copied_and_only_into_the_draft_that_was_seen(app, frank):
    page = frank.get("/reuse/neighbours/copies?module=others/start").text
    making.publish(app, making.edited("course.md", "maturity", "download: nobody\nmaturity", base=other()))
    assert press(frank, page, "/copies", module="others/start").status_code == 404
    assert "no other course here" in frank.get("/reuse/neighbours/copies").text
    assert "nothing that you may see" in unescape(frank.get("/reuse/neighbours/copies?module=others/start").text)
    making.publish(app, other())
    send(frank, frank.get("/authoring/neighbours/draft").text, "/draft/modules", title="More")
    assert press(frank, page, "/copies", module="others/start").status_code == 409
