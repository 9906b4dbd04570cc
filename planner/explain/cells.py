"""The cells that a cure changes, as people find them in the workbook: by sheet, row and column.

A row is called by its name; a code stands only where it is to be typed.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from planner.domain.event import Event
from planner.domain.wording import delegation_name, interpreter_name, item_name, room_name
from planner.explain.records import Cure, FieldChange
from planner.workbook.format.items import BILATERALS, LINES, SIDE_EVENTS
from planner.workbook.format.parties import INTERPRETERS, ROOMS
from planner.workbook.format.sheets import SHEETS
from planner.workbook.format.table import Sheet


def cells_said(cure: Cure) -> tuple[str, ...]:
    """A line for each row that a cure changes or adds; none for one that only moves others, of which its sentence says
    all.
    """
    changes = () if cure.kind == "move" else cure.changes
    rows = groupby(changes, key=lambda change: change.item)
    return tuple(_row_said(cure.event, key, tuple(cells)) for key, cells in rows)


def _row_said(event: Event, key: str, cells: Sequence[FieldChange]) -> str:
    sheet = _sheet_of(event, key)
    if _is_new(sheet, cells):
        filled = ", ".join(f"{cell.field} {cell.new}" for cell in cells)
        return f"New row in the sheet {sheet.name}: {sheet.key} {key}, {filled}."
    changed = "; ".join(f"{cell.field} {cell.old or 'nothing'} → {cell.new or 'nothing'}" for cell in cells)
    return f"In the sheet {sheet.name}, row {_named(event, key)}: {changed}."


def _is_new(sheet: Sheet, cells: Sequence[FieldChange]) -> bool:
    """Whether a room or interpreter is one more: its name has yet to be written."""
    return sheet in (ROOMS, INTERPRETERS) and any(cell.field == "name" and not cell.old for cell in cells)


def _sheet_of(event: Event, key: str) -> Sheet:
    """The sheet with the row of a request, an entry, a line, a room or an interpreter."""
    return next(_sheets_with(event, key))


def _sheets_with(event: Event, key: str) -> Iterator[Sheet]:
    if key in event.entry:
        kind = event.line[event.entry[key].line].kind
        yield from (sheet for sheet in SHEETS if sheet.line_kind == kind)
    known = (
        (LINES, event.line),
        (ROOMS, event.room),
        (INTERPRETERS, event.interpreter),
        (BILATERALS, {one.id for one in event.bilaterals}),
        (SIDE_EVENTS, {one.id for one in event.side_events}),
    )
    yield from (sheet for sheet, keys in known if key in keys)


def _named(event: Event, key: str) -> str:
    """What the row is called: an entry by its delegation, the rest by title or name."""
    if key in event.entry:
        return delegation_name(event, event.entry[key].delegation)
    if key in event.room:
        return room_name(event, key)
    return interpreter_name(event, key) if key in event.interpreter else item_name(event, key)
