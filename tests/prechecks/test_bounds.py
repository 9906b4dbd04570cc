"""What prechecks call impossible is impossible: bounds and whole problems against plain trial of every start."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import combinations, permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Placement
from planner.domain.records import Policy
from planner.domain.vocabulary import Severity
from planner.prechecks import precheck
from planner.prechecks.starts import Host, Starts
from planner.rules import check
from tests.scenes.builders import absence, at, bilateral, delegation, event, person, placed, plan, programme, room
from tests.scenes.effort import examples

SHORT_DAY = {"day_start": at("09:00").time(), "day_end": at("10:30").time(), "end_date": at("09:00").date()}
STATES = ("FRA", "JPN", "KEN")
minutes = st.integers(0, 18).map(lambda five: 5 * five)
odd_minutes = minutes | st.integers(0, 90)


def after(offset: int) -> str:
    """So many minutes after 09:00, as text."""
    return f"{at('09:00') + timedelta(minutes=offset):%H:%M}"


# --- starts ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2025, 10, 25), 6 * 12),
        (date(2025, 10, 26), 7 * 12),  # the clock goes back: the hour from 02:00 comes twice
        (date(2025, 3, 30), 5 * 12),  # the clock goes forward: the hour from 02:00 is left out
    ],
)
def test_starts_of_a_night_in_berlin(day: date, number: int) -> None:
    night = event(timezone="Europe/Berlin", start_date=day, end_date=day, day_start=time(0), day_end=time(6))

    assert len(Starts(night).moments) == number


# --- the bound by itself ---------------------------------------------------------------------------------------------


def most(starts: list[datetime], lengths: tuple[int, ...], free: list[Span], rest: int) -> int:
    """The most of the lengths that fit one after the other, by taking each order and the first start of each."""
    return max(_in_order(starts, order, free, rest) for order in permutations(lengths))


def _in_order(starts: list[datetime], lengths: tuple[int, ...], free: list[Span], rest: int) -> int:
    fitting, earliest = 0, starts[0]
    for length in lengths:
        whole = timedelta(minutes=length)
        ends = (
            start + whole
            for start in starts
            if start >= earliest and any(Span(start, start + whole).within(span) for span in free)
        )
        end = next(ends, None)
        if end is not None:
            fitting, earliest = fitting + 1, end + timedelta(minutes=rest)
    return fitting


@given(
    lengths=st.lists(st.integers(1, 6).map(lambda five: 5 * five) | st.integers(5, 30), min_size=1, max_size=4),
    cuts=st.lists(odd_minutes, min_size=2, max_size=6, unique=True).map(sorted),
    rest=st.sampled_from([0, 5, 7, 10]),
    grid=st.sampled_from([5, 10, 15]),
)
def test_bound_is_never_below_what_fits(lengths: list[int], cuts: list[int], rest: int, grid: int) -> None:
    starts = Starts(event(**SHORT_DAY))
    free = [Span.of(at(after(one)), at(after(other))) for one, other in zip(cuts[::2], cuts[1::2], strict=False)]
    moments = [moment for bit, moment in enumerate(starts.moments) if starts.on_grid(grid) >> bit & 1]

    bound = starts.at_most(lengths, (Host(tuple(free), rest),), starts.on_grid(grid))

    assert bound >= most(moments, tuple(lengths), free, rest)


@given(number=st.integers(1, 5), length=st.integers(1, 6), end=minutes, rest=st.sampled_from([0, 5, 10]))
def test_bound_is_exact_for_equal_lengths(number: int, length: int, end: int, rest: int) -> None:
    starts = Starts(event(**SHORT_DAY))
    free = [Span.of(at("09:00"), at(after(end)))]
    lengths = (5 * length,) * number

    bound = starts.at_most(lengths, (Host(tuple(free), rest),), starts.on_grid(5))

    assert bound == most(list(starts.moments), lengths, free, rest)


# --- whole events ----------------------------------------------------------------------------------------------------


@st.composite
def events(draw: st.DrawFn) -> Event:
    """A morning of 90 minutes with two or three bilaterals, and things in their way."""
    window = st.sampled_from([{}, {}, {"not_before": "09:30"}, {"not_after": "09:40"}, {"not_after": "10:02"}])
    couples = draw(st.lists(st.sampled_from(list(permutations(STATES, 2))), min_size=2, max_size=3))
    meetings = [
        bilateral(f"B{n}", *couple, minutes=draw(st.sampled_from([15, 20, 30, 40])), **draw(window))
        for n, couple in enumerate(couples)
    ]
    people = [person(f"{code}-1", **draw(st.sampled_from([{}, {}, {"arrives": "09:33"}]))) for code in STATES]
    first, last = sorted(draw(st.lists(odd_minutes, min_size=2, max_size=2, unique=True)))
    blocks = (
        (),
        (programme("TALK", after(first), after(last), who=draw(st.sampled_from(STATES))),),
        (programme("TALK", after(first), after(last), who="none", room="R1"),),
        (absence(draw(st.sampled_from((*STATES, "R1"))), after(first), after(last)),),
    )
    policy = Policy(bilateral_start_grid=draw(st.sampled_from([5, 15])))
    rooms = [room(f"R{n}") for n in range(1, draw(st.integers(1, 2)) + 1)]
    states = [delegation(code) for code in STATES]
    return event(*states, *people, *rooms, *meetings, *draw(st.sampled_from(blocks)), policy=policy, **SHORT_DAY)


def every_placing(event: Event) -> Iterator[tuple[Placement, ...]]:
    """All meetings at every combination of starts a quarter of an hour or five minutes apart, in every room."""
    starts = [after(offset) for offset in range(0, 90, event.policy.bilateral_start_grid)]
    single = {
        meeting.id: [
            placed(event, meeting.id, start, room=room.code)
            for start, room in product(starts, event.rooms)
            if not check(event, plan(event, placed(event, meeting.id, start, room=room.code)))
        ]
        for meeting in event.meetings
    }
    yield from product(*single.values())


def fits(event: Event) -> bool:
    """Whether all meetings can be placed together; only pairs can clash once each stands well by itself."""
    known: dict[tuple[Placement, ...], bool] = {}

    def friendly(*rows: Placement) -> bool:
        if rows not in known:
            known[rows] = not check(event, plan(event, *rows))
        return known[rows]

    return any(all(friendly(*pair) for pair in combinations(rows, 2)) for rows in every_placing(event))


@settings(max_examples=examples(40))
@given(small=events())
def test_warning_means_that_not_everything_can_be_placed(small: Event) -> None:
    warned = any(problem.severity == Severity.WARNING for problem in precheck(small))

    assert not (warned and fits(small))
