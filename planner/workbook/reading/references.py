"""Codes and ids: each defined once, and every reference resolved to the spelling of the sheet that defines it."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from planner.domain.records import ANY_PERSON, WHO_ALL, WHO_HEADS, WHO_NONE
from planner.workbook.findings import Findings
from planner.workbook.format.items import PLAN
from planner.workbook.format.parties import DELEGATIONS, PEOPLE
from planner.workbook.format.sheets import RECORD_SHEETS
from planner.workbook.format.table import Column
from planner.workbook.grid import fold, plain
from planner.workbook.kinds.compound import OTHER_SEPARATORS, ListOf, RoomWish, other_separator
from planner.workbook.reading.rows import Row

Tables = Mapping[str, list[Row]]
"""The rows of each record sheet and of the plan, by the sheet's name."""

_KINDS = ("delegation", "person", "room", "interpreter", "line", "item")
_RESERVED = frozenset({ANY_PERSON, WHO_ALL, WHO_HEADS, WHO_NONE})
_NEVER_EMPTY = frozenset({"delegation", "person", "room"})


class Names:
    """The codes and ids of one kind of record."""

    def __init__(self) -> None:
        self._spelt: dict[str, str] = {}
        self._rows: dict[str, Row] = {}

    def define(self, code: str, row: Row) -> Row | None:
        """Adds a code; the row that has it already, if there is one."""
        known = self._rows.setdefault(fold(code), row)
        self._spelt.setdefault(fold(code), code)
        return None if known is row else known

    def spelling(self, code: str) -> str | None:
        """A code as the sheet that defines it spells it; None where it is not defined."""
        return self._spelt.get(fold(code))

    @property
    def all(self) -> Iterable[str]:
        """The codes as they are spelt, in the order of their sheet."""
        return self._spelt.values()


class Directory:
    """All codes and ids of the event, by kind of record."""

    def __init__(self) -> None:
        self._names: dict[str, Names] = {kind: Names() for kind in _KINDS}

    def names(self, kind: str) -> Names:
        """The codes of a kind of record."""
        return self._names[kind]

    def resolve(self, code: str, kinds: tuple[str, ...]) -> str | None:
        """The code as defined; where several kinds have it, an equal spelling goes before one in another case."""
        spellings = [spelt for kind in kinds if (spelt := self._names[kind].spelling(code)) is not None]
        return code if code in spellings else next(iter(spellings), None)

    def all(self, kinds: tuple[str, ...]) -> Iterator[str]:
        """The codes of all these kinds."""
        return (code for kind in kinds for code in self._names[kind].all)


def define_all(tables: Tables, findings: Findings) -> Directory:
    """Every code and id that a sheet defines; what comes twice is an error and its row takes no further part."""
    directory = Directory()
    for sheet in RECORD_SHEETS:
        for row in tables[sheet.name]:
            code = row.text(sheet.key)
            if sheet.defines and code:
                define(directory.names(sheet.defines), code, row, findings)
                _refuse_reserved(sheet.defines, code, row, findings)
    _define_implied(tables, directory)
    return directory


def _refuse_reserved(kind: str, code: str, row: Row, findings: Findings) -> None:
    """A code that also means something else could not be told from it."""
    if kind in ("delegation", "person") and plain(code) in _RESERVED:
        meaning = f"the word {plain(code)} has a meaning of its own in lists"
    elif kind == "room" and code.startswith("!"):
        meaning = "a `!` in front says that a room is a must"
    else:
        return
    sentence = f"{code[:60]!r} cannot be the code of a {kind}: {meaning}."
    findings.error(row.sheet.name, row.cell(row.sheet.key), sentence, "Choose another code.", value=code)


def _define_implied(tables: Tables, directory: Directory) -> None:
    """A delegation that lists nobody is represented by a person with its code as id."""
    represented = {fold(row.text("delegation")) for row in tables[PEOPLE.name]}
    people = directory.names("person")
    for row in tables[DELEGATIONS.name]:
        code = row.text("code")
        if code and fold(code) not in represented and people.spelling(code) is None:
            people.define(code, row)


def define(names: Names, code: str, row: Row, findings: Findings) -> None:
    """Adds a code to those known, or reports where it stands already."""
    other = names.define(code, row)
    if other is None:
        return
    row.incomplete = True
    key = row.sheet.key or "delegation"
    where = other.cell(other.sheet.key or "delegation")
    place = where if other.sheet is row.sheet else f"{other.sheet.name}!{where}"
    findings.error(
        row.sheet.name,
        row.cell(key),
        f"{code} stands in {place} already.",
        "Give each its own; capital and small letters count as the same.",
        value=code,
    )


def resolve_all(tables: Tables, directory: Directory, findings: Findings, *, items: bool) -> None:
    """Resolves the references to items, or all others; items come last because entries are among them."""
    for rows in tables.values():
        for row in rows:
            for column in row.columns:
                if column.refers and ("item" in column.refers) == items and column.header in row.values:
                    resolve(row, column, directory, findings)


def resolve(row: Row, column: Column, directory: Directory, findings: Findings) -> None:
    """Puts the defining spelling in place of what the cell says; what is not known is reported and dropped."""
    value = row.values[column.header]
    if isinstance(column.kind, ListOf):
        assert isinstance(value, tuple)
        _resolve_list(row, column, value, directory, findings)
        return
    code = value[0] if isinstance(column.kind, RoomWish) and isinstance(value, tuple) else value
    assert isinstance(code, str)
    spelt = _known(row, column, code, directory, findings)
    if spelt is None:
        row.drop(column)
    else:
        row.values[column.header] = (spelt, value[1]) if isinstance(value, tuple) else spelt


def _resolve_list(row: Row, column: Column, codes: tuple[str, ...], directory: Directory, findings: Findings) -> None:
    word = next((word for word in column.words for code in codes if plain(code) == plain(word)), None)
    if word is not None and len(codes) == 1:
        row.values[column.header] = (word,)
        return
    codes = _split_others(row, column, codes, directory, findings)
    spelt = tuple(_known(row, column, code, directory, findings) for code in codes)
    row.values[column.header] = tuple(code for code in spelt if code is not None)


def _split_others(
    row: Row, column: Column, codes: tuple[str, ...], directory: Directory, findings: Findings
) -> tuple[str, ...]:
    """A list separated by commas, slashes or bars is taken if every part of it is known."""
    other = other_separator(codes[0]) if len(codes) == 1 else ""
    if not other or directory.resolve(codes[0], column.refers) is not None:
        return codes
    parts = tuple(part.strip() for part in codes[0].split(other) if part.strip())
    if not all(directory.resolve(part, column.refers) for part in parts):
        return codes
    findings.warning(
        row.sheet.name,
        row.cell(column.header),
        f"{column.header}: the list is separated by {OTHER_SEPARATORS[other]}.",
        f"Write {'; '.join(parts)[:80]}.",
        value=codes[0],
    )
    return parts


def _known(row: Row, column: Column, code: str, directory: Directory, findings: Findings) -> str | None:
    spelt = directory.resolve(code, column.refers)
    if spelt is None and not _lacks_sheet(column, directory):
        _report_unknown(row, column, code, directory, findings)
    return spelt


def _lacks_sheet(column: Column, directory: Directory) -> bool:
    """Whether a required sheet is missing; that alone is the error then, not every reference to it."""
    return not _NEVER_EMPTY.isdisjoint(column.refers) and next(directory.all(column.refers), None) is None


def _report_unknown(row: Row, column: Column, code: str, directory: Directory, findings: Findings) -> None:
    kinds = " or ".join(column.refers)
    hint = findings.suggestion(code, chain(directory.all(column.refers), column.words))
    alone = f"{code} stands alone, without other parts. " if plain(code) in map(plain, column.words) else ""
    place = row.cell(column.header)
    if row.sheet is PLAN and column.header == PLAN.key:
        sentence = f"There is no item {code[:60]}; its row is left out of the plan."
        findings.warning(
            row.sheet.name, place, sentence, f"{hint}Delete the row, or use the id of an item.", value=code
        )
        return
    if isinstance(column.kind, ListOf) and other_separator(code):
        alone += "Separate the parts of a list by `;`. "
    sentence = f"{column.header}: there is no {kinds} {code[:60]!r}."
    findings.error(
        row.sheet.name, place, sentence, f"{alone}{hint}Use a code or id that its sheet defines.", value=code
    )
