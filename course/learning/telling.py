"""Each fact of the classroom, told to the ledger in its own transaction: the statement has the fact's id."""

from course.content.questions import KINDS
from course.statements.recording import record


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
