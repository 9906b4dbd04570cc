"""Requests for bilaterals from a spreadsheet of somebody else's making."""

import re
import unicodedata
from collections.abc import Iterator

from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.feeds.importing.addition import Addition, ForeignPlace, NewRow, remark
from planner.feeds.importing.mapping import Mapping
from planner.workbook.format.items import BILATERALS
from planner.workbook.grid import Cell, Grid, address, plain
from planner.workbook.kinds.single import text_of

_DELEGATIONS = ("requester", "counterpart", "also")


def requests(event: Event, grids: tuple[Grid, ...], mapping: Mapping, file: str) -> Addition:
    """A bilateral for each row below the header. Columns that are not mapped are carried along under their own header.

    Delegations may be given by code or by name, in any spelling of case and accents.
    """
    grid = next((one for one in grids if plain(one.name) == plain(mapping.sheet)), None)
    problems = _faults(grid, mapping, file)
    if grid is None or problems:
        return Addition(BILATERALS.name, (), tuple(problems))
    columns = _columns(grid, mapping)
    codes = _codes(event, mapping)
    rows = tuple(_rows(grid, mapping, columns, codes))
    if not rows:
        problems.append(remark(Severity.NOTICE, ForeignPlace(grid.name), "There is no row below the header."))
    return Addition(BILATERALS.name, rows, tuple(problems))


def _faults(grid: Grid | None, mapping: Mapping, file: str) -> list[Problem]:
    if grid is None:
        sentence = f"The file has no sheet {mapping.sheet[:60]!r}."
        return [remark(Severity.ERROR, ForeignPlace(file), sentence, "Correct `sheet` in the mapping.")]
    headers = [plain(text_of(cell)) for cell in grid.rows.get(mapping.header_row, {}).values()]
    used = [plain(header) for header in mapping.columns.values()]
    place = ForeignPlace(grid.name, f"A{mapping.header_row}")
    faults = [
        remark(
            Severity.ERROR,
            place,
            f"There is no column {header[:60]!r} for {name}.",
            "Correct `columns` in the mapping, or leave it empty there.",
            value=header,
        )
        for name, header in mapping.columns.items()
        if plain(header) not in headers
    ]
    for name, header in mapping.columns.items():
        if headers.count(plain(header)) > 1 or used.count(plain(header)) > 1:
            sentence = f"{header[:60]!r} for {name} is the header of two columns, or stands for two of ours."
            faults.append(
                remark(Severity.ERROR, place, sentence, "Give each column a header of its own.", value=header)
            )
    for name in mapping.missing:
        sentence = f"It is not clear which column is the {name}."
        faults.append(remark(Severity.ERROR, place, sentence, "Write its header into `columns` of the mapping."))
    return faults


def _columns(grid: Grid, mapping: Mapping) -> dict[int, str]:
    """Our header for each column of the grid; its own where it has none of ours."""
    ours = {plain(header): name for name, header in mapping.columns.items()}
    taken = {plain(column.header) for column in BILATERALS.columns}
    columns: dict[int, str] = {}
    for number, cell in grid.rows.get(mapping.header_row, {}).items():
        header = text_of(cell).strip()
        if plain(header) in ours:
            columns[number] = ours[plain(header)]
        elif header:
            own = f"foreign {header}" if plain(header) in taken else header
            twin = plain(own) in {plain(one) for one in columns.values()}
            columns[number] = f"{own} {address(mapping.header_row, number)}" if twin else own
    return columns


def _codes(event: Event, mapping: Mapping) -> dict[str, str]:
    """The code of each delegation by its code and names."""
    codes: dict[str, str] = {}
    for one in event.delegations:
        codes |= {_bare(name): one.code for name in (one.name, one.short_name) if name}
    codes |= {_bare(one.code): one.code for one in event.delegations}
    return codes | {_bare(name): code for name, code in mapping.delegations.items()}


def _bare(name: str) -> str:
    """A name without case, accents and spaces at its ends."""
    parts = unicodedata.normalize("NFD", name.strip().casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _rows(grid: Grid, mapping: Mapping, columns: dict[int, str], codes: dict[str, str]) -> Iterator[NewRow]:
    for number in sorted(grid.rows):
        cells = {columns[at]: cell for at, cell in grid.rows[number].items() if at in columns}
        if number <= mapping.header_row or not any(text_of(cell).strip() for cell in cells.values()):
            continue
        places = {name: ForeignPlace(grid.name, address(number, at)) for at, name in columns.items()}
        made: dict[str, Cell] = {"id": _id(grid, number)}
        made |= {name: _coded(name, cell, codes) for name, cell in cells.items()}
        yield NewRow(made, ForeignPlace(grid.name, f"A{number}"), places)


def _id(grid: Grid, number: int) -> str:
    """From sheet and row, so that the same list read twice is noticed."""
    name = re.sub(r"\W+", "-", grid.name).strip("-").upper() or "ROW"
    return f"{name}-{number}"


def _coded(name: str, cell: Cell, codes: dict[str, str]) -> Cell:
    """Names of delegations as codes; those that nobody knows stay, and the reader says so."""
    if name not in _DELEGATIONS or not isinstance(cell, str):
        return cell
    parts = [part.strip() for part in cell.split(";")] if name == "also" else [cell]
    return "; ".join(codes.get(_bare(part), part) for part in parts)
