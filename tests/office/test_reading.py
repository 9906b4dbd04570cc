"""Reading again after an edit: what has not changed is remembered, and the result is that of reading all anew."""

import random
from datetime import datetime
from functools import cache

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from planner.office.cells.applying import Taken, apply
from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, PutSheet, SetCell
from planner.office.cells.sheet import HEADER, Sheet, Sheets, fresh_ids, sheets_of, source_of
from planner.office.desks import samples
from planner.workbook.files.source import open_source
from planner.workbook.grid import Cell, ErrorValue
from planner.workbook.reading.memory import Memory
from planner.workbook.reading.reader import read_source
from planner.workbook.workbook import Reading
from tests.scenes.effort import examples

calm = settings(
    max_examples=examples(4),
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)

BROKEN: tuple[Cell, ...] = (
    None,
    "",
    "  ",
    "nonsense",
    "A; B",
    "A, B",
    -5,
    3.7,
    True,
    ErrorValue("#REF!"),
    "25/10/2025 09:00",
    "10/25/2025 09:00",
    "x" * 40_000,
    datetime(2031, 1, 1, 9, 0),  # noqa: DTZ001 -- cells know no zone
)


@cache
def sample(name: str) -> Sheets:
    return sheets_of(open_source(samples()[name]))


def edit(chance: random.Random, sheets: Sheets) -> list[Operation]:
    """One step of any kind: a broken value, one from elsewhere, a code renamed, a row more or less, a sheet gone."""
    sheet = sheets[chance.choice(list(sheets))]
    rows = [row for row in sheet.rows if row != HEADER]
    if not rows or chance.random() < 0.05:
        return [_large(chance, sheets, sheet)]
    row = chance.choice(rows)
    doing = chance.random()
    if doing < 0.1:
        return [DeleteRow(sheet.name, row, sheet.rows[row])]
    if doing < 0.25:
        twin = sheet.rows[chance.choice(rows)]
        return [AddRow(sheet.name, fresh_ids(1)[0], twin, chance.choice([None, row]))]
    column = chance.choice(sorted(sheet.rows[HEADER]) or [1])
    if doing < 0.3:
        row = HEADER
    elsewhere = sheet.cell(chance.choice(rows), column)
    value = chance.choice((*BROKEN, elsewhere, elsewhere, elsewhere))
    return [SetCell(sheet.name, row, column, sheet.cell(row, column), value)]


def _large(chance: random.Random, sheets: Sheets, sheet: Sheet) -> Operation:
    copy = f"{sheet.name}_"  # a known sheet that is there twice
    if chance.random() < 0.4 and copy not in sheets:
        return AddSheet(copy, Sheet(copy, sheet.rows))
    if chance.random() < 0.5 and len(sheets) > 1:
        return PutSheet(sheet.name, sheet.digest, None)
    return AddColumn(sheet.name, 40 + chance.randrange(9), chance.choice(["notes", "a column of ours"]))


def said(reading: Reading) -> object:
    """Everything that a reading says, also what the equality of workbooks leaves out."""
    workbook = reading.workbook
    return reading, None if workbook is None else (workbook.places, workbook.event.settings, workbook.plan)


@pytest.mark.parametrize("name", ["hanoi_2025", "morning", "matchmaking_day"])
@calm
@given(st.integers(0, 10**9))
def test_reading_with_a_memory_finds_what_reading_from_scratch_finds(name: str, seed: int) -> None:
    chance, sheets, memory = random.Random(seed), sample(name), Memory()
    states = [sheets]
    for _ in range(chance.randrange(2, 7)):
        taken = apply(sheets, edit(chance, sheets))
        if isinstance(taken, Taken):
            sheets = taken.sheets
        states.append(sheets)
        # Now and then an earlier state is read once more, as whoever takes a step back does.
        source = source_of(chance.choice((sheets, sheets, chance.choice(states))))
        assert said(read_source(source, "e.xlsx", memory=memory)) == said(read_source(source, "e.xlsx"))


def test_a_memory_that_can_keep_little_finds_the_same() -> None:
    memory, sheets = Memory(most_rows=50), sample("hanoi_2025")
    row = list(sheets["Bilaterals"].rows)[3]
    taken = apply(sheets, [SetCell("Bilaterals", row, 1, sheets["Bilaterals"].cell(row, 1), "nonsense; B")])
    assert isinstance(taken, Taken)

    for state in (sheets, taken.sheets, sheets):
        source = source_of(state)
        assert said(read_source(source, "e.xlsx", memory=memory)) == said(read_source(source, "e.xlsx"))


def test_more_errors_than_are_listed_end_the_reading_where_they_would() -> None:
    sheets = sample("high_level_week")
    sheet = sheets["Bilaterals"]
    spoilt = Sheet(
        sheet.name,
        {row: cells if row == HEADER else {**cells, 5: "?", 6: "?", 7: "?"} for row, cells in sheet.rows.items()},
    )
    source, memory = source_of({**sheets, "Bilaterals": spoilt}), Memory()

    for _ in range(2):
        assert said(read_source(source, "e.xlsx", memory=memory)) == said(read_source(source, "e.xlsx"))


def test_records_of_rows_that_say_the_same_stay_the_same_objects() -> None:
    memory, sheets = Memory(), sample("hanoi_2025")
    sheet = sheets["Bilaterals"]
    first, second = list(sheet.rows)[1:3]
    before = read_source(source_of(sheets), "e.xlsx", memory=memory).workbook
    column = next(at for at, cell in sheet.rows[HEADER].items() if str(cell).startswith("minutes"))

    taken = apply(sheets, [SetCell("Bilaterals", first, column, sheet.cell(first, column), 45)])
    assert isinstance(taken, Taken)
    after = read_source(source_of(taken.sheets), "e.xlsx", memory=memory).workbook

    assert before is not None
    assert after is not None
    assert after.event.bilaterals[0].minutes == 45
    assert after.event.bilaterals[1] is before.event.bilaterals[1]
    assert after.event.people[0] is before.event.people[0]
    assert second in taken.sheets["Bilaterals"].rows
