"""Which column of a foreign spreadsheet is which of ours: guessed, corrected by its user, and remembered."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from planner.workbook.format.items import BILATERALS
from planner.workbook.grid import Cell, Grid, plain
from planner.workbook.kinds.single import text_of

REQUIRED = ("requester", "counterpart")
"""What a request cannot be without; ids are made where there are none."""

_LOOKED_AT = 20
"""Rows from the top among which the header is looked for."""

_COLUMNS = 200
_LONGEST = 80
"""Columns and letters of a header: what is wider or longer is none."""

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
        """What every request needs and no column is said to hold."""
        return tuple(name for name in REQUIRED if not self.columns.get(name))

    def as_json(self) -> bytes:
        """With every one of our columns, so that a user sees what could be filled in."""
        fields = asdict(self) | {"columns": {name: self.columns.get(name, "") for name in _ALSO_CALLED}}
        return json.dumps(fields, ensure_ascii=False, indent=2).encode() + b"\n"

    @classmethod
    def of_json(cls, content: bytes) -> "Mapping":
        """What `as_json` wrote and a user has edited; `ValueError` with what is wrong with it."""
        fields = json.loads(content)
        if not isinstance(fields, dict) or not isinstance(fields.get("columns"), dict):
            raise ValueError('it has no "columns"')
        columns = {str(name): str(header) for name, header in fields["columns"].items() if header}
        unknown = [name for name in columns if BILATERALS.column(name) is None]
        if unknown:
            raise ValueError(f"Bilaterals has no column {', '.join(unknown)}")
        names = fields.get("delegations") or {}
        if not isinstance(names, dict) or not isinstance(fields.get("header_row", 1), int):
            raise ValueError('"delegations" is no table of names and codes, or "header_row" is no number')
        return cls(
            str(fields.get("sheet", "")),
            fields.get("header_row", 1),
            columns,
            {str(k): str(v) for k, v in names.items()},
        )


def guess(grids: Sequence[Grid]) -> Mapping:
    """The sheet and row that look most like the header of a list of requests, and what its columns seem to be."""
    best = Mapping("", 1, {})
    for grid in grids:
        for row in sorted(grid.rows)[:_LOOKED_AT]:
            columns = _columns(grid.rows[row].values())
            mapping = Mapping(grid.name, row, columns)
            if (-len(mapping.missing), len(columns)) > (-len(best.missing), len(best.columns)):
                best = mapping
    return best


def _columns(cells: Iterable[Cell]) -> dict[str, str]:
    """Our columns with the header each has: exact names first, then other names for it, then what is spelt alike."""
    headers = [text_of(cell).strip() for cell in islice(cells, _COLUMNS) if isinstance(cell, str) and cell.strip()]
    free = {header: plain(header) for header in headers if len(header) <= _LONGEST}
    columns: dict[str, str] = {}
    for alike in (_same, _similar):
        for name, others in _ALSO_CALLED.items():
            header = "" if name in columns else _first((name, *others.split("; ")), free, alike)
            if header:
                columns[name] = header
                del free[header]
    return columns


def _first(names: Sequence[str], headers: dict[str, str], alike: Callable[[str, str], bool]) -> str:
    """The header that is like the first of the names that any header is like."""
    for name in map(plain, names):
        for header, bare in headers.items():
            if alike(name, bare):
                return header
    return ""


def _same(name: str, header: str) -> bool:
    return name == header


@lru_cache(maxsize=50_000)
def _similar(name: str, header: str) -> bool:
    """Cells that are no headers differ in length or letters; only what is left is compared at length."""
    if 2 * min(len(name), len(header)) < _ALIKE * (len(name) + len(header)):
        return False
    matcher = SequenceMatcher(None, name, header)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE
