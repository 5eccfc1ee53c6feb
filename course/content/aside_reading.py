"""Blocks of plain Markdown: the author's question to readers, kits for who leads a group, recordings with their transcript,
activities of other tools."""

import re

from course.content import values
from course.content.blocks import settings_of
from course.content.bodies import only_lines, paragraphs
from course.content.course_text import Source
from course.content.sheets import Sheet

FILE = re.compile(r"files/[^\s()<>\"?#]{1,200}")
ADDRESS = re.compile(r"https://[^\s()<>\"]{3,500}")
UNIT = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]{1,1900}")
PLAYED = {"video": ("mp4", "webm", "ogv"), "audio": ("mp3", "m4a", "ogg", "opus", "wav", "flac")}


def recording(text):
    if not (FILE.fullmatch(text) or ADDRESS.fullmatch(text)):
        raise ValueError("Write files/NAME of a file in the course's folder, or an address https://….")
    return text


def captions(text):
    if not (FILE.fullmatch(text) and text.endswith(".vtt")):
        raise ValueError("Write files/NAME.vtt, a file of captions in the course's folder.")
    return text


def unit(text):
    if not UNIT.fullmatch(text):
        raise ValueError("Write the unit's id as the page of the package shows it, such as https://example.org/units/1.")
    return text


THOUGHTS = {"id": values.identifier, "title": values.line}
KIT = {"id": values.identifier, "title": values.line, "minutes": values.minutes}
MEDIA = {"id": values.identifier, "title": values.line, "file": recording, "captions": captions}
ACTIVITY = {"id": values.identifier, "title": values.line, "package": values.identifier, "unit": unit}
NAMES = {"team-session": "For a session with your team", "cohort-only": "For this group"}


def read_thoughts(block, report, context):
    settings = settings_of(block, THOUGHTS, report)
    prompt = paragraphs(only_lines(block, report)) if block.body else ""
    if not prompt:
        report.error(block.line, "P201", "This block asks its readers nothing. Write the question after a blank line.")
    return _sheet(block, settings, prompt, title=settings.get("title", "Your thoughts"))


def read_kit(block, report, context):
    settings = settings_of(block, KIT, report)
    body = paragraphs(only_lines(block, report)) if block.body else ""
    if not body:
        report.error(block.line, "P202", f"{block.opening} is empty. Write agenda, timing and material after a blank line.")
    return _sheet(block, settings, body, title=settings.get("title", NAMES[block.name]), minutes=settings.get("minutes"))


def read_media(block, report, context):
    """Its links are Markdown, so that they are checked and drawn as any link of the lesson is."""
    settings = settings_of(block, MEDIA, report)
    transcript = paragraphs(only_lines(block, report)) if block.body else ""
    file, subtitles, title = (settings.get(name) for name in ("file", "captions", "title"))
    if not title:
        report.error(block.line, "P203", f"{block.opening} has no title. Write `title:` and what one will see or hear.")
    if not file and "file" not in block.settings:
        report.error(block.line, "P204", f"{block.opening} has no recording. Write `file: files/NAME` or `file: https://…`.")
    if not transcript:
        report.error(block.line, "P205", f"{block.opening} has no transcript. Write after a blank line what is said and shown.")
    _check_file(block, file, subtitles, report)
    links = {name: _link(path, block.settings[name][1]) for name, path in (("file", file), ("captions", subtitles)) if path}
    return _sheet(block, settings, transcript, title=title or "", media=links)


def read_activity(block, report, context):
    settings = settings_of(block, ACTIVITY, report)
    words = paragraphs(only_lines(block, report)) if block.body else ""
    if "title" not in settings and "title" not in block.settings:
        report.error(block.line, "P208", "This activity has no title. Write `title:` and what there is to do.")
    if "package" not in settings and "package" not in block.settings:
        report.error(block.line, "P209", "This activity names no package. Write `package:` and what it was called when it was "
                                         "imported.")
    return _sheet(block, settings, words, title=settings.get("title", ""), package=settings.get("package", ""),
                  unit=settings.get("unit", ""))


def _check_file(block, file, subtitles, report):
    if file and FILE.fullmatch(file):
        line, known = block.settings["file"][1], PLAYED[block.name]
        if file.rpartition(".")[2].lower() not in known:
            report.error(line, "P206", f"Browsers do not play this as {block.name}. Save it as one of: {', '.join(known)}.")
        if block.name == "video" and not subtitles and "captions" not in block.settings:
            report.warning(line, "P207", "This video has no captions. Write `captions: files/NAME.vtt` for who cannot hear it.")


def _link(path, line):
    return Source(f"[{path.rpartition('/')[2] or path}]({path})", line, inline=True)


def _sheet(block, settings, body, **more):
    return Sheet(key=settings.get("id", f"line-{block.line}"), kind=block.name, items=(),
                 intro=body or Source("", block.line), **more)
