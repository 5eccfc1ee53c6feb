"""The rule of a quiz for one learner: the pass mark and the tries that stood when she began.

A rule never grows harder for who has begun: of the one that stood when she began the course, or when she first tried a quiz that
came later, and the one of the text in front of her, the milder counts. So an author may ease a rule for all, and mend a slip.
"""

from collections import namedtuple

from sqlalchemy import select, union

from course.content.queries import published, sheet_of
from course.database import db
from course.enrolment.models import Enrolment
from course.errors import Conflict
from course.learning.models import Attempt

Rule = namedtuple("Rule", "pass_mark tries")  # None: nobody passes or fails; as often as she likes
# The same for one learner, how many tries she has left, and what a pool has shown her: keys, each as often as it was.
Allowed = namedtuple("Allowed", "pass_mark tries left seen", defaults=(None, None, None, ()))


class NoTriesLeft(Conflict):
    """She has used them all."""


def has_rule(sheet):
    """Whether there is anything to be milder about; where not, nothing need be asked."""
    return sheet.pass_mark is not None or sheet.tries is not None


def names_of(sheet, lineage):
    """The id of a sheet, and those that it had before and, in a form that was made before a change of ids, has now."""
    today = lineage.today("block", sheet.key)
    return {sheet.key, today, *lineage.former("block", today)}


def rule_for(sheet, names, publications):
    """The Rule of a learner at this sheet. `publications`: those that she began the course with, and tried the quiz in."""
    stood = [then for publication in set(publications) if (then := _sheet_then(publication, names))]
    marks, tries = zip(*((one.pass_mark, one.tries) for one in [sheet, *stood]), strict=True)
    return Rule(_milder(min, marks), _milder(max, tries))


def _milder(choose, values):
    return None if None in values else choose(values)


def _sheet_then(publication_id, names):
    """The sheet of one of these ids as an edition had it, or None."""
    stood = published(publication_id)
    for line in stood.outline.lessons:
        for sheet in line.sheets:
            if sheet.key in names:
                return sheet_of(line.revision_id, stood.edition, sheet.key)
    return None


def rule_of(learner, standing, sheet):
    """The same, asked of the database, where the sheet has a rule at all."""
    if not has_rule(sheet):
        return Rule(None, None)
    names = names_of(sheet, standing.lineage)
    hers = (Enrolment.person_id == learner.person_id, Enrolment.course_id == standing.course_id)
    began = select(Enrolment.publication_id).where(*hers)
    tried = select(Attempt.publication_id).where(
        Attempt.enrolment_id.in_(select(Enrolment.id).where(*hers)), Attempt.sheet.in_(names)
    )
    return rule_for(sheet, names, db.session.execute(union(began, tried)).scalars())


def allowed(standing, sheet, state):
    """Allowed for a page, by what it knows of the learner."""
    if not has_rule(sheet) and sheet.draw is None:
        return Allowed()
    names, today = names_of(sheet, standing.lineage), standing.lineage.today
    attempts = [done for done in state.sent.values() if done.sheet in names]
    seen = tuple(today("block", key) for done in attempts for key in done.responses) if sheet.draw else ()
    rule = rule_for(sheet, names, [*state.began_with, *(done.publication_id for done in attempts)])
    return Allowed(*rule, None if rule.tries is None else max(0, rule.tries - len(attempts)), seen)


def refuse_one_too_many(rule, used):
    """Raises NoTriesLeft."""
    if rule.tries is not None and used >= rule.tries:
        raise NoTriesLeft(
            f"You have used {'your one try' if rule.tries == 1 else f'all {rule.tries} tries'} at this quiz, so this was not"
            " kept. What you sent before stays in the lesson, with its feedback."
        )
