"""The author has the last word on what a change is: the class that was found, confirmed or corrected."""

from dataclasses import dataclass, replace

from course.errors import CourseError

CLASSES = {  # what an author can say of a question whose words, options or key have changed
    "wording": "wording only: the same question",
    "key": "another answer is right",
    "structure": "another question now",
}


class ClassDoesNotFit(CourseError):
    """What the author says of a change cannot be; `str()` says why."""

    status = 422


@dataclass(frozen=True)
class Ruling:
    """The author's word. `classes` is {question: class}; `confirm`: all others are as they were found; `tell`: questions
    whose better feedback is told to those who got them wrong; `remark`: questions whose kept answers are marked anew."""

    classes: dict
    confirm: bool = False
    tell: frozenset = frozenset()
    remark: frozenset = frozenset()


NO_WORD = Ruling({})


def settle(changes, ruling):
    """The Changes with what the author says of them. Raises ClassDoesNotFit."""
    _refuse_unknown(changes, ruling)
    settled = [_settled(change, ruling) for change in changes]
    for question in ruling.remark - {change.question for change in settled if change.kind == "key"}:
        raise ClassDoesNotFit(f"The key of “{question}” does not change, so there is nothing to mark anew. Say that it is the "
                              "key that changes, or leave its marks as they are.")
    return settled


def _refuse_unknown(changes, ruling):
    open_to_say = {change.question for change in changes if change.kind in CLASSES}
    for question, said in ruling.classes.items():
        if said not in CLASSES:
            raise ClassDoesNotFit(f"“{said}” is no class of change. There are: {', '.join(CLASSES)}.")
        if question not in open_to_say:
            raise ClassDoesNotFit(f"Nothing that is asked in “{question}” changes, so it has no class to say.")
    for question in ruling.tell - {change.question for change in changes if change.kind == "feedback"}:
        raise ClassDoesNotFit(f"“{question}” has no change of feedback alone, so there is nothing to tell about it.")


def _settled(change, ruling):
    if change.kind == "feedback":
        return replace(change, confirmed=ruling.confirm, told=change.question in ruling.tell)
    if change.kind not in CLASSES or not (ruling.confirm or change.question in ruling.classes):
        return change
    said = ruling.classes.get(change.question, change.kind)
    if said != "structure" and change.other_kind:
        raise ClassDoesNotFit(f"“{change.question}” is of another kind now, or has other points, so it cannot go on as the same "
                              "question. Leave it as “structure”.")
    return replace(change, kind=said, found=None if said == change.kind else change.kind, confirmed=True)
