"""A small package of our own, packed as a test wants it: one block with two units, one unit beside it."""

import io
import zipfile

from course.cmi5 import importing
from course.database import writing

SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
WALK, TALK, END = (f"https://example.org/walk/{name}" for name in ("look", "say", "end"))
BLOCK, COURSE = "https://example.org/walk/street", "https://example.org/walk"

MANIFEST = f"""<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="{SPACE}">
  <course id="{COURSE}">
    <title><langstring lang="en">A walk down the street</langstring></title>
    <description><langstring lang="en">What one sees, and what one says.</langstring></description>
  </course>
  <block id="{BLOCK}">
    <title><langstring lang="de">Die Straße</langstring><langstring lang="en">The street</langstring></title>
    <description><langstring lang="en">Two steps.</langstring></description>
    <au id="{WALK}" moveOn="Completed">
      <title><langstring lang="en">Look</langstring></title>
      <description><langstring lang="en">Look around.</langstring></description>
      <url> look.html?step=1 </url>
      <launchParameters> slow </launchParameters>
      <entitlementKey> a key </entitlementKey>
    </au>
    <au id="{TALK}" moveOn="CompletedAndPassed" masteryScore="0.8" launchMethod="OwnWindow">
      <title><langstring lang="en">Say</langstring></title>
      <description><langstring lang="en">Say something.</langstring></description>
      <url>parts/say.html</url>
    </au>
  </block>
  <au id="{END}">
    <title><langstring lang="en">The end</langstring></title>
    <description><langstring lang="en">Nothing to do.</langstring></description>
    <url>look.html</url>
  </au>
</courseStructure>
"""
FILES = {
    "cmi5.xml": MANIFEST,
    "look.html": "<!doctype html><title>Look</title><p id='said'>Look.</p><script src='parts/walk.js'></script>",
    "parts/say.html": "<!doctype html><title>Say</title><p>Say.</p>",
    "parts/walk.js": "document.title = 'Walked';",
    "parts/film.mp4": bytes(range(256)) * 1040,
}


def packed(files=FILES, compression=zipfile.ZIP_DEFLATED, entries=()):
    """A zip's bytes; `entries` are (ZipInfo, bytes) beside the files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", compression) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
        for info, data in entries:
            archive.writestr(info, data)
    return held.getvalue()


def manifest(before="", after=""):
    """The manifest with one place changed."""
    assert before in MANIFEST, before
    return MANIFEST.replace(before, after, 1)


def import_package(app, data=None, key="walk", course="neighbours"):
    """What the door does, in one transaction."""
    with app.app_context(), writing():
        given = importing.begin_import(course, key, io.BytesIO(data or packed()), "walk.zip")
        for rows in importing.batches(given):
            importing.keep(*rows)
        return importing.finish_import(given)
