"""An earlier edition comes back by being published again: first into a draft, where one sees what that would do."""

from course.authoring.drafts import change
from course.content.bringing_back import brought_back
from course.content.editions import lineage_as_of, text_of_edition
from course.content.reading import is_text
from course.content.syncing import bytes_of, names_in


def bring_back(draft, course, earlier, standing):
    """The draft with the content of a PutOut, in one step that can be undone; what it held before is a step back.

    `draft` was read in this transaction with its lock; `standing` is the Standing that it comes after.
    """
    return change(draft, files_brought_back(course, earlier, standing), f"Number {earlier.number} brought back",
                  based_on=standing.edition)


def files_brought_back(course, earlier, standing):
    """{path: bytes of a text, or name of other bytes}."""
    names = names_in(earlier.edition_id)
    kept = bytes_of(name for path, name in names.items() if is_text(path))
    files = {path: kept[name] if is_text(path) else name for path, name in names.items()}
    texts = [text_of_edition(edition) for edition in (earlier.edition_id, standing.edition_id)]
    if None in texts:  # nothing can be said of its ids: the draft's page names what is to mend
        return files
    return brought_back(files, *texts, lineage_as_of(course, standing.number))
