"""The lock files name exact versions with hashes, no address, and what pyproject.toml asks for."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.sources import project_files, read

LOCKS = ("requirements.txt", "requirements-dev.txt")
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^ ;\\]+)", re.MULTILINE)


def pins(lock):
    """{name: version}. A package that has one version for each Python is here with the last."""
    return {canonicalize_name(name): version for name, version in PIN.findall(read(lock))}


def wanted(group):
    project = tomllib.loads(read("pyproject.toml"))
    return [Requirement(line) for line in
            (project["dependency-groups"]["dev"] if group == "dev" else project["project"]["dependencies"])]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_a_hash_for_each_version_and_nothing_but_versions(lock):
    entries = re.split(r"\n(?=\S)", re.sub(r"^ *#.*\n?", "", read(lock), flags=re.MULTILINE).strip())
    assert [entry for entry in entries if not PIN.match(entry) or "--hash=sha256:" not in entry] == []


def test_no_lock_or_manifest_holds_an_address_of_packages():
    manifests = (*LOCKS, "pyproject.toml", "pip.conf", ".npmrc", "package.json")
    named = [path for path in project_files() if path.name in manifests]
    assert [str(path) for path in named if re.search(r"://|file:|index-url", read(path))] == []
    assert not {"uv.lock", "poetry.lock", "package-lock.json"} & {path.name for path in project_files()}


@pytest.mark.parametrize(("group", "lock"), [("main", LOCKS[0]), ("main", LOCKS[1]), ("dev", LOCKS[1])])
def test_lock_keeps_step_with_what_the_project_asks_for(group, lock):
    locked = pins(lock)
    missing = [str(wish) for wish in wanted(group)
               if not wish.specifier.contains(locked.get(canonicalize_name(wish.name), "0"), prereleases=True)]
    assert missing == []


def test_tests_run_with_the_versions_that_people_get():
    everyone, developers = map(pins, LOCKS)
    assert {name: version for name, version in everyone.items() if developers.get(name) != version} == {}


def test_lock_names_whatever_its_packages_need():
    """pip is told not to look for itself (--no-deps): what one of them needs and the lock leaves out would be missing."""
    named = pins(LOCKS[1])
    missing = []
    for name in named:
        try:
            asked = [Requirement(line) for line in requires(name) or ()]
        except PackageNotFoundError:  # of another Python or platform
            continue
        missing += [f"{name}: {wish}" for wish in asked
                    if (wish.marker is None or wish.marker.evaluate({"extra": ""})) and not _is_met(wish, named)]
    assert missing == []


def _is_met(wish, named):
    """By the version that is installed, and named in the lock for this Python."""
    if canonicalize_name(wish.name) not in named:
        return False
    try:
        return wish.specifier.contains(version(wish.name), prereleases=True)
    except PackageNotFoundError:
        return False
