"""What learners wrote that no listed answer foresees, for the author: she may accept it, or list it as wrong."""

from dataclasses import dataclass

from course.content.queries import parts_of
from course.content.questions import KINDS, fits, unmatched
from course.learning.kept_answers import kept_answers

FORESEEING = sorted(kind for kind, file in KINDS.items() if hasattr(file, "unmatched"))


@dataclass(frozen=True)
class Unmatched:
    """A text as it is compared, and by how many people it was written in answer to a question, in whatever wording they met."""

    lesson: str
    question: str
    prompt: str
    text: str
    people: int


def unmatched_answers(standing):
    """The Unmatched of a course in the order of its questions as they stand, for each the most frequent first."""
    asked = {
        item.key: (line.key, item)
        for line in standing.outline.lessons
        for part in parts_of(line.revision_id, standing.edition)
        if part.sheet
        for item in part.sheet.items
        if item.kind in FORESEEING
    }
    people = {}
    for kept in kept_answers(standing, list(asked)) if asked else ():
        item = asked.get(kept.question, (None, None))[1]
        if item and kept.kind == item.kind and fits(item, kept.response):
            for text in unmatched(item, kept.response):
                people.setdefault((item.key, text), set()).add(kept.person_id)
    places = {key: place for place, key in enumerate(asked)}
    found = [Unmatched(asked[key][0], key, asked[key][1].text, text, len(who)) for (key, text), who in people.items()]
    return sorted(found, key=lambda one: (places[one.question], -one.people, one.text))
