"""What the page shows of a course: each module's lessons with who came there, and each question with its first tries."""

from collections import namedtuple

from course.authoring.learners.veiling import FEW, alone, veiled
from course.evaluation.exporting import Dataset
from course.learning.reaching import reach_of

Page = namedtuple("Page", "at started finished modules gone most")
Module = namedtuple("Module", "title lessons")
Lesson = namedtuple("Lesson", "key title number opened completed stopped revisions questions")
Revision = namedtuple("Revision", "number stands opened completed")
Question = namedtuple("Question", "key text n stands share low high empty wrong right kind")
Choice = namedtuple("Choice", "text n part")


def learners_page(standing):
    """A Page. `gone` are lessons that the course has no longer; `most` names the lesson at which most people stop, or is None."""
    figures, asked = reach_of(standing), _by_lesson(Dataset(standing).questions)
    keys = [line.key for line in standing.outline.lessons]
    gone = sorted({*figures.lessons, *asked} - set(keys))
    # parts of one whole, told as such: who stopped where
    stopped = dict(zip([*keys, *gone], veiled([figures.of(key).stopped for key in [*keys, *gone]]), strict=True))

    def lesson(key, line=None):
        return _lesson(key, line, figures.of(key), stopped[key], asked.get(key, ()))

    modules = [Module(one.title, [lesson(line.key, line) for line in one.lessons]) for one in standing.outline.modules]
    most = max(keys, key=lambda key: stopped[key] or 0, default=None)
    return Page(figures.at, alone(figures.started), alone(figures.finished), modules, [lesson(key) for key in gone],
                standing.outline.lesson(most) if most and stopped[most] else None)


def _lesson(key, line, reached, stopped, questions):
    numbers, *parts = zip(*reached.revisions, strict=True) if reached.revisions else ((), (), ())
    revisions = [Revision(number, line is not None and number == line.number, opened, completed)
                 for number, opened, completed in zip(numbers, *map(veiled, parts), strict=True)]
    return Lesson(key, line.title if line else key, line and line.number, alone(reached.opened), alone(reached.completed),
                  stopped, revisions, [_question(one) for one in questions])


def _by_lesson(results):
    found = {}
    for one in results:
        found.setdefault(one.wording.lesson, []).append(one)
    return found


def _question(result):
    """Below FEW first tries nothing of them is told but that they are few."""
    wording, enough = result.wording, result.n >= FEW
    right = result.right if enough and result.right else None
    chosen = veiled([choice.n for choice in result.choices]) if enough else []
    choices = [(choice, Choice(choice.text or choice.id, n, None if n is None else n / result.n))
               for choice, n in zip(result.choices, chosen, strict=False)]
    wrong = sorted((told for choice, told in choices if choice.right is False), key=lambda one: -(one.n or 0))
    return Question(wording.key, wording.item.text, alone(result.n), result.standing, *(
        (right.value, right.low, right.high) if right else (None,) * 3), alone(result.empty) if enough else None, wrong,
        [told for choice, told in choices if choice.right], wording.kind)
