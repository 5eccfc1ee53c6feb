"""What lists share (`one`, `many`, `fact`, and `select` on paper): options of which none is right."""

from course.content.questions.making import UNMARKED, components, definition, fingerprint, options_of, text_of_options
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


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    return {"definition": definition(item, "choice", language, choices=components(item.options, language)),
            "response": None if response.value is None else "[,]".join(response.value)}


as_text = text_of_options
