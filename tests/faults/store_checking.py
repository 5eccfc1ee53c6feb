"""Holds what senders were told, and what a reader met, against what the ledger has."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import create_engine, func, select

from course.statements.finding import ledger
from course.statements.tool_models import Mention
from tests.faults.checking import Findings
from tests.faults.facts import file_faults

MENTIONS = 2  # of each statement that sender.py makes: the teacher and the quiz


@dataclass
class Batch:
    ids: list
    acknowledged: list | None = None  # ids, as the answer named them
    seconds: float | None = None
    refused: list = field(default_factory=list)


@dataclass
class Sendings:
    batches: dict = field(default_factory=dict)
    failures: list = field(default_factory=list)  # statuses from 500 up
    unheard: int = 0

    @property
    def acknowledged(self):
        return [one for one in self.batches.values() if one.acknowledged is not None]

    def read(self, line):
        event = json.loads(line)
        kind, key, status = event["event"], event["batch"], event.get("status")
        if kind == "invoke":
            self.batches[key] = Batch(event["ids"])
        elif kind == "ok":
            self.batches[key].acknowledged, self.batches[key].seconds = event["ids"], event["seconds"]
        elif kind == "refused":
            self.batches[key].refused.append(status)
        elif status == 0:
            self.unheard += 1
        else:
            self.failures.append(status)


def read_sendings(folder):
    found = Sendings()
    for path in sorted(Path(folder).glob("*.jsonl")):
        for line in path.read_text().splitlines():
            found.read(line)
    return found


def read_ledger(address):
    """({id: how many mentions it has} of what tools sent, what the database finds wrong with its files)"""
    engine = create_engine(address)
    with engine.connect() as connection:
        asked = select(ledger.c.id, func.count(Mention.term)).outerjoin(Mention, Mention.position == ledger.c.position).where(
            ledger.c.authority.is_not(None)).group_by(ledger.c.id)
        kept, broken = {str(one): mentions for one, mentions in connection.execute(asked)}, file_faults(connection)
    engine.dispose()
    return kept, broken


def check_store(sendings, kept, met, broken=()):
    """The Findings. `kept` is {id: mentions}, `met` the ids that the reader met, in order."""
    found = Findings(strange=list(broken))
    sent = Counter(one for batch in sendings.batches.values() for one in batch.ids)
    for key, batch in sendings.batches.items():
        there = [one for one in batch.ids if one in kept]
        own = [one for one in batch.ids if sent[one] == 1]
        if batch.acknowledged is not None:
            found.lost += [f"statement {one} of batch {key}" for one in batch.ids if one not in kept]
            if batch.acknowledged != batch.ids:
                found.strange.append(f"batch {key} was acknowledged as other statements")
        elif own and 0 < len([one for one in own if one in kept]) < len(own):
            found.torn.append(f"of batch {key} there are {len(there)} of {len(batch.ids)}")
        found.strange += [f"batch {key} was refused with {status}" for status in batch.refused]
    found.torn += [f"statement {one} has {mentions} mentions" for one, mentions in kept.items() if mentions != MENTIONS]
    found.strange += [f"statement {one} was sent by nobody" for one in kept.keys() - sent.keys()]
    tools = [one for one in met if one in kept or one in sent]
    found.doubled += [f"the reader met {one} {times} times" for one, times in Counter(tools).items() if times > 1]
    found.lost += [f"the reader missed {one}" for one in kept.keys() - set(met)]
    found.strange += [f"the reader met {one}, which is not there" for one in set(tools) - kept.keys()]
    return found


