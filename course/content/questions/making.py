"""What the kinds of question share when they are read from a file and when they are told to others."""

import hashlib
import json
import unicodedata

from course.content.course_text import Source
from course.content.sheets import DECLINED, Mark, Option

INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction"
WHOLE = ("right", "wrong")
UNMARKED = Mark(correct=None, points=0.0, maximum=0.0)


def options_of(choices, marks, report, context):
    """Returns an Option for each choice; `marks` are those that the kind allows, None standing for no mark."""
    options = []
    for choice in choices:
        if choice.mark not in marks:
            wrong = "No mark" if choice.mark is None else f"The mark [{choice.mark}]"
            known = ", ".join(f"[{mark or ' '}]" if mark is not None else "none" for mark in marks)
            report.error(choice.line, "Q107", f"{wrong} does not belong here. Known here: {known}.")
        elif choice.id is None:
            report.error(choice.line, "Q106", "This line has no id. Add one at its end, such as {#a-name}.")
        elif not choice.text:
            report.error(choice.line, "Q108", "This line has no text. Write the answer before its id.")
        else:
            options.append(Option(
                id=choice.id, html=choice.text, text=context.plain(choice.text), right=choice.mark in ("x", "best"),
                mark=choice.mark or "", feedback=choice.feedback, write_in=choice.mark == "write-in"))
    return tuple(options)


def option_of(text, name, line, report, context, seen):
    """Returns an Option for a line or cell of a question's own kind, or None where it has no text, no id, or one of `seen`."""
    if name is None:
        report.error(line, "Q106", "This line has no id. Add one at its end, such as {#a-name}.")
    elif not text:
        report.error(line, "Q108", "This line has no text. Write the answer before its id.")
    elif any(option.id == name for option in seen):
        report.error(line, "Q103", f"The id {{#{name}}} stands twice in this question. Give each its own.")
    else:
        source = Source(text, line, inline=True)
        return Option(name, source, context.plain(source))
    return None


def shuffled(options):
    """Returns the options in an order that is always the same and tells nothing."""
    return tuple(sorted(options, key=lambda option: hashlib.sha256(f"{option.id} {option.text}".encode()).digest()))


def token(key, text):
    """Returns a word for a form that tells nothing but that it stands for this text in this question."""
    return hashlib.sha256(f"{key}:{same(text)}".encode()).hexdigest()[:10]


def whole_of(asked, report, context):
    """Returns {"right": …, "wrong": …}, the feedback for the answer as a whole; other lines with a mark are reported."""
    for choice in asked.choices:
        if choice.mark not in WHOLE:
            report.error(choice.line, "Q107", "Below the answer only lines `- [right] …` and `- [wrong] …` can stand here.")
    return {choice.mark: context.joined(choice) for choice in asked.choices if choice.mark in WHOLE}


def fingerprint(kind, prompt, options=(), extra=()):
    """Returns 32 hexadecimal digits that change when the meaning does: not with feedback, white space, or order of options."""
    choices = sorted([option.id, same(option.html), option.mark] for option in options)
    text = json.dumps([kind, same(prompt), choices, list(extra)], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def same(text):
    return " ".join(unicodedata.normalize("NFC", text).split())


def definition(item, interaction, language, **more):
    """Returns an xAPI activity definition; `more` holds choices, scale or correctResponsesPattern."""
    return {"type": INTERACTION, "interactionType": interaction, "description": {language: item.text}, **more}


def components(options, language):
    return [{"id": option.id, "description": {language: option.text}} for option in options]


def text_of_options(item, response):
    """Returns the chosen options' texts, joined; a text written in follows its option."""
    if response.value is None:
        return text_of_missing(response)
    texts = []
    for option in item.options:
        if option.id in response.value:
            texts.append(f"{option.text}: {response.written}" if option.write_in and response.written else option.text)
    return "; ".join(texts)


def text_of_missing(response):
    return "Prefer not to say" if response.missing == DECLINED else ""
