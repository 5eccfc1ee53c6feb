"""HTML of others (a word processor's, a page's, a question bank's) as clean Markdown of ours: what it says is kept, what it looks
like is not. Nothing of it is run, fetched or trusted: what is not known here is left out, and named."""

from dataclasses import dataclass

from course.content.from_html.tree import rank_headings, read_html
from course.content.from_html.writing import Writer

__all__ = ["Converted", "as_markdown"]


@dataclass(frozen=True)
class Converted:
    """`lost` names in a few words what the Markdown does not hold, each once."""

    text: str
    lost: tuple = ()


def as_markdown(html, *, picture=None, one_line=False, headings=True):
    """The Converted of some HTML, whatever it holds.

    `picture(address, alt)` and, for what is downloaded, `picture(address, None)` give the path that a file has in the course,
    such as `files/a.png`, or None where it cannot be had. `one_line`: for an option or a cell. `headings=False`: as bold lines.
    """
    tree, lost = read_html(html)
    rank_headings(tree)
    writer = Writer(picture or (lambda address, alt: None), headings)
    text = writer.line(tree) if one_line else writer.blocks(tree)
    return Converted(text, tuple(dict.fromkeys([*lost, *writer.lost])))
