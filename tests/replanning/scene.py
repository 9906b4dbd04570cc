"""A small day for what happens in the middle of it: four delegations, two rooms alike, a hall, a lunch."""

from datetime import time

from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.issue import carried
from planner.domain.plan import Placement, Plan
from planner.domain.records import Policy
from planner.domain.vocabulary import IncidentKind, Rank, UnderWay
from planner.replanning import CannotApply, Replanned, Terms, replan
from planner.rules import check
from planner.solver.placing.rows import programme_rows
from tests.scenes.builders import at, delegation, event, maybe, person, plan, room

QUICK = Terms(workers=1, seconds=10)
NOWHERE = Plan()


def incident(what: str, *, from_: str = "", to: str = "", under_way: str = "", **more: object) -> Incident:
    way = UnderWay(under_way) if under_way else None
    return Incident(IncidentKind(what), from_=maybe(from_), to=maybe(to), under_way=way, **more)


def day(*more: object) -> Event:
    """From nine to six."""
    return event(
        *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN")),
        person("BRA-1", rank=Rank.HEAD_OF_STATE),
        *(person(f"{code}-1") for code in ("CHL", "FRA", "JPN")),
        room("R1"),
        room("R2"),
        room("HALL", capacity=100, uses="signing; statement; other"),
        *more,
        day_start=time(9),
        day_end=time(18),
        end_date=at("09:00").date(),
        policy=Policy(person_gap=5, room_turnover=5, bilateral_minutes=30, bilateral_start_grid=5),
    )


def issued(of: Event, *rows: Placement) -> Plan:
    """A plan with these rows, and with the programme as it stands."""
    given = {row.item for row in rows}
    fixed = (row for row in programme_rows(of, NOWHERE) if row.item not in given)
    return carried(of, Plan((*fixed, *(row for row in plan(of, *rows).rows if row.item in given))), NOWHERE)


def taken_in(of: Event, before: Plan, now: str, *changes: Incident) -> Replanned:
    """The re-plan, whose plan passes the check and stays as it is when nothing more happens."""
    found = replan(of, before, changes, at(now), terms=QUICK)
    assert check(found.event, found.plan) == ()
    assert replan(found.event, found.plan, (), at(now), terms=QUICK).plan == found.plan
    return found


def refused(of: Event, before: Plan, now: str, *changes: Incident) -> list[str]:
    """What is said where the changes cannot be, sentence and cure."""
    try:
        replan(of, before, changes, at(now), terms=QUICK)
    except CannotApply as cannot:
        return [f"{one.cell} {one.sentence} {one.cure}" for one in cannot.problems]
    return []


def where(found: Replanned, item: str) -> str:
    """`09:00-09:30 R1`, or the state of what does not stand."""
    row = found.plan.by_item[item]
    return f"{row.start:%H:%M}-{row.end:%H:%M} {row.room}".strip() if row.stands else str(row.state)
