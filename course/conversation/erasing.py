"""What somebody said to others, when she has herself erased: blanked, and taken back where others saw it."""

from sqlalchemy import insert, select, update

from course.clock import now
from course.conversation.models import Feedback, Thought, Verdict
from course.database import ask
from course.ids import new_id


def erase_said(person, hers, counts):
    """`hers` is a SELECT of her enrolments, from the classroom, which knows whose they are."""
    thoughts = ask(select(Thought.id).where(Thought.enrolment_id.in_(hers), Thought.text != "")).scalars().all()
    for thought in thoughts:
        ask(insert(Verdict.__table__),
            {"id": new_id(), "thought_id": thought, "what": "taken back", "person_id": person.ids[0], "at": now()})
    for words, model, said, blank in (
            ("thoughts", Thought, Thought.id.in_(thoughts), {"text": "", "name": ""}),
            ("remarks on lessons", Feedback, Feedback.enrolment_id.in_(hers) & Feedback.unclear.is_not(None), {"unclear": None})):
        counts[words] += ask(update(model.__table__).where(said).values(blank)).rowcount
