"""What she answered, as the text of today has it: it is an answer still wherever the author says that the same is asked, and
wherever it was marked anew by the key of today."""

from dataclasses import replace

from course.content.lineage import NOTHING
from course.content.questions import fits
from course.content.sheets import part_of


def carried(done, sheet, lineage):
    """A Done as the sheet of today shows it, under the ids of today; None where something else is asked."""
    if sheet.draw:
        sheet = part_of(sheet, {lineage.today("block", key) for key in done.fingerprints})
    if done.fingerprints == {item.key: item.fingerprint for item in sheet.items}:
        return done
    if lineage is NOTHING and not done.marked_by:
        return None
    keys = {lineage.today("block", key): key for key in done.fingerprints}
    if keys.keys() != {item.key for item in sheet.items}:
        return None
    if not all(_is_answered(item, done, keys[item.key], lineage) for item in sheet.items):
        return None
    return replace(
        done,
        sheet=sheet.key,
        responses={item.key: done.responses[keys[item.key]] for item in sheet.items},
        marks={item.key: done.marks[keys[item.key]] for item in sheet.items},
        confidence={item.key: done.confidence[keys[item.key]] for item in sheet.items},
        shown={item.key: _still_there(item, done.shown[keys[item.key]]) for item in sheet.items},
        fingerprints={item.key: item.fingerprint for item in sheet.items},
        marked_by={item.key: item.fingerprint for item in sheet.items if keys[item.key] in done.marked_by},
    )


def _is_answered(item, done, key, lineage):
    answered = done.marked_by.get(key, done.fingerprints[key])
    same = lineage.series(item.key, answered) == lineage.series(item.key, item.fingerprint)
    return same and fits(item, done.responses[key])


def _still_there(item, shown):
    return [option for option in shown if item.option(option)]
