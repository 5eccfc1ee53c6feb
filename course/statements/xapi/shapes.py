"""The small things that statements are made of: identifiers, languages, times. Each check raises Wrong, or says nothing."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

LONGEST_IRI = 2_000  # bytes: what an index of either database takes
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f\ud800-\udfff]+")
LANGUAGE = re.compile(  # RFC 5646, section 2.1
    r"(?:(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+|i-[a-z]{2,8}|sgn-[a-z]{2}-[a-z]{2}|zh-[a-z]{3,8}|en-gb-oed|art-lojban)", re.IGNORECASE)
TIMESTAMP = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?:([Zz])|([+-])(\d\d)(?::?(\d\d))?)?")
DURATION = re.compile(
    r"P(?:(?P<W>\d+(?:[.,]\d+)?)W|(?=.)(?:(?P<Y>\d+(?:[.,]\d+)?)Y)?(?:(?P<M>\d+(?:[.,]\d+)?)M)?(?:(?P<D>\d+(?:[.,]\d+)?)D)?"
    r"(?:T(?=.)(?:(?P<h>\d+(?:[.,]\d+)?)H)?(?:(?P<m>\d+(?:[.,]\d+)?)M)?(?:(?P<s>\d+(?:[.,]\d+)?)S)?)?)")
SECONDS = {"W": 604_800, "Y": 31_557_600, "M": 2_629_800, "D": 86_400, "h": 3_600, "m": 60, "s": 1}  # mean years and months
MAIL = re.compile(r"mailto:[^\s@]+@[^\s@]+")
HASHES = {56, 64, 96, 128}  # hexadecimal digits of SHA-224, -256, -384, -512
MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+*-]+ *(?:;[^\x00-\x1f\x7f\ud800-\udfff]*)?", re.ASCII)


class Wrong(ValueError):
    """What is wrong with a value; `path` leads to it from the statement."""

    def __init__(self, sentence):
        super().__init__(sentence)
        self.path = []

    def __str__(self):
        return f"{'.'.join(self.path) or 'statement'}: {self.args[0]}".replace(".[", "[")

    def inside(self, name):
        self.path.insert(0, name)
        return self


def text(value):
    if type(value) is not str:
        raise Wrong("must be a string")


def boolean(value):
    if type(value) is not bool:
        raise Wrong("must be true or false, without quotes")


def number(value):
    if type(value) not in (int, Decimal, float):
        raise Wrong("must be a number, without quotes")


def whole(value):
    if type(value) is not int or value < 0:
        raise Wrong("must be a whole number of 0 or more")


def one_of(*allowed):
    def check(value):
        if type(value) is not str or value not in allowed:
            raise Wrong(f"must be {' or '.join(allowed)}")

    return check


def uuid(value):
    if type(value) is not str or not UUID.fullmatch(value):
        raise Wrong("must be a UUID such as 6690e6c9-3ef0-4ed3-8b37-7f3964730bee")


def iri(value):
    if type(value) is not str or not IRI.fullmatch(value):
        raise Wrong("must be an IRI with its scheme, such as https://example.org/activities/1")
    if len(value) > LONGEST_IRI // 4 and len(value.encode()) > LONGEST_IRI:
        raise Wrong(f"is an IRI of more than {LONGEST_IRI} bytes, which this store does not keep")


def language(value):
    if type(value) is not str or not LANGUAGE.fullmatch(value):
        raise Wrong("must be a language tag such as en or pt-BR (RFC 5646)")


def language_map(value):
    if type(value) is not dict:
        raise Wrong("must be an object of languages and words")
    for key, words in value.items():
        try:
            language(key)
            text(words)
        except Wrong as wrong:
            raise wrong.inside(key) from None


def extensions(value):
    if type(value) is not dict:
        raise Wrong("must be an object")
    for key in value:
        if not IRI.fullmatch(key):
            raise Wrong(f"has the key “{key[:100]}”, which must be an IRI")


def mailbox(value):
    if type(value) is not str or not MAIL.fullmatch(value):
        raise Wrong("must be mailto: and an e-mail address")


def sha1(value):
    if type(value) is not str or not re.fullmatch(r"[0-9a-fA-F]{40}", value):
        raise Wrong("must be the 40 hexadecimal digits of a SHA-1")


def sha2(value):
    if type(value) is not str or len(value) not in HASHES or not re.fullmatch(r"[0-9a-fA-F]+", value):
        raise Wrong("must be the hexadecimal digits of a SHA-2 hash")


def media_type(value):
    if type(value) is not str or not MEDIA_TYPE.fullmatch(value):
        raise Wrong("must be a media type such as text/plain")


def timestamp(value):
    moment(value)


def moment(value):
    """An aware datetime of a timestamp (RFC 3339, ISO 8601). Without a zone it is UTC."""
    found = TIMESTAMP.fullmatch(value) if type(value) is str else None
    if found is None:
        raise Wrong("must be a timestamp such as 2026-11-02T09:00:00.000Z")
    *date, second, fraction, _, sign, hours, minutes = found.groups()
    ahead = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    if sign == "-" and not ahead:
        raise Wrong("has the offset -00:00, which says that the zone is unknown; write Z")
    leap = second == "60"
    try:
        at = datetime(*map(int, date), 59 if leap else int(second or 0), int((fraction or "0").ljust(6, "0")[:6]), UTC)
        return at + timedelta(seconds=leap) - (ahead if sign != "-" else -ahead)
    except (ValueError, OverflowError):
        raise Wrong("is no moment of the calendar") from None


def duration(value):
    if type(value) is not str or not DURATION.fullmatch(value):
        raise Wrong("must be a duration such as PT1H30M (ISO 8601)")


def seconds(value):
    """How long a duration is, exactly; years and months by their mean."""
    parts = DURATION.fullmatch(value).groupdict()
    return sum((Decimal(given.replace(",", ".")) * SECONDS[unit] for unit, given in parts.items() if given), Decimal(0))
