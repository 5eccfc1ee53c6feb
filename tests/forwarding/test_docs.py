"""What docs/forwarding.md shows works as it stands there."""

import re

from course.forwarding.webhooks import signature
from tests.house.sources import read

TEXT = read("docs/forwarding.md")


def test_the_check_of_a_signature_tells_good_from_bad():
    here = {}
    exec(re.search(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)[1], here)  # noqa: S102 - our own words
    body, is_ours = b'{"events": []}', here["is_ours"]
    header = signature("key", body, 1_000_000)
    assert is_ours("key", header, body, now=1_000_100)
    assert not is_ours("other", header, body, now=1_000_100)
    assert not is_ours("key", header, body + b" ", now=1_000_100)
    assert not is_ours("key", header, body, now=1_000_400)
    assert not is_ours("key", header, body, now=999_600)
    assert not is_ours("key", header.replace("t=1000000", "t=1000050"), body, now=1_000_100)
