"""An edition may ask for less than the one before: a question or a lesson has left it. What she did is enough then, and no form
is left to send that would tell so. That is seen when she opens a lesson, from what was read for its page."""

from course.content.queries import parts_of
from course.learning.progress import full, is_complete


def asks_less(standing, line, state):
    """Whether this lesson, a module or the course is complete by what stands and what she did, and is not kept as that."""
    done = state.done()
    if line.key not in done and _has_sent_all(standing, line, state):
        return True
    return not state.completed.issuperset(full(standing.outline, done))


def _has_sent_all(standing, line, state):
    if line.complete == "read" or not state.sent:
        return False
    today, sent = standing.lineage.today, state.sent.values()
    sheets = [part.sheet for part in parts_of(line.revision_id, standing.edition) if part.sheet]
    return is_complete(line.complete, sheets, {today("block", one.sheet) for one in sent},
                       {today("block", one.sheet) for one in sent if one.passed})
