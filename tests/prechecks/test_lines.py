"""Prechecks of lines: turns, fixed positions, entrants, full powers."""

import pytest

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import EntryStatus, FullPowers, Rank, Severity
from planner.prechecks import precheck
from tests.scenes.builders import absence, delegation, entry, event, keep_apart, line, person, programme, room

STATES = ("FRA", "JPN", "KEN", "BRA", "CHL", "VNM")


def signing(*records: object, **more: object) -> Event:
    """Six States with foreign ministers, and a signing line from 09:00 to 12:00 in one-minute turns."""
    named = {record.id for record in records if hasattr(record, "rank")}
    heads = [person(f"{code}-1", rank=Rank.FOREIGN_MINISTER) for code in STATES if f"{code}-1" not in named]
    states = (delegation(code) for code in STATES)
    return event(*states, *heads, room("HALL", uses="signing"), line(**more), *records)


def entries(number: int, **more: object) -> list[object]:
    return [entry(code, **more) for code in STATES[:number]]


def sentences(event: Event) -> list[str]:
    return [problem.sentence for problem in precheck(event)]


def test_line_that_fits_is_silent() -> None:
    assert precheck(signing(*entries(6))) == ()


# --- turns -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        ({"end": "09:06"}, None),
        ({"end": "09:05"}, Severity.WARNING),
        ({"end": "09:03", "desks": 2}, None),
        ({"end": "09:02", "desks": 2}, Severity.WARNING),
        ({"end": "09:08", "pause_every": 3, "pause_minutes": 2}, None),
        ({"end": "09:07", "pause_every": 3, "pause_minutes": 2}, Severity.WARNING),
        ({"end": "09:07", "reserve_percent": 10}, None),
        ({"end": "09:06", "reserve_percent": 10}, Severity.NOTICE),
    ],
)
def test_turns_for_six_entries(more: dict[str, object], severity: Severity | None) -> None:
    assert [one.severity for one in precheck(signing(*entries(6), **more))] == ([severity] if severity else [])


def test_entries_that_are_not_inscribed_need_no_turn() -> None:
    absent = entries(6, status=EntryStatus.WITHDRAWN)

    assert precheck(signing(*absent, end="09:01")) == ()


def test_too_many_entries_are_counted() -> None:
    assert sentences(signing(*entries(6), end="09:05")) == [
        "SIGN has 6 entries, but 09:00–09:05 on Saturday 25 October holds only 5 turns of 60 seconds: 1 will be on the "
        "standby list."
    ]


def test_reserve_that_the_window_does_not_allow() -> None:
    assert sentences(signing(*entries(6), end="09:07", reserve_percent=30)) == [
        "SIGN is to keep 2 turns in reserve, but with 6 inscribed only 1 of 7 are left."
    ]


# --- fixed positions -------------------------------------------------------------------------------------------------


def test_fixed_positions_that_clash_or_lie_beyond() -> None:
    fixed = [entry(code, position=place) for code, place in (("FRA", 2), ("JPN", 3), ("KEN", 2), ("BRA", 4))]
    problems = precheck(signing(*fixed, end="09:03"))

    assert [(one.sheet, one.value, one.sentence) for one in problems if one.sheet == "Signings"] == [
        ("Signings", "2", "France and Kenya have the same position 2 of SIGN."),
        ("Signings", "4", "Brazil: position 4 lies beyond the 3 turns that fit the window of SIGN."),
    ]


@pytest.mark.parametrize(("position", "number"), [(1, 1), (3, 1), (4, 0)])
def test_neighbours_that_are_kept_apart(position: int, number: int) -> None:
    two = (entry("FRA", position=2), entry("JPN", position=position))

    assert len(precheck(signing(*two, keep_apart("JPN", "FRA", "adjacent_in_line")))) == number


# --- entrants --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bounds", "found"),
    [
        ({"not_after": "09:00"}, 0),  # the first turn starts at 09:00 and may
        ({"not_after": "08:59"}, 1),
        ({"not_before": "11:59"}, 0),
        ({"not_before": "11:59:01"}, 1),
        ({"not_before": "10:00:10", "not_after": "10:00:50"}, 1),
    ],
)
def test_bounds_that_leave_no_turn(bounds: dict[str, str], found: int) -> None:
    assert len(precheck(signing(entry("FRA", **bounds)))) == found


@pytest.mark.parametrize(
    ("presence", "found"),
    [
        ({"arrives": "11:49"}, 0),  # 10 minutes before the last turn at 11:59
        ({"arrives": "11:50"}, 1),
        ({"departs": "09:06"}, 0),  # 5 minutes after the first turn
        ({"departs": "09:05"}, 1),
    ],
)
def test_presence_that_leaves_no_turn(presence: dict[str, str], found: int) -> None:
    minister = person("FRA-1", rank=Rank.FOREIGN_MINISTER, **presence)

    assert len(precheck(signing(minister, entry("FRA")))) == found


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        (absence("FRA-1", "08:50", "11:49"), 0),
        (absence("FRA-1", "08:50", "11:50"), 1),
        (absence("HALL", "09:00", "11:59"), 1),  # that the line stands in a closed room
        (absence("HALL", "09:00", "12:00"), 2),  # and that no turn is left
        (programme("TALK", "09:06", "12:00", who="FRA"), 0),
        (programme("TALK", "09:05", "12:00", who="FRA"), 1),
    ],
)
def test_duties_and_absences_that_leave_no_turn(taken: object, found: int) -> None:
    assert len(precheck(signing(taken, entry("FRA")))) == found


def test_fixed_position_that_its_person_cannot_keep() -> None:
    talk = programme("TALK", "09:00", "10:00", who="FRA")

    assert sentences(signing(talk, entry("FRA", position=1))) == [
        "Name of FRA-1 (France) cannot have position 1 of SIGN (09:00–12:00 on Saturday 25 October, free from 10 "
        "minutes before to 5 after the turn): expected at Title of TALK, 09:00–10:00 on Saturday 25 October."
    ]


def test_entries_stopped_by_one_item_share_one_problem() -> None:
    assert sentences(signing(programme("TALK", "08:00", "13:00"), *entries(6))) == [
        "Name of FRA-1 (France), Name of JPN-1 (Japan), Name of KEN-1 (Kenya) and 3 more cannot have a turn of SIGN "
        "(09:00–12:00 on Saturday 25 October, free from 10 minutes before to 5 after the turn): expected at Title of "
        "TALK, 08:00–13:00 on Saturday 25 October."
    ]


def test_entry_that_is_done_needs_no_turn() -> None:
    assert precheck(signing(entry("FRA", not_after="08:00", status=EntryStatus.DONE))) == ()


# --- full powers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rank", "powers", "found"),
    [
        (Rank.MINISTER, None, 1),
        (Rank.MINISTER, FullPowers.NOT_NEEDED, 1),
        (Rank.MINISTER, FullPowers.DEFECTIVE, 1),
        (Rank.MINISTER, FullPowers.COPY_RECEIVED, 1),
        (Rank.MINISTER, FullPowers.VERIFIED, 0),
        (Rank.MINISTER, FullPowers.ORIGINAL_DEPOSITED, 0),
        (Rank.HEAD_OF_STATE, None, 0),
    ],
)
def test_full_powers_of_a_signatory(rank: Rank, powers: FullPowers | None, found: int) -> None:
    minister = person("FRA-1", rank=rank)

    assert len(precheck(signing(minister, entry("FRA", full_powers=powers)))) == found


def test_full_powers_that_are_missing_are_one_problem_with_all_names() -> None:
    ministers = [person(f"{code}-1") for code in STATES]
    problem = Problem(
        Severity.WARNING,
        "Signings",
        "",
        "",
        "SIGN: full powers are missing for Name of FRA-1 (France), Name of JPN-1 (Japan), Name of KEN-1 (Kenya), Name "
        "of BRA-1 (Brazil), Name of CHL-1 (Chile), Name of VNM-1 (Viet Nam) (6 in all). Without them, an entry is on "
        "the standby list.",
        "Enter verified or original_deposited once the originals are there.",
    )

    assert precheck(signing(*ministers, *entries(6))) == (problem,)


def test_statement_needs_no_full_powers() -> None:
    assert precheck(signing(person("FRA-1"), *entries(1), kind="statement")) == ()
