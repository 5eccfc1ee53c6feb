"""What somebody has on her worksheets and commitments: every version, what stands on each today, and what an edit left over."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from uuid import UUID

from sqlalchemy import and_, bindparam, false, func, select, true, union_all

from course.content.lineage import NOTHING
from course.content.models import Question
from course.content.queries import parts_of, published, sheet_of
from course.content.questions.paper_table import rows_of
from course.content.sheets import PAPERS
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt, Draft
from course.written import Written, ask_written


@dataclass(frozen=True)
class Version:
    """A paper as it was once saved: `typed` as a draft, else sent; `as_guest`: on an enrolment that was joined to hers."""

    id: UUID
    sheet: str  # its id then
    lesson: str
    revision_id: int
    publication_id: int
    at: datetime
    typed: bool
    as_guest: bool
    today: str  # the sheet's id now

    def text(self):
        """The Sheet as it was filled in on."""
        return sheet_of(self.revision_id, published(self.publication_id).edition, self.sheet)

    def item(self, key):
        """An Item of that text, by its key of today."""
        return self.text().item(self.sheet + key.removeprefix(self.today))

    def of_today(self, key):
        return self.today + key.removeprefix(self.sheet)


@dataclass
class Paper:
    """`versions` newest first; `contents` {version: {item key: value}} of the newest on each revision, as guest and not."""

    versions: list = field(default_factory=list)
    contents: dict = field(default_factory=dict)

    @property
    def latest(self):
        return self.versions[0] if self.versions else None

    @cached_property
    def values(self):
        """{item key: (value, its Version)}: each from the newest version that asked for it. What a guest left empty empties
        nothing, for she had not seen what the account held."""
        found = {}
        for version, content in reversed(self.contents.items()):
            found |= {key: (value, version) for key, value in content.items() if value or not version.as_guest}
        return found

    def on(self, sheet):
        """{item key: value} of what was written in fields of the kind that a sheet has; the rest is left over."""
        return {key: value for key, (value, version) in self.values.items()
                if value and sheet.item(key) and sheet.item(key).kind == version.item(key).kind}

    def left_over(self, sheet):
        """[(Item, value, Version)] of what was written on earlier texts of the sheet and has no place on this one."""
        found = {}
        for version, content in self.contents.items():
            text = version.text()
            for item in text.items:
                key = version.of_today(item.key)
                value = content.get(key)
                if value and key not in found and not has_place(sheet.item(key), item, value):
                    found[key] = item, value, version
        return list(found.values())


def has_place(item, before, value):
    """Whether all of a value that was written for the Item `before` can be shown in an Item of today, or None."""
    if item is None or item.kind != before.kind:
        return False
    if item.options:
        return all(item.option(chosen) for chosen in value)
    if item.kind == "paper-table":
        columns = {column["id"] for column in item.settings["columns"]}
        return all(columns.issuperset(row) for row in rows_of(value))
    return True


def has_paper(line):
    """Whether a LessonLine has anything that is asked for here: else nothing is."""
    return any(sheet.kind in PAPERS or sheet.shows for sheet in line.sheets)


def papers_in(standing, line, state):
    """{key of a sheet: Paper} of what a lesson asks and shows; {} where it does neither, and for who is not on the course."""
    if not state.enrolled or not has_paper(line):
        return {}
    sheets = [part.sheet for part in parts_of(line.revision_id, standing.edition) if part.sheet]
    keys = {sheet.key for sheet in sheets if sheet.kind in PAPERS}
    keys |= {show["of"].partition(".")[0] for sheet in sheets for show in sheet.shows}
    return papers_as_they_stand(state.enrolment_id, keys, standing.lineage)


def papers_as_they_stand(enrolment_id, sheets, lineage=NOTHING):
    """{sheet: Paper} of these keys of today, on an enrolment and those of a guest that were joined to it; as `versions`, the
    newest on each revision alone."""
    return _papers(_NEWEST, enrolment_id, sheets, lineage)


def papers_of(enrolment_id, sheets, lineage=NOTHING):
    """The same with every version."""
    return _papers(_EVERY, enrolment_id, sheets, lineage)


def contents_of(version):
    """{item key: value}"""
    if version.typed:
        return ask_written(_TYPED, {"version": version.id})[0].content
    return {row.key: row.response["value"] for row in ask_written(_SENT, {"version": version.id})}


def _papers(asked, enrolment_id, sheets, lineage):
    homes = {old: key for key in sheets for old in (key, *lineage.former("block", key))}
    rows = ask_written(asked, {"enrolment": enrolment_id, "sheets": list(homes)})
    contents = {}
    for row in rows:
        content = contents.setdefault(Version(*row[:6], bool(row.typed), bool(row.as_guest), homes[row.sheet]), {})
        content |= {row.key: row.response["value"]} if row.key else row.content or {}
    found, newest = {key: Paper() for key in sheets}, set()
    for version in sorted(contents, key=lambda one: (one.at, one.id.int), reverse=True):
        paper, which = found[version.today], (version.today, version.revision_id, version.as_guest)
        paper.versions.append(version)
        if which not in newest:
            newest.add(which)
            paper.contents[version] = {version.of_today(key): value for key, value in contents[version].items()}
    return found


def _versions():
    """Every version of some sheets, and the how-manieth newest of its revision it is."""
    whole, mine = Enrolment.__table__.alias("whole"), Enrolment.__table__.alias("mine")
    hers = (select(whole.c.id)
            .join(mine, and_(mine.c.person_id == whole.c.person_id, mine.c.course_id == whole.c.course_id))
            .where(mine.c.id == bindparam("enrolment")))
    kept = union_all(*(
        select(one.c.id, one.c.sheet, one.c.lesson, one.c.revision_id, one.c.publication_id, at.label("at"),
               (true() if typed else false()).label("typed"), (one.c.enrolment_id != bindparam("enrolment")).label("as_guest"))
        .where(one.c.enrolment_id.in_(hers), one.c.sheet.in_(bindparam("sheets", expanding=True)))
        for one, at, typed in ((_draft, _draft.c.at, True), (_attempt, _attempt.c.sent_at, False)))).cte("kept")
    newest_first = func.row_number().over(
        partition_by=(kept.c.sheet, kept.c.revision_id, kept.c.as_guest), order_by=(kept.c.at.desc(), kept.c.id.desc()))
    return select(kept, newest_first.label("place")).cte("versions")


def _asked(*where):
    """Versions, and of the newest what stands on it: `content` where it was typed, a line for each answer where it was sent."""
    newest = _versions_of.c.place == 1
    return (
        select(*(_versions_of.c[name] for name in COLUMNS), _draft.c.content, _question.c.key, _answer.c.response)
        .outerjoin(_draft, and_(newest, _draft.c.id == _versions_of.c.id))
        .outerjoin(_answer, and_(newest, _answer.c.attempt_id == _versions_of.c.id))
        .outerjoin(_question, _question.c.id == _answer.c.question_id)
        .where(*where)
    )


COLUMNS = ("id", "sheet", "lesson", "revision_id", "publication_id", "at", "typed", "as_guest")
_draft, _attempt, _answer, _question = (model.__table__ for model in (Draft, Attempt, Answer, Question))
_versions_of = _versions()
_EVERY, _NEWEST = Written(_asked()), Written(_asked(_versions_of.c.place == 1))
_TYPED = Written(select(_draft.c.content).where(_draft.c.id == bindparam("version")))
_SENT = Written(select(_question.c.key, _answer.c.response).join(_question, _question.c.id == _answer.c.question_id)
                .where(_answer.c.attempt_id == bindparam("version")))
