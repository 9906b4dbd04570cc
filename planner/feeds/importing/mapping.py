"""Which column of a foreign spreadsheet is which of ours: guessed, corrected by its user, and remembered."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher

from planner.workbook.format.items import BILATERALS
from planner.workbook.grid import Cell, Grid, plain
from planner.workbook.kinds.single import text_of

REQUIRED = ("requester", "counterpart")
"""What a request cannot be without; ids are made where there are none."""

_LOOKED_AT = 20
"""Rows from the top among which the header is looked for."""

_ALIKE = 0.8

_ALSO_CALLED = {
    "id": "no; nr; number; request no; reference; ref",
    "requester": "requesting delegation; requesting party; requested by; from; delegation; country; applicant; "
    "requesting country; requesting state; state; side a; party a; demandeur; délégation; pays",
    "counterpart": "with; meeting with; requested delegation; to; partner; other side; other delegation; "
    "requested country; counterpart delegation; side b; party b; avec; contrepartie",
    "requester_person": "principal; requesting principal; requester principal; requested by person",
    "counterpart_person": "counterpart principal; with whom; person requested; requested principal",
    "also": "other participants; further participants",
    "minutes": "duration; length; duration minutes; duration min; min; durée",
    "priority": "importance; prio; priorité",
    "status": "state of request; confirmation; reply; statut",
    "seats": "participants; number of participants; size",
    "languages": "interpretation; language; langues",
    "not_before": "earliest; not earlier than; available from",
    "not_after": "latest; not later than; available until",
    "prefer_from": "preferred from; preferred time; preferred start; wished from",
    "prefer_to": "preferred to; preferred end; wished until",
    "room": "preferred room; venue; salle",
    "kind": "type; format; kind of meeting",
    "submitted_at": "submitted; date of request; received; timestamp; requested on",
    "restricted": "confidential",
    "source": "note verbale; remarks; remark; comments; comment; notes",
}
"""Other names under which our columns are found in lists of requests."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """The answer: the sheet, the row of its header, and for each of our columns the header that it is under.

    `delegations` says the codes of names that the workbook does not know. It is kept as JSON, which people can read.
    """

    sheet: str
    header_row: int
    columns: dict[str, str]
    delegations: dict[str, str] = field(default_factory=dict)

    @property
    def all_columns(self) -> tuple[str, ...]:
        """Every one of our columns that may be mapped."""
        return tuple(_ALSO_CALLED)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(name for name in REQUIRED if not self.columns.get(name))

    def as_json(self) -> bytes:
        """With every one of our columns, so that a user sees what could be filled in."""
        told = asdict(self) | {"columns": {name: self.columns.get(name, "") for name in _ALSO_CALLED}}
        return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"

    @classmethod
    def of_json(cls, content: bytes) -> "Mapping":
        """What `as_json` wrote and a user has edited; `ValueError` with what is wrong with it."""
        told = json.loads(content)
        if not isinstance(told, dict) or not isinstance(told.get("columns"), dict):
            raise ValueError('it has no "columns"')
        columns = {str(name): str(header) for name, header in told["columns"].items() if header}
        unknown = [name for name in columns if BILATERALS.column(name) is None]
        if unknown:
            raise ValueError(f"Bilaterals has no column {', '.join(unknown)}")
        names = told.get("delegations") or {}
        if not isinstance(names, dict) or not isinstance(told.get("header_row", 1), int):
            raise ValueError('"delegations" is no table of names and codes, or "header_row" is no number')
        return cls(
            str(told.get("sheet", "")), told.get("header_row", 1), columns, {str(k): str(v) for k, v in names.items()}
        )


def guess(grids: Sequence[Grid]) -> Mapping:
    """The sheet and row that look most like the header of a list of requests, and what its columns seem to be."""
    best = Mapping("", 1, {})
    for grid in grids:
        for row in sorted(grid.rows)[:_LOOKED_AT]:
            columns = _columns(grid.rows[row].values())
            found = Mapping(grid.name, row, columns)
            if (-len(found.missing), len(columns)) > (-len(best.missing), len(best.columns)):
                best = found
    return best


def _columns(cells: Iterable[Cell]) -> dict[str, str]:
    """Our columns with the header each has: exact names first, then other names for it, then what is spelt alike."""
    headers = [text_of(cell).strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    found: dict[str, str] = {}
    for closeness in (1.0, _ALIKE):
        for name, others in _ALSO_CALLED.items():
            if name not in found:
                free = [header for header in headers if header not in found.values()]
                header = _nearest((name, *others.split("; ")), free, closeness)
                if header:
                    found[name] = header
    return found


def _nearest(names: Sequence[str], headers: Sequence[str], closeness: float) -> str:
    for name in names:
        for header in headers:
            if SequenceMatcher(None, plain(name), plain(header)).ratio() >= closeness:
                return header
    return ""
