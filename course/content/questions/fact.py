"""`[fact]` in a survey: something about the person, one of a list or a short text; she may prefer not to say."""

from course.content.questions.listing import mark, read_item
from course.content.questions.listing import tell as tell_list
from course.content.questions.making import definition, text_of_missing, text_of_options
from course.content.questions.responding import chosen, one_text

__all__ = ["as_text", "mark", "read", "respond", "tell"]
AFTER = "list"


def read(asked, report, context):
    return (read_item("fact", asked, report, context, fewest=2 if asked.choices else 0),)


def respond(item, values):
    return chosen(item, values, several=False) if item.options else one_text(item, values)


def tell(item, response, language="und"):
    if item.options:
        return tell_list(item, response, language)
    return {"definition": definition(item, "fill-in", language), "response": response.value}


def as_text(item, response):
    return text_of_options(item, response) if item.options else response.value or text_of_missing(response)
