"""The README's part on sending and reading statements, and the page on files: their snippets run as they stand there."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.sources import read
from tests.lrs.asking import Tool

PART = read("README.md").split("## Send statements here, read them there\n")[1].split("\n## ")[0]
pytestmark = pytest.mark.databases("sqlite")


def snippet(language, text=PART):
    return re.search(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)[1]


def test_curl_sends_and_reads_and_python_reads_on(app, live_server):
    tool = Tool(app, "statements/write", "statements/read")
    environment = os.environ | {"NAME": tool.name, "SECRET": tool.secret, "SITE": live_server}
    shell = subprocess.run(["sh", "-ec", snippet("sh")], env=environment, capture_output=True, text=True)
    assert shell.returncode == 0, shell.stderr
    assert '"response": "consult"' in shell.stdout and '"more":""' in shell.stdout
    script = subprocess.run([sys.executable, "-c", snippet("python")], env=environment, capture_output=True, text=True)
    assert script.returncode == 0, script.stderr
    assert "https://quiz.example.org/questions/12" in script.stdout


def test_a_file_is_sent_and_fetched(app, live_server):
    tool = Tool(app, "statements/write", "statements/read/mine")
    environment = os.environ | {"NAME": tool.name, "SECRET": tool.secret, "SITE": live_server}
    command = [sys.executable, "-W", "error", "-c", snippet("python", read("docs/attachments.md"))]
    script = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert script.returncode == 0, script.stderr
    assert script.stdout.splitlines()[1].endswith(r" text/plain b'Consult early.\n'")
