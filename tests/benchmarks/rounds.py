"""Rounds that take turns: ours, bare, ours, bare ..., so that a machine that slows down slows down all of them; and within a
round, what is compared takes turns again."""

from dataclasses import dataclass, field
from statistics import fmean, median, quantiles

from tests.benchmarks.clients import Request, send

ROUNDS = 11
AGAIN = 6  # times that each page is opened again in a round; a machine changes its pace within seconds
TURNS = 4  # in which the answers of a round are sent
MANY = 8  # clients at once


@dataclass
class Series:
    """CPU milliseconds for each request, one figure a round."""

    figures: list = field(default_factory=list)

    @property
    def middle(self):
        return median(self.figures)

    def over(self, other):
        """Round by round, how many times the other: as a Series."""
        return Series([one / two for one, two in zip(self.figures, other.figures, strict=True)])

    def spread(self):
        """The quartiles."""
        low, _, high = quantiles(self.figures, n=4, method="inclusive")
        return low, high


def cpu(server, requests):
    """CPU milliseconds of server and database for each of `requests`, sent one after another."""
    before = server.cpu()
    send(server.port, requests)
    return (server.cpu() - before) * 1000 / len(requests)


def measure_cpu(big, small, bare, servers):
    """{name: Series} over ROUNDS rounds, after one that only warms. `servers` go by the names big, small, gate and bare."""
    found = {}
    for number in range(ROUNDS + 1):
        spent = {}
        for name, where, requests in _one_round(number, big, small, bare):
            spent.setdefault(name, []).append(cpu(servers[where], requests))
        for name, turns in spent.items() if number else ():
            found.setdefault(name, Series()).figures.append(fmean(turns))
    return found


def _one_round(number, big, small, bare):
    """(name, server, requests) in the order in which they are sent; a name's turns are of equal length. Each round has a block
    of learners of its own, except on the small site, which has but one."""
    people = big.block(number)
    yield "first opening", "big", big.pages(people)
    yield "papers warm", "big", big.pages(people, big.papers)
    yield "course warm", "big", big.course_pages(people)  # as those of the small site, who are the same in each round
    yield "small warm", "small", small.pages(small.block(0)) + small.course_pages(small.block(0)[:10])
    for _ in range(AGAIN):
        yield "lesson", "big", big.pages(people)
        yield "bare page", "bare", [bare.page] * len(people)
        yield "lesson, few", "small", small.pages(small.block(0))
        yield "papers", "big", big.pages(people, big.papers)
    for _ in range(AGAIN):
        yield "course", "big", big.course_pages(people)
        yield "course, few", "small", small.course_pages(small.block(0))
    answers = big.answers(people, 2)
    for turn in range(TURNS):
        yield "answer", "big", answers[turn::TURNS]
        yield "bare answer", "bare", [bare.answer] * (len(answers) // TURNS)
    yield "sign-in", "gate", big.sign_ins(10)
    yield "desk", "big", big.desk_pages(3)


@dataclass(frozen=True)
class Bare:
    """The requests of the yardsticks."""

    page: Request
    answer: Request


def measure_crowded(site, bare, servers, first_block):
    """{name: Result} of eight clients at once."""
    people = [person for number in range(first_block, first_block + 8) for person in site.block(number)]
    send(servers["big"].port, site.pages(people), MANY)
    loads = [("lesson", "big", site.pages(people) * 2), ("bare page", "bare", [bare.page] * len(people) * 2),
             ("answer", "big", site.answers(people)), ("bare answer", "bare", [bare.answer] * len(people)),
             ("course", "big", site.course_pages(people)), ("sign-in", "gate", site.sign_ins(64)),
             ("desk", "big", site.desk_pages(24))]
    return {name: send(servers[where].port, requests, MANY) for name, where, requests in loads}
