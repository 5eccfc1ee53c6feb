"""No document is overwritten by who has not read it: entity tags, and many tools at once."""

from uuid import uuid4

import pytest

from tests.lrs.asking import Tool
from tests.lrs.shelves import ACTIVITY, AGENT, NEW, STATE, Shelf
from tests.people.asking import at_once

CASES = [  # of what stands ("x"): the headers with its tag as T, and the answer to PUT, POST and DELETE
    ({"If-Match": '"T"'}, 204), ({"If-Match": "T"}, 204), ({"If-Match": '"no", "T"'}, 204), ({"If-Match": "*"}, 204),
    ({"If-Match": '"no"'}, 412), ({"If-Match": 'W/"T"'}, 412), ({"If-Match": 'W/"T", "no"'}, 412), ({"If-Match": '"*"'}, 412),
    ({"If-None-Match": "*"}, 412), ({"If-None-Match": '"T"'}, 412), ({"If-None-Match": 'W/"T"'}, 412),
    ({"If-None-Match": '"no", W/"T"'}, 412), ({"If-None-Match": '"no"'}, 204),
    ({"If-Match": '"T"', "If-None-Match": '"T"'}, 412),
]


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_conditions_are_those_of_http(shelf, method):
    for number, (headers, status) in enumerate(CASES):
        name = {shelf.name: str(number)}
        shelf.ask("PUT", {"a": 1}, NEW, **name)
        before = shelf.ask("GET", **name)
        sent = {key: value.replace("T", before.headers["ETag"].strip('"')) for key, value in headers.items()}
        answer = shelf.ask(method, None if method == "DELETE" else {"b": 2}, sent, **name)
        assert answer.status_code == status, headers
        if status == 412:
            assert (answer.mimetype, shelf.ask("GET", **name).data) == ("text/plain", before.data)
    assert shelf.ask(method, None if method == "DELETE" else {}, {"If-Match": "*"},
                     **dict.fromkeys(name, "nowhere")).status_code == 412


@pytest.mark.databases("sqlite")
def test_who_has_it_already_is_told_so(state):
    state.ask("PUT", {"a": 1})
    tag = state.ask("GET").headers["ETag"]
    known = state.ask("GET", headers={"If-None-Match": f"W/{tag}"})
    assert (known.status_code, known.data, known.headers["ETag"]) == (304, b"", tag)
    assert state.ask("GET", headers={"If-None-Match": '"other"'}).status_code == 200
    assert state.ask("GET", headers={"If-Match": '"other"'}).status_code == 412


@pytest.mark.databases("sqlite")
@pytest.mark.parametrize(("version", "path", "new", "again"), [
    ("1.0.3", STATE, 204, 204), ("1.0.3", ACTIVITY, 400, 409), ("1.0.3", AGENT, 400, 409),
    ("2.0.0", STATE, 204, 409), ("2.0.0", ACTIVITY, 204, 409), ("2.0.0", AGENT, 204, 409)])
def test_a_put_that_says_nothing_of_what_stands(app, version, path, new, again):
    shelf = Shelf(Tool(app, version=version), path)
    assert shelf.ask("PUT", {"a": 1}).status_code == new
    shelf.ask("POST", {"a": 1})
    answer = shelf.ask("PUT", {"a": 2})
    assert answer.status_code == again
    assert shelf.ask("GET").json == {"a": 2 if again == 204 else 1}
    assert again == 204 or "If-Match" in answer.text


def test_of_those_who_read_the_same_exactly_one_wins(app):
    """Also of those who make the same new one, and nobody's addition is lost."""
    shelves = [Shelf(Tool(app), ACTIVITY) for _ in range(6)]
    made = at_once(*(lambda one=one, n=n: one.ask("PUT", {"n": n}, NEW) for n, one in enumerate(shelves)))
    assert sorted(answer.status_code for answer in made) == [204, *[412] * 5]
    for _ in range(3):
        tag = shelves[0].ask("GET").headers["ETag"]
        word = str(uuid4())
        answers = at_once(*(lambda one=one, n=n, tag=tag, word=word: one.ask("PUT", {"n": n, "word": word}, {"If-Match": tag})
                            for n, one in enumerate(shelves)))
        assert sorted(answer.status_code for answer in answers) == [204, *[412] * 5]
        winner = next(n for n, answer in enumerate(answers) if answer.status_code == 204)
        assert shelves[0].ask("GET").json == {"n": winner, "word": word}
    at_once(*(lambda one=one, n=n: one.ask("POST", {f"added-{n}": n}) for n, one in enumerate(shelves)))
    assert shelves[0].ask("GET").json.items() >= {f"added-{n}": n for n in range(6)}.items()


def test_posts_that_make_the_same_new_one_are_merged(app):
    shelves = [Shelf(Tool(app), STATE) for _ in range(6)]
    answers = at_once(*(lambda one=one, n=n: one.ask("POST", {f"k{n}": n}) for n, one in enumerate(shelves)))
    assert {answer.status_code for answer in answers} == {204}
    assert shelves[0].ask("GET").json == {f"k{n}": n for n in range(6)}
