"""A sheet's HTML, to fill in or as it was answered, kept for all who would see the same."""

from collections import namedtuple
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import NamedTuple

from flask import Flask, current_app, url_for
from markupsafe import escape

from course.content.queries import Standing, parts_of, revision_by_id, sheet_of
from course.content.sheets import Response, part_of
from course.learning.filling_in import fields_of, filled_in
from course.learning.keeping import day, draw, fill, slot, unkept
from course.learning.pools import as_drawn, draw_questions
from course.learning.queries import Done
from course.learning.sheet_keys import make_key, orders
from course.people.sessions import form_token

# Kinds whose templates show what she wrote, and ask nothing of it.
SHOWN_AS_WRITTEN = {"reflection", "text", "fact", "one", "many"}


class Text(NamedTuple):
    """A lesson as an edition has it, in one application; `closed`: it is only read."""

    app: Flask
    standing: Standing
    lesson: str
    closed: bool = False

    @property
    def line(self):
        return self.standing.outline.lesson(self.lesson)

    def parts(self):
        return parts_of(self.line.revision_id, self.standing.edition)

    def sheet(self, key):
        return sheet_of(self.line.revision_id, self.standing.edition, key)

    def action(self, sheet):
        return url_for("learning.attempt_sheet", course=self.standing.outline.key, lesson=self.lesson,
                       number=self.line.number, sheet=sheet)

    def place(self, sheet, **query):
        return url_for("learning.show_lesson", course=self.standing.outline.key, lesson=self.lesson, **query, _anchor=sheet)


def draw_form(text, sheet, retry, earlier, may, shown="", given=None):
    """A sheet to fill in. `retry`: she has an answer that she can go back to; `earlier`: one to another wording, or None;
    `may`: her quiz_rules.Allowed; `shown`: what stands on her worksheets, where the sheet shows it; `given`: the Done that it
    begins with, so that who changes a word of an unmarked sheet does not write all of it again."""
    drawn = draw_questions(sheet, may.seen)
    key = make_key(text.line.revision_id, sheet.key, text.standing.publication_id, drawn)
    html = fill(_pieces(text, sheet, retry, drawn), _slots(text, sheet, key, drawn, may, shown))
    html = filled_in(html, fields_of(sheet, given), {}) if given else html
    return html if earlier is None else _note(text, earlier) + html


def draw_sent_back(text, sheet, sent_back, may):
    """The same form with all that was filled in; over each item that could not be read for sure, what is asked about it."""
    key, drawn, values, asked = sent_back
    slots = _slots(text, sheet, key, drawn, may)
    for item, again in asked.items():
        slots[f"item {item}"] = _macros("learning/asked_again.html").asked(item, again) + slots[f"item {item}"]
    return filled_in(fill(_pieces(text, sheet, False, drawn), slots), values, asked)


def _slots(text, sheet, key, drawn, may, shown=""):
    """What goes into a form with this key, which asks the questions that were drawn."""
    order, values = orders(sheet, key), {"csrf": form_token, "key": key, "shown": shown, "rule": _rule(may._replace(seen=()))}
    asked = as_drawn(sheet, drawn).items
    for number, item in enumerate(asked, start=1):
        if not item.group:
            place = (number, len(asked)) if sheet.kind == "quiz" else None
            draw_it = unkept(_item, text.standing)
            values[f"item {item.key}"] = draw_it(text, sheet.key, item.key, tuple(order.get(item.key, ())), place)
    return values


def _pieces(text, sheet, retry, drawn):
    draw_it = _form.__wrapped__ if drawn else unkept(_form, text.standing)  # there are too many ways to draw to keep them all
    return draw_it(text, sheet.key, retry, drawn)


@lru_cache(maxsize=512)
def _form(text, sheet, retry, drawn):
    return draw(
        "learning/sheet_form.html",
        sheet=as_drawn(text.sheet(sheet), drawn),
        action=text.action(sheet),
        csrf=slot("csrf"),
        form_key=slot("key"),
        rule=slot("rule"),
        shown=slot("shown") if text.sheet(sheet).shows else "",
        drawn={item.key: slot(f"item {item.key}") for item in text.sheet(sheet).items},
        back=text.place(sheet) if retry else None,
        closed=text.closed,
    )


@lru_cache(maxsize=4096)
def _item(text, sheet, key, order, place):
    """An item with its options in an order; `place`: the how-manieth of how many."""
    item = text.sheet(sheet).item(key)
    return _macros(f"learning/items/{item.kind}.html").form(item, order, place)


@lru_cache(maxsize=512)
def _rule(may):
    """What it takes to pass, and how often she may try."""
    return "" if may.pass_mark is None and may.tries is None else "".join(draw("learning/quiz_rule.html", may=may))


def draw_closed(text, sheet, earlier):
    """In place of a form: no try is left, and what she sent was another wording."""
    return _note(text, earlier) + "".join(draw("learning/closed.html", sheet=sheet))


def draw_cast(text, sheet, sent_on, focused):
    """An anonymous sheet that was sent: there is nothing to show."""
    midnight = datetime.combine(sent_on, time(), UTC)
    return "".join(draw("learning/ballot_cast.html", sheet=sheet, action=text.action(sheet.key), focused=focused,
                        sent_on=day(midnight)))


def _note(text, earlier):
    answered = revision_by_id(earlier.revision_id)
    address = url_for("learning.show_attempt", course=text.standing.outline.key, lesson=answered.lesson, sheet=earlier.sheet,
                      number=answered.number, attempt=earlier.id)
    return "".join(draw("learning/earlier.html", address=address, sent_on=day(earlier.sent_at)))


def draw_answered(text, sheet, attempt, focused, gone, left):
    """A sheet as it was sent, with its feedback. `left`: how many tries there are, None for as many as she likes."""
    words = {"sent": day(attempt.sent_at)}
    facts = _facts(attempt, {item.key: item for item in sheet.items}, words)
    draw_it = unkept(_answered, text.standing) if facts.all_shared else _answered.__wrapped__
    return fill(draw_it(text, sheet.key, facts, focused, gone, left), words)


Facts = namedtuple("Facts", "number points maximum passed pass_mark items all_shared")


def _facts(attempt, items, words):
    """All of an attempt that its feedback shows, but when it was sent. What a person wrote is hers and never kept: where it is
    but shown, it goes into `words` and has a slot; where more depends on it, what it is in is not for all."""
    told, all_shared = [], True
    for key, given in attempt.responses.items():
        item, value, written = items[key], _fixed(given.value), given.written
        if item.kind in SHOWN_AS_WRITTEN:
            value = _veiled(f"value {key}", value, words)
            written = _veiled(f"written {key}", written, words)
        elif isinstance(value, str) or written or "gaps" in item.settings:
            all_shared = False
        told.append((key, value, given.missing, written, given.shared, attempt.marks[key], attempt.confidence[key],
                     tuple(attempt.shown[key])))
    return Facts(attempt.number, attempt.points, attempt.maximum, attempt.passed, attempt.pass_mark, tuple(told), all_shared)


def _veiled(name, value, words):
    if not value or not isinstance(value, str):
        return value
    words[name] = escape(value)
    return slot(name)


def _fixed(value):
    return tuple(value) if isinstance(value, list) else value


@lru_cache(maxsize=4096)
def _answered(text, sheet, facts, focused, gone, left):
    number, points, maximum, passed, pass_mark, items, _ = facts
    attempt = Done(None, None, None, sheet, number, None, points, maximum, passed, pass_mark)
    for key, value, missing, written, shared, attempt.marks[key], attempt.confidence[key], attempt.shown[key] in items:
        attempt.responses[key] = Response(value, missing, written, shared)
    whole = text.sheet(sheet)
    return draw(
        "learning/sheet_answered.html",
        sheet=part_of(whole, attempt.responses) if whole.draw else whole,
        attempt=attempt,
        action=text.action(sheet),
        left=None if gone else left,
        again=None if gone or left == 0 else text.place(sheet, again=sheet),
        focused=focused,
        sent_on=slot("sent"),
    )


def _macros(template):
    return current_app.jinja_env.get_template(template).module
