"""`course new`: a small course that is right from the first moment, to be written over."""

import re
import unicodedata
from pathlib import Path

from course.content.heads import quoted
from course.content.pulling import ATTRIBUTES, write_files
from course.content.values import identifier
from course.errors import CourseError

TEXTS = {
    "course.md": """---
id: {id}
title: {title}
summary: Say in a sentence or two whom this course is for, and what they can do afterward.
licence: CC BY 4.0
authors: [Your name]
maturity: sketch
unsure: Say what you do not know yet. Readers trust a course that does.
---

Welcome. Say here what a reader gets, and how long it takes. Everything in this folder is text; change it with any editor.
""",
    "01-start/module.md": """---
id: start
title: Start
description: What this module is about, in a sentence.
minutes: 15
---
""",
    "01-start/01-welcome.md": """---
id: welcome
title: Welcome
minutes: 3
---

Begin with somebody who has the problem that your course is about. One paragraph is enough.

## What you will do

- Read this page.
- Answer [one question](lesson:one-question).
- Tell us what you think.
""",
    "01-start/02-one-question.md": """---
id: one-question
title: One question
minutes: 5
complete: answer
---

A question stands in a block of its own. The words under each option are what the learner reads after answering.

/// question | choice
id: what-helps
confidence: yes

What helps a learner most after a wrong answer?

- [ ] A red cross {{#a-cross}}

    It says that something is wrong, and leaves her alone with it.

- [x] A reason {{#a-reason}}

    Now she can try again and know why.

- [ ] The right letter {{#a-letter}}

    She can copy it, and will not know it tomorrow.
///
""",
    "01-start/03-what-you-think.md": """---
id: what-you-think
title: What you think
minutes: 2
complete: answer
---

/// survey
id: first-pulse
title: Two questions
wave: pulse
scale.agree: 1 disagree | 2 in between | 3 agree

[scale agree] This was worth my time {{#worth-it}}

[text] What was unclear? {{#unclear}}
///
""",
}
ENDINGS = ("md", "yml", "csv", "vtt", "svg", "txt")  # which git keeps with plain line ends, as an edition does
BESIDE = {ATTRIBUTES: "** -text\n" + "".join(f"*.{ending} text eol=lf\n" for ending in ENDINGS)}


class FolderIsNotEmpty(CourseError):
    """A course is begun in a folder of its own."""


def begin_course(folder, title=""):
    """Write a new course into a folder; returns its id. Raises FolderIsNotEmpty."""
    folder = Path(folder)
    refuse_full(folder)
    key = id_of(folder.resolve().name)
    title = " ".join(title.split()) or key.replace("-", " ").replace("_", " ").capitalize()
    folder.mkdir(parents=True, exist_ok=True)
    write_files(folder, {path: text.encode() for path, text in BESIDE.items()} | first_files(key, title))
    (folder / "files").mkdir()
    return key


def refuse_full(folder):
    """Raises FolderIsNotEmpty for what is no new or empty folder."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderIsNotEmpty(f"{folder} is there already and not empty. Name a folder that is not there yet.")


def first_files(key, title):
    """{path: bytes} of a course that can be published as it is."""
    return {path: text.format(id=key, title=quoted(title)).encode() for path, text in TEXTS.items()}


def id_of(words):
    """A course's id, from its folder's name or its title: it is written into course.md and stays, whatever becomes of both."""
    name = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    try:
        return identifier("-".join(re.findall(r"[a-z0-9]+", name))[:80].strip("-"))
    except ValueError:
        raise CourseError(f"No id can be made of the name {words}. Use letters a to z, such as in "
                          "talking-with-neighbors.") from None
