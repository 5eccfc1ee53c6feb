"""`question | reflection`: free text, never marked; a model answer is shown after writing."""

from dataclasses import replace

from course.content.questions.making import UNMARKED, definition, fingerprint, text_of_missing
from course.content.questions.responding import one_text
from course.content.sheets import SHARES, Item

SETTINGS = {}
BODY, WHOLE = "text", ("model",)


def read(asked, report, context):
    models = [choice for choice in asked.choices if choice.mark == "model"]
    for choice in asked.choices:
        if choice not in models[:1]:
            report.error(choice.line, "Q114", "A reflection takes one line `- [model] …`, its model answer, and no options.")
    return (Item(
        key=asked.id, kind="reflection", prompt=asked.prompt, text=context.plain(asked.prompt), scored=False,
        fingerprint=fingerprint("reflection", asked.prompt),
        settings={"model": context.joined(models[0])} if models else {}),)


def respond(item, values):
    """The text, and who else may read it: the field `s-KEY`, kept to herself where she chose nothing."""
    response, chosen = one_text(item, values), (values.get(f"s-{item.key}") or [None])[0]
    return replace(response, shared=chosen) if response.value and chosen in SHARES else response


def mark(item, response):
    return UNMARKED


def tell(item, response, language="und"):
    return {"definition": definition(item, "long-fill-in", language), "response": response.value}


def as_text(item, response):
    return response.value or text_of_missing(response)
