"""Every block that a lesson can hold, as it is written: shown on the page that explains the format, and put in by the editor."""

from collections import namedtuple

Sample = namedtuple("Sample", "name title words source")

SAMPLES = (
    Sample("text", "Text", "Paragraphs with an empty line between them. Signs make headings, lists, links and emphasis.", """\
## Who is missing?

Three of ten neighbors came. *Nobody* asked the others **why**.

- Who was asked?
- Who decided?

> “We were told, not asked.”

| Level | What people get |
|---|---|
| Inform | news |
| Consult | a hearing |

[A source](https://example.org), and a footnote.[^1]

[^1]: It stands at the end of the page.
"""),
    Sample("choice", "A choice",
           "One answer is right: `[x]`. What stands under an option is what a learner reads after she chose.", """\
/// question | choice
id: which-level
confidence: yes

Residents comment on a finished plan and are told the result. Which level is this?

- [ ] Inform {#inform}

    They were told, but they were asked first.

- [x] Consult {#consult}

    Their view was sought, and the result reported back.
///
"""),
    Sample("choices", "Several choices",
           "More than one answer is right. Right ones count, wrong ones are taken off, and never below nothing.", """\
/// question | choices
id: what-helps

Which two help parents who work in the evening?

- [x] Childcare {#childcare}

    Yes: they can come.

- [x] Another hour {#hour}

    Yes.

- [ ] A longer agenda {#agenda}

    It keeps them away.
///
"""),
    Sample("scenario", "What would you do?",
           "One answer is best; others are acceptable or risky. The words under each tell what happens next.", """\
/// question | scenario
id: angry-meeting

A neighbor shouts. What do you do?

- [best] Ask what happened {#ask}

    She tells you, and others nod.

- [acceptable] Take a break {#break}

    It calms down, and the question is still there.

- [risky] Go on with the agenda {#go-on}

    She leaves, and four others with her.
///
"""),
    Sample("number", "A number",
           "`+-` says how far off an answer may be. Comma and point are read as the learner writes them.", """\
/// question | number
id: how-many

Five of ten answer 9 or 10, two 6 or below. What is the net promoter score?

- [x] 30 +- 0.5 {#right}

    50 minus 20.

- [ ] 50 {#half}

    That leaves out those who answered 6 or below.
///
"""),
    Sample("short-text", "A short text",
           "Each answer that you accept, and those that you expect and that are wrong. What nobody foresaw is "
           "collected for you.", """\
/// question | text
id: who-decides

At the level “empower”, who decides?

- [x] residents {#residents}

    They do, and the board carries it out.

- [ ] the board {#board}

    At this level it has handed the decision over.
///
"""),
    Sample("order", "An order", "Write the list in the right order; learners see it mixed.", """\
/// question | order
id: steps

Put the steps in order.

1. Ask {#ask-first}
2. Decide {#decide}
3. Report back {#report}

- [wrong] Begin with asking, and end with telling what came of it.
///
"""),
    Sample("match", "Pairs", "A table of two columns. A row without a left side is an answer that fits nowhere.", """\
/// question | match
id: pairs

What goes with what?

| Practice | Example |
|---|---|
| Fair inclusion {#inclusion} | A seat with a vote |
| Closing the loop {#loop} | A letter that says what was decided |
|  | A longer agenda |

- [wrong] Ask of each: what changes for people because of it?
///
"""),
    Sample("cloze", "Gaps", "Options stand in the gap, the right one first. After `=` the gap is typed.", """\
/// question | cloze
id: gaps

The step left out most often is [[closing | collecting]]{#left-out}; a loop has [[= five | 5]]{#count} steps.

- [wrong] What do people wait for when they were asked?
///
"""),
    Sample("reflection", "Something to think about", "No answer is wrong. After writing, a learner may see one of many.", """\
/// question | reflection
id: promise

Where did a promise outrun what was given?

- [model] One of many: two seats on a board of twenty.
///
"""),
    Sample("quiz", "A quiz", "Questions that are sent together. `pass:`, `tries:` and `draw:` are up to you.", """\
//// quiz
id: what-stays
title: What stays
pass: 50 %

/// question | choice
id: more-is-better

Is more participation always better?

- [ ] Yes {#yes}

    Not where nothing is left to decide.

- [x] No {#no}

    It should fit the decision.
///
////
"""),
    Sample("survey", "A survey", "Never marked. `wave:` says when it is asked: baseline, pulse, end, day-30, day-90.", """\
/// survey
id: how-was-it
title: How was it?
wave: pulse
scale.agree: 1 disagree | 2 in between | 3 agree

[scale agree] How far do you agree? {#agree}
- It was worth my time {#worth}
- I know what to do next {#what-next}

[text] What was unclear? {#unclear}
///
"""),
    Sample("worksheet", "A worksheet", "Saved as it is typed, never marked, and printed.", """\
/// worksheet
id: plan
title: Your plan

[text] What will you ask? {#question}

[table 3] Whom will you ask? {#people}
| Who {#who} | By when {#when} |
|---|---|
| text | date |
///
"""),
    Sample("commitment", "A commitment", "One to three things to do, each with a day. It stands on the course’s page.", """\
/// commitment
id: pledge
///
"""),
    Sample("thoughts", "A question to readers", "What readers answer is shown below it, once you say yes.", """\
/// thoughts
id: tell-us

What have you tried that we should know of?
///
"""),
    Sample("team-session", "A kit for a group", "For who takes the course with others: agenda, timing, material.", """\
/// team-session
id: with-your-team

1. Ten minutes: each says who is missing.
2. Twenty minutes: choose one, and how to ask.
///
"""),
    Sample("cohort-only", "A kit for this group", "The same, for those alone who have begun the course.", """\
/// cohort-only
id: our-date

We meet on the first Monday of the month, after the market.
///
"""),
    Sample("video", "A film", "From `files/`, or a link to one elsewhere. Under it stands what is said and shown.", """\
/// video
id: why-we-ask
title: Why we ask, in one minute
file: https://example.org/why-we-ask

A woman stands at a gate and says: “Nobody asked us, so nobody came.”
///
"""),
    Sample("audio", "A recording", "The same, for who listens.", """\
/// audio
id: the-market
title: What people say at the market
file: https://example.org/market

Two voices: “Who was asked?” “I was not.”
///
"""),
    Sample("activity", "An activity of another tool",
           "From a package that was imported into this course. It opens in a window of its own.", """\
/// activity
id: a-walk
title: Walk through the square
package: walk

Ten minutes; come back here when you are done.
///
"""),
)


def sample_of(kind):
    """The Sample of a kind of block, told by how it opens."""
    return next((one for one in SAMPLES if one.source.split("\n")[0].strip("/ ") == kind.heading), None)


def as_files():
    """{path: bytes} of a course with a lesson for each sample, so that each can be drawn as learners see it."""
    files = {
        "course.md": "---\nid: format\ntitle: The format\nsummary: Every block.\nlicence: CC BY 4.0\nauthors: [us]\n---\n",
        "01-blocks/module.md": "---\nid: blocks\ntitle: Blocks\n---\n",
    }
    for number, sample in enumerate(SAMPLES, start=1):
        head = f"---\nid: sample-{sample.name}\ntitle: {sample.title}\nminutes: 1\n---\n\n"
        files[f"01-blocks/{number:02}-{sample.name}.md"] = head + sample.source
    return {path: text.encode() for path, text in files.items()}
