"""What a survey's lists share (`one`, `many`, `fact`): options of which none is right."""

from course.content.questions.making import components, definition, fingerprint, options_of
from course.content.sheets import Item

MARKS = (None, "", "write-in")


def read_item(kind, asked, report, context, fewest=2):
    options = options_of(asked.choices, MARKS, report, context)
    if len(options) < fewest:
        report.error(asked.line, "Q125", "This item needs a list of at least two lines `- text {#id}` after it.")
    if sum(option.write_in for option in options) > 1:
        report.error(asked.line, "Q126", "Only one line can be [write-in].")
    return Item(
        key=asked.id, kind=kind, prompt=asked.prompt, text=context.plain(asked.prompt), options=options, scored=False,
        fingerprint=fingerprint(kind, asked.prompt, options))


def tell_list(item, response, language):
    return {"definition": definition(item, "choice", language, choices=components(item.options, language)),
            "response": None if response.value is None else "[,]".join(response.value)}
