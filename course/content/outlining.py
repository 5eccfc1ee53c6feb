"""From a course's text to the outline of its edition."""

from course.content.outlines import LessonLine, ModuleLine, Outline, SheetLine
from course.content.sheets import opens_after


def outline_of(prepared, revision_of):
    """The Outline of a Prepared course; `revision_of(lesson)` gives (id, name, number) of the revision that its text is."""
    text = prepared.text
    modules = []
    for number, module in enumerate(text.modules):
        lessons = tuple(_lesson_line(lesson, *revision_of(lesson)) for lesson in module.lessons)
        modules.append(
            ModuleLine(
                key=module.id,
                number=number,
                title=module.title,
                description=prepared.renderer.prose(module.description),
                minutes=sum(lesson.minutes for lesson in lessons if lesson.core),
                lessons=lessons,
                parents=module.parents,
            )
        )
    return Outline(
        key=text.id,
        title=text.title,
        summary=text.summary,
        licence=text.licence,
        authors=tuple(text.authors),
        kind=text.kind,
        language=text.language,
        access=text.access,
        maturity=text.maturity,
        unsure=text.unsure,
        welcome=prepared.renderer.prose(text.welcome),
        modules=tuple(modules),
        thoughts=text.thoughts,
        parents=text.parents,
        download=text.download,
    )


def _lesson_line(lesson, revision_id, name, number):
    return LessonLine(
        key=lesson.id,
        title=lesson.title,
        minutes=lesson.minutes,
        core=lesson.core,
        maturity=lesson.maturity,
        unsure=lesson.unsure,
        complete=lesson.complete,
        revision_id=revision_id,
        revision=name,
        number=number,
        sheets=tuple(
            SheetLine(sheet.key, sheet.kind, sheet.scored, sheet.pass_mark is not None, bool(sheet.shows))
            for sheet in lesson.sheets
        ),
        opens_after=opens_after(lesson.sheets),
    )
