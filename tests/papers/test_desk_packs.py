"""Packs of signing desks: who is called when, who is fetched, on which page each signs, whose powers are awaited."""

from dataclasses import replace

import pytest

from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.turns import turn_span
from planner.domain.vocabulary import FullPowers, ItemKind
from planner.papers.course import Rest, course
from planner.papers.desk_packs import desk_packs
from planner.papers.edition import Edition, Stamp
from planner.papers.sheet import Section
from tests.scenes.builders import delegation, entry, event, line, person, room


def asked(**of_line: int) -> Event:
    """Five to sign from 09:00, two minutes each."""
    codes = ("FRA", "BRA", "KEN", "VNM", "CHL")
    powers = (FullPowers.VERIFIED, FullPowers.MISSING, None, FullPowers.ORIGINAL_DEPOSITED, FullPowers.COPY_RECEIVED)
    return event(
        *map(delegation, codes),
        *(
            person(f"{code}-1", rank="minister", title=f"Minister of {code}", pronunciation="MI-nister")
            for code in codes
        ),
        room("HALL"),
        line("SIGN", "09:00", "09:20", seconds_each=120, **of_line),
        *(entry(code, full_powers=one, person=f"{code}-1") for code, one in zip(codes, powers, strict=True)),
    )


def turns(of: Event, *positions: int) -> list[Placement]:
    (queue,) = of.lines
    spans = [turn_span(queue, position) for position in positions]
    return [
        Placement(one.item, ItemKind.SIGNING, "", start=span.start, end=span.end, room="HALL", position=position)
        for one, position, span in zip(of.entries, positions, spans, strict=False)
    ]


@pytest.mark.parametrize(
    ("of_line", "positions", "told"),
    [
        ({}, (1, 2, 3), [1, 2, 3, "09:06 In reserve: 7 turns 09:20"]),
        ({}, (1, 2, 4), [1, 2, "09:04 No turn 09:06", 4, "09:08 In reserve: 6 turns 09:20"]),
        (
            {"pause_every": 2, "pause_minutes": 3},
            (1, 2, 3),
            [1, 2, "09:04 Pause 09:07", 3, "09:09 In reserve: 3 turns 09:20"],
        ),
        (
            {"pause_every": 2, "pause_minutes": 1},
            (1, 2, 3),
            [1, 2, "09:04 Pause 09:05", 3, "09:07 In reserve: 5 turns 09:20"],
        ),
        ({"desks": 2}, (1, 2, 3), [1, 2, 3, "09:04 In reserve: 16 turns 09:20"]),
        ({}, (), []),
    ],
)
def test_course_says_pauses_free_turns_and_reserve(of_line, positions, told) -> None:
    of = asked(**of_line)

    found = course(of.lines[0], turns(of, *positions))

    assert [
        f"{of.local(one.start):%H:%M} {one.what} {of.local(one.end):%H:%M}" if isinstance(one, Rest) else one.position
        for one in found
    ] == told


def pack(of: Event, *positions: int) -> list[Section]:
    (sheet,) = desk_packs(Edition(of, Plan(tuple(turns(of, *positions))), Stamp("1")))
    return list(sheet.sections)


def said(section: Section) -> list[list[str]]:
    """What stands in each cell, its lines between strokes."""
    return [["/".join("".join(text for _, text in line) for line in cell) for cell in row] for row in section.rows]


def test_script_calls_by_name_and_names_the_next_three() -> None:
    script = said(pack(asked(), 1, 2, 3, 4, 5)[0])

    assert script[0][0] == "1"
    assert script[0][3].endswith("Minister of FRA/MI-nister")
    assert script[0][4] == "Brazil, Kenya, Viet Nam"
    assert script[4][4] == ""
    assert script[5][3] == "In reserve: 5 turns, until 09:20"


def test_script_of_two_desks_says_which() -> None:
    assert [row[1] for row in said(pack(asked(desks=2), 1, 2, 3)[0])] == ["1", "2", "1", ""]


def test_pages_stand_by_name_beside_the_order_of_calling() -> None:
    pages = said(pack(asked(), 1, 2, 3, 4, 5)[1])

    assert [(row[0], row[1].partition("/")[0], row[2]) for row in pages] == [
        ("1", "Brazil", "2"),
        ("2", "Chile", "5"),
        ("3", "France", "1"),
        ("4", "Kenya", "3"),
        ("5", "Viet Nam", "4"),
    ]


def test_tracker_has_those_first_who_lack_most_and_none_who_needs_none() -> None:
    of = asked()
    head = replace(
        of, people=tuple(replace(one, rank="head_of_state") if one.id == "KEN-1" else one for one in of.people)
    )

    tracker = said(pack(head, 1, 2, 3, 4, 5)[2])

    assert [(row[0], row[2], [box == "✓" for box in row[3:]]) for row in tracker] == [
        ("Brazil", "Missing", [False, False, False]),
        ("Chile", "Copy received", [True, False, False]),
        ("France", "Verified", [True, True, False]),
        ("Viet Nam", "Original deposited", [True, True, True]),
    ]
