"""What README.md and docs/ say is so: examples parse, and each code, key, command, target, path, function and setting exists."""

import ast
import re
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest
from flask.cli import ScriptInfo

from course.cli import main_group
from course.config import Settings
from course.content import aside_reading, paper_reading, parsing, sheet_reading
from course.content.checking import check_files
from course.content.questions import KINDS, QUESTIONS
from course.content.sheets import ACTIVITY, KITS, MEDIA, PAPERS
from tests.house.sources import ROOT, called_name, project_files, python_files, read, syntax

FORMAT, HOUSE = "docs/format.md", "docs/house.md"
DOCUMENTS = [str(path) for path in project_files() if path.suffix == ".md" and path.parts[0] in ("README.md", "docs")]
FENCE = re.compile(r"^```(\w*)[ ]?(.*?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r'\]\(([^)\s]+)\)|\b(?:src|href)="([^"]+)"')
COMMAND = re.compile(r"(?:^|&& |\.venv/bin/)course ([a-z][\w-]*)(?: ([a-z][\w-]*)\b)?", re.MULTILINE)
MAKE = re.compile(r"(?:^|&& )make ([a-z]+)", re.MULTILINE)
PLACES = ("course", "tests", "docs", "migrations", ".ci")
CODE = re.compile(r"[A-Z]\d{3}")
LESSON = "---\nid: example\ntitle: Example\nminutes: 5\n---\n\n"
BASE = {
    "course.md": "---\nid: c\ntitle: C\nsummary: S\nlicence: CC BY 4.0\nauthors: A\n---\n",
    "01-start/module.md": "---\nid: m\ntitle: M\n---\n",
    "01-start/01-hello.md": LESSON.replace("example", "hello"),
    "files/circles.svg": "<svg/>",
    "files/sheet.txt": "who, how, when\n",
    "files/table.mp4": "a video",
    "files/table.vtt": "WEBVTT\n",
}


def code_of(document):
    """What stands in backticks and in fences that hold no course; comments of a shell stay, they begin no line."""
    text = read(document)
    fences = [body for language, _, body in FENCE.findall(text) if language in ("", "sh", "text")]
    return SPAN.findall(FENCE.sub("", text)) + fences


def said(document):
    return [(document, piece) for piece in code_of(document)]


def everything_said():
    return [pair for document in DOCUMENTS for pair in said(document)]


def examples():
    """{path: bytes} of a course for each example: a fence that names its file, or pieces of a lesson."""
    found = []
    for document in DOCUMENTS:
        for number, (language, name, body) in enumerate(FENCE.findall(read(document)), start=1):
            files = BASE | ({name: body} if name else {"01-start/02-example.md": LESSON + body})
            if language == "markdown":
                found.append(pytest.param({path: text.encode() for path, text in files.items()},
                                          id=f"{document}-{number}-{name or 'lesson'}"))
    return found


@pytest.mark.parametrize("files", examples())
def test_examples_parse_without_problems(files):
    assert list(map(str, check_files(files)[1])) == []


def test_every_kind_of_item_and_sheet_has_an_example():
    sheets = [sheet for example in examples() for lesson in check_files(example.values[0])[0].lessons for sheet in lesson.sheets]
    assert {sheet.kind for sheet in sheets} == {"question", "quiz", "survey", "thoughts", ACTIVITY, *PAPERS, *KITS, *MEDIA}
    assert {item.kind for sheet in sheets for item in sheet.items} == set(KINDS)


def levels_in_code():
    """{code: its levels} of each call that names a code; what is not `warning()` is an error."""
    levels = {}
    for path in python_files("course"):
        for call in (node for node in ast.walk(syntax(path)) if isinstance(node, ast.Call)):
            for code in (one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)):
                if CODE.fullmatch(code):
                    levels.setdefault(code, set()).add("warning" if called_name(call) == "warning" else "error")
    return levels


def test_every_code_stands_in_the_table_with_its_level():
    rows = re.findall(r"^\| ([A-Z]\d{3}) \| (\w+) \| [^|]+ \| [^|]+ \|$", read(FORMAT), re.MULTILINE)
    assert len(rows) == len(dict(rows))
    assert {code: {level} for code, level in rows} == levels_in_code()


def test_every_code_has_a_test_that_it_fires():
    """That each is silent where all is well is what the examples above show, together, and the courses in modules/."""
    tests = "".join(read(path) for path in python_files("tests") if "house" not in path.parts)
    assert [code for code in levels_in_code() if f'"{code}"' not in tests and f" {code}" not in tests] == []


def table_under(heading):
    """{first cell in backticks: second cell} of the first table after a heading."""
    text = read(FORMAT).split(f" {heading}\n", 1)[1]
    table = re.search(r"(?:^\|.*\n)+", text, re.MULTILINE)[0]
    return dict(re.findall(r"^\| `(?:\[)?([^`\] ]+)[^`]*` \| ([^|]*?) \|", table, re.MULTILINE))


@pytest.mark.parametrize(("heading", "schema"), [
    ("course.md", parsing.COURSE), ("module.md", parsing.MODULE), ("A lesson", parsing.LESSON)])
def test_every_key_of_a_head_stands_in_its_table(heading, schema):
    assert table_under(heading) == {key: "yes" if rule.default is ... else "no" for key, rule in schema.items()}


def test_every_setting_of_a_block_is_told():
    assert set(table_under("A quiz")) == set(sheet_reading.QUIZ)
    assert {name.replace("NAME", "*") for name in table_under("A survey")} == set(sheet_reading.SURVEY)
    assert set(table_under("A worksheet")) == set(paper_reading.WORKSHEET)
    assert set(table_under("Thoughts")) == set(aside_reading.THOUGHTS)
    assert set(table_under("For who leads a group")) == set(aside_reading.KIT)
    assert set(table_under("Video and audio")) == set(aside_reading.MEDIA)
    assert set(table_under("Activities of other tools")) == set(aside_reading.ACTIVITY)
    told = read(FORMAT).split("## Questions")[1].split("## A quiz")[0]
    assert [name for kind in QUESTIONS.values() for name in kind.SETTINGS if f"`{name}:" not in told] == []


def commands_named():
    return {(document, *found) for document, piece in everything_said() for found in COMMAND.findall(piece)}


@pytest.mark.databases("sqlite")
def test_every_command_exists(app):
    wrong = []
    with click.Context(main_group, obj=ScriptInfo(create_app=lambda: app)) as context:  # get_command() opens an app context in it
        for document, name, inner in commands_named():
            command = main_group.get_command(context, name)
            known = inner in command.commands if isinstance(command, click.Group) and inner else command is not None
            wrong += [] if known else [f"{document}: course {name} {inner}"]
    assert commands_named()
    assert wrong == []


def test_every_target_of_make_exists():
    targets = set(re.findall(r"^(\w+):", read("Makefile"), re.MULTILINE))
    named = {(document, target) for document, piece in everything_said() for target in MAKE.findall(piece)}
    assert named
    assert [pair for pair in named if pair[1] not in targets] == []


def paths_in(piece):
    """Paths of this project in a piece of code; `<kind>` stands for any name."""
    for word in re.split(r"[\s,;()]+", piece):
        path = word.removeprefix("./").rstrip("/.:").partition(":")[0]
        if path.split("/")[0] in PLACES and "/" in path or path in ("Makefile", "pyproject.toml"):
            yield re.sub(r"<\w+>", "*", path)


def test_every_path_exists():
    named = {(document, path) for document, piece in everything_said() for path in paths_in(piece)}
    assert named
    assert [pair for pair in named if not any(ROOT.glob(pair[1]))] == []


def test_every_link_leads_to_a_file():
    targets = {(document, one or other) for document in DOCUMENTS for one, other in LINK.findall(FENCE.sub("", read(document)))}
    own = {(document, target) for document, target in targets if not re.match(r"\w+:|#", target)}
    own -= {pair for pair in own if pair[0] == FORMAT and pair[1].startswith("files/")}  # what an author would write
    assert [pair for pair in own if not (ROOT / Path(pair[0]).parent / pair[1].partition("#")[0]).is_file()] == []


def test_every_function_exists():
    defined = {node.name for path in python_files("course", "tests", "migrations") for node in ast.walk(syntax(path))
               if isinstance(node, ast.FunctionDef)}
    named = {(document, name) for document, piece in everything_said() for name in re.findall(r"\b(\w+)\(\)", piece)}
    assert named
    assert [pair for pair in named if pair[1] not in defined] == []


def test_every_setting_exists():
    known = {f"COURSE_{field.name}" for field in fields(Settings)}
    named = {(document, name) for document in DOCUMENTS for name in re.findall(r"COURSE_[A-Z_]*[A-Z]", read(document))}
    assert named
    assert [pair for pair in named if pair[1] not in known] == []


def test_the_house_names_every_floor_room_contract_and_test():
    contracts = tomllib.loads(read("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    floors = {name for layer in contracts[0]["layers"] for name in re.findall(r"\w+", layer)}
    drawn = read(HOUSE).split("## Floors")[1].split("## ")[0]
    assert floors - set(re.findall(r"\w+", drawn)) == set()
    rooms = {f"`{path.parent}/`" for path in python_files("course") if path.name == "__init__.py" and len(path.parts) == 3}
    walls = {f"*{contract['name']}*" for contract in contracts}
    tests = {f"`{path}`" for path in python_files("tests") if path.match("tests/house/test_*.py")}
    assert {name for name in rooms | walls | tests if name not in read(HOUSE)} == set()
