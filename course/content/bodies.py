"""What stands inside a question or a survey: the prompt, choices with feedback, and fields."""

import textwrap
from dataclasses import dataclass, field

from course.content.blocks import Block, Fence
from course.content.course_text import Source
from course.content.problems import shortened
from course.content.values import identifier

BULLETS = ("- ", "* ", "+ ")


@dataclass(frozen=True, slots=True)
class Choice:
    """`- [mark] text {#id}` with what is indented under it. `mark` is None for a plain list item, "" for `[ ]`."""

    mark: str | None
    text: Source
    id: str | None
    feedback: Source
    line: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What a kind of question reads: a question's block, or a survey's field with the list after it."""

    id: str
    line: int
    prompt: Source
    choices: tuple[Choice, ...]
    arguments: tuple[str, ...] = ()
    settings: dict = field(default_factory=dict)


def split_body(lines):
    """Returns (lines before the first marked choice, [(choice line, its text without bullet, lines indented under it)],
    stray lines among the choices)."""
    before, choices, stray = [], [], []
    fence = Fence()
    for line in lines:
        coded = fence.holds(line)
        bullet = None if coded or line.indent > 1 else bullet_text(line.text)
        if bullet is not None and (choices or mark_and_text(bullet)[0] is not None):
            choices.append((line, bullet, []))
        elif not choices:
            before.append(line)
        elif line.blank or line.indent >= 2:
            choices[-1][2].append(line)
        else:
            stray.append(line)
    return before, choices, stray


def split_list(lines):
    """The same for a survey's field, whose list items need no mark."""
    before, items, stray = [], [], []
    for line in lines:
        bullet = bullet_text(line.text) if line.indent <= 1 else None
        if bullet is not None:
            items.append((line, bullet, []))
        elif not items:
            before.append(line)
        elif line.blank or line.indent >= 2:
            items[-1][2].append(line)
        else:
            stray.append(line)
    return before, items, stray


def split_fields(lines, known):
    """Returns (lines before the first field, [(the line, its kind and arguments, its text, lines after it)])."""
    intro, fields = [], []
    for line in lines:
        words, text = mark_and_text(line.text.strip()) if line.indent <= 1 else (None, "")
        if words and (words.split()[0] in known or text.endswith("}")):
            fields.append((line, words.split(), text, []))
        elif fields:
            fields[-1][3].append(line)
        else:
            intro.append(line)
    return intro, fields


def bullet_text(text):
    text = text.strip()
    return text[2:].strip() if text.startswith(BULLETS) else None


def mark_and_text(bullet):
    """Returns ("x", "text {#id}") for `[x] text {#id}`, (None, bullet) where there is no mark."""
    if bullet.startswith("["):
        end = bullet.find("]", 0, 40)
        if end > 0 and (end + 1 == len(bullet) or bullet[end + 1] in " \t"):
            return " ".join(bullet[1:end].lower().split()), bullet[end + 1:].strip()
    return None, bullet


def text_and_id(text, line, report):
    """Returns ("text", "id") for `text {#id}`; the id is None where there is none or it does not fit."""
    start = text.rfind("{#") if text.endswith("}") else -1
    if start < 0:
        return text, None
    name = text[start + 2:-1].strip()
    try:
        return text[:start].rstrip(), identifier(name)
    except ValueError as refusal:
        report.error(line, "Q104", f"{{#{shortened(name)}}} does not fit. {refusal}", start + 1)
        return text[:start].rstrip(), None


def choices_of(parts, report):
    """Returns a Choice for each part of `split_body` or `split_list`; doubled ids are reported, missing ones are not."""
    choices, seen = [], set()
    for line, bullet, under in parts:
        mark, rest = mark_and_text(bullet)
        text, name = text_and_id(rest, line.number, report)
        if name in seen and name is not None:
            report.error(line.number, "Q103", f"The id {{#{name}}} stands twice in this question. Give each its own.")
        seen.add(name)
        choices.append(Choice(mark, Source(text, line.number, inline=True), name, paragraphs(under), line.number))
    return tuple(choices)


def paragraphs(lines):
    """Returns the lines as one Source, without blank ends and common indentation."""
    kept = list(lines)
    while kept and kept[0].blank:
        kept.pop(0)
    while kept and kept[-1].blank:
        kept.pop()
    text = textwrap.dedent("\n".join(line.text for line in kept))
    return Source(text, kept[0].number if kept else (lines[0].number if lines else 1))


def only_lines(block, report):
    """Returns the block's lines; a block inside it is reported."""
    for inner in block.body:
        if isinstance(inner, Block):
            report.error(inner.line, "B110", f"{inner.opening} cannot stand inside {block.opening}. Put it after it.")
    return [line for line in block.body if not isinstance(line, Block)]


def report_stray(stray, report):
    for line in stray:
        report.error(line.number, "Q105", f'"{shortened(line.text)}" stands between the choices. Indent it by two spaces '
                                          "to make it feedback, or move it above the first choice.")
