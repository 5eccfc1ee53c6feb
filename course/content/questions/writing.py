"""What `number` and `text` share: answers that an author expects, right and wrong, each with its feedback."""

from dataclasses import replace

from course.content.questions.making import WHOLE, fingerprint, option_of, same
from course.content.sheets import Item

MARKS = {"x": True, "": False}


def read_item(kind, asked, report, context, meaning=()):
    """Returns the Item with `answers`; `meaning` is what else belongs to its fingerprint."""
    answers = []
    for choice in (choice for choice in asked.choices if choice.mark not in WHOLE):
        if choice.mark not in MARKS:
            wrong = "No mark" if choice.mark is None else f"The mark [{choice.mark}]"
            report.error(choice.line, "Q107", f"{wrong} does not belong here. Known here: [x], [ ], [right], [wrong].")
            continue
        option = option_of(choice.text, choice.id, choice.line, report, context, answers)
        if option:
            answers.append(replace(option, right=MARKS[choice.mark], mark=choice.mark, feedback=choice.feedback))
    if not any(answer.right for answer in answers):
        report.error(asked.line, "Q151", "No answer is marked [x]. Write what is right as `- [x] answer {#id}`.")
    listed = sorted([answer.id, same(answer.text), answer.mark] for answer in answers)
    return Item(
        key=asked.id, kind=kind, prompt=asked.prompt, text=context.plain(asked.prompt), scored=True, answers=tuple(answers),
        fingerprint=fingerprint(kind, asked.prompt, extra=[listed, *meaning]),
        confidence=asked.settings.get("confidence", False),
        settings={choice.mark: context.joined(choice) for choice in asked.choices if choice.mark in WHOLE})
