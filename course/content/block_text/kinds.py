"""What kinds of block there are, and of what each is made: told by their definitions, and by no list of this file."""

from dataclasses import dataclass

from course.content import values
from course.content.questions import FIELDS, PAPER, QUESTIONS
from course.content.questions.making import WHOLE
from course.content.sheet_reading import BLOCKS

BODIES = {"quiz": "questions", "survey": "items", "worksheet": "items"}  # the others hold text alone
SHOW = "show"  # stands between items, and is none


@dataclass(frozen=True)
class Kind:
    """`name` is the kind of a question, or the block's own; `settings` {name: what reads its value}, `body` what stands under
    them, `marks` those of its lines, `whole` those of feedback for the whole answer, `items` {kind of item: what follows}."""

    name: str
    block: str
    settings: dict
    body: str = "text"
    marks: tuple = ()
    whole: tuple = ()
    items: tuple = ()

    @property
    def heading(self):
        return f"question | {self.name}" if self.block == "question" else self.block

    def after(self, item):
        """What follows the line of an item: a list, rows, a table, or nothing."""
        return dict(self.items).get(item, "")


def _question(name, module):
    body = getattr(module, "BODY", "choices")
    return Kind(name, "question", {"id": values.identifier, **module.SETTINGS}, body,
                tuple(getattr(module, "MARKS", ("x", ""))) if body == "choices" else (), getattr(module, "WHOLE", WHOLE))


def _items(fields):
    return (*((name, getattr(module, "AFTER", "")) for name, module in fields.items()), (SHOW, ""))


def _block(name, reader):
    items = {"survey": FIELDS, "worksheet": PAPER}.get(name)
    return Kind(name, name, reader.settings, BODIES.get(name, "text"), items=_items(items) if items else ())


KINDS = {name: _question(name, module) for name, module in QUESTIONS.items()} | {
    name: _block(name, reader) for name, reader in BLOCKS.items() if name != "question"}


def kind_of(block):
    """The Kind of a blocks.Block, or None where nobody knows it."""
    return KINDS.get(block.argument if block.name == "question" else block.name)
