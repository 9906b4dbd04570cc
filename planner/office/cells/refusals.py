"""Why a step cannot be taken as it was meant: somebody else was there first. Each says who, when, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from planner.office.cells.operations import AddColumn, DeleteRow, Operation, Place, SetCell
from planner.office.cells.sheet import HEADER, Cells, Sheet
from planner.workbook.format.sheets import sheet_named
from planner.workbook.grid import Cell, address, letters, plain
from planner.workbook.kinds.single import text_of


@dataclass(frozen=True, slots=True)
class Author:
    """Who made what stands there now what it is, and when; nothing is known of what came with the file."""

    name: str = ""
    at: datetime | None = None

    @property
    def said(self) -> str:
        """`Linh at 10:32`."""
        who = self.name or "somebody else"
        return who if self.at is None else f"{who} at {self.at:%H:%M}"


@dataclass(frozen=True, slots=True)
class Clash:
    """A cell, row or sheet is not what the author saw. `where` says which in words, and `theirs` is what stands there
    now: a cell, the cells of a row, or a sheet.
    """

    operation: Operation
    where: str
    theirs: Cell | Cells | Sheet
    by: Author

    @property
    def mine(self) -> Cell:
        """What the author wanted in the cell; None where no cell was meant."""
        if isinstance(self.operation, AddColumn):
            return self.operation.header
        return self.operation.value if isinstance(self.operation, SetCell) else None

    @property
    def sentence(self) -> str:
        """What somebody else did to the place meanwhile, and what can be done now."""
        if isinstance(self.theirs, Sheet):
            return f"{self.where} was changed by {self.by.said}. Keep theirs, or put yours in its place."
        if isinstance(self.theirs, Mapping):
            what = "you deleted it" if isinstance(self.operation, DeleteRow) else "you put it back otherwise"
            return f"{self.where} was changed by {self.by.said}, {what}. Keep theirs, or take what you did."
        wrote = f"{self.by.said} wrote {shown(self.theirs)}, you {shown(self.mine)}"
        return f"{self.where}: {wrote}. Keep theirs, or take yours."


@dataclass(frozen=True, slots=True)
class Gone:
    """The row or sheet that was written into has been deleted. `was` is what it held before, where that is known."""

    operation: Operation
    where: str
    by: Author
    was: Cells | Sheet | None = None

    @property
    def sentence(self) -> str:
        """Who deleted the place meanwhile, and what can be done now."""
        return f"{self.where} was deleted by {self.by.said}. Leave it so, or put it back with what you wrote."


@dataclass(frozen=True, slots=True)
class Refusal:
    """A step that was not taken, with every reason: nothing of it was done."""

    reasons: tuple[Clash | Gone, ...]

    @property
    def sentence(self) -> str:
        """The first reason, and how many more there are."""
        first, others = self.reasons[0].sentence, len(self.reasons) - 1
        return first if not others else f"{first} And {others} more of this kind."


def where(sheet: Sheet, place: Place, cells: Cells | None = None) -> str:
    """`counterpart of B0003 (Bilaterals!F17)`; a row or the sheet alone where that is meant. `cells` are those of a row
    that is not there any more.
    """
    _, row, column = place
    if row is None:
        return f"The sheet {sheet.name}"
    number = sheet.numbers.get(row)
    at = f"{sheet.name}!{address(number, column or 1)}" if number else sheet.name
    key = "" if row == HEADER else key_of(sheet, sheet.rows.get(row, cells or {}))
    if column is None or not number:
        return f"The row {key} ({at})" if key else f"A row of {at}" if not number else f"The row {at}"
    header = header_of(sheet, column) or f"Column {letters(column)}"
    return f"{header} of {key} ({at})" if key else f"{header} ({at})"


def header_of(sheet: Sheet, column: int) -> str:
    """What the header of a column says, without the star of a required one."""
    return text_of(sheet.cell(HEADER, column)).strip().removesuffix("*").strip()


def key_of(sheet: Sheet, cells: Cells) -> str:
    """The code or id by which people know a row; empty where its sheet has none."""
    format_of = sheet_named(sheet.name)
    name = "" if format_of is None else format_of.key or ("delegation" if format_of.line_kind is not None else "")
    column = next((at for at in sheet.rows.get(HEADER, {}) if name and plain(header_of(sheet, at)) == plain(name)), 0)
    return text_of(cells.get(column)).strip()


def shown(cell: Cell) -> str:
    """A value in a sentence."""
    text = text_of(cell)
    return "nothing" if not text else f"“{text}”" if len(text) <= 40 else f"“{text[:39]}…”"
