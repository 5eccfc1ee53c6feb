"""Our vocabulary as an xAPI profile (JSON-LD, after ADL's specification of profiles 1.0): made of the same words by which
statements are recorded, so that the two cannot differ."""

import hashlib
import json

from course.statements.vocabulary import (
    EXTENSIONS,
    OF_ALL,
    SAYINGS,
    TYPE_WORDS,
    TYPES,
    VERBS,
    WORDED_ON,
    extension_iri,
    profile_iri,
)

CONTEXT, CONFORMS_TO = "https://w3id.org/xapi/profiles/context", "https://w3id.org/xapi/profiles#1.0"
JSON_OF = {"attempt_number": {"type": "integer", "minimum": 1}, "attempt": {"type": "string", "format": "uuid"}}


def profile(platform, author):
    """The profile as values of JSON. `author` runs the site."""
    iri, version = profile_iri(platform), version_iri(platform)
    concepts = [*_verbs(version), *_types(version), *_extensions(platform, version)]
    return {
        "@context": CONTEXT, "id": iri, "type": "Profile", "conformsTo": CONFORMS_TO,
        "prefLabel": _en("What this course platform says about learning"),
        "definition": _en("Verbs, kinds of activities and extensions of the statements that the platform records, and what each "
                          "kind of statement holds."),
        "author": {"type": "Organization", "name": author, "url": platform},
        "versions": [{"id": version, "generatedAtTime": WORDED_ON}],
        "concepts": concepts,
        "templates": [_template(one, platform, version) for one in SAYINGS],
    }


def version_iri(platform):
    """Another one as soon as any word of it is another."""
    words = json.dumps([[(name, one.iri, one.display, one.said) for name, one in VERBS.items()], TYPES, TYPE_WORDS, EXTENSIONS,
                        [(one.verb, one.kind, one.always, one.sometimes) for one in SAYINGS]])
    return f"{profile_iri(platform)}#v-{hashlib.sha256(words.encode()).hexdigest()[:12]}"


def fragment(saying):
    """Its place on the page of the profile."""
    return f"{saying.verb}-{saying.kind}"


def used_with(extension):
    """The names of the verbs whose statements may carry it, in order."""
    return [name for name in VERBS
            if any(one.verb == name and extension in (*OF_ALL, *one.always, *one.sometimes) for one in SAYINGS)]


def _verbs(version):
    for verb in VERBS.values():
        yield _concept(verb.iri, "Verb", version, verb.display, f"Said {verb.said}.")


def _types(version):
    for name, iri in TYPES.items():
        yield _concept(iri, "ActivityType", version, name, TYPE_WORDS[name])


def _extensions(platform, version):
    for name, words in EXTENSIONS.items():
        yield _concept(extension_iri(platform, name), "ContextExtension", version, name.replace("_", " "),
                       f"{words[:1].upper()}{words[1:]}.") | {
            "recommendedVerbs": [VERBS[verb].iri for verb in used_with(name)],
            "inlineSchema": json.dumps(JSON_OF.get(name, {"type": "string"})),
        }


def _concept(iri, kind, version, label, definition):
    return {"id": iri, "type": kind, "inScheme": version, "prefLabel": _en(label), "definition": _en(definition)}


def _template(saying, platform, version):
    verb = VERBS[saying.verb]
    return {
        "id": f"{profile_iri(platform)}#{fragment(saying)}", "type": "StatementTemplate", "inScheme": version,
        "prefLabel": _en(f"{verb.display} a {saying.kind}"), "definition": _en(f"Said {verb.said}."),
        "allowedSolo": True,
        "verb": verb.iri, "objectActivityType": TYPES[saying.kind],
        "rules": [*(_rule(place, platform, "included") for place in (*OF_ALL, *saying.always)),
                  *(_rule(place, platform, "recommended") for place in saying.sometimes)],
    }


def _rule(place, platform, presence):
    where = f"context.extensions['{extension_iri(platform, place)}']" if place in EXTENSIONS else place
    return {"location": f"$.{where}", "presence": presence}


def _en(words):
    return {"en": words}
