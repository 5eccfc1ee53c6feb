"""The grammar of a block, read line by line before Markdown, so that each problem has its line."""

import re
from dataclasses import dataclass, field

from course.content.problems import nearest, shortened

SETTING = re.compile(r"[ \t]*([A-Za-z][A-Za-z0-9_.-]{0,40}):(?:[ \t]+(.*))?")
FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})(.*)")


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str

    @property
    def blank(self):
        return not self.text.strip()

    @property
    def indent(self):
        return len(self.text) - len(self.text.lstrip(" "))


@dataclass(slots=True)
class Block:
    """`/// name | argument`; `settings` maps a name to (value, line); `body` holds lines and inner blocks. `end` is the line that
    closes it, 0 where none does."""

    name: str
    argument: str
    line: int
    slashes: int
    settings: dict[str, tuple[str, int]] = field(default_factory=dict)
    body: list = field(default_factory=list)
    end: int = 0

    @property
    def opening(self):
        return "/" * min(self.slashes, 9) + " " + shortened(self.name)


class Fence:
    """Knows whether a line belongs to a fenced code block; ask it every line, in order."""

    def __init__(self):
        self.opened = None
        self.line = None

    def holds(self, line):
        match = FENCE.match(line.text)
        if self.opened is None:
            if match and not (match[1][0] == "`" and "`" in match[2]):
                self.opened, self.line = match[1], line.number
                return True
            return False
        if match and match[1].startswith(self.opened) and not match[2].strip():
            self.opened = None
        return True


def numbered(text, first_line=1):
    """Returns the text's lines; tabs at the front count as four spaces."""
    return [Line(number, _untabbed(line)) for number, line in enumerate(text.split("\n"), start=first_line)]


def scan(lines, report):
    """Returns lines and blocks in order. What is never closed or closes nothing is reported, and read as well as it can."""
    scanner = _Scanner(report)
    fence = Fence()
    for line in lines:
        if fence.holds(line) or not scanner.marker(line):
            scanner.place.append(line)
    if fence.opened:
        report.error(fence.line, "B107", f"The code fence {fence.opened[:9]} is never closed. Repeat it after the code.")
    scanner.finish()
    return scanner.top


class _Scanner:
    def __init__(self, report):
        self.report = report
        self.top = []
        self.open = []

    @property
    def place(self):
        return self.open[-1].body if self.open else self.top

    def marker(self, line):
        """Opens or closes a block if the line does so."""
        text = line.text.strip()
        if not text.startswith("///") or line.indent > 3:
            return False
        rest = text.lstrip("/")
        slashes = len(text) - len(rest)
        if rest.strip():
            self._begin(line, slashes, rest.strip())
        else:
            self._end(line, slashes)
        return True

    def _begin(self, line, slashes, heading):
        while self.open and self.open[-1].slashes <= slashes:
            outer = self.open[-1]
            self._never_closed(outer, f"Close it before line {line.number}, or give it more slashes than what it holds.")
        name, _, argument = heading.partition("|")
        block = Block(name.strip(), argument.strip(), line.number, slashes)
        self.place.append(block)
        self.open.append(block)

    def _end(self, line, slashes):
        if not any(block.slashes == slashes for block in self.open):
            hint = f" {self.open[-1].opening} is closed by {'/' * min(self.open[-1].slashes, 9)}." if self.open else ""
            self.report.error(line.number, "B102", f"These {slashes} slashes close no block.{hint}")
            return
        while self.open[-1].slashes != slashes:
            self._never_closed(self.open[-1], f"Close it before line {line.number}.")
        self.open[-1].end = line.number
        _take_settings(self.open.pop(), self.report)

    def finish(self):
        while self.open:
            self._never_closed(self.open[-1], f"Write {'/' * min(self.open[-1].slashes, 9)} after its last line.")

    def _never_closed(self, block, remedy):
        self.report.error(block.line, "B101", f"{block.opening} is never closed. {remedy}")
        _take_settings(self.open.pop(), self.report)


def _take_settings(block, report):
    """Moves the lines of the form `name: value` at the block's front into its settings."""
    taken = 0
    for line in block.body:
        match = isinstance(line, Line) and SETTING.fullmatch(line.text)
        if not match:
            break
        taken += 1
        name, value = match[1], (match[2] or "").strip()
        if name in block.settings:
            report.error(line.number, "B104", f'The setting "{name}" stands twice. Keep one.')
        else:
            block.settings[name] = (value, line.number)
    del block.body[:taken]
    if taken and block.body and isinstance(block.body[0], Line) and not block.body[0].blank:
        report.error(block.body[0].number, "B105", "Leave a blank line between the settings and the text.")


def settings_of(block, schema, report):
    """Returns {name: value} of what is set and fits; `scale.*` in the schema takes every name that begins so."""
    values = {}
    for name, (text, line) in block.settings.items():
        convert = schema.get(name) or schema.get(name.partition(".")[0] + ".*")
        if convert is None:
            known = [key.replace("*", "NAME") for key in schema]
            report.error(line, "B103", f'{block.opening} has no setting "{shortened(name)}". {nearest(name, known)} '
                                       "If it is text, leave a blank line before it.")
            continue
        try:
            values[name] = convert(text)
        except ValueError as refusal:
            report.error(line, "B106", f'"{name}: {shortened(text)}" does not fit. {refusal}')
    if "id" not in block.settings and "id" in schema:
        report.error(block.line, "B108", f"{block.opening} has no id. Write `id: a-name` on the line after it.")
    return values


def _untabbed(line):
    body = line.lstrip(" \t")
    front = line[: len(line) - len(body)]
    return front.expandtabs(4) + body if "\t" in front else line
