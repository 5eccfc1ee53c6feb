"""`python -m tests.screens` writes them into ./screens; `python -m tests.screens docs` the two that the README shows."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browsing import ARGUMENTS, browser_path
from tests.screens.pages import FULL, SITES, answer, sign_in_as
from tests.screens.sites import site

WIDTHS = {360: 740, 1280: 900}
SCHEMES = ("light", "dark")


def main(what="screens"):
    folder = Path(what)
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        (picture_two if what == "docs" else picture_all)(browser, folder)
        browser.close()
    print(f"{len(list(folder.glob('*.png')))} pictures are in {folder.resolve()}")


def picture_all(browser, folder):
    for learners, roles in SITES:
        with site(learners) as (address, post, app):
            roles = roles(app) if callable(roles) else roles
            for role, (prepare, pages) in roles.items():
                page = _page(browser, address)
                if prepare:
                    prepare(page)
                    post()
                for name, go in pages.items():
                    go(page)
                    _picture(page, folder / f"{role}-{name}")
                page.context.close()


def _picture(page, path):
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=f"{path}-{width}-{scheme}.png", full_page=True, animations="disabled")


def _page(browser, address, width=1280, scheme="light"):
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": WIDTHS[width]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    return context.new_page()


def picture_two(browser, folder):
    with site(200) as (address, *_):
        page = _page(browser, address)
        sign_in_as("lena")(page)
        answer(2)(page)
        _cut(page, "section.question", folder / "lesson-1280-light.png")
        page = _page(browser, address, 360, "dark")
        sign_in_as("eve")(page)
        FULL["eve"][1]["results"](page)
        _cut(page, ".figures", folder / "results-360-dark.png")


def _cut(page, top, path):
    """What a screen shows from a little above an element on."""
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 900})
    page.locator(top).first.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 12)")
    page.screenshot(path=path, animations="disabled")


if __name__ == "__main__":
    main(*sys.argv[1:])
