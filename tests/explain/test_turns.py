"""Why line entries have no turn, or not another one."""

from planner.domain.event import Event
from planner.domain.vocabulary import Rank
from planner.explain import why
from tests.scenes.builders import absence, delegation, entry, event, keep_apart, line, person, placed, plan, room

PARTIES = tuple(delegation(code) for code in ("BRA", "CHL", "FRA"))


def signing(*entries: object, end: str = "09:05", reserve: int = 0) -> Event:
    return event(
        *PARTIES,
        person("BRA-1", rank=Rank.HEAD_OF_STATE),
        person("CHL-1", rank=Rank.HEAD_OF_STATE),
        person("FRA-1", rank=Rank.MINISTER, title="Minister of Justice"),
        room("HALL", uses="signing"),
        line(end=end, before=0, after=0, reserve_percent=reserve),
        *entries,
    )


def test_why_of_an_entry_without_full_powers_names_them():
    of = signing(entry("FRA"))

    assert why(of, plan(of), "SIGN/FRA").verdict == (
        "Not placed: The full powers of the Minister of Justice of France are missing. A turn is given once they are "
        "verified or the original is deposited."
    )


def test_why_of_an_entry_counts_positions():
    of = signing(
        entry("BRA"),
        entry("CHL", not_before="09:02"),
        absence("CHL", "09:03", "09:04"),
        keep_apart("BRA", "CHL", "adjacent_in_line"),
        reserve=50,
    )

    found = why(of, plan(of, placed(of, "SIGN/BRA", "09:01", position=2)), "SIGN/CHL")

    assert {one.rule: one.candidates for one in found.blocked} == {
        "line-bounds": 2,
        "line-turns": 1,
        "turn-free": 1,
        "adjacent-in-line": 2,
    }
    assert "Brazil has position 2 at 09:01 on Saturday 25 October" in " ".join(one.sentence for one in found.blocked)


def test_why_of_an_entry_names_the_reserve_where_an_earlier_turn_is_free():
    of = signing(entry("BRA"), entry("CHL"), reserve=50)

    found = why(of, plan(of, placed(of, "SIGN/BRA", "09:00", position=1)), "SIGN/CHL")

    assert {one.rule: one.candidates for one in found.blocked} == {"line-turns": 1, "line-reserve": 1}


def test_why_of_a_placed_entry_says_its_position():
    of = signing(entry("BRA"))

    found = why(of, plan(of, placed(of, "SIGN/BRA", "09:01", position=2)), "SIGN/BRA")

    assert found.verdict == "Placed at position 2 of 'SIGN', 09:01 on Saturday 25 October in Room HALL."
