"""Delegations to be kept apart."""

import pytest

from planner.domain.event import Event
from planner.rules.apart import AdjacentInLine, SameItem, SameRoomNext, SameZone
from tests.scenes.builders import (
    bilateral,
    delegation,
    entry,
    event,
    keep_apart,
    line,
    person,
    placed,
    room,
    side_event,
    unplaced,
)
from tests.scenes.examples import example_rows, sentences, verdict

DELEGATIONS = tuple(delegation(code) for code in ("FRA", "JPN", "CHL", "KEN", "BRA"))
ROOMS = (room("A1", zone="A"), room("A2", zone="A"), room("B1", zone="B"), room("N1"), room("N2"))


@example_rows("""
    organiser  co_organisers  speakers  expected
    FRA        -              -         ok
    FRA        JPN            -         broken
    JPN        FRA            -         broken   # either way round
    FRA        -              JPN-1     broken   # a speaker's delegation is a party
    CHL        FRA; JPN       -         broken
    CHL        FRA            KEN-1     ok
    CHL        -              -         ok
""")
def test_same_item_in_a_side_event(organiser, co_organisers, speakers, expected):
    party = side_event("S", organiser, co_organisers=co_organisers, speakers=speakers)
    of = event(*DELEGATIONS, person("JPN-1"), person("KEN-1"), keep_apart("FRA", "JPN", "same_item"), party)

    assert verdict(SameItem(), of, placed(of, "S", "09:00")) == expected
    assert verdict(SameItem(), of, unplaced(of, "S")) == "ok"


@example_rows("""
    requester  counterpart  also   expected
    FRA        JPN          -      broken
    JPN        FRA          -      broken
    FRA        CHL          JPN    broken
    CHL        KEN          FRA; JPN-1  broken
    FRA        CHL          -      ok
""")
def test_same_item_in_a_bilateral(requester, counterpart, also, expected):
    meeting = bilateral("M", requester, counterpart, also=also)
    of = event(*DELEGATIONS, person("JPN-1"), keep_apart("FRA", "JPN", "same_item"), meeting)

    assert verdict(SameItem(), of, placed(of, "M", "09:00")) == expected


def of_two(rule: str, minutes: int) -> Event:
    """MF is of France, MJ of Japan, MB of both, MC of neither, PF and PJ are pull-asides; the pair is kept apart."""
    return event(
        *DELEGATIONS,
        *ROOMS,
        keep_apart("FRA", "JPN", rule, minutes),
        bilateral("MF", "FRA", "CHL"),
        bilateral("MF2", "CHL", "FRA"),
        bilateral("MJ", "KEN", "JPN"),
        bilateral("MB", "FRA", "JPN"),
        bilateral("MC", "CHL", "KEN"),
        bilateral("PF", "FRA", "CHL", kind="pull_aside"),
        bilateral("PJ", "JPN", "CHL", kind="pull_aside"),
        side_event("SJ", "CHL", co_organisers="JPN"),
    )


SEPARATION = """
    minutes  first  second  start  expected   # the first from 09:00 to 09:20
    15       MF     MJ      09:35  ok         # exactly enough
    15       MF     MJ      09:34  broken     # one minute short
    15       MJ     MF      09:34  broken     # either way round
    15       MJ     MF      09:35  ok
    15       MF     MJ      08:25  ok         # ends at 08:45
    15       MF     MJ      08:26  broken
    15       MF     MJ      09:10  broken     # overlap
    30       MF     MJ      09:49  broken
    30       MF     MJ      09:50  ok
    0        MF     MJ      09:20  ok         # touching
    0        MF     MJ      09:19  broken
    15       MF     SJ      09:34  broken     # a co-organiser is a party
    15       MF     MF2     09:20  ok         # both of one delegation
    15       MF     MB      09:20  ok         # a meeting of both concerns same_item only
    15       MB     MJ      09:20  ok
    15       MF     MC      09:20  ok         # of neither
"""


@example_rows(SEPARATION)
def test_same_zone_keeps_meetings_apart(minutes, first, second, start, expected):
    of = of_two("same_zone", int(minutes))

    rows = (placed(of, first, "09:00", room="A1"), placed(of, second, start, room="A2"))

    assert verdict(SameZone(), of, *rows) == expected
    assert verdict(SameRoomNext(), of, *rows) == "ok"


@example_rows(SEPARATION)
def test_same_room_next_keeps_meetings_apart(minutes, first, second, start, expected):
    of = of_two("same_room_next", int(minutes))

    rows = (placed(of, first, "09:00", room="A1"), placed(of, second, start, room="A1"))

    assert verdict(SameRoomNext(), of, *rows) == expected
    assert verdict(SameZone(), of, *rows) == "ok"


@example_rows("""
    first  room  second  second_room  same_zone  same_room   # both at 09:00
    MF     A1    MJ      A1           broken     broken
    MF     A1    MJ      A2           broken     ok
    MF     A1    MJ      B1           ok         ok
    MF     N1    MJ      N2           ok         ok          # rooms without zone share none
    MF     N1    MJ      N1           ok         broken      # but a room is a room
    PF     -     PJ      -            ok         ok          # pull-asides have neither
    PF     A1    MJ      A1           ok         ok
    MF     x     MJ      x            ok         broken
""")
def test_separation_by_place(first, room, second, second_room, same_zone, same_room):
    zone, next_in_room = of_two("same_zone", 15), of_two("same_room_next", 15)

    def rows(of: Event) -> list[object]:
        return [placed(of, first, "09:00", room=room), placed(of, second, "09:00", room=second_room)]

    assert verdict(SameZone(), zone, *rows(zone)) == same_zone
    assert verdict(SameRoomNext(), next_in_room, *rows(next_in_room)) == same_room


def test_separation_counts_past_a_meeting_between():
    of = of_two("same_room_next", 60)

    rows = [placed(of, item, start, room="A1") for item, start in (("MF", "09:00"), ("MC", "09:25"), ("MJ", "09:50"))]

    assert verdict(SameRoomNext(), of, *rows) == "broken"


def test_separation_sentences_name_the_shortfall():
    zone, next_in_room = of_two("same_zone", 15), of_two("same_room_next", 15)

    def found(rule: SameZone | SameRoomNext, of: Event) -> list[str]:
        return sentences(rule, of, placed(of, "MF", "09:00", room="A1"), placed(of, "MJ", "09:30", room="A1"))

    apart = "'France – Chile' until 09:20 on Saturday 25 October and 'Kenya – Japan' from 09:30: 10 minutes apart, 15"
    assert found(SameZone(), zone) == [f"France and Japan are kept apart in zone A: {apart} needed."]
    assert found(SameRoomNext(), next_in_room) == [f"France and Japan are kept apart in Room A1: {apart} needed."]


def test_same_item_sentence_names_the_meeting():
    of = event(*DELEGATIONS, keep_apart("FRA", "JPN", "same_item"), bilateral("M"))

    found = sentences(SameItem(), of, placed(of, "M", "09:00"))

    parties = "both are parties to 'France – Japan' at 09:00 on Saturday 25 October."
    assert found == [f"France and Japan are kept apart, but {parties}"]


@example_rows("""
    france  japan  expected
    1       2      broken
    2       1      broken    # either way round
    1       3      ok
    5       9      ok
    1       -      ok        # no turn
    -       -      ok
""")
@pytest.mark.parametrize("desks", [1, 2])
def test_adjacent_in_line(france, japan, expected, desks):
    of = event(*DELEGATIONS, keep_apart("FRA", "JPN", "adjacent_in_line"), line(desks=desks), *_entries())
    places = {"FRA": france, "JPN": japan}

    rows = [placed(of, f"SIGN/{code}", "09:00", position=int(k)) for code, k in places.items() if k]

    assert verdict(AdjacentInLine(), of, *rows) == expected


def _entries() -> list[object]:
    return [entry(code) for code in ("FRA", "JPN", "CHL")]


def test_adjacent_in_line_compares_positions_of_one_line_only():
    lines = (line("L1"), line("L2"), entry("FRA", "L1"), entry("JPN", "L2"), entry("JPN", "L1"))
    of = event(*DELEGATIONS, keep_apart("FRA", "JPN", "adjacent_in_line"), *lines)

    rows = [placed(of, "L1/FRA", "09:00", position=1), placed(of, "L2/JPN", "09:00", position=2)]

    assert verdict(AdjacentInLine(), of, *rows) == "ok"
    assert verdict(AdjacentInLine(), of, *rows, placed(of, "L1/JPN", "09:01", position=2)) == "broken"


def test_adjacent_in_line_leaves_other_rules_and_rows_without_position_alone():
    of = event(*DELEGATIONS, keep_apart("FRA", "JPN", "same_item"), line(), *_entries())
    apart = event(*DELEGATIONS, keep_apart("FRA", "JPN", "adjacent_in_line"), line(), *_entries())

    rows = [placed(of, "SIGN/FRA", "09:00", position=1), placed(of, "SIGN/JPN", "09:01", position=2)]
    loose = [placed(of, "SIGN/FRA", "09:00", position=1), placed(of, "SIGN/JPN", "09:01")]

    assert verdict(AdjacentInLine(), of, *rows) == "ok"
    assert verdict(AdjacentInLine(), apart, *loose) == "ok"


def test_adjacent_in_line_sentence_names_both_positions():
    of = event(*DELEGATIONS, keep_apart("JPN", "FRA", "adjacent_in_line"), line(title="Signing"), *_entries())

    found = sentences(
        AdjacentInLine(),
        of,
        placed(of, "SIGN/FRA", "09:00", position=1),
        placed(of, "SIGN/JPN", "09:01", position=2),
    )

    assert found == ["Japan and France are kept apart, but have positions 2 and 1 of 'Signing'."]
