"""An act never commits: the view, command or task that called it does, once, as its last word."""

import ast

from tests.house.sources import called_name, python_files, syntax

ENDINGS = {"commit", "writing", "in_writing"}
COMMITS = ("views.py", "commands.py", "tasks.py")
EXCEPTIONS = {
    "course/authoring/editions/writing_back.py": "commits to git, which no transaction holds, and notes that in one of its own",
    "course/authoring/marking.py": "marks anew slice by slice, so that other writers wait for none of it long",
    "course/database.py": "writing() and in_writing() themselves",
    "course/demo/activity.py": "stands in for the views: each sitting of a learner is a transaction",
    "course/demo/people.py": "stands in for the views",
    "course/demo/second.py": "stands in for the commands of two sites",
    "course/postgresql.py": "ends a transaction that has only read",
    "course/forwarding/sending.py": "notes what became of each batch in a short one, for the network is inside none",
    "course/lrs/session_guard.py": "stands before a view, and counts what a session sends in a transaction of its own",
    "course/mailing/sending.py": "claims each letter and notes its fate in short ones, for the network is inside none",
    "course/people/visitors.py": "notes that a session is in use, in a transaction of its own that may fail",
}


def commits(path):
    return [node.lineno for node in ast.walk(syntax(path))
            if isinstance(node, ast.Call) and called_name(node) in ENDINGS]


def test_acts_do_not_commit():
    wrong = [f"{path}:{line}" for path in python_files("course")
             if not path.name.endswith(COMMITS) and str(path) not in EXCEPTIONS for line in commits(path)]
    assert wrong == []


def test_views_commit_through_writing():
    """A bare commit has no turn in the queue of writers, and on SQLite no right to write."""
    wrong = [f"{path}:{node.lineno}" for path in python_files("course") if path.name.endswith(COMMITS)
             for node in ast.walk(syntax(path)) if isinstance(node, ast.Call) and called_name(node) == "commit"]
    assert wrong == []
