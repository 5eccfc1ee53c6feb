"""One module out of a course, as it can stand without the rest: with its files, and what led to the rest is led elsewhere."""

import re
from urllib.parse import unquote

from course.content.heads import with_head
from course.errors import NotFound

TO_LESSON = re.compile(r"(\]\(\s*<?|\]:\s*<?|href=[\"'])lesson:([a-z0-9_-]+)((?:#[\w-]+)?)")
SHOWN = re.compile(r"(?m)^([ \t]*)\[show ([a-z0-9_-]+)\.([a-z0-9_-]+)\][ \t]*(.*)$")
NUMBERED = re.compile(r"\d{1,4}-")
KEPT = ("licence", "language", "access", "maturity", "unsure", "reading", "thoughts")


class Excerpt:
    """A module with its lessons' texts. `texts` are {path: text} in its folder, `files` the paths of what they show; `mended`
    says in a line each what led to the rest of the course and is led elsewhere."""

    def __init__(self, course, module, texts, files):
        self.course, self.module, self.texts, self.files, self.mended = course, module, texts, files, []
        self._asked_by = {}  # how often each new field's id was given

    @property
    def folder(self):
        return self.module.path.partition("/")[0]

    def stand_alone(self, lessons, sheets, address):
        """Lead what leads to no lesson and worksheet of these to the course's `address`, or to nothing where it has none."""
        for path, text in self.texts.items():
            text = TO_LESSON.sub(lambda link, path=path: self._led(link, path, lessons, address), text)
            self.texts[path] = SHOWN.sub(lambda shown, path=path: self._asked(shown, path, sheets), text)

    def _led(self, link, path, lessons, address):
        if link[2] in lessons:
            return link[0]
        if not address:
            self.mended.append(f"{path}: a link to the lesson {link[2]}, which is not here. Lead it elsewhere, or remove it.")
            return link[0]
        self.mended.append(f"{path}: a link to the lesson {link[2]} leads to the course that it came from.")
        return f"{link[1]}{address}/{link[2]}{link[3]}"

    def _asked(self, shown, path, sheets):
        if shown[2] in sheets:
            return shown[0]
        self.mended.append(f"{path}: what was shown from the worksheet {shown[2]} is asked anew.")
        name = f"from-{shown[2][:36]}-{shown[3][:32]}"
        self._asked_by[name] = self._asked_by.get(name, 0) + 1
        name += f"-{self._asked_by[name]}" if self._asked_by[name] > 1 else ""
        return f"{shown[1]}[text] {shown[4] or shown[3].replace('-', ' ').capitalize()} {{#{name}}}"


def excerpt_of(course, files, key):
    """The Excerpt of the module with this id, of a CourseText. `files` are {path: bytes}; of what is no Markdown, the bytes are
    not asked for. Raises NotFound."""
    module = next((one for one in course.modules if one.id == key), None)
    if module is None:
        raise NotFound("There is no such module in this course.")
    folder = module.path.partition("/")[0]
    texts = {path: data.decode(errors="replace") for path, data in files.items()
             if path.startswith(f"{folder}/") and path.endswith(".md")}
    return Excerpt(course, module, texts, used_files(texts.values(), files))


def used_files(texts, paths):
    """The paths in `files/` that any of these texts names."""
    whole = "\n".join(texts)
    whole += unquote(whole)
    return [path for path in sorted(paths) if path.startswith("files/") and path in whole]


def sheets_of(lessons):
    return {sheet.key for lesson in lessons for sheet in lesson.sheets}


def alone(excerpt, parent, address):
    """{path: bytes} of a course that holds this module and nothing else; its pictures are to be put beside. `parent` is the table
    that names the course it came from."""
    excerpt.stand_alone({lesson.id for lesson in excerpt.module.lessons}, sheets_of(excerpt.module.lessons), address)
    course, module = excerpt.course, excerpt.module
    head = {"id": f"{course.id[:40]}-{module.id[:39]}", "title": module.title, "summary": course.summary}
    head |= {"authors": list(course.authors), "licence": course.licence}
    head |= {key: str(getattr(course, key)) for key in KEPT[1:] if getattr(course, key)}
    whole = [parent, *map(table_of, course.parents)]
    text = with_head("---\n---\n", **head, parent=whole)
    folder = f"01-{NUMBERED.sub('', excerpt.folder, count=1)}"
    inside = {f"{folder}/{path.partition('/')[2]}": data.encode() for path, data in excerpt.texts.items()}
    return {"course.md": text.encode()} | inside


def table_of(parent):
    """A Parent as its lines in a head."""
    table = {"title": parent.title, "address": parent.address, "authors": list(parent.authors), "licence": parent.licence,
             "edition": parent.edition, "changes": parent.changes}
    return {key: value for key, value in table.items() if value}

