"""Small courses as the tests of the library write them."""

from course.content.checking import check_files
from course.content.parsing import parse_course

COURSE = """---
id: small
title: A small course
summary: For tests.
licence: CC BY 4.0
authors: Frank
---
Welcome.
"""
MODULE = """---
id: start
title: Start
minutes: 30
---
"""
HEAD_LINES = 5  # of a lesson: its body begins on the line after


def lesson(body="Text.\n", id="first", **keys):
    front = {"title": "First", "minutes": "5", **keys}
    return f"---\nid: {id}\n" + "".join(f"{key}: {value}\n" for key, value in front.items()) + f"---\n{body}"


def files(*lessons, **more):
    """A course of one module with these lessons' texts; `more` maps paths to text."""
    named = {f"01-start/{number:02}-lesson.md": text for number, text in enumerate(lessons or [lesson()], start=1)}
    texts = {"course.md": COURSE, "01-start/module.md": MODULE, **named, **more}
    return {path: text if isinstance(text, bytes) else text.encode() for path, text in texts.items()}


def parsed(body, **keys):
    """The lesson with this body, which has no problem."""
    course, problems = parse_course(files(lesson(body, **keys)))
    assert problems == []
    return course.lessons[0]


def items(body):
    return [item for sheet in parsed(body).sheets for item in sheet.items]


def problems(body, **keys):
    """[(line in the body, or 0 or less in the head, code)] of all that `course check` finds in a lesson with this body."""
    head = HEAD_LINES + len(keys)
    return [(problem.line - head, problem.code) for problem in found(files(lesson(body, **keys)))]


def found(course_files):
    return check_files(course_files)[1]


class Links:
    """Addresses that tell what they were made from; a file or lesson whose name holds "lost" is not there."""

    def file(self, path):
        return self._found(f"/F/{path}")

    def lesson(self, key):
        return self._found(f"/L/{key}")

    def here(self, heading):
        raise LookupError(heading)

    def _found(self, address):
        if "lost" in address:
            raise LookupError(address)
        return address


CHOICE = """/// question | choice
id: told

Which *level* is this?

- [ ] Inform {#inform}

    They were asked first.

- [x] Consult {#consult}

    Right: asked, and told.
///
"""
CHOICES = """/// question | choices
id: two-of-four

Which belong?

- [x] One {#one}
  Yes.
- [x] Two {#two}
  Yes.
- [ ] Three {#three}
  No.
- [ ] Four {#four}
  No.
///
"""
SCENARIO = """/// question | scenario
id: quiet-room

The room is quiet. What do you do?

- [acceptable] Wait {#wait}

    Some speak.

- [best] Ask in pairs {#pairs}

    Most speak.

- [risky] Call on someone {#call-on}

    She leaves.
///
"""
NUMBER = """/// question | number
id: score
unit: points

The net promoter score?

- [x] 1500 +- 2 % {#fifteen-hundred}

    Yes.

- [ ] 2000.5 {#too-many}

    Take some off.
///
"""
TEXT = """/// question | text
id: decides

Who decides?

- [x] the residents {#residents}
  They do.
- [x] neighbours {#neighbours}
  They do.
- [ ] the president {#president}
  She does not.
///
"""
ORDER = """/// question | order
id: steps

Put them in order.

1. Ask *first* {#ask}

    Before all else.

2. Listen {#listen}
3. Tell {#tell}
4. Ask again {#ask-again}

- [wrong] Begin with what you want to know.
///
"""
MATCH = """/// question | match
id: pairs

What belongs together?

| Practice | Example |
|---|---|
| Fair *inclusion* {#inclusion} | A seat with a vote {#seat} |
| Room for all {#room} | Childcare \\| a lift |
| Telling {#telling} | A letter |
|  | A longer agenda |

- [right] All of it.
- [wrong] Who can come because of it?
///
"""
CLOZE = """/// question | cloze
id: gaps

First *words*.

The step left out is [[closing | asking]]{#last}; a loop has [[= five | 5]]{#how-many} steps in
[[Harbor County | the Flats | Bright Start]]{#where}.

- [wrong] Look at the picture.
///
"""
REFLECTION = """/// question | reflection
id: gap

Where was the gap?

- [model] Between the *words* and the deed.
///
"""
MARKED = (CHOICE, CHOICES, SCENARIO, NUMBER, TEXT, ORDER, MATCH, CLOZE)
SURVEY = """/// survey
id: pulse-1
title: What you think
wave: pulse
scale.agree: 1 disagree | 2 neither | 3 agree
scale.nps: 0 never | 10 surely

A few words first.

[scale agree] How far do you agree? {#today}
- I can say *why* {#why}
- I can say how {#how}

[scale agree] It was useful {#useful}

[nps] Would you recommend it? {#recommend}

[one] How much was it? {#amount}
- Too little {#little}
- Too much {#much}
- [write-in] Otherwise {#otherwise}

[many] What brought you? {#brought}
- A friend {#friend}
- Work {#work}
- [write-in] Something else {#else}

[text] What was unclear? {#unclear}

[fact] Where do you work? {#sector}
- School {#school}
- Health {#health}

[fact] In which town? {#town}
///
"""
WORKSHEET = """/// worksheet
id: check
title: Purpose check

Fill in what you can.

[text] Our promise {#promise}
In one line.

[select] How far? {#far}
- Inform {#inform}
- Consult {#consult}

[date] By when {#by}

[number] How many {#people}

[table 2] What you do now {#activities}
| Activity {#activity} | Level {#level} |
|---|---|
| text | select: inform, consult |
///
"""
