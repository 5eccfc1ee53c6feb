from course.authoring.publishing import prepare
from tests import making
from tests.content.texts import SURVEY, files, found, lesson

AGAIN = SURVEY.replace("id: pulse-1", "id: end-1").replace("wave: pulse", "wave: end")
PULSE = "02-levels/03-pulse.md"


def waves(first, second):
    return [(problem.path, problem.line, problem.level) for problem in found(files(lesson(first), lesson(second, id="second")))
            if problem.code == "C119"]


def test_an_item_that_comes_back_in_other_words_is_warned_of():
    assert waves(SURVEY, AGAIN) == []
    assert waves(SURVEY, AGAIN.replace("It was useful", "It was of use")) == [("01-start/02-lesson.md", 19, "warning")]
    assert len(waves(SURVEY, AGAIN.replace("3 agree", "3 agree | 4 agree fully"))) == 3
    assert waves(SURVEY, AGAIN.replace("It was useful {#useful}", "It was of use {#of-use}")) == []


def open_waves(app, before, after):
    with app.app_context():
        files = making.edited(PULSE, before, after)
        return [(problem.path, problem.code) for problem in prepare(files).problems]


def test_an_item_whose_words_change_while_its_wave_is_open_is_warned_of(app):
    assert open_waves(app, "It was useful", "It was of use") == []
    making.publish(app)
    assert open_waves(app, "It was useful", "It was of use") == [(PULSE, "C120")]
    assert open_waves(app, "It was useful {#p1_useful}", "It was of use {#p1_use}") == [(PULSE, "E101")]
    assert open_waves(app, "Four questions", "A few questions") == []
    assert open_waves(app, "wave: pulse", "wave: end") == []


def test_the_dry_run_tells_it(app, tmp_path):
    making.publish(app)
    for path, data in making.edited(PULSE, "It was useful", "It was of use").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    done = app.test_cli_runner().invoke(args=["publish", "--dry-run", str(tmp_path)])
    assert done.exit_code == 0 and f"{PULSE}:" in done.output and "warning C120" in done.output
