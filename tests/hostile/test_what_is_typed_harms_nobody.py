"""Everything that a facilitator, a learner or another tool can type is shown to others harmlessly, on every page of the site.

Pages are those of the URL map: a new door is looked at as soon as it has an address in tests/house/test_doors.py, which asks
for one.
"""

import re
from dataclasses import replace

import pytest

from course.content import preparing
from course.content.checking import check_files
from tests import cast, making
from tests.forwarding.making import destine
from tests.hostile.corpus import EVERY, OUT, TRICKS, WHOLE, line
from tests.hostile.course_of_tricks import hostile_files
from tests.hostile.typing import type_into
from tests.hostile.watching import Watch
from tests.house.test_doors import addresses_of, begun
from tests.lrs.asking import Tool, statement
from tests.people.asking import make, signed_in

CHECKED = "C1"  # what the checker refuses an author; here it is let through, for pages must not hang on it alone


def bank():
    """The corpus as questions in GIFT, in each of its formats."""
    asked = [text.replace("{", "\\{").replace("}", "\\}") for text in EVERY if "\n" not in text]
    return "\n\n".join(f"::{place}:: [{how}]{text}{{=a ~b}}"
                       for how in ("html", "markdown", "moodle") for place, text in enumerate(asked))


@pytest.fixture
def settings(settings):
    return settings | {"DEMO": True}


@pytest.fixture
def app(app, monkeypatch):
    def let_through(files, proofs=None):
        text, problems = check_files(files, proofs)
        return text, [one for one in problems if not one.code.startswith(CHECKED)]

    monkeypatch.setattr(preparing, "check_files", let_through)
    making.publish(app, hostile_files())
    return app


@pytest.fixture
def people(app):
    """Their clients, each with a name full of tricks, and what they typed into every form of every page."""
    everybody = {}
    for place, one in enumerate((cast.frank, cast.eve, cast.ada, cast.lena)):
        bad = replace(one, name=line(place * 11, 90))
        make(app, bad)
        everybody[one.name] = signed_in(app, bad)
    return everybody


def send_statements(app):
    """What another tool may say of anybody and anything, in its own words; the addresses of some of it."""
    found, tool = [], Tool(app, title=line(5, 90), counts=True)
    for place, text in enumerate(EVERY[::4]):
        said = statement(f"n{place}", object={"id": f"https://example.org/{place}", "definition": {
            "name": {"en": text}, "description": {"en": WHOLE[:2_000]}, "extensions": {"https://example.org/x": text}}})
        said["actor"]["name"], said["verb"]["display"] = text, {"en": text}
        said["result"] = {"response": text, "extensions": {"https://example.org/y": [text]}}
        found += tool.sent(said)
    return {f"the statement {one}": f"/statements/{one}" for one in found[:4]}


def test_every_kind_of_trick_stands_in_the_corpus():
    assert len(TRICKS) >= 16 and all(len(texts) >= 3 for texts in TRICKS.values()) and len(set(EVERY)) == len(EVERY)


ACTING = [
    "<script>canary()</script>", "<img src=x onerror=canary()>", f"<img src={OUT}/x>", "<a href='javascript:canary()'>x</a>",
    f"<form method=post action={OUT}/x></form>", "<p style='color:red'>x</p>", "<p id=main>x</p>", "<h1>x</h1>",
    f"<base href={OUT}/>", "<form method=post action=/sign-out></form>", "<svg><a xlink:href='javascript:canary()'/></svg>",
    "</main><main>"]


@pytest.mark.databases("sqlite")
def test_what_would_act_is_noticed(app, browser):
    """Else the tests below could not fail."""
    client, watch = app.test_client(), Watch(browser)
    answer = client.get("/courses/neighbours/hello")
    page = answer.get_data()
    assert watch(client, "/", answer) == []
    missed = []
    for text in ACTING:
        answer.set_data(page.replace(b"</main>", f"{text}</main>".encode()))
        missed += [] if watch(client, "/", answer) else [text]
    watch.close()
    assert missed == []


@pytest.mark.databases("sqlite")
def test_what_is_typed_anywhere_harms_nobody_anywhere(app, people, browser):
    said = send_statements(app)
    destine(app, "https://192.0.2.1/xapi", title=line(7, 90))
    addresses = addresses_of(app, begun(app))
    del addresses["cmi5.show_file"]  # pages of strangers, which are served apart and of no origin
    echoed = {}
    for client in (people[name] for name in ("Lena", "Frank", "Ada")):
        for path in addresses.values():
            for action, answer in type_into(client, path).items():
                echoed.setdefault(action, (client, answer))
    assert {"POST /authoring/neighbours/draft/banks/looks"} <= set(echoed)
    listed = people["Eve"].get("/evaluation/neighbours/statements").text
    records = re.findall(r'href="(/evaluation/neighbours/statements/\d+)"', listed)
    addresses |= said | {f"the record {path}": path for path in records[:6]}
    watch, faults, looked, typed = Watch(browser), {}, set(), set()
    for door, path in addresses.items():
        for client in people.values():
            answer = client.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                looked.add(door)
                typed |= {door} if "canary" in answer.text else set()
                faults[door] = watch(client, path, answer)
                break
    for action, (client, answer) in echoed.items():
        faults[action] = watch(client, "/echoed", answer)
    watch.close()
    assert not any(faults.values()), "\n".join(f"{name}: {words}" for name, found in faults.items() for words in found[:6])
    assert len(looked) > 50 and len(typed) > 30, sorted(looked - typed)
    assert {"learning.show_lesson", "learning.show_catalogue", *said} <= typed and len(records) > 1


@pytest.mark.databases("sqlite")
def test_a_bank_of_tricks_is_shown_and_brought_in_harmlessly(app, people, browser):
    client, watch = people["Frank"], Watch(browser)
    form = client.get("/authoring/neighbours/draft/banks").text
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    answer = client.post("/authoring/neighbours/draft/banks/looks", data={
        "csrf_token": token, "pasted": bank(), "kind": "gift", "where": "01-start/01-hello.md", "as": "quiz"})
    assert answer.status_code == 200 and answer.text.count('name="take"') > 100
    assert watch(client, "/echoed", answer) == []
    watch.close()
