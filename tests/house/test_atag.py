"""docs/atag.md has each criterion of ATAG 2.0, A and AA, once, with a test that exists or the reason why there is none."""

import re

from tests.house.sources import ROOT, read

CRITERIA = """
A.1.1.1 A.1.2.1 A.1.2.2 A.2.1.1 A.2.1.2 A.2.2.1 A.2.2.2 A.3.1.1 A.3.1.2 A.3.1.3 A.3.2.1 A.3.2.2 A.3.2.3 A.3.3.1 A.3.4.1 A.3.5.1
A.3.6.1 A.3.6.2 A.3.6.3 A.3.7.1 A.4.1.1 A.4.1.2 A.4.2.1 A.4.2.2 B.1.1.1 B.1.1.2 B.1.2.1 B.1.2.2 B.1.2.3 B.1.2.4 B.2.1.1 B.2.2.1
B.2.2.2 B.2.3.1 B.2.3.2 B.2.4.1 B.2.4.2 B.2.4.3 B.2.5.1 B.2.5.2 B.3.1.1 B.3.1.2 B.3.1.3 B.3.1.4 B.3.1.5 B.3.2.1 B.4.1.1 B.4.1.2
B.4.1.3 B.4.1.4 B.4.2.1 B.4.2.2
""".split()
ROW = re.compile(r"^\| ([AB]\.\d\.\d\.\d) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows():
    return ROW.findall(read(ROOT / "docs" / "atag.md"))


def test_each_criterion_stands_once_and_in_order():
    assert [number for number, *_ in rows()] == CRITERIA


def test_each_has_a_test_that_exists_or_a_reason():
    wrong = []
    for number, _, how, test in rows():
        named = NAMED.fullmatch(test.strip())
        if named and f"def {named[2]}(" not in read(ROOT / named[1]) or not named and test.strip() != "none":
            wrong.append((number, test))
        if len(how.split()) < 6:
            wrong.append((number, how))
    assert wrong == []


def test_most_have_a_test():
    assert sum(test.strip() == "none" for *_, test in rows()) <= 8
