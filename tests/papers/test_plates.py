"""Plates, seats, covers and host sheets: who sits where, what is folded, for which meetings there is a cover."""

from dataclasses import replace

import pytest

from planner.domain.event import Event
from planner.domain.vocabulary import DelegationKind, Rank
from planner.papers import Edition, edition_of
from planner.papers.briefs import briefing_covers, host_sheets
from planner.papers.phrases import rank_words
from planner.papers.plates import drawing_of, plates, seatings, sides
from planner.papers.sheet import Cell, Sheet
from planner.workbook import Workbook
from tests.scenes.builders import bilateral, delegation, event, person, placed, plan, room, side_event


def told(one: Cell) -> str:
    return " / ".join("".join(words for _, words in runs) for runs in one)


def facts(sheet: Sheet, section: int = 0) -> dict[str, str]:
    return {told(row[0]): told(row[1]) for row in sheet.sections[section].rows}


def world(*, host: str = "", setting: str = "") -> Edition:
    """Three delegations, two bilaterals and a side event."""
    of = event(
        *(delegation(code) for code in ("CHL", "FRA", "KEN")),
        person("CHL-1", rank=Rank.HEAD_OF_STATE),
        replace(room("BLUE", turnover=15, phone="555"), setting=setting),
        room("RED", uses="side_event", capacity=50, booths=2),
        bilateral("B1", "KEN", "FRA", source="Note 7"),
        bilateral("B2", "FRA", "CHL"),
        side_event("S1", "FRA", co_organisers="KEN", speakers="CHL-1", attendance=40, languages="en; fr"),
        host=host,
    )
    stand = (
        placed(of, "B1", "10:00", room="BLUE"),
        placed(of, "B2", "11:00", room="BLUE"),
        placed(of, "S1", "12:00", room="RED"),
    )
    return edition_of(Workbook.of(of, plan(of, *stand)))


@pytest.mark.parametrize(
    ("host", "codes", "left", "right"),
    [
        ("", ("KEN", "FRA"), ("FRA",), ("KEN",)),
        ("FRA", ("KEN", "FRA"), ("KEN",), ("FRA",)),
        ("KEN", ("KEN", "FRA"), ("FRA",), ("KEN",)),
        ("CHL", ("KEN", "FRA"), ("FRA",), ("KEN",)),
        ("", ("KEN", "FRA", "CHL"), ("CHL",), ("FRA", "KEN")),
        ("FRA", ("KEN", "FRA", "CHL"), ("CHL", "KEN"), ("FRA",)),
    ],
)
def test_guests_of_the_host_sit_left_and_of_others_the_first_by_name(
    host: str, codes: tuple[str, ...], left: tuple[str, ...], right: tuple[str, ...]
) -> None:
    assert sides(world(host=host).event, codes) == (left, right)


@pytest.mark.parametrize(
    ("setting", "drawn"),
    [("Round table for 12", "round"), ("two sofas", "armchairs"), ("boardroom", "facing"), ("", "facing")],
)
def test_table_is_drawn_as_the_room_is_set(setting: str, drawn: str) -> None:
    (sheet,) = seatings(world(setting=setting))

    assert drawing_of(setting) == sheet.drawing == drawn
    assert [told(row[2]).split(" / ")[0] for row in sheet.sections[0].rows] == ["France", "Chile"]


def test_every_delegation_has_a_plate_and_everybody_named_a_card() -> None:
    made = {sheet.key: sheet.sections for sheet in plates(world())}

    assert list(made) == ["CHL", "FRA", "KEN"]
    assert [len(cards.rows) for _, cards in made.values()] == [1, 0, 0]
    assert told(made["CHL"][1].rows[0][0]).endswith("Chile")


def test_covers_are_those_of_the_hosts_meetings() -> None:
    assert [sheet.key for sheet in briefing_covers(world(host="KEN"))] == ["B1"]
    assert [sheet.key for sheet in briefing_covers(world())] == ["B1", "B2"]


def test_cover_says_who_asked_and_who_sits_where() -> None:
    (cover,) = briefing_covers(world(host="KEN"))

    assert facts(cover)["Asked for by"] == "Kenya, Note 7"
    assert facts(cover)["Seats"] == "8; from the door France left, Kenya right"
    assert facts(cover)["Room"] == "telephone 555"


def test_host_sheet_says_what_the_room_has_and_what_is_needed() -> None:
    (sheet,) = host_sheets(world())

    said = facts(sheet)
    assert said["Expected"] == "40 people, 50 seats"
    assert said["Booths"] == "2 in the room, 1 needed"
    assert (said["Time"], said["Room ready"], said["Room given back by"]) == ("12:00–13:00", "11:45", "13:00")


def test_head_of_an_organisation_is_not_called_head_of_state() -> None:
    def rank(of: Event, kind: DelegationKind) -> str:
        organised = replace(of, delegations=tuple(replace(one, kind=kind) for one in of.delegations))
        return rank_words(organised, organised.person["CHL-1"])

    of = world().event
    assert rank(of, DelegationKind.STATE) == "Head of State"
    assert rank(of, DelegationKind.ORGANISATION) == "Head of the organisation"
