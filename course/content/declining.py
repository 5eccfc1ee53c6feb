"""Which items of a survey offer "prefer not to say": every `[fact]`, and those that the survey's setting names."""

from dataclasses import replace

from course.content.problems import nearest
from course.content.questions.scale import THEN

SETTING = "prefer-not-to-say"


def declinable(items, names, block, report):
    """Returns the Items, with what the setting says of them; `all` means all, a matrix's id each of its rows."""
    known = {name for item in items for name in _names(item)}
    for name in names:
        if name not in known and name != "all":
            report.error(block.settings[SETTING][1], "Q137", f'There is no item "{name}" in this survey. {nearest(name, known)}')
    return [replace(item, declinable=True) if "all" in names or _names(item) & {*names} else item for item in items]


def _names(item):
    return {item.key.removesuffix(THEN), *([item.group[0]] if item.group else [])}
