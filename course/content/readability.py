"""How hard an English text is to read: the Flesch-Kincaid grade, about the years at school that it asks for.

0.39 x words per sentence + 11.8 x syllables per word - 15.59 (Kincaid and others, 1975). Sentences end at . ! or ?, and where
their paragraph does; headings, cells and list items of a few words are no sentences and are left out. Syllables are counted by
rule: each run of vowels is one; a silent e at the end, as in "made", and the e of -es and -ed where it is not spoken, is none; a
word has one at least. The rule is a tenth off at times, and so is the formula: it is asked only of texts of a hundred words or
more, and only for what stands far above.
"""

import re

FEWEST_WORDS = 100
LONGEST_LABEL = 7  # words without an end of a sentence
WORD = re.compile(r"[a-z]+(?:['’][a-z]+)*", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?]+(?=[\s\"'”’)\]]|$)")
VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^aeiouyl]e|(?<=[^aeiouytd])ed|(?<=[^aeiouysxz])es)$")
SPOKEN = re.compile(r"(?:[csz]h|[csxzg])es$")


def grade(blocks):
    """The grade of a text given as its paragraphs, headings and list items; None where it is too short to tell."""
    sentences = [words for block in blocks if _told(block) for part in SENTENCE_END.split(block) if (words := WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    if len(words) < FEWEST_WORDS:
        return None
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def _told(block):
    """Tells whether a block is told in sentences."""
    return SENTENCE_END.search(block) or len(WORD.findall(block)) > LONGEST_LABEL


def syllables(word):
    word = re.sub("['’]", "", word.lower())
    count = len(VOWELS.findall(word))
    if count > 1 and SILENT.search(word) and not SPOKEN.search(word):
        count -= 1
    return max(1, count)
