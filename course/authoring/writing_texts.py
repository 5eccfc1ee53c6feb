"""A file of a draft while it is written: what its form sends, what is kept of it, and what two windows make of the same text."""

import re
from dataclasses import dataclass

from course.authoring.drafts import change
from course.content.front_matter import split
from course.content.heads import with_body, with_head
from course.content.merging_texts import merged
from course.content.naming import blob_name
from course.content.parsing import LONGEST
from course.errors import CourseError, NotFound

FIELDS = {  # what the form asks of a file's head, by kind of file
    "lesson": ("title", "minutes", "core", "complete", "maturity", "unsure"),
    "module": ("title", "description", "minutes"),
    "course": ("title", "summary", "authors", "licence", "language", "access", "download", "maturity", "unsure"),
}
OPTIONAL = {"maturity", "unsure", "download", "minutes of module", "description"}  # left out of the head when they are empty
DEFAULTS = {"core": "yes", "complete": "read", "access": "open"}  # what the form shows of a key that is not there
SAME = {"core": {"true": "yes", "false": "no"}, "download": {"authors": ""}}  # {key: {as it may be written: as the form has it}}
FOLDED = (">", ">-", "|", "|-")  # the value is in the lines that follow
LISTED = re.compile(r"\s*-\s+(.+)")


class TextIsTooLong(CourseError):
    status = 422
    sentence = f"A file holds at most {LONGEST:,} characters. Nothing was kept: split the lesson in two."


@dataclass(frozen=True)
class Written:
    """What became of a text that was sent: `draft` with it, `text` as it is kept; `conflict`: the text that stands in the draft,
    where that was changed in another window in the same place, so that nothing was kept."""

    draft: object
    text: str
    conflict: str | None = None


def kind_of(path):
    """lesson, module, course, or text for any other."""
    if path == "course.md":
        return "course"
    if path.endswith("/module.md"):
        return "module"
    return "lesson" if path.endswith(".md") and not path.startswith("files/") else "text"


def known_text(draft, path):
    """The path, if there is a text under it. Raises NotFound."""
    if path not in draft.files or path.startswith("files/"):
        raise NotFound("There is no such text in this draft.")
    return path


def parts_of_text(text):
    """({key: value as it is written} of the head's texts, those of several lines as one, and of lists with commas between; the
    body, the line that the body begins on)."""
    front, body, line = split(text)
    head, last = {}, None
    for one in (front or "").split("\n"):
        key, colon, value = one.partition(":")
        if LISTED.match(one) and last:
            head[last] = ", ".join(filter(None, [head[last], _plain(LISTED.match(one)[1].strip())]))
        elif one[:1].isspace() and last:
            head[last] = " ".join(filter(None, [head[last], one.strip()]))
        elif colon and key:
            last = key.strip()
            head[last] = "" if value.strip() in FOLDED else value.strip()
    return {key: _plain(value) for key, value in head.items()}, body, line


def as_shown(head):
    """A head's values as the form has them, by which it tells what somebody changed."""
    shown = DEFAULTS | {key: " ".join(value.split()) for key, value in head.items()}
    return shown | {key: same.get(shown[key].lower(), shown[key]) for key, same in SAME.items() if key in shown}


def put_together(text, form):
    """The text as the form has it: the head's keys that it asks for, and the body. What was not changed there stays as it is
    written, letter by letter."""
    kind = form.get("kind", "text")
    if kind not in FIELDS:
        return _lines(form.get("body", ""))
    shown = as_shown(parts_of_text(text)[0])
    given = {key: _value(kind, key, form[key]) for key in FIELDS[kind]
             if key in form and " ".join(form[key].split()) != shown.get(key, "")}
    text = with_head(text, **given) if given else text
    return with_body(text, _lines(form["body"])) if "body" in form else text


def keep_text(draft, path, text, made_from):
    """Keep a file's text, which was written from the blob of the name `made_from`. What was changed in another window in another
    place stays; in the same place, nothing is kept and both are told apart. Returns Written. Raises NotFound, TextIsTooLong."""
    if path not in draft.files:
        raise NotFound("There is no such file in this draft any more.")
    if len(text) > LONGEST:
        raise TextIsTooLong
    kept = draft.files[path]
    if kept not in (made_from, blob_name(text.encode())):
        base, there = draft.blob(made_from), draft.text(path)
        both = merged(base.decode(), text, there) if base is not None else None
        if both is None:
            return Written(draft, text, there)
        text = both
    return Written(change(draft, draft.files | {path: text.encode()}, f"{path}: written", path=path), text)


def _value(kind, key, value):
    value = " ".join(value.replace("\0", "").split())
    if not value and (key in OPTIONAL or f"{key} of {kind}" in OPTIONAL):
        return None
    if key == "core":
        return value == "yes"
    return [one.strip() for one in value.split(",") if one.strip()] if key == "authors" else value


def _plain(value):
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1].replace("''", "'")
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(one.strip(" '\"") for one in value[1:-1].split(","))
    return value


def _lines(text):
    """Line ends as git keeps them, and one at the end."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return text if text.endswith("\n") or not text else text + "\n"
