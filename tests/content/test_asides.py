"""Blocks of plain Markdown: thoughts, kits, recordings and activities, as they are read; and every problem at its line."""

import pytest

from course.content.sheets import ACTIVITY, KITS, MEDIA
from tests.content.texts import files, found, lesson, parsed

MANY = """/// thoughts
id: t1

What would you *do*?
///
/// team-session
id: ts
title: An hour together
minutes: 60

1. Ten quiet minutes
///
/// cohort-only
id: co

Bring your sheet.
///
/// video
id: v1
title: How it began
file: files/a.mp4
captions: files/a.vtt

Marcus: We asked.
///
/// audio
id: a1
title: Dolores speaks
file: https://example.org/a.mp3

Dolores: Nobody came back.
///
"""
RECORDINGS = {"files/a.mp4": b"film", "files/a.vtt": b"WEBVTT\n", "files/a.txt": b"words"}


def problems(body):
    return [(problem.line - 5, problem.code) for problem in found(files(lesson(body), **RECORDINGS))]


def test_they_hold_plain_markdown_and_nothing_is_asked_for():
    assert problems(MANY) == []
    sheets = parsed(MANY).sheets
    assert [sheet.kind for sheet in sheets] == ["thoughts", *KITS, *MEDIA]
    assert [sheet.title for sheet in sheets] == [
        "Your thoughts", "An hour together", "For this group", "How it began", "Dolores speaks"]
    assert not any(sheet.items or sheet.counts for sheet in sheets)
    assert (sheets[0].intro, sheets[1].minutes) == ("What would you *do*?", 60)
    assert sheets[3].media == {"file": "[a.mp4](files/a.mp4)", "captions": "[a.vtt](files/a.vtt)"}


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("\nWhat would you *do*?\n", "", (1, "P201")),
    ("\n1. Ten quiet minutes\n", "", (6, "P202")),
    ("minutes: 60", "minutes: an hour", (9, "B106")),
    ("title: How it began\n", "", (18, "P203")),
    ("file: files/a.mp4\n", "", (18, "P204")),
    ("file: files/a.mp4", "file: http://example.org/a.mp4", (21, "B106")),
    ("file: files/a.mp4", "file: files/a.avi", (21, "P206")),
    ("file: files/a.mp4", "file: files/lost.mp4", (21, "C107")),
    ("captions: files/a.vtt", "captions: files/a.txt", (22, "B106")),
    ("captions: files/a.vtt\n", "", (21, "P207")),
    ("\nMarcus: We asked.\n", "", (18, "P205")),
    ("\nDolores: Nobody came back.\n", "", (26, "P205")),
    ("Bring your sheet.", "Bring [it](lesson:nowhere).", (16, "C106")),
])
def test_what_is_wrong_is_reported_at_its_line(old, new, problem):
    assert old in MANY
    assert problem in problems(MANY.replace(old, new, 1))


ACTIVITIES = """/// activity
id: walk
title: Walk
package: a-walk
unit: https://example.org/walk

Go *out*.
///
/// activity
id: alone
title: The only unit
package: one
///
"""


def test_an_activity_names_a_unit_of_a_package_and_counts():
    assert problems(ACTIVITIES) == []
    walk, alone = parsed(ACTIVITIES).sheets
    assert (walk.kind, walk.package, walk.unit, walk.intro) == (ACTIVITY, "a-walk", "https://example.org/walk", "Go *out*.")
    assert (alone.package, alone.unit, alone.items) == ("one", "", ())
    assert walk.counts and not walk.scored
    assert found(files(lesson(ACTIVITIES).replace("minutes:", "complete: answer\nminutes:"))) == []


@pytest.mark.parametrize(("old", "new", "problem"), [
    ("title: Walk\n", "", (1, "P208")), ("package: a-walk\n", "", (1, "P209")),
    ("package: a-walk", "package: A walk", (4, "B106")),
    ("unit: https://example.org/walk", "unit: walk", (5, "B106")), ("id: walk\n", "", (1, "B108"))])
def test_what_is_wrong_with_an_activity_is_reported_at_its_line(old, new, problem):
    assert problem in problems(ACTIVITIES.replace(old, new, 1))
