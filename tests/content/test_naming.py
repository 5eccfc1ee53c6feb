import os
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.content.naming import blob_name, tree_name

NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\"), min_size=1, max_size=6).filter(
    lambda name: name not in (".", "..") and not name.lower().startswith((".git", "git~")) and "\u200c" not in name)
TREES = st.recursive(st.binary(max_size=20), lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=4), max_leaves=8)


def git(folder, *arguments, **more):
    scrubbed = {"PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(["git", *arguments], cwd=folder, env=scrubbed, check=True, capture_output=True, **more).stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "-q", "--object-format=sha1")
    return folder


def gits_tree(folder, files):
    """The tree id that git gives these files, through its index alone: no work tree takes part in naming."""
    lines = b""
    for path, data in files.items():
        blob = git(folder, "hash-object", "-w", "--stdin", input=data).strip()
        lines += b"100644 " + blob + b"\t" + path.encode() + b"\0"
    git(folder, "read-tree", "--empty")
    git(folder, "update-index", "-z", "--index-info", input=lines)
    return git(folder, "write-tree").decode().strip()


def flat(tree, prefix=""):
    for name, content in tree.items():
        if isinstance(content, dict):
            yield from flat(content, f"{prefix}{name}/")
        else:
            yield prefix + name, content


def test_blob_name_equals_gits(repository):
    for data in (b"", b"hello\n", "é\n".encode(), bytes(range(256)) * 100):
        assert blob_name(data) == git(repository, "hash-object", "--stdin", input=data).decode().strip()


def test_tree_name_equals_gits_where_a_folder_sorts_as_if_it_ended_in_a_slash(repository):
    files = {"a.md": b"1", "a/x.md": b"2", "a-b": b"3", "a0": b"4", "é/ü.md": b"5", "files/deep/er/p.png": b"\0"}
    assert tree_name(files) == gits_tree(repository, files)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=5))
def test_tree_name_equals_gits_for_odd_names(repository, tree):
    files = dict(flat(tree))
    assert tree_name(files) == gits_tree(repository, files)


def test_tree_name_does_not_depend_on_the_order_of_files():
    files = {"b": b"1", "a/c": b"2", "a/b": b"3"}
    assert tree_name(files) == tree_name(dict(reversed(files.items())))


@pytest.mark.parametrize("paths", [["a", "a/b"], ["a/b", "a"], ["/a"], ["a//b"], ["a/"], ["a/../b"], [""]])
def test_paths_that_no_folder_could_hold_are_refused(paths):
    with pytest.raises(ValueError, match="inside a file|a folder"):
        tree_name(dict.fromkeys(paths, b""))
