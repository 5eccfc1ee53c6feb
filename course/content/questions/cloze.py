"""`question | cloze`: gaps in a text, `[[right | wrong]]{#gap}` by select, `[[= one | other]]{#gap}` typed."""

import re
import unicodedata
from itertools import islice, product

from course.content.bodies import text_and_id
from course.content.course_text import Source
from course.content.questions.making import definition, fingerprint, same, text_of_missing, whole_of
from course.content.questions.responding import NOT_SHOWN, AskAgain, ResponseDoesNotFit, skipped, sub_field
from course.content.questions.spelling import differs_by_a_slip, normal
from course.content.sheets import Item, Mark, Option, Response
from course.content.values import flag

SETTINGS = {"confidence": flag, "fold-accents": flag}
EXPLAINED = "as a whole"
BODY = "gaps"
GAP = re.compile(r"\[\[((?:(?!\[\[).)*?)\]\](\{#[^}\n]*\})?", re.DOTALL)
PLACE = "\ue001"  # stands in the text on both sides of a gap's number, which Markdown leaves alone
SHOWN = "……"  # a gap, where its text is only read
LONGEST = 200
MOST_PATTERNS = 100  # of what is right, told to the ledger


def read(asked, report, context):
    source = Source(asked.prompt.replace(PLACE, ""), asked.prompt.line)
    gaps = []

    def take(match):
        gaps.append(_gap(match, source.line + source.count("\n", 0, match.start()), gaps, report, context))
        return f"{PLACE}{len(gaps) - 1}{PLACE}"

    body = Source(GAP.sub(take, source), source.line)
    if "[[" in body or not gaps:
        report.error(asked.line, "Q160", "This text has no gap, or one that is not closed. Write `[[right | wrong]]{#gap}` to "
                                         "choose, `[[= right | also right]]{#gap}` to type.")
    seen = context.plain(body)
    if any(seen.count(f"{PLACE}{number}{PLACE}") != 1 for number in range(len(gaps))):
        report.error(asked.line, "Q164", "A gap stands where none can be shown: in an address, in a picture's text, or in HTML. "
                                         "Write it into the text.")
    gaps = [gap for gap in gaps if gap]
    if len(gaps) > 1 and set.intersection(*({normal(text) for text in gap["right"]} for gap in gaps)):
        report.error(asked.line, "Q163", "One text is right in every gap, so nobody needs to tell them apart. Change one.")
    prompt = Source(re.sub(f"{PLACE}\\d+{PLACE}", SHOWN, body), body.line)
    fold = asked.settings.get("fold-accents", False)
    meaning = [[gap["id"], gap["typed"], *(list(map(same, gap[name])) for name in ("right", "choices"))] for gap in gaps]
    return (Item(
        key=asked.id, kind="cloze", prompt=prompt, text=context.plain(prompt), scored=True,
        fingerprint=fingerprint("cloze", prompt, extra=[meaning, fold]), confidence=asked.settings.get("confidence", False),
        settings={"body": body, "gaps": gaps, "fold": fold, **whole_of(asked, report, context)}),)


def _gap(match, line, gaps, report, context):
    """{"id", "typed", "right": [text], "choices": [text] in alphabetical order}, or None where it does not fit."""
    _, name = text_and_id(match[2] or "", line, report)
    inside = match[1].strip()
    typed = inside.startswith("=")
    texts = [context.plain(Source(text.strip(), line, inline=True)) for text in inside.removeprefix("=").split("|")]
    if name is None:
        report.error(line, "Q161", "This gap has no id. Add one right after it, such as [[…]]{#a-name}.")
    elif any(gap and gap["id"] == name for gap in gaps):
        report.error(line, "Q103", f"The id {{#{name}}} stands twice in this question. Give each its own.")
    elif not all(normal(text) for text in texts) or len(set(texts)) < len(texts) or (not typed and len(texts) < 2):
        report.error(line, "Q162", "A gap holds different texts with | between: to choose from two at least, the right one "
                                   "first; after = every one that is right.")
    else:
        return {"id": name, "typed": typed, "right": texts if typed else texts[:1],
                "choices": [] if typed else sorted(texts, key=lambda text: (text.casefold(), text))}
    return None


def respond(item, values):
    words = []
    for gap in item.settings["gaps"]:
        text = " ".join(unicodedata.normalize("NFC", sub_field(item, gap["id"], values).replace("\0", "")).split())
        if text and not gap["typed"] and text not in gap["choices"]:
            raise ResponseDoesNotFit(NOT_SHOWN)
        if len(text) > LONGEST:
            raise AskAgain(f"A gap takes a word, or a few, of at most {LONGEST} characters. Nothing is marked yet.")
        words += [f"{gap['id']}:{_packed(text)}"] if text else []
    return Response(words) if words else skipped()


def _packed(text):
    """Without spaces, for words of a response stand between them."""
    return text.replace("%", "%25").replace(" ", "%20")


def _given(response):
    """{gap's id: text}"""
    pairs = (word.partition(":") for word in response.value or ())
    return {gap: text.replace("%20", " ").replace("%25", "%") for gap, _, text in pairs}


def _fills(item, gap, text):
    if not gap["typed"]:
        return text in gap["right"]
    given, listed = normal(text or "", item.settings["fold"]), [normal(one, item.settings["fold"]) for one in gap["right"]]
    return given in listed or any(differs_by_a_slip(given, one) for one in listed)


def review(item, response):
    """[(gap, the text that she gave or None, whether it is right)] in the order of the text."""
    given = _given(response)
    return [(gap, given.get(gap["id"]), _fills(item, gap, given.get(gap["id"]))) for gap in item.settings["gaps"]]


def mark(item, response):
    """The share of gaps that are right: each is a choice of its own, so what is wrong costs nothing more."""
    found = sum(right for _, _, right in review(item, response))
    every = len(item.settings["gaps"])
    return Mark(correct=found == every, points=found / every, maximum=1.0)


def solution(item):
    return Response([f"{gap['id']}:{_packed(gap['right'][0])}" for gap in item.settings["gaps"]])


def fields(item, response):
    return {f"a-{item.key}.{gap}": [text] for gap, text in _given(response).items()}


def tell(item, response, language="und"):
    """A fill-in of several texts, in the order of the gaps; one that is left empty is an empty text."""
    right = islice(product(*(gap["right"] for gap in item.settings["gaps"])), MOST_PATTERNS)
    patterns = ["{case_matters=false}{order_matters=true}" + "[,]".join(texts) for texts in right]
    given = "[,]".join(text or "" for _, text, _ in review(item, response))
    return {"definition": definition(item, "fill-in", language, correctResponsesPattern=patterns),
            "response": None if response.value is None else given}


def as_text(item, response):
    if response.value is None:
        return text_of_missing(response)
    return "; ".join(text or "–" for _, text, _ in review(item, response))


def fits(item, response):
    gaps = {gap["id"]: gap for gap in item.settings["gaps"]}
    return all(gap in gaps and (gaps[gap]["typed"] or text in gaps[gap]["choices"]) for gap, text in _given(response).items())


def parts(item):
    """What fills each gap, as far as it is listed."""
    return tuple(
        Option(f"{gap['id']}:{_packed(text)}", "", f"Gap {number}: {text}", right=text in gap["right"])
        for number, gap in enumerate(item.settings["gaps"], start=1) for text in gap["choices"] or gap["right"])


def unmatched(item, response):
    return [normal(text, item.settings["fold"]) for gap, text, right in review(item, response)
            if text and gap["typed"] and not right]
