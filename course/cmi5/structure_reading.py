"""From cmi5.xml to a Structure: the rules of its schema, then those of section 13 of cmi5, each with a sentence and its line."""

import re
from urllib.parse import parse_qsl, unquote, urlsplit

from course.cmi5.errors import PackageRefused
from course.cmi5.structure import MOVE_ON, Block, Structure, Unit
from course.content.xml_reading import read_xml
from course.statements.xapi import shapes

SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
LONGEST = 10_000_000  # bytes
ADDRESS = re.compile(r"[^\x00-\x20\x7f<>\"{}|\\^`]+")
SCORE = re.compile(r"\+?(\d+(\.\d*)?|\.\d+)")
LAUNCHING = {"endpoint", "fetch", "actor", "registration", "activityId"}  # what is added to each unit's address
HOLDERS = {"au", "block"}
# What each element holds, in order: (names, least, most).
TEXTS = (({"title"}, 1, 1), ({"description"}, 1, 1))
GRAMMAR = {
    "courseStructure": (({"course"}, 1, 1), ({"objectives"}, 0, 1), (HOLDERS, 1, None)),
    "course": TEXTS,
    "block": (*TEXTS, ({"objectives"}, 0, 1), (HOLDERS, 1, None)),
    "au": (*TEXTS, ({"objectives"}, 0, 1), ({"url"}, 1, 1), ({"launchParameters"}, 0, 1), ({"entitlementKey"}, 0, 1)),
    "objectives": (({"objective"}, 1, None),),
    "title": (({"langstring"}, 1, None),),
    "description": (({"langstring"}, 1, None),),
}
WITH_TEXT = {"langstring", "url", "launchParameters", "entitlementKey"}
ATTRIBUTES = {"course": {"id"}, "block": {"id"}, "langstring": {"lang"}, "objective": {"id", "idref"},
              "au": {"id", "moveOn", "masteryScore", "launchMethod", "activityType"}}


def read_structure(data, names=None):
    """The Structure of a cmi5.xml. `names` are the files that came with it; None: it came alone. Raises PackageRefused."""
    if len(data) > LONGEST:
        raise PackageRefused(f"cmi5.xml has more than {LONGEST // 1_000_000} MB.")
    root = read_xml(data, "cmi5.xml", PackageRefused)
    if (root.space, root.name) != (SPACE, "courseStructure"):
        raise PackageRefused(f"cmi5.xml must begin with <courseStructure xmlns=\"{SPACE}\">.")
    _check(root)
    return _Reader(names).read(root)


def _check(element):
    """Hold an element and all in it to the schema."""
    for name in element.attributes:
        if " " not in name and name not in ATTRIBUTES.get(element.name, ()):
            _refuse(element, f"has no attribute {name}")
    if element.name not in WITH_TEXT and element.text.strip():
        _refuse(element, "holds no text of its own")
    own = [child for child in element.children if child.space == SPACE]
    others = [child for child in element.children if child.space != SPACE]
    if any(not child.space for child in others):
        _refuse(element, f"holds no <{others[0].name}> without a namespace")
    if others and own and element.children.index(others[0]) < element.children.index(own[-1]):
        _refuse(element, "holds what is of other namespaces only behind its own elements")
    if element.name == "objective":
        _check_objective(element, own)
    else:
        _check_order(element, own, GRAMMAR.get(element.name, ()))
    for child in own:
        _check(child)


def _check_objective(element, own):
    if "idref" in element.attributes:
        _check_order(element, own, ())
    elif sorted(child.name for child in own) != ["description", "title"]:
        _refuse(element, "holds one <title> and one <description>")


def _check_order(element, own, grammar):
    waiting = list(own)
    for names, least, most in grammar:
        count = 0
        while waiting and waiting[0].name in names and count != most:
            waiting.pop(0)
            count += 1
        if count < least:
            after = f", and finds <{waiting[0].name}>" if waiting else ""
            _refuse(element, f"wants <{'> or <'.join(sorted(names))}> here{after}")
    if waiting:
        _refuse(waiting[0], f"may not stand here in <{element.name}>: it stands too often, out of order, or not in the schema")


def _refuse(element, what):
    raise PackageRefused(f"cmi5.xml, line {element.line}: <{element.name}> {what}.")


class _Reader:
    def __init__(self, names):
        self.names, self.blocks, self.units, self.seen = names, [], [], set()

    def read(self, root):
        course = root.child("course")
        for objective in root.child("objectives").children if root.child("objectives") else ():
            if objective.space == SPACE:
                self.id_of(objective)
        self.hold(root, ())
        return Structure(self.id_of(course), *_texts(course), tuple(self.blocks), tuple(self.units))

    def hold(self, element, inside):
        for child in element.children:
            if child.space == SPACE and child.name in HOLDERS:
                _check_references(child)
                if child.name == "block":
                    key = self.id_of(child)
                    self.blocks.append(Block(key, *_texts(child), inside))
                    self.hold(child, (*inside, key))
                else:
                    self.units.append(self.unit(child, inside))

    def id_of(self, element):
        found = element.attributes.get("id", "").strip()
        _check_iri(element, "id", found)
        if (element.name, found) in self.seen:
            _refuse(element, f"has the id {found}, which another one has, too. Ids are unique")
        self.seen.add((element.name, found))
        return found

    def unit(self, element, inside):
        given = {name: value.strip() for name, value in element.attributes.items()}
        if given.get("moveOn", MOVE_ON[0]) not in MOVE_ON:
            _refuse(element, f"has a moveOn that is none of {', '.join(MOVE_ON)}")
        if given.get("launchMethod", "AnyWindow") not in ("AnyWindow", "OwnWindow"):
            _refuse(element, "has a launchMethod that is neither AnyWindow nor OwnWindow")
        return Unit(
            self.id_of(element), *_texts(element), url=self.url(element.child("url")),
            move_on=given.get("moveOn", MOVE_ON[0]), mastery=_mastery(element, given.get("masteryScore")),
            own_window=given.get("launchMethod") == "OwnWindow", parameters=_stripped(element.child("launchParameters")),
            entitlement=_stripped(element.child("entitlementKey")), kind=given.get("activityType") or None, inside=inside)

    def url(self, element):
        url = element.text.strip()
        if not ADDRESS.fullmatch(url):
            _refuse(element, f"is “{url[:200]}”, which is no address")
        try:
            parts = urlsplit(url)
            clash = LAUNCHING & {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        except ValueError:
            _refuse(element, "is an address that cannot be read")
        if clash:
            _refuse(element, f"has the parameter {min(clash)} in its address, which this site adds itself")
        if parts.scheme in ("http", "https") and parts.hostname:
            return url
        self._in_package(element, parts)
        return url

    def _in_package(self, element, parts):
        if parts.scheme or parts.netloc:
            _refuse(element, "must be a file of the package, or an address that begins with https:// or http://")
        if self.names is None:
            _refuse(element, "leads to a file, and cmi5.xml came alone. Send the package as a zip, or write whole addresses")
        if unquote(parts.path) not in self.names:
            _refuse(element, f"leads to {unquote(parts.path)[:200]}, which is not in the package")


def _check_references(element):
    for reference in element.child("objectives").children if element.child("objectives") else ():
        if reference.space == SPACE:
            _check_iri(reference, "idref", reference.attributes.get("idref", "").strip())


def _check_iri(element, name, value):
    try:
        shapes.iri(value)
    except shapes.Wrong as wrong:
        _refuse(element, f"needs the attribute {name}, which {wrong.args[0]}")


def _texts(element):
    return tuple(_words(element.child(name)) for name in ("title", "description"))


def _words(element):
    found = {}
    for one in element.children:
        if one.space == SPACE:
            tag = one.attributes.get("lang", "und").strip()
            if not shapes.LANGUAGE.fullmatch(tag):
                _refuse(one, f"has the language “{tag[:40]}”, which is no language tag")
            found.setdefault(tag, one.text.strip())
    return found


def _mastery(element, given):
    if given is None:
        return None
    if not SCORE.fullmatch(given) or not 0 <= float(given) <= 1:
        _refuse(element, "has a masteryScore that is no number from 0 to 1")
    return float(given)


def _stripped(element):
    return element.text.strip() if element is not None else None
