"""Commits what the library holds of a course into the repository around its folder, in its author's name.

The commit is made of the repository's HEAD and of our files, in an index of its own: nobody's unfinished work comes along.
All of it may be killed at any moment: files are written and staged first, and both say what the library says.
"""

import os
import re
import signal
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from course.content.git import OURS, committed
from course.errors import Conflict

WAIT = 60  # seconds, hooks included
UNDER_WAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
CRUD = re.compile(r"[\x00-\x1f\x7f<>]+")


class NotCommitted(Conflict):
    """Why the edition is not committed; `str()` says what to do. What was published stands."""


@dataclass(frozen=True)
class Author:
    name: str
    email: str

    def as_environment(self):
        """As git takes them: a name is one line, and never empty."""
        name = " ".join(CRUD.sub(" ", self.name).split()).strip(" .,:;\"'\\")[:100] or "Somebody"
        email = CRUD.sub("", self.email)
        return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER")
                for what, value in (("NAME", name), ("EMAIL", email))}


class Repository:
    """The git repository that a course's folder lies in. Raises NotCommitted where a commit could not be made."""

    def __init__(self, folder):
        self.folder = Path(folder)
        if self._said("rev-parse", "--is-inside-work-tree") != "true":
            raise NotCommitted(f"the folder {self.folder.name} lies in no git repository, so nothing was committed.")
        if self._said("symbolic-ref", "-q", "HEAD") is None:
            raise NotCommitted("The repository is on no branch, and a commit there would be lost. Check a branch out, then try "
                               "again.")
        if any((self._git_dir / name).exists() for name in UNDER_WAY):
            raise NotCommitted("A merge or rebase is under way in the repository. End it, then try again.")
        if (self._git_dir / "index.lock").exists():
            raise NotCommitted("Another git is at work in the repository, or one was killed there. If none runs, remove its "
                               "index.lock, then try again.")

    @cached_property
    def _git_dir(self):
        return Path(self._said("rev-parse", "--absolute-git-dir") or "/dev/null")

    @cached_property
    def _prefix(self):
        return self._said("rev-parse", "--show-prefix") or ""

    @cached_property
    def head(self):
        """The commit that HEAD names, None before the first."""
        return self._said("rev-parse", "-q", "--verify", "HEAD^{commit}")

    @cached_property
    def held(self):
        """{path: blob name} of the course as committed; what begins with a dot belongs to no edition."""
        return _of_an_edition(committed(self.folder) or {})

    def unsaved(self, files, *known):
        """Paths with changes that nobody else keeps: the folder's (`files`: {path: blob name}) and the index's that HEAD does not
        hold, and HEAD's own that are not the folder's. `known` are the states that the library has."""
        def strange(held, *kept):
            return {path for path, name in held.items() if all(name != one.get(path) for one in kept)}

        gone = {path for path in self.held if path not in files and all(path in one for one in known)}
        return sorted(strange(files, self.held, *known) | strange(self._staged(), self.held, *known)
                      | strange(self.held, files, *known) | gone)

    def commit(self, files, author, message):
        """The name of the commit whose folder holds {path: blob name}, which lie in it; that of HEAD if it does already.

        Raises NotCommitted.
        """
        if self.held == files:
            return self.head
        changes = self._changes(files)
        self._run("update-index", "-z", "--index-info", given=changes, otherwise="The files could not be staged")
        with tempfile.TemporaryDirectory(prefix="course-git-") as place:
            index = {"GIT_INDEX_FILE": str(Path(place) / "index")}
            self._run("read-tree", self.head or "--empty", more=index, otherwise="The repository could not be read")
            self._run("update-index", "-z", "--index-info", given=changes, more=index, otherwise="The files could not be staged")
            self._run("commit", "-q", "--cleanup=whitespace", "-F", "-", given=message, hooks=True,
                      more=index | author.as_environment(), otherwise="git or one of its hooks refused the commit")
        return self._proven(files)

    def _proven(self, files):
        """The new commit, if it holds what it should: a hook may have changed it on the way."""
        made = self._said("rev-parse", "HEAD")
        if _of_an_edition(committed(self.folder) or {}) == files:
            return made
        back = ("update-ref", "HEAD", self.head, made) if self.head else ("update-ref", "-d", "HEAD", made)
        self._run(*back, otherwise="The commit could not be taken back")
        raise NotCommitted("A hook of the repository changed what was to be committed, so the commit was taken back. The edition "
                           "stands in the folder as it was published.")

    def _changes(self, files):
        """Lines of git update-index: each file of the course that HEAD holds otherwise, its bytes kept in the repository."""
        new = sorted(path for path, name in files.items() if self.held.get(path) != name)
        places = "".join(f"{self.folder / path}\n" for path in new)
        hashed = self._run("hash-object", "-w", "--no-filters", "--stdin-paths", given=places,
                           otherwise="The files could not be kept").split()
        if hashed != [files[path] for path in new]:
            raise NotCommitted("The folder changed while it was committed, so nothing was. Look at it again.")
        gone = [f"0 {'0' * 40}\t{self._prefix}{path}\0" for path in sorted(self.held.keys() - files.keys())]
        return "".join([*gone, *(f"100644 {files[path]}\t{self._prefix}{path}\0" for path in new)])

    def _staged(self):
        listed = self._run("ls-files", "-s", "-z", ".", otherwise="The index could not be read")
        entries = [entry.split("\t", 1) for entry in listed.split("\0") if entry]
        return _of_an_edition({path: about.split()[1] for about, path in entries})

    def _said(self, *words):
        """The one line that git says, or None."""
        try:
            return self._run(*words, otherwise="").removesuffix("\n")
        except NotCommitted:
            return None

    def _run(self, *words, otherwise, given="", more=None, hooks=False):
        ours = ["git", "-c", "core.fsmonitor=false", "-c", "commit.gpgsign=false"] if hooks else OURS
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment |= {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C.UTF-8"} | (more or {})
        try:
            with subprocess.Popen([*ours, *words], cwd=self.folder, env=environment, stdin=subprocess.PIPE,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True) as process:
                try:
                    said, error = process.communicate(given.encode(errors="surrogateescape"), timeout=WAIT)
                except subprocess.TimeoutExpired:
                    os.killpg(process.pid, signal.SIGKILL)  # a hook that waits for somebody, too
                    process.communicate()
                    raise NotCommitted(f"{otherwise}: it took more than {WAIT} seconds.") from None
        except OSError as wrong:
            raise NotCommitted(f"git cannot be run here: {wrong.strerror}.") from None
        if process.returncode:
            raise NotCommitted(f"{otherwise}{_reason(error)}.")
        return said.decode(errors="surrogateescape")


def _of_an_edition(files):
    return {path: name for path, name in files.items() if not any(part.startswith(".") for part in PurePosixPath(path).parts)}


def _reason(error):
    """What git says first is wrong, or the last word of a hook; no more of the machine's places than a file's name."""
    lines = [line.strip() for line in error.decode(errors="replace").splitlines() if line.strip()]
    said = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[-1] if lines else "")
    return f": {re.sub(r'/[^ ]*/', '', CRUD.sub(' ', said))[:300].rstrip('.')}" if said else ""
