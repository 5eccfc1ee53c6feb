"""Rules for questions: feedback on every option, right answers that are not given away by their looks."""

from course.content.problems import shortened

LEANING = ("all of the above", "none of the above", "both of the above", "all of these", "none of these", "all the above")
FEWEST = 3  # questions, before a habit can be told from chance


def check_questions(lesson, report):
    scored = [item for sheet in lesson.sheets for item in sheet.items if item.scored]
    for item in scored:
        for option in item.options:
            if not option.feedback:
                report.warning(option.html.line, "C101", f'"{shortened(option.text)}" has no feedback. Say under it, indented '
                                                         "by two spaces, why it is right or wrong.")
            if item.shuffle and any(phrase in option.text.lower() for phrase in LEANING):
                report.error(option.html.line, "C103", f'"{shortened(option.text)}" makes no sense when the options are '
                                                       "shuffled. Write `shuffle: no`, or ask for several with `choices`.")
    _check_longest(scored, report)


def _check_longest(scored, report):
    telling = [item for item in scored if len(item.options) >= 3 and sum(option.right for option in item.options) == 1]
    if len(telling) >= FEWEST and all(map(_right_is_longest, telling)):
        report.warning(telling[0].prompt.line, "C102", f"In all {len(telling)} questions of this lesson the longest option is "
                                                       "the right one. Readers notice: lengthen a wrong one.")


def _right_is_longest(item):
    right = max(len(option.text) for option in item.options if option.right)
    return all(len(option.text) < right for option in item.options if not option.right)
