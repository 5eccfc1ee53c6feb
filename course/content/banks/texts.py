"""The texts of a bank, in whichever of its formats, as Markdown of ours; pictures that came with them are kept beside."""

import hashlib
import re
from html import escape
from pathlib import PurePosixPath
from urllib.parse import unquote

from course.content.blocks import Fence, numbered
from course.content.from_html import as_markdown
from course.errors import CourseError

FORMATS = {"html": "html", "markdown": "markdown", "plain": "plain", "plain_text": "plain", "moodle": "moodle",
           "moodle_auto_format": "moodle"}
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&#?\w+;")
HERE = "@@PLUGINFILE@@/"
CHOICE = re.compile(r"(\s*[-*+] )(\[)")


class Texts:
    """`fit(name, bytes)` as in read_bank(); `pictures` gathers {path: bytes}."""

    def __init__(self, fit):
        self._fit, self.pictures = fit, {}

    def markdown(self, text, how, question, *, files=None, one_line=False):
        """A text as Markdown; what it loses is noted with its question. `files` are {name: bytes} that came with it."""
        if how == "markdown":
            return self._own(text, question, one_line)
        if how == "plain" or (how == "moodle" and not TAG.search(text)):
            text = escape(text, quote=False)
        if how in ("plain", "moodle"):
            text = text.strip().replace("\n", "<br>")

        def picture(address, alt):
            return self._kept(address, files or {}, question)

        found = as_markdown(text, picture=picture, one_line=one_line, headings=False)
        for lost in found.lost:
            question.note(f"Left out: {lost}.")
        return found.text

    def _own(self, text, question, one_line):
        """Markdown as it stands, but for what our files would take for a block, a choice or an id."""
        fence, lines = Fence(), []
        for line in numbered(text.strip()):
            coded = fence.holds(line) and not one_line
            lines.append(line.text if coded else _harmless(line.text))
        if "![" in text:
            question.note("Pictures in Markdown are not carried: put them into the course, and write their lines anew.")
            lines = [re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", line) for line in lines]
        return " ".join(" ".join(lines).split()) if one_line else "\n".join(lines)

    def _kept(self, address, files, question):
        """The path of a picture or download that came with the text, or None."""
        name = unquote(address.removeprefix(HERE)).partition("?")[0].strip("/")
        data = files.get(name) if address.startswith(HERE) else None
        if data is None:
            return None
        try:
            path, fitted = self._fit(PurePosixPath(name).name, data)
        except CourseError as refusal:
            question.note(f"The file {name[:80]} is not carried: {refusal}")
            return None
        path = PurePosixPath(path)
        named = f"{path.parent}/{path.stem}-{hashlib.sha256(fitted).hexdigest()[:6]}{path.suffix}"  # two may have one name
        self.pictures[named] = fitted
        return named


def _harmless(line):
    line = CHOICE.sub(r"\1\\\2", line)
    line = re.sub(r"\{#[\w-]{1,80}\}", lambda found: f"`{found[0]}`", line)
    return re.sub(r"/{3,}", lambda found: f"`{found[0]}`", line) if "`" not in line else line.replace("///", "/ / /")
