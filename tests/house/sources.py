"""What the tests of the house read: the project's files, and the syntax of those in Python."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def project_files():
    """Paths, relative to the root, of all that git keeps or would keep."""
    listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(name) for name in sorted(set(listed.split("\0"))) if name and (ROOT / name).is_file()]


def python_files(*folders):
    return [path for path in project_files() if path.suffix == ".py" and path.parts[0] in folders]


def read(path):
    return (ROOT / path).read_text()


@cache
def syntax(path):
    return ast.parse(read(path))


def called_name(call):
    """`commit` of both `commit()` and `db.session.commit()`; None for what has no name."""
    return getattr(call.func, "attr", None) or getattr(call.func, "id", None)


def imported_names(tree):
    """(line, dotted name) of each import; `from a import b` is `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
