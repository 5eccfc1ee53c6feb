import os
import subprocess

import pytest

from course.content.naming import tree_name
from course.content.queries import files_of, standing
from course.content.reading import read_folder
from tests import making

SCRUBBED = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "Frank",
            "GIT_COMMITTER_NAME": "Frank", "GIT_AUTHOR_EMAIL": "frank@example.org", "GIT_COMMITTER_EMAIL": "frank@example.org"}


class Desk:
    """A folder with the course, the library beside it, and what is typed."""

    def __init__(self, app, path):
        self.app, self.path, self.runner = app, path, app.test_cli_runner()

    def write(self, files):
        for path, data in files.items():
            target = self.path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)

    def edit(self, path, before, after):
        text = (self.path / path).read_text()
        assert before in text
        (self.path / path).write_text(text.replace(before, after))

    def type(self, *words):
        """(status, all that was said)"""
        done = self.runner.invoke(args=list(map(str, words)))
        if done.exception and not isinstance(done.exception, SystemExit):
            return 1, str(done.exception)
        return done.exit_code, done.output

    def sync(self, *words):
        return self.type("sync", self.path, *words)

    def pull(self, *words):
        return self.type("pull", making.COURSE, self.path, *words)

    def library(self):
        """(number of the publication that stands, {path: bytes})"""
        with self.app.app_context():
            now = standing(making.COURSE)
            return now.number, files_of(now.edition_id)

    def in_step(self):
        files = read_folder(self.path)[0]
        return files == self.library()[1] and tree_name(files) == self.edition()

    def edition(self):
        with self.app.app_context():
            return standing(making.COURSE).edition

    def git(self, *words):
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.path), **SCRUBBED}
        done = subprocess.run(["git", *words], cwd=self.path, env=environment, check=True, capture_output=True, text=True)
        return done.stdout.strip()


@pytest.fixture
def desk(app, tmp_path):
    one = Desk(app, tmp_path / "neighbours")
    one.write(making.files())
    return one
