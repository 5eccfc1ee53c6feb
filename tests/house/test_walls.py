"""The contracts in pyproject.toml hold, and nobody looks at the roof."""

import pytest
from importlinter.cli import lint_imports

from tests.house.sources import ROOT, imported_names, python_files, syntax

ABOVE_THE_ROOF = {"course/cli.py", "course/wsgi.py", "course/serving.py", "course/demo/commands.py"}


def test_walls_stand(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    if lint_imports(no_cache=True) != 0:
        pytest.fail(capsys.readouterr().out, pytrace=False)


def test_only_the_commands_and_the_server_import_the_roof():
    wrong = [f"{path}:{line}" for path in python_files("course") if str(path) not in ABOVE_THE_ROOF
             for line, name in imported_names(syntax(path)) if name in ("course", "course.create_app")]
    assert wrong == []
