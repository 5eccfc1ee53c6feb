"""What the licence of a course lets others do, from the line that its author wrote: no legal advice, but what to look at."""

import re
from dataclasses import dataclass

DEEDS = "https://creativecommons.org/"
COMMONS = re.compile(r"\bcc[\s-]*(by(?:[\s-]*(?:nc|nd|sa))*)\b(?:[^0-9]*(\d\.\d))?")
WORDS = (("attribution", "by"), ("noncommercial", "nc"), ("non-commercial", "nc"), ("sharealike", "sa"), ("share-alike", "sa"),
         ("noderivatives", "nd"), ("noderivs", "nd"), ("no-derivatives", "nd"))
FREE = (("mit", "MIT", "https://opensource.org/license/mit"), ("apache", "Apache 2.0", "https://www.apache.org/licenses/LICENSE-2.0"))


@dataclass(frozen=True)
class Licence:
    """`terms` are of by, nc, nd, sa; `address` where it can be read, or empty."""

    name: str
    terms: frozenset = frozenset({"by"})
    address: str = ""

    @property
    def may_be_adapted(self):
        return "nd" not in self.terms


def read_licence(line):
    """The Licence that a line names, or None where it is none that this site knows to allow reuse."""
    words = " ".join(line.lower().split())
    if re.search(r"\bcc\s*-?0\b|\bcc zero\b", words):
        return Licence("CC0 1.0", frozenset(), f"{DEEDS}publicdomain/zero/1.0/")
    if "public domain" in words:
        return Licence("Public domain", frozenset())
    if found := COMMONS.search(_in_letters(words)):
        terms = re.findall("by|nc|nd|sa", found[1])
        return _commons(terms, found[2])
    return next((Licence(name, address=address) for word, name, address in FREE if re.search(rf"\b{word}\b", words)), None)


def misfits(parent, own):
    """Sentences on what a licence asks of who adapts, where the licence of what came of it does not do that. Both are lines."""
    theirs, ours = read_licence(parent), read_licence(own)
    if theirs is None:
        return [f"“{parent}” is no licence that is known to allow reuse. Ask its authors before you publish what you made of it."]
    if not theirs.may_be_adapted:
        return [f"{theirs.name} lets you pass the text on as it is, but not what you make of it. Ask who wrote it first."]
    terms, found = ours.terms if ours else frozenset(), []
    if "sa" in theirs.terms and terms != theirs.terms:
        found.append(f"{theirs.name} asks that what you make of it stands under the same licence, and yours is {own}. "
                     f"Write `licence: {theirs.name}`, or leave out what came from there.")
    elif "nc" in theirs.terms and "nc" not in terms:
        found.append(f"{theirs.name} does not allow commercial use, and {own} would. Choose a licence with NC.")
    elif "by" in theirs.terms and ours and "by" not in terms:
        found.append(f"{theirs.name} asks that its authors are named wherever it is used; {own} does not. Choose one with BY.")
    return found


def _in_letters(words):
    """Creative Commons Attribution-ShareAlike as cc by-sa."""
    words = words.replace("creative commons", "cc")
    for long, short in WORDS:
        words = words.replace(long, short)
    return words


def _commons(terms, version):
    version = version or "4.0"
    name = "-".join(["BY", *(term.upper() for term in ("nc", "nd", "sa") if term in terms)])
    return Licence(f"CC {name} {version}", frozenset(terms), f"{DEEDS}licenses/{name.lower()}/{version}/")
