"""Small sheets to edit, and a table of an event that several people edit."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from planner.office.cells.applying import Taken, apply
from planner.office.cells.operations import Operation
from planner.office.cells.refusals import Refusal
from planner.office.cells.sheet import HEADER, Cells, Sheet, Sheets
from planner.office.cells.steps import Step
from planner.office.cells.undoing import Reversal
from planner.workbook.grid import Cell

MORNING = datetime(2025, 10, 24, 9, 0, tzinfo=UTC)


def a_sheet(name: str, header: str, *rows: str) -> Sheet:
    """A sheet from words: `a_sheet("Rooms", "code name", "r1: LOTUS Lotus")` has one row with the id r1."""
    found: dict[str, Cells] = {HEADER: _cells(header)}
    for row in rows:
        id_, _, words = row.partition(": ")
        found[id_] = _cells(words)
    return Sheet(name, found)


def _cells(words: str) -> Cells:
    return {column: word for column, word in enumerate(words.split(), 1) if word != "-"}


def rooms() -> Sheets:
    sheet = a_sheet("Rooms", "code name capacity", "r1: LOTUS Lotus 12", "r2: PEACH Peach 8", "r3: MAIN Main 200")
    return {"Rooms": sheet, "Notes": a_sheet("Notes", "what", "n1: first")}


@dataclass
class Table:
    """The sheets at the head of an event, with all steps. `do` takes a step there, or tells what is in its way."""

    sheets: Sheets = field(default_factory=rooms)
    chain: list[Step] = field(default_factory=list)

    def do(self, author: str, *operations: Operation, base: int | None = None) -> Refusal | None:
        since = self.chain if base is None else self.chain[base:]
        found = apply(self.sheets, operations, since)
        if isinstance(found, Refusal):
            return found
        self._append(author, f"step {len(self.chain) + 1}", found)
        return None

    def reverse(self, author: str, made: object) -> None:
        """Takes an undo or a redo that was not refused."""
        assert isinstance(made, Reversal)
        self._append(author, "back", made.taken)
        self.chain[-1] = replace(self.chain[-1], takes_back=made.takes_back, brings_back=made.brings_back)

    def _append(self, author: str, sentence: str, taken: Taken) -> None:
        number = len(self.chain) + 1
        at = MORNING + timedelta(minutes=number)
        self.chain.append(Step(number, author, at, sentence, taken.operations, taken.inverse))
        self.sheets = taken.sheets

    def cell(self, row: str, column: int, sheet: str = "Rooms") -> Cell:
        return self.sheets[sheet].cell(row, column)

    def order(self, sheet: str = "Rooms") -> list[str]:
        return list(self.sheets[sheet].rows)[1:]
