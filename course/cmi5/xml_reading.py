"""XML of strangers as a plain tree: no document type, no entity, no depth without end, each element with its line."""

from dataclasses import dataclass, field
from xml.parsers import expat

from course.cmi5.errors import PackageRefused

DEEPEST = 40
MOST = 200_000  # elements


@dataclass
class Element:
    space: str  # the namespace; empty: none
    name: str
    line: int
    attributes: dict
    text: str = ""
    children: list = field(default_factory=list)

    def child(self, name):
        return next((one for one in self.children if one.name == name), None)


class _Builder:
    def __init__(self, parser):
        self.parser, self.open, self.root, self.count = parser, [], None, 0

    def start(self, name, attributes):
        self.count += 1
        if len(self.open) >= DEEPEST or self.count > MOST:
            raise PackageRefused("cmi5.xml is nested too deeply, or has too many elements.")
        space, _, local = name.rpartition(" ")
        element = Element(space, local, self.parser.CurrentLineNumber, attributes)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def end(self, name):
        self.open.pop()

    def words(self, text):
        self.open[-1].text += text


def read_xml(data):
    """The root Element. Raises PackageRefused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    builder = _Builder(parser)
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.words, _refuse_doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as wrong:
        said = expat.errors.messages[wrong.code]
        raise PackageRefused(f"cmi5.xml is not well-formed XML: {said}, line {wrong.lineno}.") from None
    except (LookupError, ValueError):
        raise PackageRefused("cmi5.xml is in an encoding that cannot be read. Save it as UTF-8.") from None
    return builder.root


def _refuse_doctype(*_):
    raise PackageRefused("cmi5.xml has a document type (<!DOCTYPE …>), which is not read here. Take it out.")
