"""Reading what a form sent for one item: the fields `a-KEY` (values), `a-KEY.PART`, `w-KEY` (a text written in) and `d-KEY`."""

from course.content.sheets import DECLINED, SKIPPED, Response
from course.errors import CourseError

LONGEST = 20_000
NOT_SHOWN = "One of the answers is not among those that were shown. Open the page again and answer there."


class ResponseDoesNotFit(CourseError):
    """What was sent cannot come from the form as it was shown; `str()` is a sentence for the person."""


class AskAgain(ResponseDoesNotFit):
    """What was sent cannot be told for sure, so it is shown as understood and asked again; nothing of it is lost.

    `readings` are (value, words) of what it may mean, to choose from: the field `r-KEY`.
    """

    def __init__(self, sentence, readings=()):
        self.readings = tuple(readings)
        super().__init__(sentence)


def sub_field(item, part, values):
    """Returns what was sent for a part of an item: the field `a-KEY.PART`."""
    return (values.get(f"a-{item.key}.{part}") or [""])[0].strip()


def sent(item, values):
    """Returns the distinct values sent for the item, without empty ones."""
    return list(dict.fromkeys(value for value in values.get(f"a-{item.key}", ()) if value))


def declining(item):
    """Returns the (field, value) that says "prefer not to say": where one writes freely the word could be an answer."""
    return (f"a-{item.key}" if item.options or "labels" in item.settings else f"d-{item.key}"), DECLINED


def declined(item, values):
    field, value = declining(item)
    return item.may_decline and value in values.get(field, ())


def skipped():
    return Response(None, missing=SKIPPED)


def fits(item, response):
    """Whether a kept Response is an answer to this item, too: nothing that was chosen has been taken out of it."""
    chosen_ids = response.value if item.options and isinstance(response.value, list) else []
    return all(item.option(key) for key in chosen_ids)


def free_text(text):
    """Returns the text with plain line ends, or None where nothing but space was written."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()
    if len(text) > LONGEST:
        raise ResponseDoesNotFit(f"Your text has {len(text):,} characters, and at most {LONGEST:,} can be kept. Shorten it.")
    return text or None


def one_text(item, values):
    texts = sent(item, values)
    if len(texts) > 1:
        raise ResponseDoesNotFit("Only one text can be sent here. Open the page again and answer there.")
    text = free_text(texts[0]) if texts else None
    return Response(text) if text else skipped()


def chosen(item, values, several):
    """Returns the Response for ticked options, in the item's own order; a text written in ticks its option."""
    given = sent(item, values)
    known = [option.id for option in item.options]
    if any(value not in known for value in given):
        raise ResponseDoesNotFit(NOT_SHOWN)
    if len(given) > 1 and not several:
        raise ResponseDoesNotFit("Choose one answer only.")
    open_option = next((option.id for option in item.options if option.write_in), None)
    written = free_text((values.get(f"w-{item.key}") or [""])[0]) if open_option else None
    if written and (several or not given) and open_option not in given:
        given.append(open_option)
    if not given:
        return skipped()
    return Response([key for key in known if key in given], written=written if open_option in given else None)


def one_number(item, values):
    given = sent(item, values)
    if not given:
        return skipped()
    numbers = {str(number): number for number in range(item.settings["low"], item.settings["high"] + 1)}
    if len(given) > 1 or given[0] not in numbers:
        raise ResponseDoesNotFit("Choose one of the numbers that were shown.")
    return Response(numbers[given[0]])
