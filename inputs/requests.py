"""Requests for bilaterals between delegations, drawn so that a few are much in demand and most are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from inputs.sheets import Row, listed, moment


@dataclass(frozen=True, slots=True)
class Party:
    """A delegation as the draw sees it; `people` are ids, the head first."""

    code: str
    language: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Habits:
    """How an event's delegations ask: lengths and priorities with their weights, and when requests could be filed.

    Requests are filed in office hours, over thirty days from `first_filed`.

    `bridges` are the language pairs that some interpreter serves; `bridged` is the share of the meetings between
    speakers of such a pair that ask for interpretation (the others agree on a common language).
    """

    minutes: dict[int, int]
    priorities: dict[int, int]
    bridges: frozenset[frozenset[str]]
    bridged: float
    first_filed: date
    days: tuple[date, ...]


def pairs_asking(rng: Random, parties: Sequence[Party], count: int, exponent: float) -> list[tuple[Party, Party]]:
    """So many different pairs, requester first. The k-th party is in demand as 1 / k ** exponent (Zipf)."""
    demand = list(accumulate((k + 1) ** -exponent for k in range(len(parties))))
    chosen: dict[frozenset[str], tuple[Party, Party]] = {}
    while len(chosen) < count:
        requester, counterpart = rng.choice(parties), rng.choices(parties, cum_weights=demand)[0]
        if requester != counterpart:
            chosen.setdefault(frozenset((requester.code, counterpart.code)), (requester, counterpart))
    return list(chosen.values())


def bilateral(rng: Random, number: int, pair: tuple[Party, Party], habits: Habits) -> Row:
    """One request as a delegation would file it."""
    requester, counterpart = pair
    row: Row = {
        "id": f"B{number:04d}",
        "requester": requester.code,
        "counterpart": counterpart.code,
        "requester_person": _who(rng, requester),
        "counterpart_person": _who(rng, counterpart),
        "minutes": _weighted(rng, habits.minutes),
        "priority": _weighted(rng, habits.priorities),
        "status": rng.choices(("accepted", "requested"), (88, 12))[0],
        "seats": rng.choices((6, 8, 10, 12), (15, 60, 15, 10))[0],
        "languages": _languages(rng, requester, counterpart, habits),
        "kind": "formal",
        "submitted_at": moment(
            habits.first_filed + timedelta(days=rng.randrange(30)), f"{rng.randrange(8, 18):02}:{rng.randrange(60):02}"
        ),
        "source": f"Note verbale {number:04d} (illustrative)",
    }
    return row | _wishes(rng, habits.days)


def pulled_aside(row: Row, minutes: int) -> Row:
    """The request made into a word in passing, without a room and without an interpreter."""
    return {**row, "kind": "pull_aside", "minutes": minutes, "languages": "", "features": "", "room": ""}


def _who(rng: Random, party: Party) -> str:
    """Empty for the head, the head or the next, anyone, or one named person below the head."""
    head, *others = party.people
    if not others:
        return ""
    choices = ("", "any", listed((head, others[0])), rng.choice(others))
    return rng.choices(choices, (52, 10, 13, 25))[0]


def _weighted(rng: Random, weights: dict[int, int]) -> int:
    return rng.choices(list(weights), list(weights.values()))[0]


def _languages(rng: Random, requester: Party, counterpart: Party, habits: Habits) -> str:
    spoken = (requester.language, counterpart.language)
    if frozenset(spoken) not in habits.bridges or rng.random() >= habits.bridged:
        return ""
    return listed(spoken)


def _wishes(rng: Random, days: tuple[date, ...]) -> Row:
    """About one request in three wishes for a time, or is bound to one."""
    day, kind = rng.choice(days), rng.random()
    if kind < 0.15:
        return {"prefer_from": moment(day, "09:00"), "prefer_to": moment(day, "13:00")}
    if kind < 0.22:
        return {"prefer_from": moment(day, "14:00"), "prefer_to": moment(day, "19:00")}
    if kind < 0.27:
        return {"not_before": moment(day, "08:00"), "not_after": moment(day, "20:00")}
    if kind < 0.31:
        return {"not_before": moment(days[0], "14:00")}
    if kind < 0.34:
        return {"not_after": moment(days[-1], "13:00")}
    return {}


def bridged_pairs(interpreters: Iterable[Row]) -> frozenset[frozenset[str]]:
    """The language pairs of an Interpreters sheet."""
    return frozenset(frozenset(pair.split("-")) for row in interpreters for pair in str(row["languages"]).split("; "))
