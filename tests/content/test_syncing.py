import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.content.pulling import FolderCannotBeWritten, write_files
from course.content.syncing import Texts

FILES = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("123"))



@given(FILES, FILES, FILES)
def test_each_file_moved_here_there_on_both_or_not_at_all(mine, base, theirs):
    texts = Texts(mine, base, theirs)
    for path in "abcd":
        one, was, other = mine.get(path), base.get(path), theirs.get(path)
        assert (path in texts.here) == (one != was and other == was)
        assert (path in texts.there) == (one == was and other != was)
        assert (path in texts.contested) == (one != was and other != was and one != other)


@given(FILES, FILES, FILES)
def test_taking_what_moved_there_and_giving_what_moved_here_loses_no_text_that_is_not_contested(mine, base, theirs):
    texts = Texts(mine, base, theirs)
    merged = {path: theirs.get(path) if path in texts.there else mine.get(path) for path in "abcd"}
    for path in "abcd":
        if path not in texts.contested:
            assert merged[path] in {mine.get(path), theirs.get(path)}
            assert not (mine.get(path) != base.get(path) and merged[path] != mine.get(path))
            assert not (theirs.get(path) != base.get(path) and merged[path] != theirs.get(path))


@pytest.mark.parametrize("path", [".git/hooks/post-checkout", "01-start/.env", "../course.md", "/course.md"])
def test_nothing_is_written_where_no_course_can_be(tmp_path, path):
    with pytest.raises(FolderCannotBeWritten):
        write_files(tmp_path / "course", {path: b"harm"})
    assert list(tmp_path.rglob("*")) == []


def test_what_is_kept_follows_no_link_out_of_the_folder(tmp_path):
    folder, elsewhere = tmp_path / "course", tmp_path / "elsewhere"
    for place in (folder, elsewhere):
        place.mkdir()
    (folder / "course.md").write_bytes(b"mine")
    (folder / ".course-kept").symlink_to(elsewhere)
    with pytest.raises(FolderCannotBeWritten):
        write_files(folder, {"course.md": b"theirs"}, keep="now")
    assert list(elsewhere.iterdir()) == [] and (folder / "course.md").read_bytes() == b"mine"
