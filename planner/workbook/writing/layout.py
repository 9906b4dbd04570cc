"""A workbook laid out as sheets of cells, ready for any file format."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from zoneinfo import ZoneInfo

from planner.domain.records import Policy
from planner.rules.terms import ranking, weighted
from planner.workbook.files.xlsx_book import MAX_TEXT
from planner.workbook.format.changes import CHANGES
from planner.workbook.format.event import EVENT, POLICY, RULES, SETTINGS, WEIGHTED
from planner.workbook.format.items import PLAN
from planner.workbook.format.sheets import SHEETS, keys, records_of
from planner.workbook.format.table import Column, Sheet
from planner.workbook.grid import Cell, Grid
from planner.workbook.workbook import Workbook

_WHY = PLAN.column("why")
"""Our own sentences are cut where a cell cannot hold them; what people wrote is not."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet to be written: its known columns, further headers behind them, and the rows below the header, with the
    keys of their records where they have some.
    """

    name: str
    columns: tuple[Column, ...]
    extra_headers: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    keys: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers of the known columns, then those of columns of the user's own."""
        return tuple(column.header for column in self.columns) + self.extra_headers


def lay_out(workbook: Workbook) -> list[Layout]:
    """Every known sheet in its order, the plan only if there is one, and changes only if some wait to be taken in."""
    left_out = {PLAN} if workbook.plan is None else set()
    left_out |= set() if workbook.event.changes else {CHANGES}
    return [lay_out_sheet(sheet, workbook) for sheet in SHEETS if sheet not in left_out]


def grid_of(layout: Layout) -> Grid:
    """The layout as a sheet that was read."""
    rows = {
        number: {column: cell for column, cell in enumerate(line, 1) if cell is not None}
        for number, line in enumerate((layout.headers, *layout.rows), 1)
    }
    return Grid(layout.name, rows)


def lay_out_sheet(sheet: Sheet, workbook: Workbook) -> Layout:
    """One known sheet of the workbook."""
    extras = [extra for extra in workbook.extras.columns if extra.sheet == sheet.name]
    unknown = [(one.name, one.cells) for one in workbook.extras.settings if one.sheet == sheet.name]
    rows = [*_rows(sheet, workbook), *unknown]
    cells = [(*row, *(extra.cells.get(key) for extra in extras)) for key, row in rows]
    headers = tuple(extra.header for extra in extras)
    return Layout(sheet.name, sheet.columns, headers, cells, tuple(key for key, _ in rows))


def _rows(sheet: Sheet, workbook: Workbook) -> Iterable[tuple[str, tuple[Cell, ...]]]:
    zone = workbook.event.zone
    if sheet is EVENT:
        return ((column.header, (column.header, cell)) for column, cell in _settings(workbook, zone))
    if sheet is POLICY:
        return ((row[0], row) for row in policy_rows(workbook.event.policy, zone))
    records = records_of(sheet, workbook.event, workbook.plan)
    return zip(keys(sheet, records), (record_cells(sheet.columns, record, zone) for record in records), strict=True)


def _settings(workbook: Workbook, zone: ZoneInfo) -> Iterable[tuple[Column, Cell]]:
    return zip(SETTINGS, record_cells(SETTINGS, workbook.event.settings, zone), strict=True)


def record_cells(columns: Iterable[Column], record: object, zone: ZoneInfo) -> tuple[Cell, ...]:
    """The cells of one record; what is blank in the record is blank in the sheet."""
    return tuple(_cell(column, record, zone) for column in columns)


def _cell(column: Column, record: object, zone: ZoneInfo) -> Cell:
    values = tuple(getattr(record, name) for name in column.fields)
    if values[0] in (None, "", ()):
        return None
    cell = column.kind.write(values if len(values) > 1 else values[0], zone)
    if column is _WHY and isinstance(cell, str) and len(cell) > MAX_TEXT:
        return f"{cell[: MAX_TEXT - 1]}…"
    return cell


def policy_rows(policy: Policy, zone: ZoneInfo) -> list[tuple[str, Cell, Cell]]:
    """Every rule with its value or weight, then the secondary terms in order of importance."""
    cells = dict(zip((rule.header for rule in RULES), record_cells(RULES, policy, zone), strict=True))
    plain_rules = [rule.header for rule in RULES if rule.header not in weighted()]
    rows: list[tuple[str, Cell, Cell]] = [
        (name, None, cells[name]) if name in WEIGHTED else (name, cells[name], None) for name in plain_rules
    ]
    # A term that the policy does not weigh is switched off.
    listed = dict(ranking(policy))
    weights = listed | {term: 0 for term in weighted() if term not in listed}
    return rows + [(term, cells.get(term), weight) for term, weight in weights.items()]


def help_of(sheet: Sheet, column: Column) -> str:
    """The note on a header: what the column holds, whether it must be filled, what a blank cell means."""
    parts = [column.help, f"{column.kind.says.capitalize()}."]
    default = default_text(sheet.record, column)
    parts.append("Required." if column.required else f"Blank: {default}." if default else "May be blank.")
    return "\n".join(part for part in parts if part)


def default_text(record: type, column: Column) -> str:
    """What a blank cell means, in the spelling of the sheet; empty where it means nothing."""
    if column.default or column.required:
        return column.default
    defaults: Mapping[str, object] = {field.name: field.default for field in fields(record)}
    name = column.fields[0]
    if name not in defaults or defaults[name] in (None, "", ()):
        return ""
    return str(column.kind.write(defaults[name], ZoneInfo("UTC"))).removesuffix(":00")
