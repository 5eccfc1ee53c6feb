"""A lesson that asks a question of every kind, each piece of its key with a canary in it."""

from tests import making

LESSON = "02-levels/04-kinds.md"
TEXT = """---
id: every-kind
title: Every kind
minutes: 9
core: false
complete: answer
---

/// question | scenario
id: quiet

Nobody speaks. What do you do?

- [acceptable] Wait {#wait}

    CANARY-wait: somebody speaks.

- [best] Ask in pairs {#pairs}

    CANARY-pairs: most speak.

- [risky] Call on someone {#call-on}

    CANARY-call: she leaves.
///

/// question | number
id: count
unit: people
confidence: yes

How many came?

- [x] 731942 +- 1 % {#came}

    CANARY-came: so many.

- [ ] 846201 {#invited}

    CANARY-invited: those were invited.
///

/// question | text
id: decides

Who decides?

- [x] canarypeople {#people}

    CANARY-people: they do.

- [ ] canaryboard {#board}

    CANARY-board: it does not.

- [wrong] CANARY-look: look again.
///

/// question | order
id: steps

Put them in order.

1. Ask {#canary-1}

    CANARY-ask: first.

2. Listen {#canary-2}
3. Tell {#canary-3}
4. Ask again {#canary-4}

- [wrong] CANARY-steps: look again.
///

/// question | match
id: belongs

What belongs together?

| Practice | Example |
|---|---|
| Inclusion {#inclusion} | A seat with a vote {#canary-seat} |
| Room for all {#room} | Childcare |
|  | A longer agenda {#canary-none} |

- [wrong] CANARY-belongs: look again.
///

//// quiz
id: two-more
title: Two more

/// question | cloze
id: loop

The step left out is [[closing | asking]]{#last} of [[= canaryfive | canary5]]{#many}.

- [wrong] CANARY-loop: look again.
///

/// question | number
id: share
unit: %

Which share?

- [x] 0.731 {#part}

    CANARY-part: of all.
///
////
"""
PATH = "/courses/neighbours/every-kind"
RIGHT = {
    "quiet": {"a-quiet": "pairs"},
    "count": {"a-count": "731,942.00"},
    "decides": {"a-decides": " Canarypeople. "},
    "two-more": {"a-loop.last": "closing", "a-loop.many": "CANARY5", "a-share": "0,731"},
}


def files():
    return making.files() | {LESSON: TEXT.encode()}
