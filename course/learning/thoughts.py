"""Thoughts as the classroom has them: who may see which, and what is told when one is written."""

from collections import namedtuple

from course.conversation.queries import SHOWN, TAKEN_BACK, thoughts_on
from course.conversation.speaking import write_thought
from course.learning.telling import tell_commented

AT_ONCE = "at once"
Heard = namedtuple("Heard", "said mine")


def thoughts_in(standing, line, state):
    """{sheet: [Heard]} of what this reader sees: what is shown, and her own unless she took it back."""
    sheets = [sheet.key for sheet in line.sheets if sheet.kind == "thoughts"]
    if not sheets:
        return {}
    return {key: [Heard(said, said.enrolment_id in state.enrolments) for said in thoughts
                  if said.state == SHOWN or (said.enrolment_id in state.enrolments and said.state != TAKEN_BACK)]
            for key, thoughts in thoughts_on(standing, sheets).items()}


def share_thought(learner, standing, revision, sheet, key, *, text, name, has_account):
    """Keep it and tell it. It is shown at once where the course says so and she has an account, else after a yes."""
    at_once = has_account and standing.outline.thoughts == AT_ONCE
    kept = write_thought(learner.enrolment_id, standing, revision, sheet, key, text=text, name=name, at_once=at_once)
    if kept:
        tell_commented(learner, standing, kept, revision, sheet)
