"""A GIFT question taken apart, and the signs that are escaped in it."""

import re

from course.content.banks.texts import FORMATS

HIDDEN = 0xE100  # an escaped sign, until the text has been taken apart: no text that was read holds one
ESCAPES = re.compile(r"\\([\\~=#{}:])")
SHOWN = {HIDDEN + ord(sign): sign for sign in "\\~=#{}:"}
FORMAT = re.compile(r"\s*\[(html|markdown|moodle|plain)\]")
BLANK = "……"  # where the answer belongs, if it stands in the middle of a sentence


def hidden(text):
    """A text whose escaped signs are none for who takes it apart."""
    return ESCAPES.sub(lambda found: chr(HIDDEN + ord(found[1])), text)


def shown(text):
    """A text with its escapes taken off."""
    return text.replace("\\n", "\n").translate(SHOWN)


class Parts:
    """The text before the braces, what they hold, the text behind, and the format of all of it."""

    def __init__(self, before, inside, after, how):
        self.before, self.inside, self.after, self.how = before, inside, after, how

    def text_and_format(self, part):
        """A part of it, which may say its own format."""
        found = FORMAT.match(part)
        return (shown(part[found.end():]), FORMATS[found[1]]) if found else (shown(part), self.how)

    def asked(self, gap=BLANK):
        """The text, with a gap where the answer belongs if something follows."""
        return shown(self.before) + (f"{gap}{shown(self.after)}" if self.after.strip() else "")
