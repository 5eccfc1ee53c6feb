"""A course of a thousand lessons with five thousand questions, as files."""

HEAD = "---\nid: big\ntitle: A big course\nsummary: To be measured.\nlicence: CC BY 4.0\nauthors: Nobody\n---\nWelcome.\n"
MODULE = "---\nid: module-{module}\ntitle: Module {module}\n---\n"
LESSON = """---
id: lesson-{lesson}
title: Lesson {lesson}
minutes: 5
complete: answer
---

## Who is asked, and when

Ask **early**, and tell people what came of it: see [the next lesson](lesson:lesson-{next}) and [a site](https://example.org/).
A neighbor who was asked once and never heard back is harder to ask again.

- Ask those whom it touches.
- Ask in the words that they use.

![Five circles](files/circles.svg)

| Level | Promise |
|---|---|
| Inform | We will tell you |
| Consult | We will ask you, and tell you what came of it |

"""
QUESTION = """/// question | choice
id: question-{lesson}-{number}

Residents comment on plan {number} and are told the *result*. Which level is this?

- [ ] Inform {{#inform}}

    They were told, but they were asked first.

- [x] Consult {{#consult}}

    Right: their view was sought, and the **result** reported back.

- [ ] Empower, in every respect {{#empower}}

    Nobody handed over the decision.
///

"""


def course_files(lessons=1000, questions=5, each=20):
    """{path: bytes}, with `each` lessons in a module."""
    texts = {"course.md": HEAD, "files/circles.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>\n'}
    for lesson in range(lessons):
        module, place = divmod(lesson, each)
        texts[f"{module + 1:02}-module/module.md"] = MODULE.format(module=module)
        asked = "".join(QUESTION.format(lesson=lesson, number=number) for number in range(questions))
        text = LESSON.format(lesson=lesson, next=(lesson + 1) % lessons) + asked
        texts[f"{module + 1:02}-module/{place + 1:02}-lesson.md"] = text
    return {path: text.encode() for path, text in texts.items()}


def changed(files, lesson=0, each=20, word=b"Nobody at all"):
    """The same with one word changed in one lesson."""
    module, place = divmod(lesson, each)
    path = f"{module + 1:02}-module/{place + 1:02}-lesson.md"
    return files | {path: files[path].replace(b"A neighbor who", word + b" who")}
