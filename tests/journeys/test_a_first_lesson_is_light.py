"""A first lesson is light: what a browser with nothing kept receives for it, counted on the wire."""

from pathlib import Path

import pytest

from course.content.reading import read_folder
from tests import making

pytestmark = pytest.mark.databases("sqlite")
MODULES = Path(__file__).parents[2] / "modules"
KILOBYTE = 1000


@pytest.fixture
def course(app):
    """The real course; gives its address."""
    (folder,) = [one.parent for one in MODULES.glob("*/course.md")]
    making.publish(app, read_folder(folder)[0])
    return f"/courses/{folder.name}"


@pytest.fixture
def received(browse):
    """`received(path)`: [(address, bytes on the wire, headers included)] of a page, up to when all is loaded."""
    page = browse()
    session = page.context.new_cdp_session(page)
    asked, arrived = {}, {}
    session.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    session.on("Network.loadingFinished",
               lambda event: arrived.update({event["requestId"]: event["encodedDataLength"]}))
    session.send("Network.enable")

    def load(path):
        page.goto(path, wait_until="networkidle")
        wire = {key: address for key, address in asked.items() if not address.startswith("data:")}
        assert set(wire) <= set(arrived)
        return [(address, arrived[key]) for key, address in wire.items()]

    return load


def test_a_first_lesson_is_light(page, course, received):
    page.goto(course)
    first = page.locator(".lessons a").first.get_attribute("href")
    files = received(first)
    sizes = "\n".join(f"{size:>7} {address}" for address, size in files)
    assert len(files) <= 8, sizes
    assert sum(size for _, size in files) <= 100 * KILOBYTE, sizes
    assert sum(size for address, size in files if ".js" in address) <= 30 * KILOBYTE, sizes
