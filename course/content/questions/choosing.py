"""What `choice`, `choices` and `scenario` share: options of which some are right, feedback for each and for the whole."""

from course.content.questions.making import WHOLE, components, definition, fingerprint, options_of, text_of_options
from course.content.sheets import Item, Response


def read_item(kind, asked, report, context, marks=("x", "")):
    """Returns the Item; `settings` may hold `right` and `wrong`, the feedback (HTML) for the answer as a whole."""
    whole = {choice.mark: choice for choice in asked.choices if choice.mark in WHOLE}
    options = options_of([choice for choice in asked.choices if choice.mark not in whole], marks, report, context)
    if len(options) < 2:
        report.error(asked.line, "Q110", f"This question needs at least two options, each a line `- [{marks[-1] or ' '}] text "
                                         "{#id}`.")
    return Item(
        key=asked.id, kind=kind, prompt=asked.prompt, text=context.plain(asked.prompt), options=options, scored=True,
        fingerprint=fingerprint(kind, asked.prompt, options), confidence=asked.settings.get("confidence", False),
        shuffle=asked.settings.get("shuffle", context.shuffle),
        settings={mark: context.joined(choice) for mark, choice in whole.items()})


def solution(item):
    return Response([option.id for option in item.options if option.right])


def fields(item, response):
    return {f"a-{item.key}": list(response.value or ())}


def tell(item, response, language="und"):
    return {"definition": definition(item, "choice", language, choices=components(item.options, language),
                                     correctResponsesPattern=["[,]".join(solution(item).value)]),
            "response": None if response.value is None else "[,]".join(response.value)}


as_text = text_of_options
