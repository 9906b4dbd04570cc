"""Full events: the sizes of the bilateral core with every sheet and every kind of rule in use.

Delegations, requests, booths and days are those of the core's sizes. Around them stand halls and conference rooms in
several zones, a programme, lines for arrivals, statements and signing, interpreters, side events, orders, wishes and
invented organisations to be kept apart. Everything is illustrative.
"""

from dataclasses import replace
from datetime import time

from planner.bench.core import FIRST_DAY, SIZES, TURNOVER, ZONE, Size
from planner.bench.full.frame import OPENS, Frame, clock
from planner.bench.full.languages import interpreters, rests
from planner.bench.full.parties import absences, delegations, people
from planner.bench.full.places import booths, conference_rooms, halls, repairs, walks
from planner.bench.full.programme import entries, lines, programme
from planner.bench.full.requests import bilaterals, housed, keep_apart, ordered, parties, side_events
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.records import Policy, Settings
from planner.domain.vocabulary import TieBreak
from planner.encoding import build
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import first_plan
from planner.solver.placing.rows import meeting_rows

LOCKED_EVERY = 40
"""Of so many placed meetings one is locked."""


def full_event(size: str, seed: int) -> Event:
    """The event of a size (S, M, L or XL) and seed; the same every time."""
    return event_of(SIZES[size], seed)


def event_of(size: Size, seed: int) -> Event:
    """The event of any size."""
    frame = Frame(size, seed)
    invited, apart = delegations(frame), keep_apart(delegations(frame))
    present = people(frame, invited)
    sides, rooms, held = parties(invited, present), booths(frame), lines(frame)
    turns = entries(frame, present, held)
    requests = housed(frame, ordered(frame, bilaterals(frame, sides, apart), [one.item for one in turns]), rooms)
    crew = interpreters(frame, requests)
    return Event(
        settings=_settings(frame),
        policy=_policy(),
        delegations=invited,
        people=present,
        absences=(*absences(frame, invited, present), *repairs(frame), *rests(frame, crew)),
        rooms=(*rooms, *conference_rooms(frame), *halls()),
        walks=walks(frame),
        programme=programme(frame, present),
        lines=held,
        entries=turns,
        bilaterals=requests,
        side_events=side_events(frame, sides, conference_rooms(frame)),
        interpreters=crew,
        keep_apart=apart,
    )


def _settings(frame: Frame) -> Settings:
    size = frame.size
    return Settings(
        name=f"Full event {size.delegations}/{size.requests}, seed {frame.seed} (illustrative)",
        timezone=ZONE.key,
        start_date=FIRST_DAY,
        end_date=frame.last_date,
        day_start=clock(OPENS),
        day_end=clock(frame.closes),
        host="D0001",
        tie_break=(TieBreak.OFFICE_SINCE, TieBreak.ALPHABETICAL),
        alphabet_from="Q",
    )


def _policy() -> Policy:
    return Policy(
        room_turnover=TURNOVER,
        side_event_starts=(time(8, 15), time(9, 45), time(11, 15), time(13, 30), time(15)),
        max_bilaterals_per_day=12,
        fair_share=40,
    )


def locked_rows(event: Event) -> Plan:
    """Rows as a colleague might have fixed them by hand: some of a first plan's meetings, locked where they stand."""
    turns = plan_lines(event, Plan())
    state = first_plan(build(event, Plan(turns.rows)))
    placed = [row for row in meeting_rows(event, Plan(), state) if row.stands]
    return Plan(tuple(replace(row, locked=True) for row in placed[::LOCKED_EVERY]))
