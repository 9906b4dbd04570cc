"""What the meeting itself rules out: hours of the day, starting times, its own window, its place in an order."""

from collections.abc import Iterator

import numpy as np

from planner.domain.vocabulary import ApartRule
from planner.domain.wording import day_name, delegation_name, item_name, lasting, moment
from planner.explain.places.block import Block, Culprit, block, column, everywhere
from planner.explain.places.ways import Ways, seconds


def time_blocks(ways: Ways) -> Iterator[Block | None]:
    """One block for each rule on the meeting as a whole that closes anything."""
    meeting, name = ways.meeting, f"'{ways.meeting.title}'"
    for rule, culprits in (
        ("event-hours", _hours(ways)),
        ("start-grid", (*_grid(ways), *_given_times(ways))),
        ("time-window", _window(ways)),
        ("after-item", _order(ways)),
        ("crew-complete", _languages(ways)),
    ):
        yield block(rule, "meeting", meeting.id, name, culprits)
    yield from _same_item(ways)


def _hours(ways: Ways) -> Iterator[Culprit]:
    event, settings = ways.event, ways.event.settings
    for day in sorted(set(ways.days) - set(event.days)):
        yield Culprit(f"{day_name(day)} is no day of the event", column(ways.on([day])))
    closed = np.zeros(len(ways.starts), dtype=np.bool_)
    for day in event.days:
        closed |= ways.on([day]) & ways.outside(event.day_hours(day))
    clause = (
        f"it lasts {lasting(ways.meeting.minutes)}, and the day is {settings.day_start:%H:%M}–{settings.day_end:%H:%M}"
    )
    yield Culprit(clause, column(closed))


def _grid(ways: Ways) -> Iterator[Culprit]:
    """Starts that are on no grid, which only a moment that was asked for can be."""
    grid = ways.meeting.grid
    clocks = [ways.event.local(start).time() for start in ways.starts]
    off = [one != one.replace(second=0, microsecond=0) or (one.hour * 60 + one.minute) % grid > 0 for one in clocks]
    yield Culprit(f"at multiples of {lasting(grid)} from midnight", column(np.array(off, dtype=np.bool_)))


def _given_times(ways: Ways) -> Iterator[Culprit]:
    starts = ways.meeting.starts
    if starts:
        closed = np.array([ways.event.local(start).time() not in starts for start in ways.starts], dtype=np.bool_)
        yield Culprit(f"{', '.join(f'{one:%H:%M}' for one in starts)}", column(closed))


def _window(ways: Ways) -> Iterator[Culprit]:
    earliest, latest = ways.meeting.not_before, ways.meeting.not_after
    if earliest is not None:
        clause = f"it may not start before {moment(ways.event, earliest)}"
        yield Culprit(clause, column(ways.first < seconds(earliest)))
    if latest is not None:
        yield Culprit(f"it may not end after {moment(ways.event, latest)}", column(ways.last > seconds(latest)))


def _order(ways: Ways) -> Iterator[Culprit]:
    event, case, meeting = ways.event, ways.case, ways.meeting
    if meeting.after:
        name, end = item_name(event, meeting.after), case.end_of(meeting.after)
        if end is None:
            yield Culprit(f"it must come after {name}, which is not placed", everywhere(ways))
        else:
            clause = f"it must come after {name}, which ends at {moment(event, end)}"
            yield Culprit(clause, column(ways.first < seconds(end)), (meeting.after,))
    for duty in case.meeting_duties:
        if event.meeting[duty.item].after == meeting.id:
            clause = (
                f"it must come before {item_name(event, duty.item)}, which starts at {moment(event, duty.span.start)}"
            )
            yield Culprit(clause, column(ways.last > seconds(duty.span.start)), (duty.item,))


def _languages(ways: Ways) -> Iterator[Culprit]:
    if not ways.crews:
        pairs = " and ".join("-".join(pair) for pair in ways.meeting.pairs)
        yield Culprit(f"the Interpreters sheet has not one of their own for each of {pairs}", everywhere(ways))


def _same_item(ways: Ways) -> Iterator[Block | None]:
    event, parties = ways.event, ways.meeting.parties
    for pair in event.keep_apart:
        if pair.rule == ApartRule.SAME_ITEM and pair.a in parties and pair.b in parties:
            both = f"{delegation_name(event, pair.a)} and {delegation_name(event, pair.b)}"
            culprit = Culprit(f"both are parties to {item_name(event, ways.meeting.id)}", everywhere(ways))
            yield block("same-item", "apart", f"{pair.a}; {pair.b}", both, [culprit])
