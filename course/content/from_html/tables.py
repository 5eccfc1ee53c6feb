"""A table of HTML as one of Markdown: a line of headings, and rows of as many cells."""

from course.content.from_html.tree import Node

WIDEST = 50


def table_lines(table, written):
    """(the lines, [what was lost]); (None, []) where there is no table but a frame around text. `written(cell)` is its text."""
    rows = [row for row in _rows(table) if row]
    if not rows or sum(map(len, rows)) < 2:
        return None, []
    lost = []
    if not any(cell.tag == "th" for cell in rows[0]):
        lost.append("which line of a table is its headings: the first one was taken")
    if any(_span(cell, "rowspan") > 1 for row in rows for cell in row):
        lost.append("cells over several rows: what follows them may stand in the wrong column")
    texts = [[part for cell in row for part in (written(cell), *[""] * (_span(cell, "colspan") - 1))][:WIDEST] for row in rows]
    wide = max(map(len, texts))
    lines = [f"| {' | '.join([*row, *[''] * (wide - len(row))])} |" for row in texts]
    return [lines[0], f"|{'---|' * wide}", *lines[1:]], lost


def _rows(node):
    for child in node.children:
        if isinstance(child, Node):
            if child.tag == "tr":
                yield [cell for cell in child.children if isinstance(cell, Node) and cell.tag in ("td", "th")]
            elif child.tag in ("thead", "tbody", "tfoot", "div"):
                yield from _rows(child)


def _span(cell, name):
    text = cell.attributes.get(name, "1")
    return min(int(text), WIDEST) if text.isascii() and text.isdecimal() and 0 < len(text) < 6 and int(text) else 1
