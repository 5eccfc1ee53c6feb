"""`course publish`: what it would change, whom that touches, and the author's word on it."""

import pytest

from course.content.queries import history
from tests import making
from tests.forms import send

LEVELS = "02-levels/01-levels.md"
PAGE = "/courses/neighbours/levels"


@pytest.fixture
def folder(tmp_path, app):
    """The folder that was published; `write(before, after)` edits the lesson on levels."""
    making.publish(app)
    folder = tmp_path / "neighbours"
    for path, data in making.files().items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


@pytest.fixture
def write(folder):
    def write(*edits):
        files = making.files()
        for before, after in edits:
            files = making.edited(LEVELS, before, after, base=files)
        (folder / LEVELS).write_bytes(files[LEVELS])

    return write


def answered(app, *options):
    for option in options:
        client = app.test_client()
        send(client, client.get(PAGE).text, "/told/attempts", a_told=option)


def published(app):
    with app.app_context():
        return [publication.changes for publication, _ in history(making.COURSE)]


OTHER_KEY = (("- [x] Consult", "- [ ] Consult"), ("- [ ] Inform", "- [x] Inform"))


def test_a_dry_run_says_how_many_would_pass_and_lose_and_publishes_nothing(app, cli, folder, write):
    answered(app, "inform", "inform", "consult", "empower")
    write(*OTHER_KEY)
    said = cli.invoke(args=["publish", "--dry-run", str(folder)])
    assert said.exit_code == 0, said.output
    assert "key: levels told (4 answered; 2 would pass who did not; 1 would lose" in said.output
    assert "nothing was published" in said.output
    assert len(published(app)) == 1


def test_a_learner_counts_once_however_often_she_tried(app, cli, folder, write):
    client = app.test_client()
    for option in ("empower", "inform", "consult"):
        send(client, client.get(PAGE + "?again=told").text, "/told/attempts", a_told=option)
    write(*OTHER_KEY)
    said = cli.invoke(args=["publish", "--dry-run", str(folder)])
    assert "(1 answered; 0 would pass who did not; 0 would lose" in said.output


@pytest.mark.parametrize(("edit", "words"), [
    (("Some are told", "Some were told"), "lesson text: levels (2 opened the lesson"),
    (("CANARY-inform: they", "CANARY-inform: people"), "feedback: levels told (2 answered, 1 never right)"),
    (("id: told", "id: asked\nwas: told"), "question renamed: levels asked (2 answered; that goes on under the new id)"),
])
def test_each_change_says_whom_it_touches(app, cli, folder, write, edit, words):
    answered(app, "inform", "consult")
    app.test_client().get(PAGE)  # a stranger who reads is nobody that an edit could touch
    write(edit)
    assert words in cli.invoke(args=["publish", "--dry-run", str(folder)]).output


def test_the_author_says_on_the_command_line_what_a_change_is(app, cli, folder, write):
    answered(app, "inform")
    write(("- [ ] Empower", "- [ ] Involve {#involve}\n\n    CANARY-involve: no.\n\n- [ ] Empower"))
    said = cli.invoke(args=["publish", "--as", "told=wording", str(folder)])
    assert said.exit_code == 0, said.output
    assert [(change["kind"], change["found"]) for change in published(app)[0]] == [("wording", "structure")]
    history_says = cli.invoke(args=["history", making.COURSE]).output
    assert "wording: levels told" in history_says


@pytest.mark.parametrize(("option", "words"), [
    (["--as", "told=typo"], "is not QUESTION=CLASS"), (["--as", "other=wording"], "“other”"),
    (["--tell", "told"], "no change of feedback alone")])
def test_a_word_that_does_not_fit_publishes_nothing(app, cli, folder, write, option, words):
    write(("Which level?", "Which level is that?"))
    said = cli.invoke(args=["publish", *option, str(folder)])
    assert said.exit_code != 0
    assert words in said.output + str(said.exception)
    assert len(published(app)) == 1


def test_a_dry_run_of_a_course_that_never_stood_lists_its_lessons(app, cli, folder, tmp_path):
    (folder / "course.md").write_text((folder / "course.md").read_text().replace("id: neighbours", "id: another"))
    said = cli.invoke(args=["publish", "--dry-run", str(folder)])
    assert "lesson added: hello" in said.output
