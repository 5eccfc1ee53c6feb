"""A worksheet's HTML: to fill in, with what stands on it; as one version was; and what others show of it. Hers, so never kept."""

from datetime import date

from flask import current_app, url_for
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from course.content.questions.paper_table import rows_of
from course.learning.papers import Paper, papers_of
from course.learning.sheet_keys import make_key


def draw_paper(text, sheet, papers, saved=False):
    """The form of a sheet in a sheet_drawing.Text. `papers` as papers_in() gives them; `saved`: by the button, just now."""
    paper, address = papers.get(sheet.key, Paper()), {"course": text.standing.outline.key, "lesson": text.lesson}
    here = address | {"number": text.line.number, "sheet": sheet.key}
    return current_app.jinja_env.get_template("learning/paper_form.html").render(
        sheet=sheet,
        values=paper.on(sheet),
        latest=paper.latest,
        left_over=paper.left_over(sheet),
        shows=shows_of(text.standing, sheet, papers),
        action=url_for("learning.save_paper", **here),
        drafts=url_for("learning.keep_draft", **here) if papers else None,
        whole=url_for("learning.show_paper", course=text.standing.outline.key, sheet=sheet.key) if paper.latest else None,
        key=make_key(text.line.revision_id, sheet.key, text.standing.publication_id),
        csrf=generate_csrf(),
        saved=saved and paper.latest is not None,
        rows=rows_to_fill,
        cells=rows_of,
    )


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
    papers, told = papers_of(state.enrolment_id, homes, standing.lineage), []
    for key, paper in papers.items():
        for of, (value, version) in paper.values().items():
            address = url_for("learning.show_lesson", course=standing.outline.key, lesson=homes[key].key, _anchor=key)
            told += [(version.text().title, address, draw_shown(standing, of, papers))] if value else []
    return told


def draw_shown(standing, of, papers):
    """What stands in the field `worksheet.field`, or where to write it."""
    key = of.partition(".")[0]
    value, version = papers.get(key, Paper()).values().get(of, (None, None))
    item = version.item(of) if value else None
    home = next((line for line in standing.outline.lessons if any(sheet.key == key for sheet in line.sheets)), None)
    return Markup(current_app.jinja_env.get_template("learning/paper_shown.html").module.shown(
        item, value, rows_of, home and url_for("learning.show_lesson", course=standing.outline.key, lesson=home.key, _anchor=key),
        home))


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
