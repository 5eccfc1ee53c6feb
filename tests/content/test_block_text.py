"""A block between its Markdown and its form: nothing is lost on the way there and back."""

from pathlib import Path

import pytest

from course.authoring.samples import SAMPLES
from course.content.block_text.kinds import KINDS, kind_of
from course.content.block_text.opening import open_block, reads_back, written_over
from course.content.block_text.places import block_at, pieces_of, place_after, put_after

TEXT = """---
id: one
title: One
---

First line,
second line.

## A heading {#named}

```
/// quiz
```

//// quiz
id: all
title: All

/// question | choice
id: asked

Who?

* [X] I {#i}

  Feedback, indented
  by two.
* [ ] We {#we}
///
////

The end.
"""


def texts():
    lessons = Path("modules").rglob("*.md")
    return [*(sample.source for sample in SAMPLES), *(lesson.read_text() for lesson in lessons), TEXT]


def test_every_block_of_every_text_opens_and_stands_as_it_was():
    seen = set()
    for text in texts():
        for piece in pieces_of(text):
            if piece.what == "heading":
                continue
            parts, kind = open_block(text, piece), kind_of(piece.block)
            source = "\n".join(text.split("\n")[piece.line - 1:piece.end])
            assert parts is not None and reads_back(parts, kind), source
            assert written_over(text, piece, parts, parts) == source
            seen.add(kind.name)
    assert seen == set(KINDS)


def test_how_an_author_writes_stays_where_the_form_changed_nothing():
    piece = block_at(TEXT, 22)
    parts = open_block(TEXT, piece)
    parts.text = "Who then?"
    source = TEXT[TEXT.index("/// question"):TEXT.index("////\n\nThe")].rstrip()
    assert written_over(TEXT, piece, open_block(TEXT, piece), parts) == source.replace("Who?", "Who then?")


@pytest.mark.parametrize("change", ["- [x] I {#i}\nand you", "colour blue", "- [z] I {#i}"])
def test_what_a_form_would_lose_is_not_opened(change):
    text = f"/// question | choice\nid: asked\n\nWho?\n\n- [x] You {{#you}}\n{change}\n- [ ] We {{#we}}\n///\n"
    piece = block_at(text, 1)
    assert open_block(text, piece) is None


def test_a_block_stands_apart_and_never_inside_another():
    assert [piece.words for piece in pieces_of(TEXT)] == ["A heading", "All", "Who?"]
    quiz, asked = pieces_of(TEXT)[1:]
    assert place_after(TEXT, 6) == 7, "not in the middle of a paragraph"
    assert place_after(TEXT, 12) == 13, "nor of a code fence"
    assert place_after(TEXT, asked.line) == quiz.end
    assert place_after(TEXT, asked.line, among_questions=True) == asked.end
    assert place_after(TEXT, quiz.line, among_questions=True) == quiz.end - 1
    assert place_after(TEXT, 0) == 4
    text, line = put_after(TEXT, 4, ["/// commitment", "id: it", "///"])
    assert text.startswith("---\nid: one\ntitle: One\n---\n\n/// commitment\nid: it\n///\n\nFirst line") and line == 6
    text, line = put_after("Text", 1, ["/// commitment", "///"])
    assert text == "Text\n\n/// commitment\n///\n" and line == 3
