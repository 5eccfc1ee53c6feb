"""What the author says of each change in the form that publishes: `class-QUESTION`, `tell-QUESTION`, `remark-QUESTION`."""

from flask import request

from course.content.settling import Ruling


def read_ruling(form):
    """The Ruling of a form whose every change has been looked at."""
    return Ruling(
        classes=dict(_fields(form, "class-")),
        confirm=True,
        tell=frozenset(dict(_fields(form, "tell-"))),
        remark=frozenset(dict(_fields(form, "remark-"))),
    )


def line_of(form, name):
    """A line as it was written; no database of ours keeps a NUL."""
    return form.get(name, "").replace("\0", "")[:500].strip()


def number_of(form, name):
    """A line's number, or 0 where there is none."""
    value = form.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 7 else 0


def sent_bytes(name, most):
    """The bytes of a file that was sent, one more than the most if there are more; empty where none was. A large one lies on the
    disk until it is closed."""
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return b""
    with sent.stream:
        return sent.read(most + 1)


def _fields(form, prefix):
    return ((name.removeprefix(prefix), value) for name, value in form.items() if name.startswith(prefix))
