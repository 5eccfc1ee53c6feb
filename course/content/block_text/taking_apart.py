"""From a block, as the parser's first pass has it, to the Parts of its form."""

from course.content.block_text.parts import Parts
from course.content.blocks import Block, Line
from course.content.bodies import (
    Asked,
    bullet_text,
    mark_and_text,
    paragraphs,
    split_body,
    split_fields,
    split_list,
    text_and_id,
)
from course.content.course_text import Report, Source
from course.content.questions import match, order
from course.content.questions.cloze import GAP
from course.content.questions.paper_table import cells


def take_apart(block, kind, lines):
    """The Parts of a block. `lines` are those of the text it stands in, from its first: a quiz's questions stay as they are."""
    own = [line for line in block.body if isinstance(line, Line)]
    parts = Parts({name: value for name, (value, _) in block.settings.items()})
    if kind.body in ("choices", "text") and kind.whole:
        _choices(own, kind, parts)
    elif kind.body == "questions":
        _questions(block, lines, parts)
    elif kind.body == "items":
        _items(own, dict(kind.items), parts)
    elif kind.body == "text":
        parts.text = _text(own)
    else:
        _choices(own, kind, parts)
        {"numbered": _numbered, "pairs": _pairs, "gaps": _gaps}[kind.body](parts)
    return parts


def _text(lines):
    return str(paragraphs(lines)) if lines else ""


def _named(text):
    text, name = text_and_id(text, 1, Report(""))
    return {"text": text, "id": name or ""}


def _row(bullet, under=()):
    mark, rest = mark_and_text(bullet)
    return {"mark": mark or "", **_named(rest), "under": _text(under)}


def _choices(lines, kind, parts):
    before, choices, _ = split_body(lines)
    parts.text = _text(before)
    for _, bullet, under in choices:
        row = _row(bullet, under)
        if row["mark"] in kind.whole:
            parts.whole[row["mark"]] = "\n\n".join(filter(None, (row["text"], row["under"])))
        else:
            parts.rows.append(row)


def _asked(parts):
    return Asked("", 1, Source(parts.text), ())


def _numbered(parts):
    before, lines = order.split(_asked(parts), Report(""))
    parts.rows = [{**_named(text.strip()), "under": _text(under)} for _, text, under in lines]
    parts.text = _text(before)


def _pairs(parts):
    before, parts.heads, rows = match.split(_asked(parts), Report(""))
    parts.text, parts.rows = _text(before), []
    for _, found in rows:
        (left, right) = map(_named, (found + ["", ""])[:2])
        parts.rows.append({"left": left["text"], "left_id": left["id"], "right": right["text"], "right_id": right["id"]})


def _gaps(parts):
    def take(gap):
        inside = gap[1].strip()
        texts = [text.strip() for text in inside.removeprefix("=").split("|")]
        parts.rows.append({"id": _named(gap[2] or "")["id"], "typed": "yes" if inside.startswith("=") else "",
                           "texts": "\n".join(texts)})
        return f"[[{len(parts.rows)}]]"

    parts.rows = []
    parts.text = GAP.sub(take, parts.text)


def _questions(block, lines, parts):
    inner = [part for part in block.body if isinstance(part, Block)]
    first = inner[0].line if inner else block.end
    parts.text = _text([line for line in block.body if isinstance(line, Line) and line.number < first])
    parts.inside = "\n".join(lines[first - 1:block.end - 1]).strip("\n")


def _items(lines, after, parts):
    intro, fields = split_fields(lines, after)
    parts.text = _text(intro)
    for _, words, text, under in fields:
        row = {"kind": words[0], "args": " ".join(words[1:]), **_named(text)}
        tabled = [line for line in under if after.get(words[0]) == "table" and line.text.lstrip().startswith("|")]
        before, listed, _ = split_list([line for line in under if line not in tabled])
        row["more"] = _text(before)
        row["lines"] = [_row(bullet_text(line.text)) for line, _, _ in listed]
        row["columns"] = _columns(tabled)
        parts.rows.append(row)


def _columns(tabled):
    heads, kinds = (cells(tabled[place].text) if len(tabled) > place else [] for place in (0, 2))
    kinds = kinds + [""] * (len(heads) - len(kinds))
    pairs = zip(map(_named, heads), kinds, strict=False)
    return [{"name": named["text"], "id": named["id"], "takes": takes} for named, takes in pairs]
