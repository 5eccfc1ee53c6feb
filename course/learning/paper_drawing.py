"""A worksheet's HTML: to fill in, with what stands on it, and what others show of it. Kept are the author's words alone, with a
slot for each of hers."""

from collections import namedtuple
from datetime import date
from functools import lru_cache

from flask import current_app, url_for
from markupsafe import Markup, escape

from course.content.questions.paper_table import rows_of
from course.learning.keeping import cut, day, draw, fill, slot, unkept
from course.learning.papers import Paper, papers_as_they_stand
from course.learning.sheet_keys import make_key
from course.people.sessions import form_token

Cell = namedtuple("Cell", "kind value")


def draw_paper(text, sheet, papers, saved=False):
    """The form of a sheet in a sheet_drawing.Text. `papers` as papers_in() gives them; `saved`: by the button, just now."""
    paper, shows = papers.get(sheet.key, Paper()), shows_of(text.standing, sheet, papers)
    written, latest = paper.on(sheet), paper.latest
    values = {f"item {item.key}": _filled(text, sheet, item, written.get(item.key)) for item in sheet.items}
    values |= {f"show {place}": html for place, (_, _, html) in enumerate(shows)}
    values |= {"csrf": form_token, "left over": lambda: _left_over(paper, sheet)}
    values["key"] = make_key(text.line.revision_id, sheet.key, text.standing.publication_id)
    values |= {"based on": str(latest.id), "at": moment(latest.at)} if latest else {"based on": ""}
    form = unkept(_form, text.standing)(text, sheet.key, bool(papers), latest and latest.typed, bool(saved and latest))
    return fill(form, values)


@lru_cache(maxsize=512)
def _form(text, sheet, drafts, typed, saved):
    """`drafts`: whether what she types may be kept; `typed`: whether what stands was kept so, None where nothing stands."""
    whole, here = text.sheet(sheet), {"course": text.standing.outline.key, "lesson": text.lesson, "number": text.line.number}
    return draw(
        "learning/paper_form.html",
        sheet=whole,
        drawn={item.key: slot(f"item {item.key}") for item in whole.items},
        shows=[(show["at"], Markup(show["label"]), slot(f"show {place}")) for place, show in enumerate(whole.shows)],
        action=url_for("learning.save_paper", **here, sheet=sheet),
        drafts=url_for("learning.keep_draft", **here, sheet=sheet) if drafts else None,
        whole=None if typed is None else url_for("learning.show_paper", course=here["course"], sheet=sheet),
        typed=typed,
        saved=saved,
        closed=text.closed,
        **{name: slot(name.replace("_", " ")) for name in ("csrf", "key", "based_on", "left_over", "at")},
    )


def moment(at):
    return Markup(f"{day(at)}, {at:%H:%M} UTC")


def _left_over(paper, sheet):
    left_over = paper.left_over(sheet)
    return "".join(draw("learning/paper_left_over.html", left_over=left_over, cells=rows_of)) if left_over else ""


def _filled(text, sheet, item, value):
    """A field with what she wrote in it."""
    if item.kind == "paper-table":
        rows = [[row.get(column["id"]) or "" for column in item.settings["columns"]] for row in rows_to_fill(item, value)]
        kinds = [(column["kind"], column["options"]) for column in item.settings["columns"]]
    else:
        one = value[0] if item.options and value else value or ""
        rows, kinds = [[one if not item.options or item.option(one) else ""]], [
            (item.kind.removeprefix("paper-"), [option.id for option in item.options])]
    shape = tuple(tuple(map(_shape, row, kinds)) for row in rows)
    return fill(unkept(_field, text.standing)(text, sheet.key, item.key, shape), {
        f"{at} {place}": escape(words) for at, row in enumerate(rows) for place, words in enumerate(row)})


def _shape(words, kind_and_options):
    """(kind, what is chosen): all of a cell that its markup depends on. What is not one of the author's options is hers, and no
    choice; a day is one only in the form that a browser's field for days gives it."""
    kind, options = kind_and_options
    if kind == "date" and words and not (len(words) == 10 and in_words(words) != words):
        return "text in a line", None
    return kind, words if kind == "select" and (not words or words in options) else None


@lru_cache(maxsize=4096)
def _field(text, sheet, key, shape):
    item, macros = text.sheet(sheet).item(key), current_app.jinja_env.get_template("learning/paper_fields.html").module
    rows = [[Cell(kind, slot(f"{at} {place}") if chosen is None else chosen) for place, (kind, chosen) in enumerate(row)]
            for at, row in enumerate(shape)]
    return cut(macros.table(item, rows) if item.kind == "paper-table" else macros.field(item, rows[0][0]))


def shows_of(standing, sheet, papers):
    """[(before which item, label, HTML of what stands there)] for each `[show]` of a sheet."""
    return [(show["at"], Markup(show["label"]), draw_shown(standing, show["of"], papers)) for show in sheet.shows]


def draw_shows(standing, sheet, papers):
    """The same as one piece, above a sheet that is no paper; nothing where it shows nothing."""
    template = current_app.jinja_env.get_template("learning/paper_shown.html")
    return template.module.above(shows_of(standing, sheet, papers)) if sheet.shows else ""


def commitments_of(standing, state):
    """[(title, address, HTML)] of what somebody on a course has committed herself to; asked where there is a place for it."""
    homes = {sheet.key: line for line in standing.outline.lessons for sheet in line.sheets if sheet.kind == "commitment"}
    if not homes or not state.enrolled:
        return []
    papers, told = papers_as_they_stand(state.enrolment_id, homes, standing.lineage), []
    for key, paper in papers.items():
        for of, (value, version) in paper.values.items():
            address = url_for("learning.show_lesson", course=standing.outline.key, lesson=homes[key].key, _anchor=key)
            told += [(version.text().title, address, draw_shown(standing, of, papers))] if value else []
    return told


def draw_shown(standing, of, papers):
    """What stands in the field `worksheet.field`, or where to write it."""
    key = of.partition(".")[0]
    value, version = papers.get(key, Paper()).values.get(of, (None, None))
    if not value:
        return unkept(_nothing, standing)(current_app._get_current_object(), standing, key)
    return Markup(current_app.jinja_env.get_template("learning/paper_shown.html").module.shown(version.item(of), value, rows_of))


@lru_cache(maxsize=512)
def _nothing(app, standing, key):
    home = next((line for line in standing.outline.lessons if any(sheet.key == key for sheet in line.sheets)), None)
    address = home and url_for("learning.show_lesson", course=standing.outline.key, lesson=home.key, _anchor=key)
    return Markup(app.jinja_env.get_template("learning/paper_shown.html").module.nothing(address, home))


def rows_to_fill(item, value):
    """As many rows as the author drew, and always one more than are filled."""
    rows = rows_of(value)
    wanted = min(max(item.settings["rows"], len(rows) + 1), item.settings["most"])
    return (rows + [{}] * wanted)[:max(wanted, len(rows))]


def in_words(written):
    """A day as people write it, 1 December 2026, where a browser's field for days gave it; else what was written."""
    try:
        return f"{date.fromisoformat(written):%-d %B %Y}"
    except ValueError:
        return written
