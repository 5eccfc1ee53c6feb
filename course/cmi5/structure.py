"""What a cmi5.xml says: a course of blocks and units, as its schema (CourseStructure.xsd) and section 13 of cmi5 have it."""

from dataclasses import asdict, dataclass

MOVE_ON = ("NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed")


@dataclass(frozen=True)
class Block:
    """`title` maps languages to words; `inside` are the ids of the blocks around it, the outermost first."""

    id: str
    title: dict
    description: dict
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unit:
    """An assignable unit. `mastery` is the least scaled score that passes, None where the author named none."""

    id: str
    title: dict
    description: dict
    url: str
    move_on: str = "NotApplicable"
    mastery: float | None = None
    own_window: bool = False
    parameters: str | None = None
    entitlement: str | None = None
    kind: str | None = None  # an xAPI activity type
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Structure:
    id: str
    title: dict
    description: dict
    blocks: tuple[Block, ...]
    units: tuple[Unit, ...]

    def unit(self, unit_id):
        return next((unit for unit in self.units if unit.id == unit_id), None)

    def within(self, block_id):
        """The units of a block, those of blocks in it, too."""
        return tuple(unit for unit in self.units if block_id in unit.inside)


def in_words(texts):
    """One of the languages of a title: English, or the first."""
    english = next((words for tag, words in texts.items() if tag.lower().partition("-")[0] == "en"), None)
    return english or next(iter(texts.values()))


def to_json(structure):
    return asdict(structure)


def from_json(kept):
    blocks = tuple(Block(**{**one, "inside": tuple(one["inside"])}) for one in kept["blocks"])
    units = tuple(Unit(**{**one, "inside": tuple(one["inside"])}) for one in kept["units"])
    return Structure(**{**kept, "blocks": blocks, "units": units})
