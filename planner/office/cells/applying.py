"""Operations applied to the sheets as they stand: all of them, or none with every reason why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.office.cells.operations import AddColumn, AddRow, AddSheet, DeleteRow, Operation, PutSheet, SetCell
from planner.office.cells.refusals import Clash, Gone, Refusal, header_of, where
from planner.office.cells.sheet import HEADER, Cells, RowId, Sheet, Sheets, alike
from planner.office.cells.steps import Step, author_of, cells_before, sheet_before
from planner.workbook.grid import Cell, plain


@dataclass(frozen=True, slots=True)
class Taken:
    """The sheets after a step, which of its operations changed anything, and what takes these back."""

    sheets: Sheets
    operations: tuple[Operation, ...]
    inverse: tuple[Operation, ...]


def apply(sheets: Sheets, operations: Iterable[Operation], since: Sequence[Step] = ()) -> Taken | Refusal:
    """The sheets after all operations. Cells must still be what their author saw; what they wanted is there already is
    no clash. `since` are the steps that the author has not seen, by which a refusal names whoever was first.
    """
    work = _Work(sheets, since)
    for operation in operations:
        work.do(operation)
    return Refusal(tuple(work.reasons)) if work.reasons else work.taken()


class _Work:
    """Sheets under an edit: those that are touched are opened once, however many cells of them change."""

    def __init__(self, sheets: Sheets, since: Sequence[Step]) -> None:
        self.sheets = dict(sheets)
        self.open: dict[str, _Open] = {}
        self.since = since
        self.reasons: list[Clash | Gone] = []
        self.done: list[tuple[Operation, Operation]] = []

    def taken(self) -> Taken:
        self._close()
        return Taken(self.sheets, tuple(one for one, _ in self.done), tuple(back for _, back in reversed(self.done)))

    def do(self, operation: Operation) -> None:
        match operation:
            case AddSheet():
                self._add_sheet(operation)
            case PutSheet():
                self._put_sheet(operation)
            case _ if operation.sheet not in self.sheets:
                was = sheet_before(operation.sheet, self.since)
                by = author_of((operation.sheet, None, None), self.since)
                self.reasons.append(Gone(operation, f"The sheet {operation.sheet}", by, was))
            case SetCell():
                self._set_cell(operation, self._opened(operation.sheet))
            case AddColumn():
                self._add_column(operation, self._opened(operation.sheet))
            case AddRow():
                self._add_row(operation, self._opened(operation.sheet))
            case DeleteRow():
                self._delete_row(operation, self._opened(operation.sheet))

    def _opened(self, name: str) -> "_Open":
        if name not in self.open:
            self.open[name] = _Open(self.sheets[name])
        return self.open[name]

    def _close(self) -> None:
        self.sheets |= {name: opened.closed() for name, opened in self.open.items()}
        self.open = {}

    def _clash(self, operation: Operation, theirs: Cell | Cells | Sheet) -> None:
        self._close()
        place = where(self.sheets[operation.sheet], operation.place)
        self.reasons.append(Clash(operation, place, theirs, author_of(operation.place, self.since)))

    def _set_cell(self, operation: SetCell, opened: "_Open") -> None:
        if operation.row not in opened.rows:
            was = cells_before(operation.place, self.since)
            place = where(self.sheets[operation.sheet], operation.place, was)
            by = author_of((operation.sheet, operation.row, None), self.since)
            self.reasons.append(Gone(operation, place, by, was))
            return
        stands = opened.rows[operation.row].get(operation.column)
        if alike(stands, operation.seen):
            if type(stands) is not type(operation.value) or stands != operation.value:
                opened.put(operation.row, operation.column, operation.value)
                self.done.append((operation, replace(operation, seen=operation.value, value=stands)))
        elif not alike(stands, operation.value):
            self._clash(operation, stands)

    def _add_column(self, operation: AddColumn, opened: "_Open") -> None:
        header = opened.rows.get(HEADER, {})
        stands = header.get(operation.column)
        if alike(stands, operation.header):
            return
        here = (plain(header_of(self.sheets[operation.sheet], at)) for at in header if at != operation.column)
        if stands is not None or plain(operation.header) in here:
            self._clash(operation, stands)
            return
        if HEADER not in opened.rows:
            opened.add(HEADER, {}, None)
        opened.put(HEADER, operation.column, operation.header)
        back = SetCell(operation.sheet, HEADER, operation.column, operation.header, None)
        self.done.append((operation, back))

    def _add_row(self, operation: AddRow, opened: "_Open") -> None:
        stands = opened.rows.get(operation.row)
        if stands is None:
            opened.add(operation.row, operation.cells, operation.after, hidden=operation.hidden)
            self.done.append((operation, DeleteRow(operation.sheet, operation.row, operation.cells)))
        elif not _rows_alike(stands, operation.cells):
            self._clash(operation, stands)

    def _delete_row(self, operation: DeleteRow, opened: "_Open") -> None:
        stands = opened.rows.get(operation.row)
        if stands is None:
            return
        if not _rows_alike(stands, operation.seen):
            self._clash(operation, stands)
            return
        hidden = operation.row in opened.sheet.hidden_rows
        back = AddRow(operation.sheet, operation.row, stands, opened.above(operation.row), hidden)
        opened.delete(operation.row)
        self.done.append((operation, back))

    def _add_sheet(self, operation: AddSheet) -> None:
        self._close()
        stands = self.sheets.get(operation.sheet)
        if stands is None:
            self.sheets[operation.sheet] = operation.added
            self.done.append((operation, PutSheet(operation.sheet, operation.added.digest, None)))
        elif stands.digest != operation.added.digest:
            self._clash(operation, stands)

    def _put_sheet(self, operation: PutSheet) -> None:
        self._close()
        stands = self.sheets.get(operation.sheet)
        if stands is None:
            if operation.put is not None:
                by = author_of(operation.place, self.since)
                was = sheet_before(operation.sheet, self.since)
                self.reasons.append(Gone(operation, f"The sheet {operation.sheet}", by, was))
        elif operation.put is not None and stands.digest == operation.put.digest:
            return
        elif stands.digest != operation.seen:
            self._clash(operation, stands)
        elif operation.put is None:
            del self.sheets[operation.sheet]
            self.done.append((operation, AddSheet(operation.sheet, stands)))
        else:
            self.sheets[operation.sheet] = operation.put
            self.done.append((operation, PutSheet(operation.sheet, operation.put.digest, stands)))


class _Open:
    """One sheet of which rows and cells are being changed."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.rows = dict(sheet.rows)
        self._order = list(sheet.rows)
        self._written: set[tuple[RowId, int]] = set()
        self._shown: set[RowId] = set()
        self._hidden: set[RowId] = set()

    def put(self, row: RowId, column: int, value: Cell) -> None:
        cells = {at: cell for at, cell in self.rows[row].items() if at != column}
        self.rows[row] = cells if value in (None, "") else {**cells, column: value}
        self._written.add((row, column))

    def add(self, row: RowId, cells: Cells, after: RowId | None, *, hidden: bool = False) -> None:
        at = 0 if row == HEADER else len(self._order)
        if after is not None and after in self.rows and self._order[-1] != after:
            at = self._order.index(after) + 1
        self._order.insert(at, row)
        self.rows[row] = cells
        (self._hidden.add if hidden else self._shown.add)(row)

    def delete(self, row: RowId) -> None:
        self._order.remove(row)
        del self.rows[row]

    def above(self, row: RowId) -> RowId | None:
        at = self._order.index(row)
        return self._order[at - 1] if at else None

    def closed(self) -> Sheet:
        changed = replace(
            self.sheet,
            formulas=self.sheet.formulas - self._written,
            uncomputed=self.sheet.uncomputed - self._written,
            hidden_rows=(self.sheet.hidden_rows | self._hidden) - self._shown,
        )
        return changed.with_rows({row: self.rows[row] for row in self._order})


def _rows_alike(one: Cells, other: Cells) -> bool:
    return all(alike(one.get(column), other.get(column)) for column in one.keys() | other.keys())
