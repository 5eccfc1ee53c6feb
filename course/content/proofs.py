"""Proofs: lessons as they were parsed and found without errors, by the name of their bytes, so that no lesson is read twice.

A proof also names what its lesson asks of the course around it: it holds wherever that is there.
"""

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path

from course.content import course_text, sheets
from course.content.course_text import LessonText, Problem, Source
from course.content.naming import blob_name
from course.content.parsing import LessonParser

THINGS = {thing.__name__: thing for module in (course_text, sheets) for thing in vars(module).values() if is_dataclass(thing)}
OPEN = "\ue001"  # where a lesson's path stood: the same text may have moved


@dataclass(frozen=True, slots=True)
class Proof:
    """`parsed` and `checked` are the warnings of each; `needs` names lessons (`lesson:ID`), files and settings of the course."""

    lesson: LessonText
    parsed: tuple[Problem, ...] = ()
    checked: tuple[Problem, ...] | None = None
    needs: frozenset[str] = frozenset()


class Proofs:
    """Those that were kept ({blob name: JSON}), and those made since."""

    def __init__(self, kept=None):
        self._kept, self._made, self._parse = dict(kept or {}), {}, LessonParser()

    def parse(self, path, data):
        """What a LessonParser answers."""
        name = blob_name(data)
        proof = self._made.get(name)
        if proof is None and name in self._kept:
            proof = self._made[name] = from_json(self._kept[name], data)
        if proof is None:
            lesson, problems = self._parse(path, data)
            proof = self._made[name] = Proof(lesson, tuple(problems))
        return replace(proof.lesson, path=path), _at(path, proof.parsed)

    def check(self, lesson, around, look):
        """The problems of a lesson, from its proof or by `look()`, which answers (problems, what of `around` it asked for)."""
        name = blob_name(lesson.source.encode())
        proof = self._made.get(name) or Proof(lesson)
        if proof.checked is None or not proof.needs <= around:
            problems, needs = look()
            self._kept.pop(name, None)
            self._made[name] = proof = replace(proof, checked=tuple(problems), needs=frozenset(needs))
        return _at(lesson.path, proof.checked)

    def new(self):
        """{blob name: JSON} of the proofs made now, of lessons without errors."""
        return {name: kept for name, proof in self._made.items() if name not in self._kept and (kept := to_json(proof))}


@cache
def checker():
    """The name of the code that makes proofs: it changes with any line of this room and with its libraries."""
    hashed = hashlib.sha256()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        hashed.update(path.read_bytes())
    for library in ("markdown", "pymdown-extensions", "pyyaml"):
        hashed.update(version(library).encode())
    return hashed.hexdigest()[:32]


def to_json(proof):
    """A proof as text; None where it may not be kept: the lesson has errors, was never checked, or holds what JSON cannot."""
    problems = [*proof.parsed, *(proof.checked or ())]
    if proof.checked is None or any(problem.stops for problem in problems):
        return None
    bare = replace(proof, lesson=replace(proof.lesson, source="", path=OPEN), parsed=_at(OPEN, proof.parsed),
                   checked=_at(OPEN, proof.checked))
    try:
        return json.dumps(_packed(bare), ensure_ascii=False, separators=(",", ":"))
    except TypeError:
        return None


def from_json(kept, data):
    """The proof of a lesson of these bytes; its path stays open."""
    proof = _unpacked(json.loads(kept))
    return replace(proof, lesson=replace(proof.lesson, source=data.decode()))


def _at(path, problems):
    return tuple(replace(problem, path=path) for problem in problems)


def _packed(value):
    """Plain JSON: what is not a string, number or nothing is a list that begins with its kind."""
    if isinstance(value, Source):
        return ["source", str(value), value.line, value.inline]
    if value is None or isinstance(value, str | int | float):
        return value
    if is_dataclass(value):
        return [type(value).__name__, *(_packed(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return ["dict", {key: _packed(each) for key, each in value.items()}]
    if type(value) in KINDS_OF_LIST:
        return [KINDS_OF_LIST[type(value)], *map(_packed, sorted(value) if isinstance(value, frozenset) else value)]
    raise TypeError(type(value))


KINDS_OF_LIST = {list: "list", tuple: "tuple", frozenset: "frozenset"}
LISTS = {name: kind for kind, name in KINDS_OF_LIST.items()}


def _unpacked(value):
    if not isinstance(value, list):
        return value
    kind, *rest = value
    if kind == "source":
        return Source(*rest)
    if kind == "dict":
        return {key: _unpacked(each) for key, each in rest[0].items()}
    unpacked = map(_unpacked, rest)
    return LISTS[kind](unpacked) if kind in LISTS else THINGS[kind](*unpacked)


THINGS["Proof"] = Proof
