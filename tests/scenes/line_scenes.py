"""Lines of statements in the order of the sheet, planned and passed by the whole rule book."""

from dataclasses import replace

from planner.domain.plan import Plan
from planner.domain.vocabulary import HostPlace, LineOrder
from planner.rules import check
from planner.solver.lines.plan import plan_lines
from tests.scenes.builders import delegation, entry, event, line, placed, room

HALL = room("HALL", uses="signing")


def talks(*codes, **more):
    """A line of statements in the order of the sheet, with an entry for each code."""
    one = line("TALK", kind="statement", order=LineOrder.LISTED, host=HostPlace.IN_ORDER, before=0, after=0)
    return [replace(one, **more), *(entry(code, "TALK") for code in codes)]


def delegations(codes, **arrivals):
    return [delegation(code, arrives=arrivals.get(code, "")) for code in codes]


def standing(rows):
    """`B1 C2 A3`: who has which position."""
    given = sorted((row.position, row.item.partition("/")[2]) for row in rows if row.stands)
    return " ".join(f"{code}{position}" for position, code in given)


def planned(*records, before=()):
    """The plan of an event, after the whole rule book has passed it."""
    scene = event(HALL, *records)
    result = plan_lines(scene, Plan(tuple(before)))
    programme_rows = tuple(placed(scene, item.id, f"{item.start:%d %H:%M}", people=()) for item in scene.programme)
    kept = tuple(row for row in before if row.item in scene.meeting and row.locked)
    ours = [breach for breach in check(scene, Plan((*programme_rows, *kept, *result.rows))) if breach.rule[:3] != "one"]
    assert ours == []
    return result


def departing(result):
    return [(one.item.partition("/")[2], one.due, one.position) for one in result.departures]
