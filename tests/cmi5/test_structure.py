"""cmi5.xml as it is read: what is good is kept to the letter, what is not is refused with its line."""

import pytest

from course.cmi5.errors import PackageRefused
from course.cmi5.structure import from_json, in_words, to_json
from course.cmi5.structure_reading import read_structure
from tests.cmi5.packing import BLOCK, END, FILES, MANIFEST, SPACE, TALK, WALK, manifest

NAMES = set(FILES)


def refused(text, names=NAMES):
    with pytest.raises(PackageRefused) as refusal:
        read_structure(text.encode(), names)
    return str(refusal.value)


def test_a_course_of_blocks_and_units_is_read():
    found = read_structure(MANIFEST.encode(), NAMES)
    look, say, end = found.units
    assert (look.id, look.url, look.parameters, look.entitlement) == (WALK, "look.html?step=1", "slow", "a key")
    assert (look.move_on, look.mastery, look.own_window, look.inside) == ("Completed", None, False, (BLOCK,))
    assert (say.move_on, say.mastery, say.own_window) == ("CompletedAndPassed", 0.8, True)
    assert (end.id, end.move_on, end.inside) == (END, "NotApplicable", ())
    assert [one.id for one in found.within(BLOCK)] == [WALK, TALK]
    assert in_words(found.blocks[0].title) == "The street"
    assert from_json(to_json(found)) == found


def test_blocks_may_stand_in_blocks_and_other_namespaces_behind():
    inner = MANIFEST[MANIFEST.index("  <block"):MANIFEST.index("</block>") + 8].replace(BLOCK, BLOCK + "/in")
    text = manifest("  </block>", inner.replace(WALK, WALK + "/2").replace(TALK, TALK + "/2") +
                    '<x:more xmlns:x="urn:x">words</x:more></block>')
    found = read_structure(text.encode(), NAMES)
    assert [one.inside for one in found.blocks] == [(), (BLOCK,)]
    assert [one.id for one in found.within(BLOCK)] == [WALK, TALK, WALK + "/2", TALK + "/2"]


@pytest.mark.parametrize(("before", "after", "said"), [
    ("courseStructure xmlns", "courses xmlns", "not well-formed"),
    (SPACE, "urn:other", "must begin with <courseStructure"),
    ('<?xml version="1.0" encoding="utf-8"?>', '<!DOCTYPE x [<!ENTITY a "b">]>', "document type"),
    ('<?xml version="1.0" encoding="utf-8"?>', '<?xml version="1.0" encoding="odd"?>', "cmi5.xml"),
    (f'id="{WALK}"', 'id="look"', "needs the attribute id, which must be an IRI"),
    (f'id="{TALK}"', f'id="{WALK}"', "which another one has, too"),
    ('moveOn="Completed"', 'moveOn="Whenever"', "none of NotApplicable"),
    ('masteryScore="0.8"', 'masteryScore="80"', "no number from 0 to 1"),
    ('masteryScore="0.8"', 'masteryScore="NaN"', "no number from 0 to 1"),
    ('launchMethod="OwnWindow"', 'launchMethod="Frame"', "neither AnyWindow nor OwnWindow"),
    ('launchMethod="OwnWindow"', 'colour="red"', "has no attribute colour"),
    ("<url>parts/say.html</url>", "", "wants <url> here"),
    ("<url>parts/say.html</url>", "<url>lost.html</url>", "lost.html, which is not in the package"),
    ("<url>parts/say.html</url>", "<url>../say.html</url>", "which is not in the package"),
    ("<url>parts/say.html</url>", "<url>/parts/say.html</url>", "which is not in the package"),
    ("<url>parts/say.html</url>", "<url>javascript:alert(1)</url>", "must be a file of the package"),
    ("<url>parts/say.html</url>", "<url>//example.org/say.html</url>", "must be a file of the package"),
    ("<url>parts/say.html</url>", "<url>http://example.org/a b</url>", "no address"),
    ("<url>parts/say.html</url>", "<url>http://[/</url>", "cannot be read"),
    ("<url>parts/say.html</url>", "<url>parts/say.html?fetch=1</url>", "has the parameter fetch"),
    ('lang="de"', 'lang="the German"', "no language tag"),
    ("<block", "words<block", "holds no text of its own"),
    ("</block>", '<au id="urn:a"/></block>', "wants <title> here"),
])
def test_what_is_wrong_is_said(before, after, said):
    assert said in refused(manifest(before, after))


def test_a_manifest_alone_needs_whole_addresses():
    assert "came alone" in refused(MANIFEST, names=None)
    whole = MANIFEST.replace("<url> look", "<url>https://example.org/look").replace("<url>", "<url>https://example.org/")
    whole = whole.replace("https://example.org/https://example.org/", "https://example.org/")
    assert read_structure(whole.encode()).units[0].url == "https://example.org/look.html?step=1"


def test_depth_without_end_is_refused():
    deep = "<a>" * 5000 + "</a>" * 5000
    assert "nested too deeply" in refused(manifest("  <block", deep + "<block"))


def test_more_than_a_thousand_units_are_read():
    one = MANIFEST[MANIFEST.rindex("  <au"):MANIFEST.rindex("</courseStructure>")]
    many = "".join(one.replace(END, f"{END}/{number}") for number in range(1001))
    assert len(read_structure(manifest("</courseStructure>", many + "</courseStructure>").encode(), NAMES).units) == 1004
