"""The Event and Policy sheets: rows of settings gathered into one row of values each."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from planner.domain.records import Policy
from planner.rules.terms import ranking, weighted
from planner.workbook.findings import Findings
from planner.workbook.format.event import EVENT, POLICY, RULES, SETTINGS, WEIGHT, WEIGHTED
from planner.workbook.format.table import Column, Sheet
from planner.workbook.grid import Cell, Grid, plain
from planner.workbook.kinds.moments import Day
from planner.workbook.kinds.single import Misread, text_of
from planner.workbook.reading.header import read_header
from planner.workbook.reading.rows import CellReader, Row, bare_rows, is_blank

Named = dict[str, Row]
"""The rows of a sheet of settings by the name in their first column, spelt as the table spells it."""

UTC = ZoneInfo("UTC")


def named_rows(sheet: Sheet, grid: Grid, names: tuple[str, ...], findings: Findings) -> Named:
    """The rows of a sheet of settings; a name that is not known is kept and mentioned, one that comes twice is refused.

    The values of the rows are cells still, for each setting has a kind of its own.
    """
    header = read_header(sheet, grid, findings)
    if sheet.key not in header.letters:
        return {}
    spelt = {plain(name): name for name in names}
    rows: Named = {}
    for row, cells in bare_rows(sheet, grid, header):
        row.values = {column.header: cell for column, cell in cells.items()}
        shown = text_of(cells_of(row)[0]).strip()
        name = spelt.get(plain(shown), shown)
        if name in rows or not shown:
            _refuse_name(row, rows.get(name), shown, findings)
            continue
        rows[name] = row
    unknown = {name: row.cell(sheet.key) for name, row in rows.items() if name not in names}
    findings.mention_unknown(sheet.name, sheet.key, unknown, names)
    return rows


def _refuse_name(row: Row, other: Row | None, shown: str, findings: Findings) -> None:
    key = row.sheet.key
    where = "" if other is None else other.cell(key)
    sentence = f"{shown[:60]!r} stands in {where} already." if where else f"The row has no {key}."
    cure = "Keep one row for each." if where else "Name it, or empty the row."
    findings.error(row.sheet.name, row.cell(key), sentence, cure, value=shown)


def cells_of(row: Row) -> list[Cell]:
    """The cells of a settings row in the order of the sheet's columns."""
    return [_cell(row, column.header) for column in row.columns]


def _cell(row: Row, header: str) -> Cell:
    return row.values.get(header)  # type: ignore[return-value]  # the values of settings rows are cells


def read_settings(named: Mapping[str, Row], zone: ZoneInfo, findings: Findings) -> Row:
    """One row with a value for each setting given; its cells are those of the values."""
    places = {name: row.cell("value") for name, row in named.items()}
    gathered = Row(EVENT, 0, SETTINGS, places)
    reader = CellReader(EVENT.name, zone, findings)
    days = [column for column in SETTINGS if isinstance(column.kind, Day) and column.header in named]
    reader.learn_dates(days, [(places[column.header], cells_of(named[column.header])[1]) for column in days])
    for column in SETTINGS:
        cell = cells_of(named[column.header])[1] if column.header in named else None
        _take(gathered, column, cell, reader)
        if named and column.required and is_blank([cell]):
            place = places.get(column.header, "A1")
            findings.error(EVENT.name, place, f"The setting {column.header} is missing.", f"Add it: {column.help}")
        if column.required and column.header not in gathered.values:
            gathered.drop(column)
    if "timezone" in gathered.values:
        gathered.values["timezone"] = zone.key  # of an unknown one the zone that stands in for it
    return gathered


def _take(row: Row, column: Column, cell: Cell, reader: CellReader) -> None:
    if is_blank([cell]):
        return
    try:
        value = reader.read(column, cell, row.letters.get(column.header, ""))
    except Misread:
        row.drop(column)
        return
    if value is not None:
        row.values[column.header] = value


def read_policy(named: Mapping[str, Row], findings: Findings) -> Policy:
    """The policy; a rule without a row, or with a blank one, keeps its default."""
    values = Row(POLICY, 0, RULES, {})
    weights: dict[str, int] = {}
    terms = weighted()
    reader = CellReader(POLICY.name, UTC, findings)
    rules = {column.header: column for column in RULES}
    for name, row in named.items():
        _, value, weight = cells_of(row)
        if name in rules:
            cell, place = (weight, row.cell("weight")) if name in WEIGHTED else (value, row.cell("value"))
            _take_rule(values, rules[name], cell, place, reader)
        if name in terms:
            weights[name] = _weight(terms[name].weight, weight, row.cell("weight"), reader)
        _mention_unused(name, row, findings)
    fields_given = {
        column.fields[0]: values.values[column.header] for column in RULES if column.header in values.values
    }
    return Policy(**fields_given, secondary=_ranked(weights))  # type: ignore[arg-type]  # the kinds of RULES give these types


def _take_rule(row: Row, column: Column, cell: Cell, place: str, reader: CellReader) -> None:
    row.letters = {**row.letters, column.header: place}
    _take(row, column, cell, reader)


def _weight(default: int, cell: Cell, place: str, reader: CellReader) -> int:
    """The weight of a term; the default where it is left blank or cannot be read."""
    try:
        weight = reader.read(Column("weight", WEIGHT, ""), cell, place)
    except Misread:
        return default
    return weight if isinstance(weight, int) else default


def _mention_unused(name: str, row: Row, findings: Findings) -> None:
    """A number in the column that the rule does not look at would have no effect, and its author would wonder."""
    _, value, weight = cells_of(row)
    known = name in {column.header for column in RULES}
    weighs = name in WEIGHTED or name in weighted()
    if weighs and (name in WEIGHTED or not known) and not is_blank([value]):
        findings.warning(
            POLICY.name,
            row.cell("value"),
            f"{name} has no value, only a weight.",
            "Write the number in the column weight.",
            value=value,
        )
    if known and not weighs and not is_blank([weight]):
        findings.warning(
            POLICY.name, row.cell("weight"), f"{name} has no weight, only a value.", "Empty the cell.", value=weight
        )


def _ranked(weights: dict[str, int]) -> tuple[tuple[str, int], ...] | None:
    """The terms in order of importance: those listed as they are listed, each of the others in its default place; None
    where that is the default.
    """
    listed, default = iter(weights.items()), ranking(Policy())
    ranked = tuple(next(listed) if name in weights else (name, weight) for name, weight in default)
    return None if ranked == default else ranked
