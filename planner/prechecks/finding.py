"""A finding: a problem that knows its record, before it is given a cell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.records import Entry
from planner.domain.vocabulary import SHEET_OF, ItemKind, LineKind, Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` is the code or id of the record; where a sheet has none, the number of the record from 0."""

    severity: Severity
    sheet: str
    key: str
    column: str
    value: str
    sentence: str
    cure: str

    def problem(self, locate: Callable[[str, str, str], str]) -> Problem:
        """The finding as a problem of the workbook; `locate` gives the cell of a sheet, key and column."""
        cell = locate(self.sheet, self.key, self.column)
        return Problem(self.severity, self.sheet, cell, self.value, self.sentence, self.cure)


def entry_sheet(event: Event, entry: Entry) -> str:
    """The sheet on which the entries of a line of this kind stand."""
    return SHEET_OF[ItemKind(event.line[entry.line].kind.value)]


def sheet_order(event: Event) -> Callable[[Finding], tuple[int, int]]:
    """Where a finding stands in the workbook: number of the sheet, number of the record."""
    entries = [entry.item for entry in event.entries]
    keys: dict[str, Sequence[str]] = {
        "Policy": (),
        "Delegations": [delegation.code for delegation in event.delegations],
        "People": [person.id for person in event.people],
        "Rooms": [room.code for room in event.rooms],
        "Programme": [item.id for item in event.programme],
        "Lines": [line.id for line in event.lines],
        **dict.fromkeys((SHEET_OF[ItemKind(kind.value)] for kind in LineKind), entries),
        "Bilaterals": [bilateral.id for bilateral in event.bilaterals],
        "SideEvents": [side_event.id for side_event in event.side_events],
        "Interpreters": [interpreter.id for interpreter in event.interpreters],
    }
    sheets = list(keys)
    rows = {(sheet, key): row for sheet, listed in keys.items() for row, key in enumerate(listed)}
    return lambda finding: (sheets.index(finding.sheet), rows.get((finding.sheet, finding.key), 0))
