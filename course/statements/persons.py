"""What this room keeps about people: the ledger, which knows them by random names alone."""

from course.people.keeping import ALWAYS, Kept, columns

KEPT = (
    Kept("statement", "The records of learning", {
        "position": "a number of its own", **columns("a random number", "id", "attempt", "registration"),
        "actor": "your random name, never your own",
        **columns("what you did with which part of which course, in which text", "verb", "activity", "course", "module",
                  "lesson", "edition", "revision", "sheet", "question", "fingerprint", "cohort", "wave", "shown",
                  "attempt_number"),
        **columns("what you answered or wrote, or that you left it out", "response", "written", "missing", "confidence"),
        **columns("whether it was right, its points, and how long it took", "success", "score", "maximum", "duration"),
        **columns("when", "timestamp", "stored"), "statement": "the same once more, as one text"},
        ALWAYS, "Evaluators of the course, under random names that differ from course to course; and who runs this site."),
)
