"""The small course in words that are hard on a page: very long ones, Arabic, Chinese, a wide table, code and an image."""

from tests import making

LONG = "Gemeinwesenarbeitsbeteiligungsverfahrensbeschleunigungszuständigkeitsverordnung"
ARABIC = "من يقرر في الحي، ومتى يُسأل السكان عن رأيهم قبل القرار؟"
CHINESE = "在居民参与之前先问清目的：谁来决定，谁被告知，谁从未被邀请，谁在会议结束之后才收到结果。"
ADDRESS = "https://example.org/" + "a-very-long-path-that-has-no-place-to-break/" * 4

PLACES = {
    "course.md": {"Talking with neighbours": LONG, "A small course for tests.": f"{CHINESE} {ARABIC}", "Frank": LONG},
    "01-start/module.md": {"title: Start": f"title: {LONG}", "Where it begins.": ARABIC},
    "01-start/01-hello.md": {
        "title: Hello": f"title: {ARABIC}",
        "## What they say": f"## {LONG}",
        "Two neighbours meet.": f"""{CHINESE} {LONG} {ADDRESS}

| {LONG} | Inform | Consult | Involve | Collaborate | Empower |
|---|---|---|---|---|---|
| {CHINESE} | {ARABIC} | 1,000,000 | 1,000,000 | 1,000,000 | {LONG} |

    {LONG * 3}

> {ARABIC}

1. {CHINESE}
2. `{LONG}`

""",
    },
    "02-levels/module.md": {"title: Levels": f"title: {CHINESE}"},
    "02-levels/01-levels.md": {
        "title: Levels of say": f"title: {LONG} {LONG}",
        "Residents comment and are told the result. Which level?": f"{LONG} {CHINESE}",
        "- [ ] Inform": f"- [ ] {LONG}",
        "- [x] Consult": f"- [x] {ARABIC}",
        "- [ ] Empower": f"- [ ] {CHINESE}",
        "CANARY-inform: they were asked first.": f"{LONG} {LONG}",
        "Where did a promise outrun what was given?": ARABIC,
    },
    "02-levels/02-quiz.md": {"title: What stays": f"title: {LONG}", "- [ ] Yes": f"- [ ] {LONG}"},
    "02-levels/03-pulse.md": {
        "wave: pulse": "wave: pulse\nprefer-not-to-say: all",
        "1 disagree | 2 neither | 3 agree": f"1 {LONG} | 2 {CHINESE[:12]} | 3 {ARABIC[:20]}",
        "- It was useful": f"- {LONG}",
        "- A neighbour": f"- {ARABIC}",
        "What was unclear?": CHINESE,
    },
}


def files():
    """The small course's files with these words in their places."""
    found = making.files()
    for path, changes in PLACES.items():
        for before, after in changes.items():
            found = making.edited(path, before, after, base=found)
    return found
