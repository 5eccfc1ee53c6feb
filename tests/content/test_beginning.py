import subprocess

import pytest

from course.content.beginning import FolderIsNotEmpty, begin_course
from course.content.checking import check_files
from course.content.naming import tree_name
from course.content.reading import read_folder
from course.errors import CourseError


def begun(folder, **more):
    begin_course(folder, **more)
    files, problems = read_folder(folder)
    course, found = check_files(files)
    assert problems + found == []
    return course, files


def test_a_new_course_has_no_problem_and_its_folders_name(tmp_path):
    course, files = begun(tmp_path / "deep" / "Talking with Neighbors")
    assert (course.id, course.title) == ("talking-with-neighbors", "Talking with neighbors")
    assert [lesson.id for lesson in course.lessons] == ["welcome", "one-question", "what-you-think"]
    assert {sheet.kind for lesson in course.lessons for sheet in lesson.sheets} == {"question", "survey"}


TITLES = ["Who: a #question", "It's \"ours\"", "yes", "[draft]", "9 to 5", "Où aller?", "- a", "{title}"]


@pytest.mark.parametrize("title", TITLES)
def test_any_title_is_written_so_that_it_is_read_again(tmp_path, title):
    assert begun(tmp_path / "small", title=title)[0].title == title


def test_git_names_it_as_the_library_will(tmp_path):
    _, files = begun(tmp_path / "small")
    for words in (["init", "-q"], ["config", "core.autocrlf", "true"], ["add", "*.md"]):
        subprocess.run(["git", *words], cwd=tmp_path / "small", check=True)
    done = subprocess.run(["git", "write-tree"], cwd=tmp_path / "small", capture_output=True, text=True, check=True)
    assert done.stdout.strip() == tree_name(files)


def test_nothing_is_written_into_a_folder_that_holds_something(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Ann")
    for place in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(FolderIsNotEmpty, match="Name a folder that is not there yet"):
            begin_course(place)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_name_of_which_no_id_can_be_made_is_refused(tmp_path):
    with pytest.raises(CourseError, match="letters a to z"):
        begin_course(tmp_path / "何")
    assert not (tmp_path / "何").exists()
