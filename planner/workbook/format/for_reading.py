"""Sheets that are made from the plan for people to read: how they are described, and how they are known again.

They are never read back. The mark in their second row says so to people, and to the reader, which passes over them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.workbook.grid import Cell

MARK = "Made from the plan, for reading. What is changed on this sheet is not read back; change the sheet Plan."
MARK_ROW = 2
HEAD_ROW = 4
"""Title, mark and a remark stand above the heads."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: what it holds, the name of its look, over how many columns it goes, the sheet that it leads to."""

    value: Cell
    look: str = "text"
    columns: int = 1
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its head, its width in characters, and over how many columns the head goes."""

    text: str
    width: float = 14
    columns: int = 1


@dataclass(frozen=True, slots=True)
class ReadingSheet:
    """One sheet. A row lists its cells from the left; None leaves a place empty, or to the wide cell before it.

    `remark` stands below the mark. `table` sheets are one record a row: they get filters, and are written as CSV too.
    `breaks` are numbers of rows after which a new page begins, counted from 1 below the heads. `fixed` columns stay in
    sight. `large` sheets print on A3. `height` is that of a row in points where it is not left to the program.
    """

    name: str
    title: str
    heads: tuple[Head, ...]
    rows: Sequence[Sequence[Shown | None]]
    remark: str = ""
    table: bool = True
    breaks: tuple[int, ...] = ()
    fixed: int = 1
    large: bool = False
    height: float | None = None
