"""Short texts compared safely: what only looks different is the same, one typing slip is forgiven, and a slip is never what
turns a text into another number or into its negation, in English, Spanish, French and German.
"""

import re
import unicodedata

SHORTEST = 6  # letters of a word in which a slip is forgiven
LONGEST_WORD = 40
INNER = set("%‰&@#*/\\§")  # punctuation to Unicode, a part of the word to a reader
NEGATIONS = re.compile(  # those that are long enough to be taken for a slip
    "never|neither|nobody|nothing|nowhere|cannot|without|unless|hardly|scarcely|barely|[a-z]+n't"
    "|nunca|jamas|nadie|ningun|ninguno|ninguna|ningunos|ningunas|tampoco|apenas"
    "|jamais|aucun|aucune|aucuns|aucunes|aucunement|personne|guere|nulle|nulles|nullement"
    "|nicht|nichts|nimmer|niemals|niemand|niemanden|niemandem|niemandes|nirgends|nirgendwo|nirgendwohin|nirgendwoher"
    "|keine|keinen|keinem|keiner|keines|keinerlei|keineswegs|keinesfalls|weder")
NUMBERS = tuple(re.compile(f"(?:{words})+(?:{ends})?") for words, ends in (
    ("zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twelf|thir|for|fif|eigh|nin|teen|ty|twen|hundred"
     "|thousand|million|billion|trillion|dozen|score|quadruple|quintuple|sextuple|septuple|octuple|half|halves|double|triple|third|quarter|first|second|fourth|fifth|and|-",
     "s|th|ths|ieth|ieths|eth"),
    ("[ivxlcdm]", ""),  # written in the Roman way
    ("cero|uno|una|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci|veinte|veinti"
     "|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|cientos|cientas|quinientos|quinientas|sete|nove"
     "|mil|millon|billon|trillon|docena|decena|centena|mitad|tercio|doble|triple|primer|segund|tercer|cuart|quint|quintupl|sextupl|septupl|sext|septim"
     "|octav|noven|decim|centesim|milesim|-", "o|a|os|as|es|s"),
    ("zero|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante"
     "|cinquante|soixante|septante|huitante|octante|nonante|cent|mille|mill|million|milliard|billion|trillion|douz|quinz"
     "|trent|quarant|cinquant|soixant|septant|nonant|centaine|millier|moitie|tiers|quart|demi|double|triple|premier|second|et|-"
     "|onz|treiz|quatorz|seiz|quatr|cinqu|neuv", "s|e|es|ieme|iemes|aine|aines|ere|eres"),
    ("null|ein|eins|eine|zwei|zwo|drei|vier|funf|fuenf|sechs|sech|sieben|sieb|acht|neun|zehn|elf|zwolf|zwoelf|zwanzig|zig|ssig"
     "|hundert|tausend|million|milliard|billion|billiard|trillion|dutzend|halb|halft|haelft|drittel|viertel|doppel|dreifach|erst"
     "|dritt|siebt|und|-", "e|en|er|es|te|ten|ter|tes|ste|sten|stel|tel|s|n"),
))


def normal(text, fold=False):
    """Returns the text as it is compared: NFKC, without case, outer punctuation and doubled space; accents folded if asked."""
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).replace("’", "'").replace("‘", "'")
    text = _stripped(" ".join(text.split()))
    return without_accents(text) if fold else text


def without_accents(text):
    parts = (sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", "".join(parts))


def _stripped(text):
    """Without outer punctuation, but for what makes a number another one: the minus of -5, the point of .5"""
    start, end = 0, len(text)
    while start < end and _outer(text[start]) and not _signs_a_number(text, start):
        start += 1
    while end > start and _outer(text[end - 1]):
        end -= 1
    return text[start:end]


def _outer(sign):
    return sign.isspace() or (unicodedata.category(sign).startswith("P") and sign not in INNER)


def _signs_a_number(text, place):
    kind = unicodedata.category(text[place])
    return text[place + 1:place + 2].isdigit() and (kind == "Pd" or text[place] in ".,")


def differs_by_a_slip(text, listed):
    """Tells whether a normal text is a normal listed one but for one typing slip that is safe to forgive."""
    words, others = text.split(" "), listed.split(" ")
    if len(words) != len(others):
        return False
    different = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(different) == 1 and _forgiven(*different[0])


def _forgiven(word, listed):
    """One letter too many, too few or another, or two neighbours swapped; never the first, which makes atypical of typical,
    illegal of legal in Spanish, keinem of einem; never in words that hold a digit, or mean a number or a negation.
    """
    if sum(unicodedata.category(sign) == "Ll" for sign in listed) < SHORTEST:
        return False
    if word[:1] != listed[:1] or any(sign.isnumeric() for sign in word + listed):
        return False
    if any(_means_more(one) for one in (word, listed)):
        return False
    return _one_slip(word, listed)


def _means_more(word):
    plain = without_accents(word)
    if len(plain) > LONGEST_WORD:
        return True
    pieces = re.split(r"[^\w']+", plain)
    return any(NEGATIONS.fullmatch(piece) for piece in pieces) or any(words.fullmatch(plain) for words in NUMBERS)


def _one_slip(word, listed):
    if abs(len(word) - len(listed)) > 1:
        return False
    front = next((place for place, (one, other) in enumerate(zip(word, listed, strict=False)) if one != other),
                 min(len(word), len(listed)))
    rest, other = word[front:], listed[front:]
    return (rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
            or (len(rest) >= 2 and rest[:2] == other[1::-1] and rest[2:] == other[2:]))
