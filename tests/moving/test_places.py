"""What is said of a place before anything is moved there is what the rules say once it is, both ways."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.moving import Places, Verdict, placed_at, places_of
from planner.rules import check
from tests.explain.test_agreement import events
from tests.scenes.builders import at, bilateral, delegation, entry, event, line, person, placed, room, unplaced

DAY = date(2025, 10, 25)


def breaches_of(of: Event, plan: Plan, row: Placement) -> list[str]:
    others = [one for one in plan.rows if one.item != row.item]
    return [one.rule for one in check(of, Plan((*others, row))) if row.item in one.items]


@st.composite
def planned(draw: st.DrawFn) -> tuple[Event, Plan]:
    """A small event and a plan without a breach, in which some rows are locked."""
    of = draw(events())
    turns = (placed(of, "SIGN/FRA", "09:03", position=4),) if of.lines else ()
    plan = Plan((placed(of, "P1", f"{of.programme[0].start:%H:%M}"), *turns))
    for item in of.meeting:
        found = places_of(of, plan, item, DAY)
        free = [place for place in all_places(found) if found.verdict(*place) <= Verdict.WISH]
        row = unplaced(of, item)
        if free:
            room, start = draw(st.sampled_from(free))
            row = placed_at(of, plan, item, found.starts[start], found.rooms[room], lock=draw(st.booleans()))
        plan = Plan((*plan.rows, row))
    return of, plan


def all_places(found: Places) -> list[tuple[int, int]]:
    return [(room, start) for room in range(len(found.rooms)) for start in range(len(found.starts))]


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(planned())
def test_free_is_what_the_rules_allow(scene: tuple[Event, Plan]) -> None:
    of, plan = scene
    for item in of.meeting:
        found = places_of(of, plan, item, DAY)
        for place in all_places(found)[::7]:
            where = found.starts[place[1]], found.rooms[place[0]]
            if not of.meeting[item].use and not where[1] and found.verdict(*place) == Verdict.CLOSED:
                continue
            if found.verdict(*place) == Verdict.CLOSED and "could interpret" in found.sentence(*place):
                continue
            row = placed_at(of, plan, item, *where, lock=True)
            broken = breaches_of(of, plan, row)
            assert (found.verdict(*place) <= Verdict.WISH) == (not broken), (found.sentence(*place), broken)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(planned())
def test_those_who_could_give_way_are_all_that_is_in_the_way(scene: tuple[Event, Plan]) -> None:
    of, plan = scene
    for item in of.meeting:
        found = places_of(of, plan, item, DAY)
        movable = {row.item for row in plan.standing if row.item in of.meeting and not row.fixed and row.item != item}
        in_order = {one for one in movable if one == of.meeting[item].after or of.meeting[one].after == item}
        alone = places_of(of, without(plan, movable - in_order), item, DAY)
        for place in all_places(found)[::5]:
            who = set(found.who(*place))
            assert who <= movable
            assert bool(who) == (found.verdict(*place) == Verdict.TAKEN)
            if who and not who & in_order:
                left = places_of(of, without(plan, who), item, DAY)
                assert left.verdict(*place) <= Verdict.WISH, found.sentence(*place)
            if found.verdict(*place) == Verdict.CLOSED and not in_order:
                assert alone.verdict(*place) == Verdict.CLOSED, found.sentence(*place)


def without(plan: Plan, items: set[str]) -> Plan:
    return Plan(tuple(row for row in plan.rows if row.item not in items))


# --- what is said ----------------------------------------------------------------------------------------------------

THREE = event(
    *(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN", "KEN")),
    *(person(f"{code}-1") for code in ("BRA", "CHL", "FRA", "JPN", "KEN")),
    room("R1"),
    room("R2"),
    bilateral("B1", "FRA", "JPN", minutes=20, prefer_from="10:00", room="R2"),
    bilateral("B2", "BRA", "CHL", minutes=20),
    bilateral("B3", "FRA", "KEN", minutes=20),
)
PLAN = Plan((unplaced(THREE, "B1"), placed(THREE, "B2", "10:00", room="R1"), placed(THREE, "B3", "11:00", room="R1")))


def said(plan: Plan, start: str, where: str, item: str = "B1") -> str:
    found = places_of(THREE, plan, item, DAY)
    place = found.at(at(start), where)
    assert place is not None
    return found.sentence(*place)


def test_an_open_place_is_free() -> None:
    assert said(PLAN, "10:00", "R2") == "Free."


def test_an_open_place_against_a_wish_says_which() -> None:
    assert said(PLAN, "09:00", "R1") == (
        "Free, but against a wish: It would start 1 hour before the time preferred, 10:00 on Saturday 25 October. "
        "The room wished for is Room R2."
    )


def test_a_taken_place_says_by_whom() -> None:
    found = places_of(THREE, PLAN, "B1", DAY)
    place = found.at(at("10:00"), "R1")

    assert place is not None
    assert found.sentence(*place) == "Taken: Room R1 is taken: 'Brazil – Chile' 10:00–10:20."
    assert found.who(*place) == ("B2",)


def test_a_place_taken_by_what_is_locked_is_not_possible() -> None:
    rows = [replace(row, locked=row.item == "B2") for row in PLAN.rows]

    assert said(Plan(tuple(rows)), "10:00", "R1") == (
        "Not possible: Room R1 is taken: 'Brazil – Chile' 10:00–10:20. 'Brazil – Chile' is locked."
    )


def test_turns_of_a_line_are_places_too() -> None:
    of = event(
        *(delegation(code) for code in ("FRA", "JPN")),
        *(person(f"{code}-1") for code in ("FRA", "JPN")),
        room("HALL", uses="statement"),
        line(start="09:00", end="09:04", kind="statement"),
        entry("FRA"),
        entry("JPN"),
    )
    plan = Plan((placed(of, "SIGN/FRA", "09:00", position=1), unplaced(of, "SIGN/JPN")))

    found = places_of(of, plan, "SIGN/JPN", DAY)

    assert [found.verdict(0, start).name for start in range(4)] == ["TAKEN", "FREE", "FREE", "FREE"]
    assert found.who(0, 0) == ("SIGN/FRA",)
