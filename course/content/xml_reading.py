"""XML of strangers as a plain tree: no document type, no entity, no depth without end, each element with its line."""

from dataclasses import dataclass, field
from xml.parsers import expat

DEEPEST = 40
MOST = 200_000  # elements


@dataclass
class Element:
    space: str  # the namespace; empty: none
    name: str
    line: int
    attributes: dict
    words: list = field(default_factory=list)
    children: list = field(default_factory=list)

    @property
    def text(self):
        """Its own words; they come in pieces, and a picture in a great many."""
        return "".join(self.words)

    def child(self, name):
        return next((one for one in self.children if one.name == name), None)


class _Builder:
    def __init__(self, parser, refuse):
        self.parser, self.refuse, self.open, self.root, self.count = parser, refuse, [], None, 0

    def start(self, name, attributes):
        self.count += 1
        if len(self.open) >= DEEPEST or self.count > MOST:
            raise self.refuse("is nested too deeply, or has too many elements")
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
        self.open[-1].words.append(text)

    def doctype(self, *_):
        raise self.refuse("has a document type (<!DOCTYPE …>), which is not read here. Take it out")


def read_xml(data, name, refusal):
    """The root Element of bytes or text; what is wrong with the file of this name is raised as a `refusal` with its sentence."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    builder = _Builder(parser, lambda what: refusal(f"{name} {what}."))
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = builder.words, builder.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as wrong:
        said = expat.errors.messages[wrong.code]
        raise refusal(f"{name} is not well-formed XML: {said}, line {wrong.lineno}.") from None
    except (LookupError, ValueError):
        raise refusal(f"{name} is in an encoding that cannot be read. Save it as UTF-8.") from None
    return builder.root
