"""Which of our kinds a question with weighted answers is: theirs may weigh each answer, ours know few ways to count."""

from course.content.banks.bank import Answer
from course.content.checking_questions import LEANING

ALL, NEAR = 0.995, 0.011  # shares are written as 33.33333
TRUE_FALSE = {"en": ("True", "False"), "de": ("Richtig", "Falsch"), "es": ("Verdadero", "Falso"), "fr": ("Vrai", "Faux"),
              "nl": ("Waar", "Onwaar"), "it": ("Vero", "Falso"), "pt": ("Verdadeiro", "Falso")}


def decide(question, single):
    """Sets the kind of a question from the shares of its answers, and their marks; `single`: one can be chosen, not several."""
    answers = question.answers
    if len(answers) < 2:
        return question.refuse("It has fewer than two options to choose from.")
    if single:
        return _one(question, answers)
    return _several(question, answers)


def true_or_false(question, right, feedbacks, language):
    """A question whose options are true and false. `feedbacks` are those of True and of False."""
    words = TRUE_FALSE.get(language.partition("-")[0], TRUE_FALSE["en"])
    question.answers = [Answer(words[place], float(right == (place == 0)), feedbacks[place]) for place in (0, 1)]
    return _one(question, question.answers)


def shuffled(question):
    """Shuffles the options, where none of them speaks of the others' places."""
    if any(phrase in answer.text.lower() for answer in question.answers for phrase in LEANING):
        question.note("Its options stay in their order: one of them speaks of those above it.")
    else:
        question.settings["shuffle"] = "yes"


def _one(question, answers):
    right = [one for one in answers if one.share >= ALL]
    partly = [one for one in answers if 0 < one.share < ALL]
    if len(right) > 1:
        question.note("More than one option was right by itself. Here all of them are to be ticked.")
        return _several(question, answers)
    if not right:
        return _best_of(question, answers) if partly else question.refuse("No option is marked as right.")
    _note_penalties(question, [one for one in answers if one.share < 0])
    question.kind = "scenario" if partly else "choice"
    for one in answers:
        one.mark = _mark(one, partly)
    for one in partly:
        if abs(one.share - 0.5) > NEAR:
            question.note(f"“{_short(one.text)}” earned {_percent(one.share)}; an acceptable option earns half a point here.")
    return question


def _mark(answer, partly):
    if answer.share >= ALL:
        return "best" if partly else "x"
    return "" if not partly else "acceptable" if answer.share > 0 else "risky"


def _best_of(question, answers):
    best = max(one.share for one in answers)
    question.note(f"No option earned all points; the one that earned most ({_percent(best)}) is the right one here.")
    first = next(one for one in answers if one.share == best)
    for one in answers:
        one.share = 1.0 if one is first else 0.0
    return _one(question, answers)


def _several(question, answers):
    right = [one for one in answers if one.share > 0]
    if not right:
        return question.refuse("No option is marked as right.")
    if len(right) == len(answers):
        return question.refuse("Every option of it is right, so that ticking all needs no thought. Give it a wrong one.")
    question.kind, each = "choices", 1 / len(right)
    for one in answers:
        one.mark = "x" if one in right else ""
    fits = all(abs(abs(one.share) - each) <= NEAR for one in answers)
    if not fits and not all(one.share >= ALL for one in right):
        question.note("Its options had weights of their own. Here each right tick counts the same, and a wrong one takes off as "
                      "much.")
    return question


def _note_penalties(question, below):
    if below:
        question.note("Choosing a wrong option took points off. Here it earns none.")


def _percent(share):
    return f"{share * 100:.3g} %"


def _short(text):
    return text if len(text) < 50 else f"{text[:48]}…"
