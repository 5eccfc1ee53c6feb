"""Reads a course's folder into {posix path: bytes} by the house's rules, so that its names equal git's."""

import os
import stat
import unicodedata
from pathlib import PurePosixPath

from course.content.problems import Report

TEXT = {".md", ".yml", ".csv", ".vtt", ".svg", ".txt"}
MEGABYTE = 1_000_000
LONGEST_TEXT = 1 * MEGABYTE
LONGEST_FILE = 20 * MEGABYTE
LONGEST_COURSE = 200 * MEGABYTE
MOST_FILES = 5_000
DEEPEST = 16
BOM = b"\xef\xbb\xbf"


def read_folder(path):
    """Returns (files, problems). Every regular file is in, but those whose name begins with a dot; what breaks a rule is not."""
    problems, files, seen, size = [], {}, {}, 0
    for name, entry in _entries(path, problems):
        report = Report(name, problems)
        if not _named_well(name, seen, report):
            continue
        length = _length(entry, name, report)
        if length is None:
            continue
        size += length
        if len(files) >= MOST_FILES or size > LONGEST_COURSE:
            _too_much(report)
            break
        data = _data(entry, name, report)
        if data is not None:
            files[name] = data
    return files, sorted(problems)


def read_files(pairs):
    """The same of (posix path, bytes) that come from elsewhere than a folder."""
    problems, files, seen, size = [], {}, {}, 0
    for name, data in pairs:
        report = Report(name, problems)
        if any(part.startswith(".") for part in name.split("/")) or not _named_well(name, seen, report):
            continue
        size += len(data)
        if len(files) >= MOST_FILES or size > LONGEST_COURSE:
            _too_much(report)
            break
        if _fits(len(data), name, report):
            data = _as_text(data, report) if is_text(name) else data
            files |= {} if data is None else {name: data}
    return files, sorted(problems)


def is_text(name):
    return PurePosixPath(name).suffix.lower() in TEXT


def _entries(root, problems):
    """Yields (posix path relative to the root, os.DirEntry) of all but folders, in order of names."""
    waiting = [("", os.fspath(root))]
    while waiting:
        prefix, folder = waiting.pop()
        for entry in _listed(prefix, folder, problems):
            if entry.name == ".git" and prefix:
                Report(prefix.rstrip("/"), problems).error(1, "R103", "This folder is a repository of its own. Remove its .git.")
            if entry.name.startswith("."):
                continue
            name = prefix + entry.name
            if not entry.is_dir(follow_symlinks=False):
                yield name, entry
            elif name.count("/") < DEEPEST:
                waiting.append((name + "/", entry.path))
            else:
                Report(_shown(name), problems).error(1, "R107", f"Folders are at most {DEEPEST} deep. Move this one up.")


def _listed(prefix, folder, problems):
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        Report(_shown(prefix.rstrip("/")) or ".", problems).error(1, "R109", f"This folder cannot be read: {error.strerror}.")
        return []


def _named_well(name, seen, report):
    """Tells whether the name is UTF-8 in NFC, without odd signs, and its like (in other letter case) was not yet seen."""
    report.path = _shown(name)
    if report.path != name:
        report.error(1, "R101", "The name is not UTF-8, or holds a control character or a backslash. Rename it.")
    elif not unicodedata.is_normalized("NFC", name):
        report.error(1, "R101", "The name's accents are not in the composed form (NFC). Type the name anew.")
    elif (twin := _twin(name, seen)) is not None:
        report.error(1, "R102", f"The name differs only in letter case from {twin}. Rename one.")
    else:
        return True
    return False


def _twin(name, seen):
    """Returns the path, seen before, that differs from this one or from a folder of it only in letter case."""
    for path in [name, *map(str, PurePosixPath(name).parents)][:-1]:
        other = seen.setdefault(path.casefold(), path)
        if other != path:
            return other
    return None


def _length(entry, name, report):
    """Returns the file's size in bytes, or None where it may not be part of a course."""
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError as error:
        report.error(1, "R109", f"This file cannot be read: {error.strerror}.")
        return None
    if stat.S_ISLNK(found.st_mode):
        report.error(1, "R104", "This is a link. Put the file itself here.")
    elif not stat.S_ISREG(found.st_mode):
        report.error(1, "R105", "This is not a regular file. Remove it.")
    elif os.name == "posix" and found.st_mode & 0o111:
        report.error(1, "R106", "The file is marked as executable. Take the mark away: chmod a-x.")
    elif _fits(found.st_size, name, report):
        return found.st_size
    return None


def _fits(length, name, report):
    limit = LONGEST_TEXT if is_text(name) else LONGEST_FILE
    if length > limit:
        report.error(1, "R107", f"The file has {length / MEGABYTE:.1f} MB, at most {limit // MEGABYTE} MB are allowed. "
                                "Make it smaller, or link to it.")
    return length <= limit


def _too_much(report):
    report.error(1, "R108", f"A course holds at most {MOST_FILES:,} files and {LONGEST_COURSE // MEGABYTE} MB. "
                            "Remove what is not needed.")


def _data(entry, name, report):
    try:
        with open(entry.path, "rb", opener=_itself) as file:
            data = file.read(LONGEST_FILE + 1)
    except OSError as error:
        report.error(1, "R109", f"This file cannot be read: {error.strerror}.")
        return None
    return _as_text(data, report) if is_text(name) else data


def _itself(path, flags):
    """Opens no link that took a file's place since it was looked at, nor waits at a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _as_text(data, report):
    """Returns the text with \\n as git would keep it, without a byte order mark; None, reported, where it is no text."""
    data = data.removeprefix(BOM).replace(b"\r\n", b"\n")
    try:
        data.decode()
    except UnicodeDecodeError as error:
        report.error(data.count(b"\n", 0, error.start) + 1, "R110", "This text is not UTF-8. Save it as UTF-8.")
        return None
    if b"\0" in data:
        report.error(data.count(b"\n", 0, data.index(b"\0")) + 1, "R110", "This text holds a NUL. Is it another kind of file?")
        return None
    return data


def _shown(name):
    """The name as it can be printed: what is odd in it stands as ?."""
    return "".join("?" if char < " " or char in "\\\x7f" or "\ud800" <= char <= "\udfff" else char for char in name)
