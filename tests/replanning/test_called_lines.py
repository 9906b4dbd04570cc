"""Lines of up to six entries of all ranks, and everything that can happen to one, against the practice of protocol said
in plain Python (`tests/scenes/called_lines.py`). Of the longer lines a sample is tried.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import combinations, product
from random import Random
from typing import TypeVar

import pytest

from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Plan
from planner.domain.vocabulary import EntryStatus, Rank
from planner.replanning.incidents import nowhere
from planner.replanning.settle import worked_in
from planner.rules import check
from planner.solver.lines.reflow import reflowed
from tests.replanning.test_replan import incident
from tests.scenes.builders import at, delegation, entry, event, line, person, placed, plan, room
from tests.scenes.called_lines import (
    CalledLine,
    Turns,
    after_a_cancelled_one,
    after_a_late_one,
    after_a_new_one,
    after_a_stop,
    after_missed_turns,
)

CODES = ("A", "B", "C", "D", "E", "F")
RANKS = {1: Rank.HEAD_OF_STATE, 2: Rank.MINISTER, 3: Rank.AMBASSADOR}
MINUTES = 5
Case = TypeVar("Case")


def scene(of: CalledLine, standby: str = "", new: str = "") -> tuple[Event, Plan]:
    """The line as an event and its plan: turns of five minutes from ten o'clock; who is new has no entry yet."""
    window = {"start": "10:00", "end": clock(of, of.last + of.desks)}
    found = event(
        room("HALL", uses="statement"),
        *(delegation(code) for code in (*of.turns, *standby, *new)),
        *(person(f"{code}-1", rank=RANKS[of.ranks.get(code, 2)]) for code in (*of.turns, *standby, *new)),
        line("L", **window, kind="statement", seconds_each=60 * MINUTES, desks=of.desks, before=0, after=0),
        *(entry(code, "L") for code in of.turns),
        *(entry(code, "L", status=EntryStatus.STANDBY) for code in standby),
        day_start=time(9),
        end_date=at("09:00").date(),
    )
    rows = [placed(found, f"L/{code}", clock(of, turn), position=turn) for code, turn in of.turns.items()]
    return found, plan(found, *rows)


def begins(of: CalledLine, position: int) -> datetime:
    return at("10:00") + timedelta(minutes=MINUTES * ((position - 1) // of.desks))


def clock(of: CalledLine, position: int) -> str:
    return f"{begins(of, position):%H:%M}"


def now(of: CalledLine) -> datetime:
    """A minute after the last turn that has begun did so; before the line if none has."""
    return begins(of, of.begun) + timedelta(minutes=1) if of.begun else at("09:30")


def after(of: CalledLine, *changes: Incident, standby: str = "", new: str = "") -> Turns:
    """The line as it re-flows; no rule is broken in it."""
    given = scene(of, standby, new)
    day = worked_in(*given, changes, now(of), nowhere)
    rows = reflowed(day.event, day.plan(), tuple(day.wanted), day.of_lines)
    assert check(day.event, Plan(rows)) == ()
    return {row.item.removeprefix("L/"): row.position for row in rows if row.stands and row.position is not None}


def lines(entries: int, *, holes: bool = True, desks: int = 1) -> Iterator[CalledLine]:
    """Lines of so many entries: ranks in every falling order, a turn left free or none, turns to spare or none."""
    for ranks in product(RANKS, repeat=entries):
        if list(ranks) == sorted(ranks):
            for gap, spare in product(range(entries) if holes else [0], (0, desks)):
                places = [number + (0 < gap < number) for number in range(1, entries + 1)]
                last = -(-places[-1] // desks) * desks + spare
                turns = dict(zip(CODES, places, strict=False))
                yield CalledLine(turns, dict(zip(CODES, ranks, strict=False)), last, desks=desks)


def sampled(cases: Iterable[Case], count: int) -> Sequence[Case]:
    """At most so many of the cases, the same every time."""
    every = list(cases)
    return every if len(every) <= count else Random(len(every)).sample(every, count)


def rounds(of: CalledLine, begun: str = "") -> list[CalledLine]:
    """The line at every moment from which the turn of an entry has begun, or from the start on."""
    first = of.turns[begun] if begun else 0
    counts = [count for count in range(0, of.last + 1, of.desks) if count >= first]
    return [replace(of, begun=count) for count in counts]


# --- late, missed, cancelled -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("entries", range(1, 7))
def test_next_one_present_is_called_and_the_late_one_as_soon_as_there(entries: int) -> None:
    every = product(lines(entries, holes=False), CODES[:entries], range(2, 9))
    cases = ((of, late, there) for of, late, there in every if of.turns[late] < there <= of.last)
    for of, late, there in sampled(cases, 24):
        change = incident("person_late", who=f"{late}-1", to=clock(of, there))
        assert after(of, change) == after_a_late_one(of, late, there), (of, change)


@pytest.mark.parametrize("desks", [1, 2])
@pytest.mark.parametrize("entries", range(1, 7))
def test_missed_turn_is_called_after_the_same_rank_and_the_next_ones(entries: int, desks: int) -> None:
    every = product(lines(entries, desks=desks), CODES[:entries])
    for of, missed in sampled(((then, code) for whole, code in every for then in rounds(whole, code)), 24):
        assert after(of, incident("turn_missed", item=f"L/{missed}")) == after_missed_turns(of, [missed]), (of, missed)


@pytest.mark.parametrize("entries", range(2, 7))
def test_two_missed_turns_come_in_the_order_of_the_reports(entries: int) -> None:
    every = product(lines(entries), combinations(CODES[:entries], 2))
    for of, missed in sampled(((then, pair) for whole, pair in every for then in rounds(whole, pair[1])), 16):
        changes = [incident("turn_missed", item=f"L/{code}") for code in missed]
        assert after(of, *changes) == after_missed_turns(of, missed), (of, missed)


@pytest.mark.parametrize("free", ["", "X", "Y", "XY"])
@pytest.mark.parametrize("entries", range(1, 7))
def test_turn_that_falls_free_goes_to_standby_or_to_nobody(entries: int, free: str) -> None:
    """X is before Y; who of them is not `free` is away for the hours of the line."""
    every = product(lines(entries), CODES[:entries])
    cases = ((then, code) for whole, code in every for then in rounds(whole) if then.begun < whole.turns[code])
    for of, gone in sampled(cases, 8):
        away = [incident("person_absent", who=f"{code}-1") for code in "XY" if code not in free]
        change = incident("item_cancelled", item=f"L/{gone}")
        found = after(of, *away, change, standby="XY")
        assert found == after_a_cancelled_one(of, gone, free), (of, gone)


# --- stopped, begun later, longer ------------------------------------------------------------------------------------


@pytest.mark.parametrize("entries", range(1, 7))
def test_line_that_is_held_up_goes_on_in_its_order(entries: int) -> None:
    cases = (then for whole in lines(entries, holes=False) for then in rounds(whole) if then.begun)
    for of, minutes in sampled(product(cases, (3, 4, 9)), 12):
        # Held up for 4 minutes from one after the start of a turn, it goes on with the next one.
        first = of.begun + (1 if minutes <= 4 else 2)
        longer = replace(of, last=max(of.last, *(turn + -(-minutes // MINUTES) for turn in of.turns.values())))
        found = after(of, incident("item_overruns", item="L", minutes=minutes))
        assert found == after_a_stop(longer, first), (of, minutes)


@pytest.mark.parametrize("entries", range(1, 7))
def test_line_that_begins_later_keeps_every_turn(entries: int) -> None:
    for of in sampled(lines(entries), 10):
        assert after(of, incident("programme_shifted", item="L", minutes=25)) == of.turns


@pytest.mark.parametrize("entries", range(1, 7))
def test_new_one_takes_a_free_turn_and_nobody_moves(entries: int) -> None:
    for of in sampled((then for whole in lines(entries) for then in rounds(whole) if then.begun < whole.last), 10):
        inscribed = after(of, incident("new_inscription", who="X", item="L"), new="X")
        promoted = after(of, incident("standby_promoted", item="L/X"), standby="X")
        assert inscribed == promoted == after_a_new_one(of, "X"), of
