"""What somebody has on her worksheets and commitments: every version, what stands on each today, and what an edit left over."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import literal, or_, select, union_all

from course.content.lineage import NOTHING
from course.content.models import Question
from course.content.queries import parts_of, published, sheet_of
from course.content.questions.paper_table import rows_of
from course.content.sheets import PAPERS
from course.database import db
from course.enrolment.models import Enrolment
from course.learning.models import Answer, Attempt, Draft


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

    def values(self):
        """{item key: (value, its Version)}: each from the newest version that asked for it. What a guest left empty empties
        nothing, for she had not seen what the account held."""
        found = {}
        for version, content in reversed(self.contents.items()):
            found |= {key: (value, version) for key, value in content.items() if value or not version.as_guest}
        return found

    def on(self, sheet):
        """{item key: value} of what was written in fields of the kind that a sheet has; the rest is left over."""
        return {key: value for key, (value, version) in self.values().items()
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
    return papers_of(state.enrolment_id, keys, standing.lineage)


def papers_of(enrolment_id, sheets, lineage=NOTHING):
    """{sheet: Paper} of these keys of today, on an enrolment and those of a guest that were joined to it."""
    found = {key: Paper() for key in sheets}
    homes = {old: key for key in sheets for old in (key, *lineage.former("block", key))}
    newest = {}
    for version in _versions(enrolment_id, homes):
        found[version.today].versions.append(version)
        newest.setdefault((version.today, version.revision_id, version.as_guest), version)
    contents = contents_of(newest.values())
    for version in newest.values():
        content = {version.of_today(key): value for key, value in contents[version.id].items()}
        found[version.today].contents[version] = content
    return found


def _versions(enrolment_id, homes):
    hers = select(Enrolment.id).where(or_(Enrolment.id == enrolment_id, Enrolment.joined_to == enrolment_id))
    lines = []
    for model, at in ((Draft, Draft.at), (Attempt, Attempt.sent_at)):
        lines.append(
            select(model.id, model.sheet, model.lesson, model.revision_id, model.publication_id, at.label("at"),
                   literal(model is Draft).label("typed"), (model.enrolment_id != enrolment_id).label("as_guest"))
            .where(model.enrolment_id.in_(hers), model.sheet.in_(homes)))
    rows = db.session.execute(union_all(*lines)).all()
    found = (Version(*row[:6], bool(row.typed), bool(row.as_guest), homes[row.sheet]) for row in rows)
    return sorted(found, key=lambda one: (one.at, one.id.int), reverse=True)


def contents_of(versions):
    """{version id: {item key: value}}"""
    typed = [one.id for one in versions if one.typed]
    sent = [one.id for one in versions if not one.typed]
    found = {one: {} for one in sent}
    if typed:
        found |= dict(db.session.execute(select(Draft.id, Draft.content).where(Draft.id.in_(typed))).all())
    if sent:
        asked = select(Answer.attempt_id, Question.key, Answer.response).join(Question, Question.id == Answer.question_id)
        for attempt, key, response in db.session.execute(asked.where(Answer.attempt_id.in_(sent))):
            found[attempt][key] = response["value"]
    return found
