"""The form of the declarative table: what a column and a sheet are."""

from dataclasses import MISSING, dataclass, fields

from planner.domain.vocabulary import LineKind
from planner.workbook.grid import Cell, plain
from planner.workbook.kinds.single import Kind, text_of

HEADER_ROW = 1
"""The number of the row that names the columns of every sheet."""


def plain_header(cell: Cell) -> str:
    """A header as it is compared; a star behind it marks what is required."""
    return plain(text_of(cell).strip().removesuffix("*"))


@dataclass(frozen=True, slots=True, eq=False)  # one of a kind, and so compared fast
class Column:
    """One column, or one setting of the sheets that list settings.

    `field` names the record's field where it is not the header; two names part a value of two. `refers` lists the kinds
    of record that the value points to, `words` what may stand instead. `default` is said in the reference where the
    record's own default does not tell. `edge` marks times that should touch the event's days: `inside` them, `opens`
    before their end, `closes` after their start. `aside` ones are folded away, as only the planner needs them.
    """

    header: str
    kind: Kind
    help: str
    required: bool = False
    default: str = ""
    field: str = ""
    refers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    width: int = 14
    example: str = ""
    edge: str = ""
    aside: bool = False

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the record's fields that the column fills: one, or two for a value of two."""
        return tuple((self.field or self.header).split())


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One sheet: the record that a row becomes and the columns in their order.

    `key` is the header of the column that identifies a record, `defines` the kind of record that other sheets refer to
    by it; rows without a key are known by their number. `member` is the event's field. `spans` are pairs of columns of
    which the first must lie before the second; `meets` pairs may also be equal. `line_kind` is set for sheets of line
    entries. `examples` are further rows of the template.
    """

    name: str
    record: type
    help: str
    columns: tuple[Column, ...]
    member: str = ""
    key: str = ""
    defines: str = ""
    required: bool = False
    spans: tuple[tuple[str, str], ...] = ()
    meets: tuple[tuple[str, str], ...] = ()
    line_kind: LineKind | None = None
    examples: tuple[tuple[str, ...], ...] = ()

    def column(self, header: str) -> Column | None:
        """The column with this header, compared as users write it."""
        wanted = plain(header)
        return next((column for column in self.columns if plain(column.header) == wanted), None)

    def default(self, column: Column) -> object:
        """What the record holds where the cell is blank; None where nothing can be said."""
        return default_of(self.record, column)


def default_of(record: type, column: Column) -> object:
    """The record's default for the column's field."""
    declared = {field.name: field.default for field in fields(record)}
    default = declared.get(column.fields[0], MISSING)
    return None if default is MISSING else default
