"""What a learner did under ids of before, found under those of today, where an author has said `was:`."""

from course.content.queries import published


def former_lessons(standing, lesson, began_with):
    """Ids under which she may have worked in a lesson: those that it had before, if she began the course before it had this."""
    former = standing.lineage.former("lesson", lesson)
    if former and any(published(one).outline.lesson(lesson) is None for one in began_with):
        return former
    return []


def put_names(state, lineage):
    """Completions, openings and attempts under the ids of today, beside those that they had."""
    if not lineage.names:
        return
    state.completed |= {(what, lineage.today(what, key)) for what, key in state.completed}
    for (what, key), at in list(state.completions.items()):
        state.completions.setdefault((what, lineage.today(what, key)), at)
    for key, opened in list(state.last_opened.items()):
        known = state.last_opened.setdefault(lineage.today("lesson", key), opened)
        state.last_opened[lineage.today("lesson", key)] = max(known, opened, key=lambda one: one[1])
    for done in sorted(state.sent.values(), key=lambda done: done.sent_at):
        state.attempts[lineage.today("block", done.sheet)] = done
