"""What a first lesson weighs: every byte and request of a browser that comes for the first time."""

from playwright.sync_api import sync_playwright

from tests.browsing import ARGUMENTS, browser_path


def weigh(address):
    """[(path, bytes as they came over the wire)] of each request that a page makes, until nothing moves any more."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=ARGUMENTS)
        page = browser.new_page()
        wire = page.context.new_cdp_session(page)
        urls, weights = {}, {}
        wire.on("Network.requestWillBeSent", lambda seen: urls.update({seen["requestId"]: seen["request"]["url"]}))
        wire.on("Network.loadingFinished", lambda seen: weights.update({seen["requestId"]: seen["encodedDataLength"]}))
        wire.send("Network.enable")
        page.goto(address, wait_until="networkidle")
        browser.close()
    return [(url.partition("://")[2].partition("/")[2], round(weights.get(one, 0)))
            for one, url in urls.items() if not url.startswith("data:")]
