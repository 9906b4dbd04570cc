"""Scenarios as they are written: the sheet, the sweeps, and the page that explains them."""

import re
from datetime import date
from pathlib import Path

import pytest

from planner.domain.event import Event
from planner.domain.scenario import Patch, PatchKind, Scenario
from planner.domain.vocabulary import RoomUse
from planner.scenarios.standing import MEASURES
from planner.scenarios.sweep import WrongSweep, sweep
from planner.scenarios.variant import variant
from planner.workbook import read
from planner.workbook.format.scenarios import SCENARIOS
from planner.workbook.grid import Cell, Grid, Source
from planner.workbook.reading.scenarios import read_scenarios
from tests.scenarios.test_scenarios import EVENT, WORKBOOK
from tests.scenes.builders import (
    ZONE,
)
from tests.scenes.examples import example_rows

# --- the sheet -------------------------------------------------------------------------------------------------------


def source(*rows: tuple[Cell, ...]) -> Source:
    header = tuple(column.header for column in SCENARIOS.columns)
    cells = {
        number: {column: cell for column, cell in enumerate(row, 1) if cell is not None}
        for number, row in enumerate((header, *rows), 1)
    }
    return Source((Grid("scenarios", cells),), "")


def test_rows_of_one_name_make_one_scenario() -> None:
    scenarios, problems = read_scenarios(
        source(
            ("More", "Rooms", "R3", "add", None, "R1"),
            ("Shorter", "Event", "end_date", None, "value", date(2025, 10, 25)),
            ("more", "Rooms", "R3", "set", "capacity", 40.0),
        ),
        ZONE,
    )

    assert problems == ()
    assert scenarios == (
        Scenario(
            "More",
            (
                Patch("Rooms", "R3", PatchKind.ADD, "", "R1", 2),
                Patch("Rooms", "R3", PatchKind.SET, "capacity", "40", 4),
            ),
        ),
        Scenario("Shorter", (Patch("Event", "end_date", PatchKind.SET, "value", "2025-10-25", 3),)),
    )


@example_rows("""
    scenario  sheet  row  change   column    value  said
    -         Rooms  R1   set      capacity  4      A2: scenario is missing. Fill it in.
    One       -      R1   set      capacity  4      B2: sheet is missing. Fill it in.
    One       Rooms  R1   set      -         4      E2: column is missing. Name the header of the cell that is set.
    One       Rooms  R1   remove   capacity  -      E2: To remove a row has to do with all its cells, not with 'capacity'. Empty this cell; set cells in rows of their own.
    One       Rooms  R1   destroy  -         -      D2: change: 'destroy' is not one of the allowed words
""")  # noqa: E501 -- the sentences are shown whole
def test_row_that_is_no_change_is_an_error_at_its_cell(scenario, sheet, row, change, column, value, said):
    scenarios, problems = read_scenarios(source((scenario, sheet, row, change, column or None, value or None)), ZONE)

    assert scenarios == ()
    assert str(problems[0]).startswith(f"error Scenarios!{said}")


def test_workbook_without_the_sheet_has_no_scenarios() -> None:
    assert read_scenarios(Source((), ""), ZONE) == ((), ())


# --- sweeps ----------------------------------------------------------------------------------------------------------


def swept(words: str) -> dict[str, Event]:
    found = sweep(EVENT, words)
    events = {}
    for value, scenario in found.steps:
        made = variant(WORKBOOK, scenario)
        assert made.workbook is not None, made.problems
        events[value] = made.workbook.event
    return events


def test_sweep_of_rooms_takes_the_use_from_the_last_and_adds_copies() -> None:
    rooms = {
        value: [room.code for room in of.rooms if RoomUse.BILATERAL in room.uses]
        for value, of in swept("rooms bilateral: 0-4").items()
    }

    assert rooms == {"0": [], "1": ["R1"], "2": ["R1", "R2"], "3": ["R1", "R2", "R2-3"], "4": [*rooms["3"], "R2-4"]}
    fewer = swept("rooms bilateral: 0")["0"]
    assert [room.code for room in fewer.rooms] == ["HALL", "R1"]  # R1 is still for side events


def test_sweep_of_rows_has_so_many_of_them() -> None:
    counts = {value: len(of.interpreters) for value, of in swept("Interpreters I1: 0-3").items()}

    assert counts == {"0": 0, "1": 1, "2": 2, "3": 3}


def test_sweep_of_a_cell_sets_it() -> None:
    assert [of.policy.person_gap for of in swept("Policy person_gap value: 5-20/5").values()] == [5, 10, 15, 20]
    assert [of.settings.day_end.hour for of in swept('Event "day_end" value: 18:00; 20:00').values()] == [18, 20]


@example_rows("""
    words                                 said
    rooms                                 'rooms' is no sweep.
    rooms bilateral                       'rooms bilateral' is no sweep.
    rooms bilateral: -                    '-' is no number of rows.
    rooms bilateral:                      '' names no value.
    rooms bilateral: 5-2                  '5-2' names no value.
    rooms bilateral: 2-8/0                The step of a sweep is 0.
    rooms bilateral: 0-99                 There are more than 40 steps.
    rooms statement: 1-2                  No room has the use statement, so that there is none to copy.
    rooms 'bilateral: 1-2                 "rooms 'bilateral" has a quotation mark without its other one.
    Rooms R1 capacity more: 1-2           'Rooms R1 capacity more: 1-2' is no sweep.
""")
def test_what_is_no_sweep_is_said(words, said):
    with pytest.raises(WrongSweep) as wrong:
        sweep(EVENT, words)

    assert wrong.value.sentence == said
    assert wrong.value.cure


# --- the page --------------------------------------------------------------------------------------------------------

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "scenarios.md").read_text(encoding="utf-8")


def test_examples_of_the_page_can_be_planned() -> None:
    morning = read(ROOT / "inputs" / "morning.xlsx").workbook
    assert morning is not None
    shown = PAGE.partition("| scenario | sheet |")[2].partition("\n\n")[0].splitlines()[2:]
    rows = [tuple(cell.strip() or None for cell in row.strip("| ").split("|")) for row in shown]

    scenarios, problems = read_scenarios(source(*rows), ZONE)

    assert (len(scenarios), problems) == (6, ())
    assert [one.name for one in scenarios if variant(morning, one).workbook is None] == []


def test_page_explains_every_measure() -> None:
    told = PAGE.partition("| measure | says |")[2].partition("\n\n")[0]
    titles = [re.sub(r"^priority (\d)$|, minutes$", "", one.title) for one in MEASURES]

    assert [title for title in titles if title not in told] == []
