"""Each fact of the classroom, told to the ledger in its own transaction: the statement has the fact's id."""

from collections import namedtuple
from uuid import uuid4

from markupsafe import Markup

from course.clock import now
from course.content.questions import KINDS
from course.ids import new_id
from course.statements.recording import record

Nobody = namedtuple("Nobody", "actor enrolment_id")  # in a learner's place, where none may be named


def base(learner, standing, lesson=None):
    """The columns that every statement of hers has: who, where in the course, and the edition."""
    outline = standing.outline
    module = outline.module_of(lesson) if lesson else None
    return {
        "actor": learner.actor,
        "registration": learner.enrolment_id,
        "course": outline.key,
        "edition": standing.edition,
        "lesson": lesson,
        "module": module.key if module else None,
    }


def tell_registered(learner, standing, at):
    record(
        [
            {
                **base(learner, standing),
                "id": learner.enrolment_id,
                "verb": "registered",
                "timestamp": at,
                "kind": "course",
                "key": standing.outline.key,
                "name": standing.outline.title,
            }
        ]
    )


def tell_left(learner, standing, fact_id, at):
    record(
        [
            {
                **base(learner, standing),
                "id": fact_id,
                "verb": "left",
                "timestamp": at,
                "kind": "course",
                "key": standing.outline.key,
                "name": standing.outline.title,
            }
        ]
    )


def tell_opened(learner, standing, line, opening_id, at):
    record(
        [
            {
                **base(learner, standing, line.key),
                "id": opening_id,
                "verb": "experienced",
                "timestamp": at,
                "revision": line.revision,
                "kind": "lesson",
                "key": line.key,
                "name": line.title,
            }
        ]
    )


def tell_completed(learner, standing, completions):
    """`completions` are rows of the Completion table with the `name` of what was completed and its `revision`'s name."""
    record(
        [
            {
                **base(learner, standing, one["key"] if one["what"] == "lesson" else None),
                "id": one["id"],
                "verb": "completed",
                "timestamp": one["at"],
                "revision": one["revision"],
                "kind": one["what"],
                "key": one["key"],
                "name": one["name"],
                **({"module": one["key"]} if one["what"] == "module" else {}),
            }
            for one in completions
        ]
    )


def tell_answered(learner, standing, attempt, revision, sheet, answers):
    """Statements of each answer, and of passing or failing where the sheet has a pass mark."""
    common = {
        **base(learner, standing, revision.lesson),
        "revision": revision.name,
        "sheet": sheet.key,
        "attempt": attempt["id"],
        "attempt_number": attempt["number"],
        "wave": sheet.wave,
        "timestamp": attempt["sent_at"],
        "duration": max(0.0, (attempt["sent_at"] - attempt["shown_at"]).total_seconds()),
    }
    told = [_answered(common, item, answer, response) for item, answer, response in answers]
    if attempt["passed"] is not None:
        told.append(
            {
                **common,
                "id": attempt["id"],
                "verb": "passed" if attempt["passed"] else "failed",
                "success": attempt["passed"],
                "score": attempt["points"],
                "maximum": attempt["maximum"],
                "kind": "sheet",
                "key": sheet.key,
                "name": sheet.title or sheet.key,
            }
        )
    record(told)


def tell_ballot(standing, revision, sheet, responses):
    """Statements of one anonymous sheet, under a name that is used once, with the day on which it is told and no finer time."""
    nobody = Nobody(uuid4(), None)
    common = {
        **base(nobody, standing, revision.lesson),
        "revision": revision.name,
        "sheet": sheet.key,
        "attempt": uuid4(),
        "attempt_number": 1,
        "wave": sheet.wave,
        "timestamp": now().replace(hour=0, minute=0, second=0, microsecond=0),
    }
    unmarked = {"shown": [], "correct": None, "points": None, "maximum": None, "confidence": None}
    record([_answered(common, item, {"id": new_id(), **unmarked}, responses[item.key]) for item in sheet.items])


def _answered(common, item, answer, response):
    said = KINDS[item.kind].tell(item, response)
    value = response.value
    return {
        **common,
        "id": answer["id"],
        "verb": "answered",
        "question": item.key,
        "fingerprint": item.fingerprint,
        "shown": " ".join(answer["shown"]) or None,
        "response": None if value is None else " ".join(value) if isinstance(value, list) else str(value),
        "written": response.written,
        "missing": response.missing,
        "success": answer["correct"],
        "score": answer["points"],
        "maximum": answer["maximum"],
        "confidence": answer["confidence"],
        "kind": "question",
        "key": item.key,
        "name": item.text,
        "definition": said["definition"],
        "given": said["response"] if response.missing is None else None,
    }


def tell_scored(standing, marks, *, key, at, instructor):
    """Statements of marks that were given anew: `marks` are (id, Learner, Kept, Mark); `key` is the (revision, fingerprint,
    name) that they were marked by. Each is about the statement of the answer."""
    revision, fingerprint, name = key
    record(
        [
            {
                **_again(standing, learner, kept, at, instructor),
                "id": mark_id,
                "verb": "scored",
                "about": kept.answer_id,
                "revision": revision,
                "fingerprint": fingerprint,
                "success": mark.correct,
                "score": mark.points,
                "maximum": mark.maximum,
                "kind": "question",
                "key": kept.key,
                "name": name,
            }
            for mark_id, learner, kept, mark in marks
        ]
    )


def tell_results(standing, results, *, at, instructor):
    """Statements of what attempts come to now: `results` are (id, Learner, reckoning.Sum)."""
    record(
        [
            {
                **_again(standing, learner, total.kept, at, instructor),
                "id": result_id,
                "verb": "passed" if total.passed and not total.kept.passed else "scored",
                "about": total.kept.attempt_id if total.kept.pass_mark is not None else None,
                "success": total.passed,
                "score": total.points,
                "maximum": total.maximum,
                "kind": "sheet",
                "key": total.kept.sheet,
                "name": total.kept.sheet,
            }
            for result_id, learner, total in results
        ]
    )


def _again(standing, learner, kept, at, instructor):
    """What statements of an attempt that was marked anew have in common. `question` stays empty: it is for answers alone."""
    return {
        **base(learner, standing, standing.lineage.today("lesson", kept.lesson)),
        "sheet": kept.sheet,
        "attempt": kept.attempt_id,
        "attempt_number": kept.number,
        "timestamp": at,
        "instructor": instructor,
    }


def tell_commented(learner, standing, thought, revision, sheet):
    """`thought` is a row of the conversation's Thought; the name that she chose for it is not told."""
    record(
        [
            {
                **base(learner, standing, revision.lesson),
                "id": thought["id"],
                "verb": "commented",
                "timestamp": thought["at"],
                "revision": revision.name,
                "sheet": sheet.key,
                "response": thought["text"],
                "given": thought["text"],
                "kind": "sheet",
                "key": sheet.key,
                "name": Markup(sheet.intro).striptags(),
            }
        ]
    )
