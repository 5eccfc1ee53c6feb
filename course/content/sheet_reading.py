"""Blocks become sheets: a question by itself, a quiz of questions, a survey of fields."""

from collections import namedtuple
from dataclasses import dataclass, replace

from course.content import values
from course.content.aside_reading import ACTIVITY, KIT, THOUGHTS, read_activity, read_kit, read_media, read_thoughts
from course.content.aside_reading import MEDIA as MEDIA_SETTINGS
from course.content.blocks import Block, settings_of
from course.content.bodies import (
    Asked,
    choices_of,
    only_lines,
    paragraphs,
    report_stray,
    split_body,
    split_fields,
    split_list,
    text_and_id,
)
from course.content.course_text import SheetPlace, Source
from course.content.declining import SETTING as PREFER_NOT
from course.content.declining import declinable
from course.content.inspecting import Plainer
from course.content.paper_reading import WORKSHEET, read_commitment, read_show, read_worksheet
from course.content.problems import nearest, shortened
from course.content.questions import FIELDS, QUESTIONS
from course.content.questions.nps import ends_of
from course.content.questions.scale import labels
from course.content.sheets import KITS, MEDIA, Sheet

WAVES = ("baseline", "pulse", "end", "day-30", "day-90")
QUIZ = {"id": values.identifier, "title": values.line, "shuffle": values.flag, "pass": values.share,
        "tries": values.count, "draw": values.count}
SURVEY = {"id": values.identifier, "title": values.line, "wave": values.one_of(*WAVES),
          "anonymity": values.one_of("pseudonymous", "named", "anonymous"), PREFER_NOT: values.all_or_some,
          "scale.nps": ends_of, "scale.*": labels}
Reader = namedtuple("Reader", "read settings")


@dataclass(frozen=True, slots=True)
class Context:
    """What a question may ask of the place where it stands."""

    plainer: Plainer
    shuffle: bool = False
    scales: dict = None

    def plain(self, source):
        return self.plainer.plain(source)

    def joined(self, choice):
        """The text on a choice's line and what is indented under it, as one Source."""
        return Source("\n\n".join(part for part in (choice.text, choice.feedback) if part), choice.line)


def read_sheet(block, report, plainer):
    """Returns a SheetPlace, or None for a block that is not carried; every problem in it is reported."""
    if block.name in BLOCKS:
        was = _former_id(block, report) if block.name != "question" else ""
        sheet = BLOCKS[block.name].read(block, report, Context(plainer, scales={}))
        return sheet and SheetPlace(replace(sheet, was=was) if was else sheet, block.line)
    report.error(block.line, "B112", f'There is no block "{shortened(block.name)}". {nearest(block.name, BLOCKS)} '
                                     "If it is text, put it in backticks.")
    return None


def _former_id(block, report):
    """The setting `was`, taken out: the id that the block had before."""
    kept = {name: block.settings.pop(name) for name in ("was",) if name in block.settings}
    return settings_of(replace(block, settings=kept), {"was": values.identifier}, report).get("was", "")


def _question_sheet(block, report, context):
    items = _question(block, report, context)
    return items and Sheet(key=items[0].key, kind="question", items=items, title="", intro=Source("", block.line),
                           was=items[0].was)


def _question(block, report, context):
    """Returns the block's items (one), or () where its kind is unknown."""
    kind = QUESTIONS.get(block.argument)
    if kind is None:
        report.error(block.line, "B113", f'"question | {shortened(block.argument)}" is not a kind of question. '
                                         f"{nearest(block.argument, QUESTIONS)}")
        return ()
    was = _former_id(block, report)
    settings = settings_of(block, {"id": values.identifier, **kind.SETTINGS}, report)
    before, parts, stray = split_body(only_lines(block, report))
    report_stray(stray, report)
    prompt = paragraphs(before)
    if not prompt:
        report.error(block.line, "Q101", "This question asks nothing. Write its text after a blank line.")
    asked = Asked(settings.get("id", f"line-{block.line}"), block.line, prompt, choices_of(parts, report), settings=settings)
    return tuple(replace(item, was=was) if was else item for item in kind.read(asked, report, context))


def _quiz(block, report, context):
    settings = settings_of(block, QUIZ, report)
    context = Context(context.plainer, shuffle=settings.get("shuffle", False))
    intro, items = [], []
    for part in block.body:
        if not isinstance(part, Block):
            _quiz_line(part, intro, items, report)
        elif part.name == "question":
            items += _question(part, report, context)
        else:
            report.error(part.line, "B114", "A quiz holds questions and, before the first, text. "
                                            f"Move {part.opening} out of it.")
    if not items:
        report.error(block.line, "Q130", "This quiz has no question.")
    draw = settings.get("draw")
    if draw:
        items = [replace(item, settings=item.settings | {"pool": True}) for item in items]
    sheet = Sheet(
        key=settings.get("id", f"line-{block.line}"), kind="quiz", items=tuple(items), title=settings.get("title", ""),
        intro=paragraphs(intro) if intro else Source("", block.line), pass_mark=settings.get("pass"),
        tries=settings.get("tries"), draw=draw)
    _check_quiz(sheet, block, report)
    return sheet


def _check_quiz(sheet, block, report):
    unscored = sum(not item.scored for item in sheet.items)
    if sheet.draw and sheet.draw >= len(sheet.items) > 0:
        report.error(block.settings["draw"][1], "Q136", f"A pool holds more questions than are drawn, and this one has "
                                                        f"{len(sheet.items)}. Add some, draw fewer, or remove `draw:`.")
    if sheet.pass_mark and not sheet.scored:
        report.error(block.settings["pass"][1], "Q131", "No question of this quiz is scored, so its pass mark cannot be reached.")
    elif sheet.pass_mark and sheet.draw and sheet.draw <= unscored:
        report.error(block.settings["pass"][1], "Q131", f"{unscored} of the questions are not scored: {sheet.draw} of these "
                                                        "could be drawn, and the pass mark not be reached. Draw more.")


def _quiz_line(line, intro, items, report):
    if not items:
        intro.append(line)
    elif not line.blank:
        report.error(line.number, "B115", f'"{shortened(line.text)}" stands between the questions of a quiz. '
                                          "Move it before the first question, or into a question.")


def _survey(block, report, context):
    settings = settings_of(block, SURVEY, report)
    scales = {name.removeprefix("scale."): points for name, points in settings.items() if name.startswith("scale.")}
    context = Context(context.plainer, scales=scales)
    intro, fields = split_fields(only_lines(block, report), {*FIELDS, "show"})
    shows = [show for field in fields if field[1][0] == "show" for show in read_show(*field, 0, report)]
    fields = [field for field in fields if field[1][0] != "show"]
    items = [item for field in fields for item in _field(*field, report, context)]
    items = declinable(items, settings.get(PREFER_NOT, ()), block, report)
    if not fields:
        report.error(block.line, "Q132", "This survey asks nothing. Write a line such as `[text] What was unclear? {#unclear}`.")
    return Sheet(
        key=settings.get("id", f"line-{block.line}"), kind="survey", items=tuple(items), title=settings.get("title", ""),
        intro=paragraphs(intro) if intro else Source("", block.line), wave=settings.get("wave"),
        anonymity=settings.get("anonymity", "pseudonymous"), shows=tuple(shows))


def _field(line, words, text, under, report, context):
    kind = FIELDS.get(words[0])
    if kind is None:
        report.error(line.number, "Q133", f'"[{shortened(" ".join(words))}]" is not an item of a survey. '
                                          f"{nearest(words[0], FIELDS)}")
        return ()
    text, name = text_and_id(text, line.number, report)
    if name is None:
        report.error(line.number, "Q134", "This item has no id. Add one at the end of its line, such as {#a-name}.")
    if not text:
        report.error(line.number, "Q101", "This item asks nothing. Write its text before its id.")
    before, parts, stray = split_list(under)
    report_stray(stray, report)
    prompt = Source("\n".join([text, *(each.text for each in before)]).strip(), line.number)
    for _, _, feedback in parts:
        if any(not each.blank for each in feedback):
            report.error(next(each.number for each in feedback if not each.blank), "Q135",
                         "A survey gives no feedback, so nothing is indented under its lists. Write it on one line.")
    return kind.read(Asked(name or f"line-{line.number}", line.number, prompt, choices_of(parts, report),
                           arguments=tuple(words[1:])), report, context)


BLOCKS = {  # what can stand in a lesson; the settings of a question are those of its kind
    "question": Reader(_question_sheet, {}), "quiz": Reader(_quiz, QUIZ), "survey": Reader(_survey, SURVEY),
    "worksheet": Reader(read_worksheet, WORKSHEET), "commitment": Reader(read_commitment, WORKSHEET),
    "thoughts": Reader(read_thoughts, THOUGHTS), "activity": Reader(read_activity, ACTIVITY),
    **dict.fromkeys(KITS, Reader(read_kit, KIT)), **dict.fromkeys(MEDIA, Reader(read_media, MEDIA_SETTINGS)),
}
