"""A course that is not offered any more: its pages say so, and in an archived one nothing can be typed that nobody keeps."""

from course.content.offering import ARCHIVED, OFFERED


def notice_of(state):
    """Which words of learning/not_offered.html stand above a page of this LearnerState; none while the course is offered."""
    if state.offer == OFFERED:
        return ""
    return "archived" if is_closed(state) else "going on" if state.enrolled else "over"


def is_closed(state):
    """Whether the course is only read. Forms on its pages stand disabled: what would be sent with them could not be kept."""
    return state.offer == ARCHIVED
