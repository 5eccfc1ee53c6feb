"""What is sent at once: sheets (a question by itself, a quiz, a survey) and the items on them, as kept with a page."""

from dataclasses import asdict, dataclass, field, replace

DECLINED = "declined"  # "prefer not to say", told apart from:
SKIPPED = "skipped"  # shown, and left empty
FOLLOW_UPS = {"day-30": 30, "day-90": 90}  # waves that are asked so many days after a learner has finished the course
SHARES = ("facilitator", "cohort")  # who else may read a reflection, as its writer chose
KITS = ("team-session", "cohort-only")  # what is not sent at all: for who leads a group
MEDIA = ("video", "audio")  # with a transcript
ACTIVITY = "activity"  # of another tool, opened in a window of its own
PAPERS = ("worksheet", "commitment")  # sheets that are saved again and again, never marked and never locked


@dataclass(frozen=True, slots=True)
class Option:
    """One choice. `html` is safe to show before the answer; `right`, `mark` and `feedback` are not."""

    id: str
    html: str
    text: str
    right: bool = False
    mark: str = ""
    feedback: str = ""
    write_in: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A question or a survey item. `prompt` is HTML, `text` the same as plain text, `group` the (key, HTML) of a matrix.

    A prompt is paragraphs; that of a row in a matrix, like an option's `html`, is a run of words. Never to be shown before
    the answer: `answers`, what an author expects where learners write and do not choose.

    `settings` holds what only one kind knows. For a scale and nps: `labels` ([value, text] pairs), `low` and `high` (the
    least and the greatest value), `group_text` (a matrix's prompt as plain text), `when` (now or then, of a scale that
    is asked twice). `pool`: its quiz asks some of its questions at a time. For an order and a match: `tokens`, what a form
    sends for each option; for a match `lefts` and `heads`; for a cloze `body`, its HTML with a mark for each gap, and `gaps`.
    Never to be shown before the answer: `model`, `right` and `wrong` (feedback for the answer as a whole, all HTML),
    `bounds`, `order`, `pairs`, and what is `right` in a gap. `was` is the id that it had before.
    """

    key: str
    kind: str
    prompt: str
    text: str
    fingerprint: str
    scored: bool
    options: tuple[Option, ...] = ()
    answers: tuple[Option, ...] = ()
    confidence: bool = False
    shuffle: bool = False
    group: tuple[str, str] | None = None
    settings: dict = field(default_factory=dict)
    was: str = ""
    declinable: bool = False

    @property
    def may_decline(self):
        """Whether it offers "prefer not to say"."""
        return self.declinable or self.kind == "fact"

    def option(self, option_id):
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """`kind` is question, quiz, survey, thoughts, activity, or one of PAPERS, KITS and MEDIA, the last three without items;
    `pass_mark` a share of the maximum, 0 to 1.
    `tries` is None for as often as she likes, `draw` how many questions of a quiz are asked at once, None for all.

    A survey has a `wave`, the moment at which it is asked, and an `anonymity`: named, pseudonymous or anonymous.
    `shows` are places where what stands on an earlier paper is shown: {"at": before the item of this number, "of": that
    item's key, "label": HTML}. `minutes` are those of a kit; `media` are links (HTML) to a recording: `file`, `captions`.
    An activity has a `package` and a `unit` of it, by its id; empty: the only one.
    `was` is the id that it had before.
    """

    key: str
    kind: str
    items: tuple[Item, ...]
    title: str = ""
    intro: str = ""
    wave: str | None = None
    pass_mark: float | None = None
    anonymity: str | None = None
    shows: tuple[dict, ...] = ()
    tries: int | None = None
    draw: int | None = None
    minutes: int | None = None
    media: dict = field(default_factory=dict)
    package: str = ""
    unit: str = ""
    was: str = ""

    @property
    def scored(self):
        return any(item.scored for item in self.items)

    @property
    def counts(self):
        """Whether a lesson that is complete by answering waits for it."""
        return self.scored or self.kind in ("survey", ACTIVITY, *PAPERS)

    @property
    def anonymous(self):
        return self.anonymity == "anonymous"

    def item(self, key):
        return next((item for item in self.items if item.key == key), None)


def part_of(sheet, keys):
    """The same sheet with the items of these keys alone."""
    return replace(sheet, items=tuple(item for item in sheet.items if item.key in keys))


def opens_after(sheets):
    """After how many days a lesson with these sheets opens; None: it is open."""
    return max((FOLLOW_UPS[sheet.wave] for sheet in sheets if sheet.wave in FOLLOW_UPS), default=None)


@dataclass(frozen=True, slots=True)
class Response:
    """What a person gave to one item; or why there is nothing (`missing`).

    `value` is a text, a number, or a list of words without spaces: option ids, pairs `row:option`, gaps with what fills
    them. `written` is what she wrote beside an option, or a number as she wrote it.
    """

    value: list | str | int | None
    missing: str | None = None
    written: str | None = None
    shared: str | None = None  # one of SHARES: who may read it beside her

    def to_json(self):
        return {"value": self.value, "missing": self.missing, "written": self.written, "shared": self.shared}


@dataclass(frozen=True, slots=True)
class Mark:
    """`correct` is None where nothing is right or wrong; points lie between 0 and maximum."""

    correct: bool | None
    points: float
    maximum: float


def to_json(sheet):
    return asdict(sheet)


def from_json(kept):
    return Sheet(**{**kept, "items": tuple(map(item_from_json, kept["items"]))})


def item_from_json(kept):
    options, answers = (tuple(Option(**option) for option in kept.get(name, ())) for name in ("options", "answers"))
    return Item(**{**kept, "options": options, "answers": answers, "group": tuple(kept["group"]) if kept["group"] else None})
