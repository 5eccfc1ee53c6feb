"""Forms that may be larger than others, with files in them: told before anything reads them, for who facilitates the course."""

from flask import request

from course.authoring.pasting import LONGEST_DOCUMENT
from course.authoring.views import blueprint
from course.content.banks.bank import LARGEST
from course.content.parsing import LONGEST
from course.content.reading import LONGEST_FILE
from course.people.access import facilitator, visitor

PASTED = 5_000_000  # bytes of a text in a form's field
AROUND = 100_000  # bytes of the form beside its file
LARGE = {"look_at_bank": LARGEST + PASTED, "add_file": LONGEST_FILE + AROUND, "insert_picture": LONGEST_FILE + AROUND,
         "convert": 2 * LONGEST_DOCUMENT + AROUND,
        # a lesson of 100,000 characters: a sign of another script takes up to twelve in a form
        **dict.fromkeys(("save_text", "look_at_text", "save_block", "insert_text"), 12 * LONGEST + AROUND)}


@blueprint.url_value_preprocessor
def take_large_bodies(endpoint, values):
    most = LARGE.get(endpoint.removeprefix("authoring."))
    if most and facilitator.allows(visitor(), values):
        request.max_content_length = most
        request.max_form_memory_size = LONGEST_DOCUMENT if endpoint.endswith("convert") else PASTED
