"""What a file needs stands at its top; only the opening of the app and of its rooms comes later."""

import ast

from tests.house.sources import python_files, syntax

OPENING = {"create_app", "open_rooms", "open_in"}


def late_imports(tree):
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and function.name not in OPENING:
            yield from (node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom))


def test_imports_stand_at_the_top():
    wrong = [f"{path}:{line}" for path in python_files("course", "tests", "migrations")
             for line in late_imports(syntax(path))]
    assert wrong == []
