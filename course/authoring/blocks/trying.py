"""A block that was filled into a form is tried in its text, as the checker has it, before anything is kept."""

from dataclasses import dataclass, field

from course.authoring.blocks.words import in_a_form
from course.authoring.previewing import draw_lesson
from course.content.block_text.kinds import kind_of
from course.content.block_text.opening import open_block, reads_back, written_over
from course.content.block_text.places import block_at, pieces_of, place_after, put_after, put_for
from course.content.block_text.putting_together import put_together
from course.content.course_text import SheetPlace
from course.content.preparing import prepare
from course.errors import NotFound

MISREAD = ("One of these texts would be read as another part of the block: it has slashes at the beginning of a line, or a sign "
           "such as [x] or {#…} where that means something. Put the sign into `backticks`, or say it in other words.")
TO_COME = {"Q130", "Q131", "Q136"}  # a quiz without a question gets its first one next


@dataclass
class Tried:
    """`text` is the whole file with the block in it, which begins on `line`; `problems` {field, or "": [message]} stop it,
    `hints` do not; `drawn` is what learners would see."""

    text: str
    line: int
    problems: dict = field(default_factory=dict)
    hints: list = field(default_factory=list)
    drawn: str = ""


def piece_on(text, line):
    """The block that begins on this line. Raises NotFound."""
    piece = block_at(text, line)
    if piece is None or piece.line != line:
        raise NotFound("There is no block on this line any more. Open the text again, and choose it there.")
    return piece


def same_piece(text, block):
    """The block of a text that has the id of another, or None."""
    name = block.settings.get("id", ("", 0))[0]
    return next((piece for piece in pieces_of(text) if piece.block and name and piece.block.settings.get("id", ("", 0))[0] == name
                 and kind_of(piece.block) == kind_of(block)), None)


def put_into(text, parts, kind, *, piece=None, after=0):
    """(the text with the block, its first line, [(line, field)] as it is written) in the place of `piece`, or after a line."""
    lines = put_together(parts, kind, piece.block.slashes if piece else 0)
    if piece is None:
        whole, line = put_after(text, place_after(text, after, kind.block == "question"), [one for one, _ in lines])
        return whole, line, lines
    written = written_over(text, piece, open_block(text, piece), parts).split("\n")
    return put_for(text, piece, written), piece.line, lines if len(written) == len(lines) else [(one, "") for one in written]


def without_block(text, piece):
    """The text without a block; what stood around it is still set apart."""
    lines = text.split("\n")
    before, after = lines[:piece.line - 1], lines[piece.end:]
    while before and after and not before[-1].strip() and not after[0].strip():
        after.pop(0)
    return "\n".join([*before, *after]).rstrip("\n") + "\n"


def try_block(draft, path, text, parts, kind, **where):
    """Tried: the draft with the block in this text of it."""
    whole, line, lines = put_into(text, parts, kind, **where)
    tried = Tried(whole, line)
    if not reads_back(parts, kind):
        tried.problems[""] = [MISREAD]
    to_come = TO_COME if kind.body == "questions" and not parts.inside else ()
    prepared = prepare(draft.bytes() | {path: whole.encode()})
    for problem in prepared.problems:
        at = problem.line - line
        if problem.path != path or not 0 <= at < len(lines) or lines[at][1] == "inside" or problem.code in to_come:
            continue
        name, sentence = in_a_form(problem, lines[at][1])
        if problem.level == "error":
            tried.problems.setdefault(name, []).append(sentence)
        elif sentence not in tried.hints:
            tried.hints.append(sentence)
    tried.drawn = drawn_block(prepared, path, line)
    return tried


def drawn_block(prepared, path, line):
    """What learners see of the block on a line, or of the quiz around it; empty where the file has errors."""
    lesson = next((one for one in prepared.text.lessons if one.path == path), None) if prepared.text else None
    parts = draw_lesson(prepared, lesson)
    if not parts:
        return ""
    places = [at for at, piece in enumerate(lesson.pieces) if isinstance(piece, SheetPlace) and piece.line <= line]
    return parts[places[-1]] if places else ""
