"""Words as Markdown that says just these words: no sign of theirs is taken for markup, and no more is escaped than must be."""

import re

SIGNS = re.compile(r"\\|[`*\[\]~^]|(?<!\w)_|_(?!\w)|<(?=\S)|&(?=#?\w)|(?<=\s)\*(?=\s)")
NAMED = {"<": "&lt;", "&": "&amp;"}
DOLLARS = re.compile(r"\$(?!\w)|(?<=\$)\$")  # those that could end mathematics; one of money needs no escape
LEFT_OVER = re.compile(r"(?:/{3,}|\{#[\w-]{1,80}\}|\[\^[^\]\s]{1,80}\])+|\[\[|\]\]")  # what a course's file means something by
AT_START = re.compile(r"([-+](?=\s)|-{3,}\s*$|#|>)|(\d{1,9})([.)])(?=\s|$)|(:(?=\s)|=+\s*$|\|)")
MATHEMATICS = re.compile(r"\\\((.{1,1000}?)\\\)|\\\[(.{1,1000}?)\\\]|\$\$(.{1,1000}?)\$\$", re.DOTALL)


def escaped(text):
    """A run of words, with `\\(…\\)`, `\\[…\\]` and `$$…$$` as mathematics of ours."""
    parts, place = [], 0
    for found in MATHEMATICS.finditer(text):
        parts.append(_plain(text[place:found.start()]))
        inside = " ".join((found[1] or found[2] or found[3]).split())
        parts.append(f"${inside}$" if found[1] else f"$${inside}$$")
        place = found.end()
    return "".join(parts) + _plain(text[place:])


def _plain(text):
    parts, place = [], 0
    for found in LEFT_OVER.finditer(text):
        before = _signs(text[place:found.start()])
        quoted = found[0] if found[0] not in ("[[", "]]") else None
        parts += [before, f"`{quoted}`" if quoted else "\\" + "\\".join(found[0])]
        place = found.end()
    return "".join(parts) + _signs(text[place:])


def _signs(text):
    return DOLLARS.sub(r"\\$", SIGNS.sub(lambda found: NAMED.get(found[0]) or f"\\{found[0]}", text))


def line_start(line):
    """A line of words, where its beginning would be read as a list, a heading, a quote, a table or a rule."""
    found = AT_START.match(line)
    if not found:
        return line
    if found[4]:
        return f"&#{ord(line[0])};{line[1:]}"
    return f"{found[2]}\\{line[len(found[2]):]}" if found[2] else f"\\{line}"


def in_cell(text):
    return re.sub(r"(\\*)\|", lambda found: f"{found[1]}&#124;" if found[1] else r"\|", " ".join(text.split()))
