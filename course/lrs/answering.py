"""Statements as a request wants to see them."""

from flask import g, request

from course.statements.defining import definitions_of
from course.statements.platform import platform_iri
from course.statements.vocabulary import extension_iri
from course.statements.xapi.exact import dump, parse
from course.statements.xapi.parts import all_activities
from course.statements.xapi.showing import as_1_0, canonical, exact, ids


def shown(texts, form):
    """The characters of each statement in a format, for the version that is spoken."""
    if form == "exact":
        return [exact(text, g.xapi, _extension) for text in texts]
    statements = [parse(text) for text in texts]
    if form == "ids":
        found = map(ids, statements)
    else:
        named = {one["id"] for statement in statements for one in all_activities(statement)}
        definitions, languages = definitions_of(named, platform_iri()), languages_wanted()
        found = (canonical(statement, definitions, languages) for statement in statements)
    return [dump(as_1_0(one, _extension) if g.xapi == "1.0" else one) for one in found]


def languages_wanted():
    return [tag for tag, quality in request.accept_languages if quality > 0]


def _extension(name):
    return extension_iri(platform_iri(), name)
