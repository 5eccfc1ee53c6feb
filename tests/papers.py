"""The small course with papers in it: a worksheet, a plan that shows it, and a commitment; and how they are filled in."""

from tests import making

WORKSHEET = """---
id: paper
title: On paper
minutes: 20
core: false
complete: answer
---

Before it.

/// worksheet
id: check
title: Purpose check

Fill in what you can.

[text] Our promise {#promise}

[select] How far does it go? {#far}
- Inform {#inform}
- Consult {#consult}

[date] By when {#by}

[number] How many people {#people}

[table 2] What you do now {#activities}
| Activity {#activity} | Level {#level} |
|---|---|
| text | select: inform, consult |
///

After it.
"""
PLAN = """---
id: plan
title: The plan
minutes: 5
core: false
complete: answer
---

/// worksheet
id: the-plan

[show check.promise] Your promise was
[show check.activities] And you do
[text] What changes? {#change}
///

/// commitment
id: pledge

Choose what you can *keep*.
///
"""
SURVEY = """---
id: later
title: Later
minutes: 2
core: false
---

/// survey
id: a-month-on

[show pledge.actions] You wrote
[text] What came of it? {#came}
///
"""


def files(**changes):
    return making.files(**{"03-papers__module.md": "---\nid: papers\ntitle: Papers\n---\n", "03-papers__01-paper.md": WORKSHEET,
                           "03-papers__02-plan.md": PLAN, **changes})


def publish(app, **changes):
    return making.publish(app, files(**changes))


def edited(before, after, path="03-papers/01-paper.md"):
    return making.edited(path, before, after, base=files())


def fields(**given):
    """`promise="We ask"`, `activities_0_level="inform"` as the form of the worksheet `check` names them."""
    return {f"a-check.{name.replace('_', '.')}": value for name, value in given.items()}
