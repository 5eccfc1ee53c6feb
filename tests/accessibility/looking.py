"""Looks at the page that a browser shows as a person with axe and a ruler would: narrow and wide, light and dark."""

from importlib.resources import files
from pathlib import Path

WALK, RUN = (Path(__file__).with_name(name).read_text() for name in ("walk.js", "axe_run.js"))
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text()
NARROW, WIDE = {"width": 320, "height": 800}, {"width": 1280, "height": 900}
EVERYTHING = {"resultTypes": ["violations", "incomplete"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations", "incomplete"], "runOnly": ["color-contrast"]}
OPEN_ALL = "for (const one of document.querySelectorAll('details')) one.open = true"

# What axe cannot decide and a person has: (rule, part of its message) and why it is well.
TRIAGED = {
    ("color-contrast", "too short to determine"): "single figures in tables; they have the colour of the text around them",
}


def faults_of(page):
    """Sentences about all that is wrong with a page; as it comes at 320 px, then with all its details open."""
    page.evaluate(AXE)
    found = []
    for size, scheme, rules in ((NARROW, "light", EVERYTHING), (NARROW, "dark", COLOURS), (WIDE, "light", EVERYTHING),
                                (WIDE, "dark", COLOURS)):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        where = f"{size['width']} px, {scheme}"
        found += [f"{where}: {words}" for words in [*page.evaluate(WALK), *_axe(page, rules)]]
        page.evaluate(OPEN_ALL)
    return found


def _axe(page, rules):
    for kind, rule, where, why in page.evaluate(RUN, rules):
        if kind == "violations" or not any(rule == known and part in why for known, part in TRIAGED):
            yield f"{rule} ({kind}): {where}: {why}"
