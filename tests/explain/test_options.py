"""Options for an item: what is offered holds, and of places for which nobody moves none is forgotten or misjudged."""

from datetime import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.diff import diff
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.explain import suggest, why
from planner.explain.options.best import undisturbing
from planner.explain.options.preferences import change_of
from planner.explain.places.candidates import Candidates
from planner.rules import check
from planner.rules.terms import counting
from tests.explain.test_agreement import all_rows, events
from tests.scenes.builders import bilateral, delegation, entry, event, line, placed, plan, programme, room
from tests.scenes.effort import examples

PARTIES = tuple(delegation(code) for code in ("BRA", "CHL", "FRA", "JPN"))
SHORT = {"day_start": time(9), "day_end": time(11)}


def starts(of: Event, beside: Plan, item: str, top: int = 5) -> list[str]:
    return [f"{option.row.start:%d %H:%M} {option.row.room}" for option in suggest(of, beside, item, top).options]


# --- examples --------------------------------------------------------------------------------------------------------


def test_time_that_is_preferred_comes_first_and_the_others_at_other_times():
    of = event(*PARTIES, room(), bilateral(prefer_from="10:00", prefer_to="10:30"), **SHORT)

    found = starts(of, plan(of), "b1", 4)

    assert found == ["25 10:00 R1", "25 10:20 R1", "25 09:40 R1", "25 10:40 R1"]


def test_room_that_is_wished_for_comes_first_and_else_the_smallest():
    of = event(*PARTIES, room("R1", capacity=9), room("R2", capacity=8), room("R3"), bilateral(room="R3"), **SHORT)
    plain = event(*PARTIES, room("R1", capacity=9), room("R2", capacity=8), bilateral(), **SHORT)

    assert starts(of, plan(of), "B1", 1) == ["25 09:00 R3"]
    assert starts(plain, plan(plain), "B1", 1) == ["25 09:00 R2"]


def test_another_room_at_the_same_time_is_a_place_where_people_can_tell_it_apart():
    of = event(
        *PARTIES,
        room("R1"),
        room("R2"),
        room("R3"),
        room("R4", features=("flags",)),
        room("R5", capacity=30),
        bilateral(),
    )
    beside = plan(of, placed(of, "B1", "09:00", room="R1"))

    options = [one for one in suggest(of, beside, "B1", 500).options if one.row.start == beside.by_item["B1"].start]

    # R3 is what R2 is.
    assert [one.row.room for one in options] == ["R2", "R4", "R5"]
    assert [one.worth_change for one in options] == [0, 0, 0]
    assert options[0].moves == ()
    assert options[0].sentence == (
        "09:00–09:20 on Saturday 25 October in Room R2, another room at the same time. Nobody else moves; to be told: "
        "France, Japan."
    )


def test_sentence_says_what_changes_and_who_is_to_be_told():
    of = event(*PARTIES, room(), bilateral(not_after="11:00"), programme("P1", "10:00", "11:00", who="FRA"), **SHORT)

    (option,) = suggest(of, plan(of), "B1", 1).options

    assert option.sentence == (
        "09:30–09:50 on Saturday 25 October in Room R1, which adds 4 to the worth. Nobody else moves; to be told: "
        "France, Japan. 10 minutes more waiting."
    )
    assert option.terms == (("waiting", 10),)


def test_option_that_moves_another_tells_from_when_to_when():
    of = event(*PARTIES, room(), bilateral(not_after="09:40"), bilateral("B2", "BRA", "CHL"), **SHORT)
    beside = plan(of, placed(of, "B2", "09:10", room="R1"))

    (option,) = suggest(of, beside, "B1", 1).options

    assert [move.as_dict() for move in option.moves] == [
        {
            "item": "B2",
            "change": "time",
            "old": "09:10–09:30 on Saturday 25 October, Room R1",
            "new": "09:35–09:55 on Saturday 25 October, Room R1",
        }
    ]
    assert option.parties == ("BRA", "CHL", "FRA", "JPN")


def test_what_stays_where_it_is_has_no_other_place():
    of = event(*PARTIES, room(), bilateral(), programme("P1", "10:00", "10:30"), bilateral("B2", status="declined"))
    kept = plan(of, placed(of, "B1", "09:00", room="R1", locked=True))
    cancelled = Plan((*plan(of).rows[:-1], Placement("B1", of.meeting["B1"].kind, state=PlanState.CANCELLED)))

    assert starts(of, kept, "B1") == starts(of, cancelled, "B1") == []
    assert suggest(of, kept, "p1").item == "P1"
    assert starts(of, kept, "P1") == starts(of, kept, "B2") == []


def test_turn_of_a_line_goes_where_the_order_is_kept_first():
    of = event(
        *(delegation(code, precedence=number) for number, code in enumerate(("BRA", "CHL", "FRA"), 1)),
        room("HALL", uses="signing"),
        line(start="09:00", end="09:04"),
        *(entry(code, full_powers="verified") for code in ("BRA", "CHL", "FRA")),
    )
    beside = plan(of, placed(of, "SIGN/BRA", "09:01", position=2), placed(of, "SIGN/FRA", "09:03", position=4))

    options = suggest(of, beside, "sign/chl").options

    assert [option.row.position for option in options] == [3, 1]
    assert "Out of the order of the line: Brazil comes before Chile" in options[1].sentence
    assert all(check(of, option.plan) == () for option in options)
    assert suggest(of, beside, "SIGN/CHL", 1).options == options[:1]


# --- properties ------------------------------------------------------------------------------------------------------


@st.composite
def scenes(draw: st.DrawFn) -> tuple[Event, Plan]:
    """A small event and a plan of it that breaks no rule: meetings at some of their open places, one after another."""
    of = draw(events())
    beside = plan(of)
    for item in draw(st.permutations(list(of.meeting))):
        places = list(Candidates.of(of, beside, of.meeting[item]).open_rows())
        if places and draw(st.booleans()):
            row = draw(st.sampled_from(places))
            beside = Plan(tuple(row if one.item == item else one for one in beside.rows))
    return of, beside


@settings(max_examples=examples(8), suppress_health_check=list(HealthCheck))
@given(scenes())
def test_every_option_breaks_no_rule_and_moves_what_it_says(scene):
    of, beside = scene
    for item in of.meeting:
        for option in suggest(of, beside, item).options:
            found = diff(beside, option.plan, of)

            assert check(of, option.plan, beside) == ()
            assert option.plan.by_item[item].span == option.row.span
            assert option.moves == tuple(change for change in found.changes if change.item != item)
            assert option.parties == tuple(found.by_delegation)
            assert dict(option.terms) == _changed(of, beside, option.plan)


@settings(max_examples=examples(8), suppress_health_check=list(HealthCheck))
@given(scenes())
def test_every_start_and_zone_that_is_open_is_offered_and_no_other(scene):
    of, beside = scene
    for item, meeting in of.meeting.items():
        candidates, now = Candidates.of(of, beside, meeting), beside.by_item[item]
        offered_rows = [one.row for one in undisturbing(of, beside, candidates)]
        offered = {(row.start, of.zone_of(row.room)) for row in offered_rows}
        rows = [
            row for row, _ in all_rows(candidates) if not now.stands or (row.start, row.room) != (now.start, now.room)
        ]
        open_rows = [row for row in rows if _breaks_nothing(of, beside, row)]

        assert offered == {(row.start, of.zone_of(row.room)) for row in open_rows}
        assert _rooms_seen(of, offered_rows, now) == _rooms_seen(of, open_rows, now)


@settings(max_examples=examples(8), suppress_health_check=list(HealthCheck))
@given(scenes())
def test_every_cure_gives_what_it_promised(scene):
    of, beside = scene
    for item in of.meeting:
        explained = why(of, beside, item)
        assert explained.verdict.count(". ") <= 2
        for cure in explained.cures:
            found = diff(beside, cure.plan, cure.event)

            assert check(cure.event, cure.plan) == ()
            assert cure.plan.by_item[item].stands
            assert cure.parties == tuple(found.by_delegation)
            others = {change.item for change in found.changes} - {item}
            assert others == ({change.item for change in cure.changes} if cure.kind == "move" else set())


@settings(max_examples=examples(15), suppress_health_check=list(HealthCheck))
@given(events())
def test_what_is_proven_to_have_no_place_breaks_a_rule_wherever_it_is(of):
    alone = Plan(tuple(row for row in plan(of).rows if row.item in of.programme_item))
    for item, meeting in of.meeting.items():
        proof = why(of, plan(of), item).proof
        rows = [row for row, _ in all_rows(Candidates.of(of, alone, meeting))] if proof else []

        assert proof is None or proof
        assert all(any(item in one.items for one in check(of, Plan((*alone.rows, row)))) for row in rows)


def _rooms_seen(of: Event, rows: list[Placement], now: Placement) -> set[tuple[str, int, frozenset[str]]]:
    """What people would see of other rooms at the time at which the meeting stands now."""
    others = [of.room[row.room] for row in rows if row.room and now.stands and row.span == now.span]
    return {(room.zone, room.capacity, frozenset(room.features)) for room in others}


def _breaks_nothing(of: Event, beside: Plan, row: Placement) -> bool:
    return check(of, Plan(tuple(row if one.item == row.item else one for one in beside.rows))) == ()


def _changed(of: Event, before: Plan, after: Plan) -> dict[str, int]:
    return {term.name: by for term, by in zip(counting(of.policy), change_of(of, before, after), strict=True) if by}
