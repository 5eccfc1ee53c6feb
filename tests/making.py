"""A small course for tests, and the acts that put it out and change it."""

from contextlib import contextmanager

from course.authoring.publishing import publish_files
from course.content.queries import standing
from course.database import writing

COURSE = "neighbours"

FILES = {
    "course.md": """---
id: neighbours
title: Talking with neighbours
summary: A small course for tests.
licence: CC BY 4.0
authors: Frank
kind: course
language: en
access: open
maturity: testing
---

Welcome to a *small* course.
""",
    "01-start/module.md": "---\nid: start\ntitle: Start\ndescription: Where it begins.\n---\n",
    "01-start/01-hello.md": """---
id: hello
title: Hello
minutes: 3
core: true
complete: read
---

Two neighbours meet. ![A door](files/door.svg)

## What they say

Read [the next lesson](lesson:levels), too. A [sheet to print](files/list.txt).
""",
    "02-levels/module.md": "---\nid: levels-module\ntitle: Levels\ndescription: How far it goes.\n---\n",
    "02-levels/01-levels.md": """---
id: levels
title: Levels of say
minutes: 8
core: true
complete: answer
---

Some are told, some are asked.

/// question | choice
id: told
confidence: yes

Residents comment and are told the result. Which level?

- [ ] Inform {#inform}

    CANARY-inform: they were asked first.

- [x] Consult {#consult}

    CANARY-consult: asked, and told what came of it.

- [ ] Empower {#empower}

    CANARY-empower: nobody handed over a decision.
///

More prose between.

/// question | choices
id: supports
shuffle: yes

Which two help parents on evening shift?

- [x] Childcare {#childcare}

    CANARY-childcare: yes.

- [x] A later hour {#later}

    CANARY-later: yes.

- [ ] A longer agenda {#agenda}

    CANARY-agenda: no.
///

/// question | reflection
id: promised

Where did a promise outrun what was given?

- [model] CANARY-model: two seats on a board of twenty.
///
""",
    "02-levels/02-quiz.md": """---
id: the-quiz
title: The quiz
minutes: 5
core: true
complete: pass
---

//// quiz
id: quiz-1
title: What stays
pass: 50 %

/// question | choice
id: q-one

Is more always better?

- [ ] Yes {#yes}

    CANARY-yes: no.

- [x] No {#no}

    CANARY-no: it should fit.
///
/// question | choice
id: q-two

Who decides at “empower”?

- [x] Residents {#residents}

    CANARY-residents: they do.

- [ ] The board {#board}

    CANARY-board: no.
///
////
""",
    "02-levels/03-pulse.md": """---
id: pulse
title: How was it
minutes: 2
core: false
complete: answer
---

/// survey
id: pulse-1
title: Four questions
wave: pulse
anonymity: pseudonymous
scale.agree: 1 disagree | 2 neither | 3 agree

[scale agree] How far do you agree? {#agree}
- It was useful {#p1_useful}
- It was clear {#p1_clear}

[nps] Would you pass it on? {#p1_nps}

[one] How much was it? {#p1_amount}
- Too little {#little}
- Right {#right}

[many] What brought you here? {#p1_why}
- Work {#work}
- A neighbour {#neighbour}
- [write-in] Something else {#other}

[text] What was unclear? {#p1_unclear}

[fact] Where do you work? {#p1_sector}
- City {#city}
- Nowhere {#nowhere}
///
""",
    "files/door.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7H1z"/></svg>\n',
    "files/list.txt": "who, how, when\n",
}


def files(**changes):
    """The course's files as bytes; a change names a path's new text, or None to take it out. Paths with `__` for `/`."""
    texts = FILES | {path.replace("__", "/"): text for path, text in changes.items()}
    return {path: text.encode() for path, text in texts.items() if text is not None}


def edited(path, before, after, base=None):
    """The files with one place changed; fails if it is not there."""
    found = dict(base or files())
    text = found[path].decode()
    assert before in text, f"{before!r} is not in {path}"
    found[path] = text.replace(before, after).encode()
    return found


def withdrawing(base, *ids):
    """The files with these ids listed as withdrawn on purpose."""
    return edited("course.md", "maturity: testing\n", f"maturity: testing\nwithdrawn: [{', '.join(ids)}]\n", base=base)


def publish(app, course_files=None, **more):
    """Publish in a transaction of its own; the number of the publication that stands."""
    with app.app_context(), writing():
        return publish_files(course_files or files(), **more).number


@contextmanager
def reading(app):
    """An app context for looking things up, closed before the next request."""
    with app.app_context():
        yield standing(COURSE)
