"""Who may take a course's texts away. They hold the answers, so a learner takes them only where their author says so."""

from course.content.licences import read_licence
from course.content.offering import OFFERED, state_of


def may_take(outline, visitor, enrolled=False):
    """Whether this visitor (None: a stranger) may have the zip of what stands."""
    if visitor is not None and visitor.may("facilitator", outline.key):
        return True
    if not enrolled and state_of(outline.key) != OFFERED:
        return False
    readable = outline.access == "open" or enrolled
    return readable and permits(outline) and (outline.download == "anyone" or (visitor is not None and visitor.writes_courses))


def permits(outline):
    """Whether licence and author let others have the texts at all."""
    return outline.download != "nobody" and read_licence(outline.licence) is not None
