"""The lesson's page, put together from what is kept: its frame by how far somebody is, its sheets by what was answered.

Whatever is kept is a function of its arguments and sees nothing else: not who reads, nor when, nor what she wrote.
"""

from collections import namedtuple
from datetime import datetime
from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from course.content.queries import published
from course.content.questions import KINDS
from course.content.sheets import ACTIVITY, KITS, MEDIA, PAPERS
from course.conversation.feedback import RATINGS
from course.learning.aside_drawing import draw_activity, draw_aside
from course.learning.carrying import carried
from course.learning.feedback import SHEET
from course.learning.keeping import day, draw, fill, slot, unkept
from course.learning.paper_drawing import draw_paper, draw_shows
from course.learning.progress import progress_in
from course.learning.quiz_rules import Allowed
from course.learning.reckoning import better
from course.learning.sheet_drawing import Text, draw_answered, draw_cast, draw_closed, draw_form, draw_sent_back
from course.learning.sheet_keys import make_key
from course.learning.thought_drawing import draw_thoughts
from course.people.access import visitor
from course.people.sessions import form_token

ANY = Allowed()  # of what is no quiz
Reader = namedtuple("Reader", "is_guest administrator writes_courses desks")  # what a kept page may know of whoever reads it


def draw_page(page, welcomed=""):
    """The HTML of a showing.LessonPage. `welcomed`: as draw_welcome() has it, to who made an account from here."""
    text = _text(page)
    values = {part.sheet.key: _sheet(text, page, part.sheet) for part in text.parts() if part.sheet}
    values |= {"csrf": form_token, "completed": lambda: day(page.completed_at), "read": lambda: day(page.read_at)}
    values["welcomed"] = welcomed
    values["left"] = lambda: _left_to_send(text, page)
    values["feedback"] = lambda: make_key(text.line.revision_id, SHEET, text.standing.publication_id)
    return fill(unkept(_frame, text.standing)(text, _reader(), page.facts), values)


def draw_welcome(words):
    return Markup("".join(draw("learning/welcome.html", words=words)))


def draw_parts(page):
    """The HTML of a showing.LessonPage's text and sheets alone, part by part."""
    text = _text(page)
    return [_sheet(text, page, part.sheet) if part.sheet else part.html for part in text.parts()]


def _text(page):
    return Text(current_app._get_current_object(), page.standing, page.lesson, page.facts.closed)


def _sheet(text, page, sheet):
    if sheet.kind in KITS + MEDIA:
        return draw_aside(text, sheet, page.enrolled)
    if sheet.kind == "thoughts":
        return draw_thoughts(text, sheet, page.thoughts.get(sheet.key, ()), saved=page.focus == sheet.key)
    if sheet.kind == ACTIVITY:
        return draw_activity(text, sheet, page.activities[sheet.key])
    if sheet.key in page.receipts:
        return draw_cast(text, sheet, page.receipts[sheet.key], focused=page.focus == sheet.key)
    attempt = None if sheet.anonymous else page.attempts.get(sheet.key)
    if attempt is None and page.waits:
        return "".join(draw("learning/waits.html", sheet=sheet, when=page.waits))
    if sheet.kind in PAPERS:
        return draw_paper(text, sheet, page.papers, saved=page.focus == sheet.key)
    may = page.allowed.get(sheet.key, ANY)
    if page.sent_back and page.retry == sheet.key:
        return draw_sent_back(text, sheet, page.sent_back, may)
    shown = carried(attempt, sheet, text.standing.lineage) if attempt else None
    if shown and (page.retry != sheet.key or may.left == 0):
        html = draw_answered(text, sheet, shown, focused=page.focus == sheet.key, gone=page.facts.gone, left=may.left)
        return _improved(text.standing, shown) + _remarked(sheet, shown) + html
    if may.left == 0:
        return draw_closed(text, sheet, attempt)
    return draw_form(text, sheet, retry=page.retry == sheet.key, earlier=None if shown else attempt, may=may,
                     shown=draw_shows(text.standing, sheet, page.papers), given=None if sheet.scored else shown)


def _left_to_send(text, page):
    """What the lesson still waits for, where she has sent a part of it."""
    waiting = [part.sheet for part in text.parts() if part.sheet and part.sheet.counts]
    left = tuple(sheet.key for sheet in waiting if not _is_sent(page, sheet))
    return unkept(_waits_for, text.standing)(text, left) if 0 < len(left) < len(waiting) else ""


@lru_cache(maxsize=512)
def _waits_for(text, left):
    return "".join(draw("learning/left_to_send.html", sheets=[text.sheet(key) for key in left]))


def _is_sent(page, sheet):
    if sheet.kind == ACTIVITY:
        return bool((activity := page.activities[sheet.key]) and activity.satisfied)
    return sheet.key in page.attempts or sheet.key in page.receipts


def _improved(standing, attempt):
    """A note for who got it wrong, where its author improved the explanation since and wants that told."""
    found = [told for key, told in standing.lineage.improved.items() if key in attempt.marks and _is_wrong(attempt.marks[key])]
    answered_at = found and published(attempt.publication_id).number
    later = [told["at"] for told in found if told["number"] > answered_at]
    return "".join(draw("learning/improved.html", improved_on=day(datetime.fromisoformat(max(later))))) if later else ""


def _remarked(sheet, attempt):
    """A note for whom a later key gave a better mark, or would have given a lower one."""
    if not attempt.marked_by:
        return ""
    kept = any(_would_lose(item, attempt) for item in sheet.items if item.key in attempt.marked_by)
    marked_on = attempt.marked_at and day(attempt.marked_at)
    return "".join(draw("learning/remarked.html", marked_on=marked_on, kept=kept)) if kept or marked_on else ""


def _would_lose(item, attempt):
    by_key = KINDS[item.kind].mark(item, attempt.responses[item.key])
    return better(attempt.marks[item.key], by_key) is not by_key


def _is_wrong(mark):
    return mark is not None and mark.correct is False


def _reader():
    person = visitor()
    if person is None:
        return None
    desks = current_app.jinja_env.globals["desks"](person) if person.roles else ()
    return Reader(person.is_guest, person.administrator, person.writes_courses, tuple(desks))


@lru_cache(maxsize=512)
def _frame(text, reader, facts):
    """The page with a slot for each sheet. `facts` are showing.Facts."""
    outline, line = text.standing.outline, text.line
    module, (before, after) = outline.module_of(line.key), outline.neighbours(line.key)
    return draw(
        "learning/lesson.html",
        visitor=reader,
        desks=lambda person: person.desks if person else (),
        csrf_token=lambda: slot("csrf"),
        course=outline,
        module=module,
        progress=progress_in(module.lessons, facts.done),
        lesson=line,
        previous=before,
        next=after,
        limited=any(part.sheet and part.sheet.tries for part in text.parts()),
        parts=[slot(part.sheet.key) if part.sheet else part.html for part in text.parts()],
        completed_on=slot("completed"),
        read_on=slot("read"),
        left_to_send=slot("left"),
        welcomed=slot("welcomed"),
        feedback_key=slot("feedback"),
        ratings=RATINGS,
        **facts._asdict(),
    )
