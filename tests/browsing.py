"""Fixtures: a real browser. `page` runs scripts, `plain_page` does not, `browse()` opens one more person's browser."""

import os
import shutil

import pytest
from playwright.sync_api import expect, sync_playwright

# The first is the same engine without the windows, which cost four fifths of all that the tests want of a whole Chromium.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Without these, Chromium calls its maker's hosts at each start; as root it has no sandbox to use.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds, for a machine that does much else at the time
expect.set_options(timeout=PATIENCE)


def browser_path():
    """COURSE_TEST_BROWSER, or the Chromium that is installed. None is ever downloaded by the tests."""
    path = os.environ.get("COURSE_TEST_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.fail("The tests need the browser Chromium. Run `make test`, which installs it, or name one with "
                    "COURSE_TEST_BROWSER=/path/to/chromium.", pytrace=False)
    return path


@pytest.fixture(scope="session")
def browser():
    """One for each worker."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def browse(browser, live_server):
    """`browse(javascript=True, **options)` gives a page in a context of its own: own cookies, own person.

    Options are those of Playwright's `new_context`: `viewport`, `color_scheme`, ... At the end nothing may have gone
    wrong in any of them: no script error, no refusal by the content security policy, no request to another host.
    """
    contexts, troubles = [], []

    def open_page(javascript=True, **options):
        context = browser.new_context(base_url=live_server, java_script_enabled=javascript, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        _watch(page, live_server, troubles)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def page(browse):
    return browse()


@pytest.fixture
def plain_page(browse):
    return browse(javascript=False)


def _watch(page, address, troubles):
    page.on("pageerror", lambda error: troubles.append(f"script error on {page.url}: {error}"))
    page.on("console", lambda message: _hear(message, page, troubles))
    page.on("request", lambda request: _check_host(request, address, troubles))


def _hear(message, page, troubles):
    """That a page answered 404 or 422 is a console error to Chromium, and may be just what a test is about."""
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        troubles.append(f"console error on {page.url}: {message.text}")


def _check_host(request, address, troubles):
    if not request.url.startswith((address, "data:", "blob:", "about:")):
        troubles.append(f"request to another host: {request.url}")
