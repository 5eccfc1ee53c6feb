"""Many tools at the same time: one row for an id, no failure, no deadlock, nothing lost."""

import random

from tests.lrs.asking import Tool, agent, statement
from tests.people.asking import at_once


def test_the_same_id_posted_twice_at_once_is_one_row(app):
    tools = [Tool(app) for _ in range(6)]
    one = statement()
    assert {answer.status_code for answer in at_once(*(lambda tool=tool: tool.post(one) for tool in tools))} == {200}
    assert tools[0].ids() == [one["id"]]


def test_of_two_that_differ_one_is_refused(app):
    tools = [Tool(app) for _ in range(6)]
    one = statement()
    answers = at_once(*(lambda tool=tool, n=n: tool.post(one | {"result": {"response": str(n)}}) for n, tool in enumerate(tools)))
    assert sorted(answer.status_code for answer in answers) == [200, *[409] * 5]
    assert len(tools[0].found()) == 1


def test_batches_that_share_actors_activities_and_ids_wait_for_each_other_in_no_circle(app):
    tools = [Tool(app) for _ in range(8)]
    shared = [statement("dora", object={"id": f"a:{n % 7}", "definition": {"name": {"en": f"Thing {n % 3}"}}},
                        context={"team": {"objectType": "Group", "member": [agent(f"m{n % 5}")]}}) for n in range(40)]

    def send(tool, seed):
        chance = random.Random(seed)
        answers = []
        for _ in range(6):
            batch = chance.sample(shared, 20) + [statement(activity=f"a:{chance.randrange(7)}") for _ in range(20)]
            chance.shuffle(batch)
            answers.append(tool.post(*batch).status_code)
        return answers

    answers = at_once(*(lambda tool=tool, n=n: send(tool, n) for n, tool in enumerate(tools)))
    assert {status for each in answers for status in each} == {200}
    assert len(tools[0].found()) == 500 and len(tools[0].ids(agent=agent("dora"))) == 40
