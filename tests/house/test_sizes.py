"""Files and functions stay small enough to be read at one sitting."""

import ast

from tests.house.sources import project_files, python_files, read, syntax

LINES_OF_A_FILE = 300
LINES_OF_A_FUNCTION = 40
CODE = {".py", ".js", ".css", ".html", ".sh", ".mako"}
EXCEPTIONS = {  # path or path::function: the reason
    "migrations/versions/0001_the_first_tables.py": "written by Alembic from the models, one table after the other",
}


def test_no_file_is_too_long():
    long = {str(path): len(read(path).splitlines()) for path in project_files() if path.suffix in CODE}
    assert {path: lines for path, lines in long.items() if lines > LINES_OF_A_FILE and path not in EXCEPTIONS} == {}


def test_no_function_is_too_long():
    long = {f"{path}::{node.name}": node.end_lineno - node.lineno + 1
            for path in python_files("course", "tests") for node in ast.walk(syntax(path))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    assert {name: lines for name, lines in long.items() if lines > LINES_OF_A_FUNCTION and name not in EXCEPTIONS} == {}


def test_every_exception_is_still_needed():
    names = {str(path) for path in project_files()}
    assert {name for name in EXCEPTIONS if name.split("::")[0] not in names} == set()
    files = {name for name in EXCEPTIONS if "::" not in name}
    assert {name for name in files if len(read(name).splitlines()) <= LINES_OF_A_FILE} == set()
