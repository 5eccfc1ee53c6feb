"""What goes into a zip: an edition or a draft, whole or one module of it, its pictures asked for one by one."""

from dataclasses import dataclass

from flask import current_app

from course.content.parsing import parse_course
from course.content.queries import source_of
from course.content.syncing import bytes_of, names_in
from course.errors import CourseError
from course.reuse.excerpting import alone, excerpt_of
from course.reuse.packing import packed


class NothingToPack(CourseError):
    status = 422
    sentence = "This cannot be packed while course.md cannot be read. Mend it first."


@dataclass(frozen=True)
class Parcel:
    """`files` are {path: bytes, or the name of bytes that `fetch` gets}."""

    folder: str
    files: dict
    fetch: callable
    source: str

    def zipped(self):
        """Yields the bytes of the zip."""
        data = ((path, data if isinstance(data, bytes) else self.fetch(data)) for path, data in sorted(self.files.items()))
        return packed(self.folder, data, self.source)


def parcel_of_edition(standing, module=None):
    """What stands of a course, or one module of it by its id. Raises NotFound."""
    names, key = names_in(standing.edition_id), standing.outline.key
    if module is None:
        return Parcel(key, names, source_of, f"{address_of(key)} {standing.edition}")
    texts = _texts(names, bytes_of)
    return _module(key, names | texts, module, standing.edition, source_of)


def parcel_of_draft(draft, module=None):
    """A draft as it is open before its author. Raises NotFound, NothingToPack."""
    if module is None:
        return Parcel(draft.course, draft.files, draft.blob, "")
    paths = [path for path in draft.files if path.endswith(".md")]
    texts = draft.bytes(*paths) if paths else {}
    return _module(draft.course, draft.files | texts, module, "", draft.blob)


def address_of(course):
    """The address of a course's page, for those who are elsewhere."""
    return f"{current_app.config['SETTINGS'].SITE_ADDRESS.rstrip('/')}/courses/{course}"


def origin_of(text, edition, changes, address):
    """The table that names a course as the one that another comes from."""
    table = {"title": text.title, "address": address, "authors": list(text.authors), "licence": text.licence, "edition": edition}
    return {key: value for key, value in (table | {"changes": changes}).items() if value}


def _texts(names, get):
    wanted = {path: name for path, name in names.items() if path.endswith(".md")}
    data = get(wanted.values())
    return {path: data[name] for path, name in wanted.items()}


def _module(key, files, module, edition, fetch):
    texts = {path: data for path, data in files.items() if isinstance(data, bytes)}
    text = parse_course(texts)[0]
    if text is None:
        raise NothingToPack
    excerpt = excerpt_of(text, files, module)
    origin = origin_of(text, edition, "One module of it, by itself.", address_of(key))
    inside = alone(excerpt, origin, address_of(key)) | {path: files[path] for path in excerpt.files}
    return Parcel(f"{key}-{module}", inside, fetch, f"{address_of(key)} {edition}".strip())
