"""A course to take apart: a lesson for every kind of block, laid out as a course that can be published."""

from course.authoring.samples import SAMPLES

IN_EXAMPLE = tuple(one for one in SAMPLES if one.name != "activity")  # which needs a package of the course's own
MODULES = (("asking", "Asking questions", ("choice", "choices", "scenario", "number", "short-text", "order", "match", "cloze",
                                            "reflection", "quiz")),
           ("more", "And more", ("survey", "worksheet", "commitment", "thoughts", "team-session", "cohort-only", "video",
                                 "audio")))


def example_files(course):
    """{path: bytes} of a course to take apart: the files of a new course, its module of lessons followed by all samples."""
    files = {path: data for path, data in course.items() if not path.startswith("0") or path.endswith("module.md")}
    text = next(one for one in SAMPLES if one.name == "text")
    files["01-start/01-writing.md"] = _lesson(text, "example-text")
    for number, (name, title, inside) in enumerate(MODULES, start=2):
        files[f"{number:02}-{name}/module.md"] = f"---\nid: {name}\ntitle: {title}\n---\n".encode()
        samples = [one for one in IN_EXAMPLE if one.name in inside]
        for place, sample in enumerate(samples, start=1):
            files[f"{number:02}-{name}/{place:02}-{sample.name}.md"] = _lesson(sample, f"example-{sample.name}", sample.words)
    return files


def _lesson(sample, key, words=""):
    head = f"---\nid: {key}\ntitle: {sample.title}\nminutes: 1\n---\n\n"
    return (head + (f"{words}\n\n" if words else "") + sample.source).encode()
