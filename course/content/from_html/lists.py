"""What a word processor wrote as paragraphs that look like a list, as the list that was meant."""

import re

from course.content.from_html.tree import Node, is_word_bullet, word_list_level

NUMBERED = re.compile(r"[(]?(\d{1,4}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]")
DEEPEST = 9


def as_items(nodes):
    """The nodes with each run of such paragraphs as one list, its levels as lists in lists."""
    found, run = [], []
    for node in nodes:
        level = word_list_level(node) if isinstance(node, Node) else None
        if level is not None:
            run.append((min(max(level, 1), DEEPEST), node))
        elif not (run and isinstance(node, str) and not node.strip()):
            found += [*_lists(run), node]
            run = []
    return found + _lists(run)


def _lists(run):
    roots, open_lists = [], []
    for level, node in run:
        tag = "ol" if NUMBERED.match(_sign(node).strip()) else "ul"
        while len(open_lists) > level or (len(open_lists) == level and open_lists[-1].tag != tag):
            open_lists.pop()
        while len(open_lists) < level:
            one = Node(tag)
            if not open_lists:
                roots.append(one)
            elif open_lists[-1].children:
                open_lists[-1].children[-1].children.append(one)
            else:
                open_lists[-1].children.append(Node("li", children=[one]))
            open_lists.append(one)
        open_lists[-1].children.append(Node("li", children=list(node.children)))
    return roots


def _sign(node):
    """What stands before the item: a bullet, or its number."""
    for child in node.children:
        if isinstance(child, Node):
            if is_word_bullet(child):
                return child.words()
            if found := _sign(child):
                return found
    return ""
