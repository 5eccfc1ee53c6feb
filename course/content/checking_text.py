"""Rules for drawn text: links and pictures that lead somewhere, headings in order, nothing that is dropped or left over."""

import re

from course.content.blocks import Fence, numbered
from course.content.inspecting import Findings
from course.content.markup import FOOTNOTE, HERE, LESSON, OUTSIDE, file_path
from course.content.problems import nearest, shortened

LEFT_OVER = re.compile(r"(?<![:/\w])/{3,}")
STRAY_ID = re.compile(r"\{#[\w-]{1,80}\}")
FOOTNOTE_CALL = re.compile(r"\[\^[^\]\s]{1,80}\]")
BULLET = re.compile(r"([-*+]|1[.)])[ \t]+\S")
STARTS_OTHERWISE = re.compile(r"[ \t]|[-*+>#|:]|\d+[.)][ \t]")

VAGUE = {  # words of a link that say nothing without those around it
    "here", "click here", "this", "this link", "link", "more", "read more", "learn more", "hier", "hier klicken", "mehr",
    "weiter", "aquí", "haga clic aquí", "más", "leer más", "ici", "cliquez ici", "plus", "en savoir plus"}


def lesson_need(key):
    """How a lesson that another leads to is named among what that one needs."""
    return f"lesson:{key}"


def needs_met(lessons):
    """What {lesson: ids of its headings} has for others to lead to."""
    return {*map(lesson_need, lessons), *(lesson_need(f"{key}#{name}") for key, names in lessons.items() for name in names)}


class TextChecker:
    """Checks texts of one file against the lessons of its course ({id: ids of headings}) and its files; `needs` gathers what it
    asked for. `here` are the headings of the lesson itself, None where there is none."""

    def __init__(self, lessons, files, report, needs=None, here=None):
        self._lessons, self._files, self._report, self._here = lessons, files, report, here
        self._needs = set() if needs is None else needs

    def check(self, html, sources, in_block=False):
        """Checks the HTML (not yet sanitised) that `sources`, Markdown with lines, were drawn as."""
        found = Findings(html)
        for address in dict.fromkeys(found.links):
            self._check_link(address, sources)
        for address, words in dict.fromkeys(found.named):
            self._check_name(address, words, sources)
        if found.nameless:
            self._report.warning(line_of(sources, "|"), "C124", "The first line of a table is its headings, and here it is empty."
                                 " Say in it what the columns hold: it is read aloud with each cell.")
        for address in dict.fromkeys(found.images):
            self._check_image(address, sources)
        for address in found.bare_images:
            self._error(sources, address, "C104", f"The image {shortened(address)} has no alternative text. Write in the square "
                                                  "brackets what it tells: `![Five circles, one inside the other](files/a.svg)`.")
        for what in dict.fromkeys(found.dropped):
            line = line_of(sources, "<" + re.findall(r"\w+", what)[-1])
            self._report.warning(line, "C111", f"{what} is not shown: pages hold simple HTML only. Write Markdown instead.")
        for latex in dict.fromkeys(found.unreadable):
            self._error(sources, latex, "C141", f"The formula {shortened(latex)} cannot be read. Write LaTeX such as "
                                                "`$\\frac{a}{b}$`; a dollar that is money can be written `\\$`.")
        self._check_left_over(found.words_outside_code, sources, in_block)
        for source in sources:
            self._check_lists(source)

    def check_headings(self, html, sources):
        """Warns where a heading is more than one level below the one before; the page's title is above them all."""
        before = 1
        for level, words in Findings(html).headings:
            if level > before + 1:
                self._report.warning(line_of(sources, words), "C105", f'The heading "{shortened(words)}" skips a level. '
                                                                      f"Write it with {before} or fewer signs #.")
            before = level

    def _check_link(self, address, sources):
        if path := file_path(address):
            self._check_file(path, sources, address)
        elif lesson := LESSON.fullmatch(address):
            self._needs.add(lesson_need(lesson[1]))
            if lesson[1] not in self._lessons:
                self._error(sources, address, "C106", f'There is no lesson "{lesson[1]}". {nearest(lesson[1], self._lessons)}')
            elif lesson[2]:
                self._needs.add(lesson_need(f"{lesson[1]}#{lesson[2]}"))
                self._check_heading(lesson[2], self._lessons[lesson[1]], f'The lesson "{lesson[1]}"', sources, address)
        elif self._here is not None and (here := HERE.fullmatch(address)):
            self._check_heading(here[1], self._here, "This lesson", sources, address)
        elif not OUTSIDE.fullmatch(address) and not FOOTNOTE.fullmatch(address.removeprefix("#")):
            self._error(sources, address, "C108", f'The link "{shortened(address)}" leads nowhere. Write https://…, mailto:…, '
                                                  "lesson:ID, lesson:ID#HEADING or files/NAME.")

    def _check_name(self, address, words, sources):
        """Warns of a link that says nothing of where it leads: some hear links one after the other, and nothing around them."""
        if words.casefold().strip(" .…»›>:") in VAGUE:
            line = line_of(sources, f"[{words}]")
            self._report.warning(line, "C123", f'The link "{shortened(words)}" does not say where it leads. Name what is found '
                                               "there.")

    def _check_heading(self, name, known, where, sources, address):
        if name not in known:
            self._error(sources, address, "C121", f'{where} has no heading "{shortened(name)}". {nearest(name, known)}')

    def _check_image(self, address, sources):
        if path := file_path(address):
            self._check_file(path, sources, address)
        else:
            self._error(sources, address, "C109", f'The image "{shortened(address)}" is not shown. Put it into the folder files/ '
                                                  "and write `files/NAME`.")

    def _check_file(self, path, sources, address):
        self._needs.add(path)
        if path not in self._files:
            known = [name for name in self._files if name.startswith("files/")]
            self._error(sources, address, "C107", f"There is no file {shortened(path)}. {nearest(path, known)}")

    def _check_left_over(self, words, sources, in_block):
        if LEFT_OVER.search(words):
            self._error(sources, "///", "C112", "Slashes /// would be shown to readers. Begin the line of a block at the margin, "
                                                "or put them in backticks.")
        if stray := STRAY_ID.search(words):
            remedy = "Put it at the end of the line it names." if in_block else "Remove it: choices, items and headings have one."
            self._error(sources, stray[0], "C113", f"{stray[0]} would be shown to readers. {remedy}")
        if call := FOOTNOTE_CALL.search(words):
            remedy = "A footnote cannot be called inside a block." if in_block else f"Define it: `{call[0]}: …`."
            self._error(sources, call[0], "C115", f"{shortened(call[0])} would be shown to readers as it is. {remedy}")

    def _check_lists(self, source):
        """Warns of a list that Markdown does not see, since it follows a line of text."""
        fence, text = Fence(), False
        for line in numbered(source, source.line):
            if fence.holds(line) or line.blank:
                text = False
            elif text and BULLET.match(line.text):
                self._report.warning(line.number, "C116", "A list needs a blank line before it, or it is shown as one paragraph.")
                return
            else:
                text = text or not STARTS_OTHERWISE.match(line.text)

    def _error(self, sources, needle, code, message):
        self._report.error(line_of(sources, needle), code, message)


def line_of(sources, needle):
    """Returns the line where the words stand, or the first line of the text where they are written in another way."""
    for source in sources:
        place = source.find(needle) if needle else -1
        if place >= 0:
            return source.line + source.count("\n", 0, place)
    return sources[0].line if sources else 1
