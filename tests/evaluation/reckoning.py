"""The same figures once more, from the raw statements alone: JSON and plain Python, none of the ledger's columns."""

import json
from collections import Counter, defaultdict

from sqlalchemy import text

from course.database import db
from course.people.pseudonyms import joined_names

TERMS = "https://course.example/xapi/extensions/"
IRI = "https://course.example/courses/neighbours"


def statements():
    """All statements, oldest first by their own time, as (verb, person, object, statement)."""
    names = {str(name): str(subject) for name, subject in joined_names().items()}
    kept = [json.loads(one) for one in db.session.execute(text("SELECT statement FROM statement")).scalars()]
    for one in sorted(kept, key=lambda one: (one["timestamp"], one["id"])):
        name = one["actor"]["account"]["name"]
        yield one["verb"]["id"].rpartition("/")[2], names.get(name, name), one["object"]["id"], one


def term(one, name):
    return one["context"].get("extensions", {}).get(TERMS + name)


def people(verbs, objects):
    return {person for verb, person, what, _ in statements() if verb in verbs and what in objects}


def funnel(core, first):
    """{(stage, module): persons}; `core` is {module: its core lessons}, `first` the first module."""
    met = ("experienced", "completed")
    past = [f"{IRI}/{lesson}" for module, lessons in core.items() if module != first for lesson in lessons]
    past.append(f"{IRI}/pulse")  # further reading counts as started
    found = {("registered", None): len(people(["registered"], [IRI])), ("started", None): len(people(met, past)),
             ("finished", None): len(people(["completed"], [IRI]))}
    for module, lessons in core.items():
        found["module_reached", module] = len(people(met, [f"{IRI}/{lesson}" for lesson in lessons]))
        found["module_completed", module] = len(people(["completed"], [f"{IRI}/modules/{module}"]))
    return found


def first_answers():
    """{(question, fingerprint, wave): [first answers]}: a person's earliest answer to a question, in a wave of a survey."""
    seen, found = set(), defaultdict(list)
    for verb, person, what, one in statements():
        question, wave = what.rpartition("/")[2], term(one, "wave")
        if verb == "answered" and (person, question, wave) not in seen:
            seen.add((person, question, wave))
            found[question, term(one, "fingerprint"), wave].append(one)
    return found


def given(answers):
    """How often each option was given."""
    return Counter(option for one in answers for option in (one.get("result", {}).get("response") or "").split("[,]") if option)
