"""The small course with a trick in every place where its author can write."""

import re

from course.content.heads import quoted
from tests import papers
from tests.cmi5.opened import BLOCKS
from tests.hostile.corpus import EVERY, line
from tests.journeys.test_stan_sees_nothing import TALK

KIT = "/// team-session\nid: kit-1\ntitle: {}\n\n{}\n///\n\n/// video\nid: film\ntitle: {}\nfile: https://out.example/{}\n\n{}\n///\n"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  # refused by the reader, wherever it stands
BREAKS = ("/// ", "////", "---", "{#", "[[", "[^1]", "- [x]", "```", "[js]:")  # what the reader refuses before anybody sees it


def prose(numbers):
    texts = (CONTROL.sub("", EVERY[number % len(EVERY)]) for number in numbers)
    return "\n\n".join(text for text in texts if not text.startswith(BREAKS))


def hostile_files():
    """{path: bytes}. Each line that an author writes has tricks of its own; ids and signs of blocks stay."""
    count = iter(range(0, 100_000, 3))

    def head(match):
        return f"{match[1]}: {quoted(match[2] + ' ' + CONTROL.sub('', line(next(count), 200)))}"

    def said(match):
        return f"{match[1]}{match[2]} {harmless(line(next(count), 160))} {match[3]}"

    files = papers.files(**{"02-levels__04-talk.md": TALK, "02-levels__05-walk.md": BLOCKS})
    for path in [path for path in files if path.endswith(".md")]:
        text = files[path].decode()
        front, body = text.removeprefix("---\n").split("\n---\n", 1)
        front = re.sub(r"(?m)^(title|summary|licence|authors|description|unsure): (.*)$", head, front)
        body = re.sub(r"(?m)^( *(?:- )?(?:\[[^\]\n]*\] )?)([A-Z][^\n{]*?)( ?\{#[^}]*\})$", said, body)  # options, items, fields
        body = re.sub(r"(?m)^((?:    )?)([A-Z][^\n{}|]*)()$", said, body)  # prompts and feedback
        files[path] = f"---\n{front}\n---\n{body}".encode()
    lesson = "01-start/01-hello.md"
    kit = KIT.format(line(1, 200), prose(range(30)), line(9, 200), "x.mp4", prose(range(30, 60)))
    files[lesson] += f"\n\n{prose(range(len(EVERY)))}\n\n{kit}".encode()
    files["files/door.svg"] = (b'<svg xmlns="http://www.w3.org/2000/svg" onload="canary()"><script>canary()</script><image '
                               b'href="https://out.example/i"/><foreignObject><body onload="canary()"/></foreignObject></svg>')
    return files


def harmless(words):
    """Without what the reader of blocks would take for its own."""
    words = CONTROL.sub("", words)
    for sign in ("{#", "[[", "[^1]", "///", "```", "---"):
        words = words.replace(sign, "")
    return words.replace("$", "")
