"""The checker of the store's faults finds what was tampered with, and nothing where all is well; and it is tried for a moment."""

import json
import threading
import time

import pytest

from tests.faults.reader import Reader
from tests.faults.sender import Sender, statement
from tests.faults.store_checking import MENTIONS, Sendings, check_store
from tests.lrs.asking import Tool

BATCHES = {"one": ["a", "b", "s"], "two": ["c", "d", "s"], "three": ["e", "f"]}


@pytest.fixture
def told():
    """Two batches were acknowledged and share a statement, a third was not; all are there, and the reader met them."""
    sendings = Sendings()
    for key, ids in BATCHES.items():
        sendings.read(json.dumps({"event": "invoke", "batch": key, "ids": ids}))
    for key in ("one", "two"):
        sendings.read(json.dumps({"event": "ok", "batch": key, "ids": BATCHES[key], "seconds": 0.1}))
    for status in (0, 503):
        sendings.read(json.dumps({"event": "unknown", "batch": "three", "status": status}))
    met = sorted({one for ids in BATCHES.values() for one in ids})
    return sendings, dict.fromkeys(met, MENTIONS), met


def test_where_all_is_well_nothing_is_found(told):
    sendings, kept, met = told
    assert check_store(*told).all() == []
    for one in BATCHES["three"]:  # which nobody acknowledged
        del kept[one]
        met.remove(one)
    assert check_store(*told).all() == []
    assert (sendings.unheard, sendings.failures, len(sendings.acknowledged)) == (1, [503], 2)


def lose(sendings, kept, met):
    del kept["a"]
    met.remove("a")


def lose_the_shared(sendings, kept, met):
    del kept["s"]
    met.remove("s")


def miss(sendings, kept, met):
    met.remove("c")


def meet_twice(sendings, kept, met):
    met.append("c")


def tear(sendings, kept, met):
    del kept["e"]
    met.remove("e")


def lose_mentions(sendings, kept, met):
    kept["d"] -= 1


def add_a_stranger(sendings, kept, met):
    kept["x"] = MENTIONS
    met.append("x")


def meet_what_is_gone(sendings, kept, met):
    del kept["e"], kept["f"]


def refuse(sendings, kept, met):
    sendings.read(json.dumps({"event": "refused", "batch": "three", "status": "409"}))


def acknowledge_others(sendings, kept, met):
    sendings.batches["one"].acknowledged = ["a", "b", "c"]


@pytest.mark.parametrize(("kind", "tamper"), [
    ("lost", lose), ("lost", lose_the_shared), ("lost", miss), ("doubled", meet_twice), ("torn", tear), ("torn", lose_mentions),
    ("strange", add_a_stranger), ("strange", meet_what_is_gone), ("strange", refuse), ("strange", acknowledge_others),
])
def test_what_was_tampered_with_is_found(told, kind, tamper):
    tamper(*told)
    assert getattr(check_store(*told), kind)


def test_senders_and_a_reader_agree_for_a_moment(app, settings, live_server):
    tool, sendings = Tool(app), Sendings()
    sender = Sender(live_server, tool.name, tool.secret, lambda **event: sendings.read(json.dumps(event)))
    reader = Reader(settings)
    reader.start()
    batches = [[statement(f"0{n}000000-0000-4000-8000-00000000000{m}", n, m) for m in range(3)] for n in range(4)]
    threads = [threading.Thread(target=sender.send, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(0.05)
    met, ended = reader.end(20)
    ids = [one["id"] for batch in batches for one in batch]
    assert ended and sorted(met) == sorted(ids)
    assert check_store(sendings, dict.fromkeys(ids, MENTIONS), met).all() == []
