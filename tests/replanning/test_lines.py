"""Lines re-flow after a change as they do in practice."""

from dataclasses import replace

import pytest

from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.plan import Plan
from planner.domain.vocabulary import EntryStatus
from planner.replanning import CannotApply, Replanned
from tests.replanning.test_replan import agenda, incident, issued, taken_in
from tests.scenes.builders import absence, at, bilateral, entry, line, placed, room

# --- lines -----------------------------------------------------------------------------------------------------------


def signing(*entries: object, kind: str = "signing") -> Event:
    where_to = room("HALL", uses=kind)
    return agenda(
        where_to, line("L", "09:00", "11:00", kind=kind, seconds_each=300, order="listed", before=0, after=0), *entries
    )


def in_turn(of: Event, *codes: str) -> Plan:
    rows = [placed(of, f"L/{code}", f"09:{5 * place:02}", position=place + 1) for place, code in enumerate(codes)]
    return issued(of, *rows)


def queue(found: Replanned) -> list[str]:
    rows = sorted((row for row in found.plan.standing if row.position), key=lambda row: row.position or 0)
    return [f"{row.position} {row.item[2:]}" for row in rows]


SIGNING = signing(*(entry(code, "L", full_powers="verified") for code in ("BRA", "CHL", "FRA", "JPN")))
TURNS = in_turn(SIGNING, "BRA", "CHL", "FRA", "JPN")


def test_late_signatory_comes_after_the_next_ones_present():
    found = taken_in(SIGNING, TURNS, "08:50", incident("person_late", who="CHL-1", to="09:08"))

    assert queue(found) == ["1 BRA", "2 FRA", "3 CHL", "4 JPN"]
    assert [call.delegation for call in found.calls] == ["CHL", "FRA"]
    assert found.summary.endswith("; with the turns as this plan has them, no plan disturbs less.")


def test_absent_speaker_goes_to_the_end_of_the_same_rank():
    of = signing(*(entry(code, "L") for code in ("BRA", "CHL", "FRA", "JPN")), kind="statement")
    before = in_turn(of, "BRA", "CHL", "FRA", "JPN")

    # France, the last minister, keeps its turn; the ambassador of Japan comes after the ministers.
    found = taken_in(of, before, "09:06", incident("turn_missed", item="L/CHL"))
    assert queue(found) == ["1 BRA", "3 FRA", "4 CHL", "5 JPN"]


@pytest.mark.parametrize(
    ("away", "late"),
    [
        (absence("CHL-1", "10:30", "10:40"), ()),  # after all are through
        (absence("CHL-1", "09:30", "10:00"), ()),  # when the last of the rank is called
        (absence("JPN-1", "10:30", "10:40"), (incident("person_late", who="CHL-1", to="09:15"),)),
    ],
)
def test_missed_turn_comes_after_one_of_its_rank_who_is_called_much_later(away: object, late: tuple[Incident, ...]):
    entries = (entry(code, "L") for code in ("BRA", "CHL", "JPN", "FRA"))
    of = signing(*entries, away, absence("FRA-1", "08:00", "09:35"), kind="statement")
    before = in_turn(of, "BRA", "CHL", "JPN")
    before = issued(of, *before.standing, placed(of, "L/FRA", "09:35", position=8))

    found = taken_in(of, before, "09:06", incident("turn_missed", item="L/CHL"), *late)

    (asked,) = [place for place in queue(found) if place.endswith("CHL")]
    assert [place for place in queue(found) if place != asked] == ["1 BRA", "3 JPN", "8 FRA"]
    assert asked == ("13 CHL" if away.to == at("10:00") else "9 CHL")


def test_standby_fills_the_gap_and_nobody_else_moves():
    entries = [entry(code, "L", full_powers="verified") for code in ("BRA", "CHL", "FRA")]
    of = signing(*entries, entry("JPN", "L", full_powers="verified", status=EntryStatus.STANDBY))
    before = in_turn(of, "BRA", "CHL", "FRA")

    for change in (incident("item_cancelled", item="L/CHL"), incident("person_absent", who="CHL-1")):
        found = taken_in(of, before, "08:50", change)
        assert queue(found) == ["1 BRA", "2 JPN", "3 FRA"]
        assert found.event.entry["L/JPN"].status == EntryStatus.INSCRIBED


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("", "after 08:50 on Saturday 25 October. Name somebody else for it, if it is to be held."),
        (
            "11:30",
            "08:50–11:30 on Saturday 25 October. "
            "No turn that is left suits it: name another person, or lengthen the line.",
        ),
    ],
)
def test_turn_that_is_dropped_says_who_is_away_and_what_can_be_done(to: str, said: str):
    found = taken_in(SIGNING, TURNS, "08:50", incident("person_absent", who="CHL-1", to=to))

    assert found.plan.by_item["L/CHL"].why == f"Name of CHL-1 (Chile) is not available {said}"


# --- a reserve -------------------------------------------------------------------------------------------------------

FOUR = tuple(entry(code, "L", full_powers="verified") for code in ("BRA", "CHL", "FRA", "JPN"))
WITH_RESERVE = agenda(
    room("HALL", uses="signing"),
    line(
        "L", "09:00", "09:25", kind="signing", order="listed", seconds_each=300, before=0, after=0, reserve_percent=20
    ),
    *FOUR,
)


def test_turn_that_has_passed_is_none_that_could_be_had_instead_of_the_reserve():
    cancelled = taken_in(
        WITH_RESERVE,
        in_turn(WITH_RESERVE, "BRA", "CHL", "FRA", "JPN"),
        "08:50",
        incident("item_cancelled", item="L/BRA"),
    )

    late = taken_in(cancelled.event, cancelled.plan, "09:06", incident("person_late", who="FRA-1", to="09:18"))

    assert queue(late) == ["2 CHL", "3 JPN", "5 FRA"]
    assert late.event.entry["L/FRA"].not_before == at("09:06")
    assert late.event.entry["L/JPN"].not_before is None


def test_who_is_inscribed_while_the_line_goes_on_has_a_turn_of_the_reserve():
    of = replace(WITH_RESERVE, entries=FOUR[1:])
    before = issued(
        of,
        *(placed(of, f"L/{one}", f"09:{5 * n:02}", position=n + 1) for n, one in ((1, "CHL"), (2, "FRA"), (3, "JPN"))),
    )

    found = taken_in(of, before, "09:06", incident("new_inscription", who="BRA", item="L"))

    assert queue(found) == ["2 CHL", "3 FRA", "4 JPN", "5 BRA"]


@pytest.mark.parametrize(
    ("minutes", "turns", "end"),
    [(10, ["1 BRA", "2 CHL", "5 FRA", "6 JPN"], "09:35"), (7, ["1 BRA", "2 CHL", "4 FRA", "5 JPN"], "09:30")],
)
def test_line_that_is_held_up_keeps_its_reserve_behind_the_last_turn(minutes: int, turns: list[str], end: str):
    before = in_turn(WITH_RESERVE, "BRA", "CHL", "FRA", "JPN")

    found = taken_in(WITH_RESERVE, before, "09:06", incident("item_overruns", item="L", minutes=minutes))

    assert queue(found) == turns
    assert found.event.line["L"].end == at(end)


def test_new_entries_and_those_who_may_sign_now_take_a_free_turn():
    entries = [entry(code, "L", full_powers="verified") for code in ("BRA", "CHL")]
    of = signing(*entries, entry("FRA", "L"), entry("JPN", "L", full_powers="verified", status=EntryStatus.STANDBY))
    before = in_turn(of, "BRA", "CHL")

    assert queue(taken_in(of, before, "08:50", incident("full_powers_received", who="FRA"))) == [
        "1 BRA",
        "2 CHL",
        "3 FRA",
    ]
    assert queue(taken_in(of, before, "08:50", incident("standby_promoted", item="L/JPN"))) == [
        "1 BRA",
        "2 CHL",
        "3 JPN",
    ]

    spoken = signing(*(entry(code, "L") for code in ("BRA", "CHL")), kind="statement")
    fresh = taken_in(spoken, in_turn(spoken, "BRA", "CHL"), "09:07", incident("new_inscription", who="JPN", item="L"))
    assert queue(fresh) == ["1 BRA", "2 CHL", "3 JPN"]


def test_late_after_the_turn_began_asks_whether_it_was_missed():
    late = incident("person_late", who="CHL-1", to="09:30")
    with pytest.raises(CannotApply) as refused:
        taken_in(SIGNING, TURNS, "09:06", late)
    (problem,) = refused.value.problems
    assert "began at 09:05 on Saturday 25 October. Was it missed?" in problem.sentence
    assert problem.cure.startswith("If so, report turn_missed of L/CHL in a row above.")

    missed = taken_in(SIGNING, TURNS, "09:06", incident("turn_missed", item="L/CHL"), late)
    assert queue(missed) == ["1 BRA", "3 FRA", "4 JPN", "7 CHL"]


def test_locked_turn_goes_with_its_line():
    before = Plan(tuple(replace(row, locked=row.item == "L/CHL") for row in TURNS.rows))
    found = taken_in(SIGNING, before, "08:00", incident("programme_shifted", item="L", minutes=25))

    assert queue(found) == ["1 BRA", "2 CHL", "3 FRA", "4 JPN"]
    assert found.plan.by_item["L/CHL"].locked
    assert f"{found.plan.by_item['L/CHL'].start:%H:%M}" == "09:30"


def test_line_that_is_held_up_goes_on_later():
    found = taken_in(SIGNING, TURNS, "09:05", incident("item_overruns", item="L", minutes=10))

    assert queue(found) == ["1 BRA", "2 CHL", "4 FRA", "5 JPN"]


# --- the reserve, and turns that cost a meeting ----------------------------------------------------------------------

RESERVED = signing(
    *(entry(code, "L") for code in ("BRA", "CHL", "FRA")), absence("FRA-1", "08:00", "09:12"), kind="statement"
)
"""Turns of five minutes; who is away until 9:12 has the first turn after that."""


def with_a_reserve(percent: int, last: str) -> Event:
    line_ = replace(RESERVED.line["L"], reserve_percent=percent, end=at(last))
    return replace(RESERVED, lines=(line_,))


@pytest.mark.parametrize(
    ("now", "gone", "left"),
    [
        # The turn that is free has passed: who stands in the reserve keeps that turn.
        ("09:07", "L/CHL", ["2 BRA", "4 FRA"]),
        # The turn that falls free is before its person is there.
        ("08:50", "L/CHL", ["2 BRA", "4 FRA"]),
        ("09:02", "L/BRA", ["3 CHL", "4 FRA"]),
    ],
)
def test_free_turn_that_is_past_or_too_early_draws_nobody_out_of_the_reserve(now, gone, left):
    of = with_a_reserve(25, "09:20")
    places = {"BRA": 2, "CHL": 3, "FRA": 4}
    rows = [placed(of, f"L/{code}", f"09:{5 * (k - 1):02}", position=k) for code, k in places.items()]

    assert queue(taken_in(of, issued(of, *rows), now, incident("item_cancelled", item=gone))) == left


def test_free_turn_to_come_draws_one_out_of_the_reserve_and_nobody_else_moves():
    of = replace(with_a_reserve(34, "09:25"), absences=())
    rows = [placed(of, f"L/{code}", f"09:{5 * (k - 1):02}", position=k) for code, k in {"BRA": 1, "CHL": 3}.items()]
    late = placed(of, "L/FRA", "09:20", position=5, locked=True)
    before = issued(of, *rows, late)
    unlocked = Plan(tuple(replace(row, locked=False) for row in before.rows))

    found = taken_in(of, unlocked, "08:50", incident("item_cancelled", item="L/CHL"))
    assert queue(found) == ["1 BRA", "2 FRA"]


def test_entry_whose_turn_would_cost_a_meeting_is_told_which():
    window = {"not_before": "09:00", "not_after": "09:30", "minutes": 30}
    of = signing(entry("BRA", "L"), bilateral("B1", "CHL", "JPN", **window), kind="statement")
    of = replace(of, lines=(replace(of.line["L"], end=at("09:10")),))
    before = issued(of, placed(of, "L/BRA", "09:00", position=1), placed(of, "B1", "09:00", room="R1"))

    found = taken_in(of, before, "08:30", incident("new_inscription", who="JPN", item="L"))
    assert found.left_out == ("L/JPN",)
    why = found.plan.by_item["L/JPN"].why
    assert why.startswith("A turn could be given to it only if 'Chile – Japan' was dropped.")
