"""An event as a workbook that is taken away, with the mark by which it is known when it comes in again."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from planner.office.draft import draft_bytes
from planner.office.office import Opened
from planner.store import Content
from planner.workbook.format.for_reading import ReadingSheet
from planner.workbook.keeping.mark import mark_of, marked
from planner.workbook.writer import workbook_bytes
from planner.workbook.writing.layout import lay_out
from planner.workbook.writing.xlsx_out import xlsx_bytes

_READING = "reading"


@dataclass(frozen=True, slots=True)
class Mark:
    """Which state of which event a file was written from; the `digest` tells this state from another of its number, in
    an office that was put back to an earlier day. `for_reading` is the form with sheets for reading.
    """

    event: str
    number: int
    digest: str
    for_reading: bool = False

    @classmethod
    def of(cls, opened: Opened, *, for_reading: bool = False) -> "Mark":
        """The mark for a file that is written from a state."""
        return cls.at(opened.event, opened.number, opened.contents.values(), for_reading=for_reading)

    @classmethod
    def at(cls, event: str, number: int, contents: Iterable[Content], *, for_reading: bool = False) -> "Mark":
        """The mark of a state by what stands in its sheets."""
        said = "".join(f"{one.name}\n{one.sha256}\n" for one in contents)
        return cls(event, number, sha256(said.encode()).hexdigest()[:16], for_reading)

    @classmethod
    def found_in(cls, data: bytes) -> "Mark | None":
        """The mark of a file; None where it has none that can be read."""
        match mark_of(data).split("/"):
            case [event, number, digest, *form] if number.isascii() and number.isdigit() and len(number) < 10:
                return cls(event, int(number), digest, form == [_READING])
        return None

    @property
    def text(self) -> str:
        """The mark as it stands in the file."""
        return "/".join((self.event, str(self.number), self.digest, *((_READING,) if self.for_reading else ())))


def exported(opened: Opened) -> bytes:
    """The workbook of a state with its plan; with errors in it, the tables as they stand."""
    workbook = opened.revision.workbook
    data = draft_bytes(opened.revision) if workbook is None else workbook_bytes(workbook)
    return marked(data, Mark.of(opened).text)


def exported_for_reading(opened: Opened, sheets: tuple[ReadingSheet, ...]) -> bytes:
    """The workbook of a state without errors, drawn anew, with sheets for reading."""
    workbook = opened.revision.workbook
    assert workbook is not None, "only a workbook without errors is drawn for reading"
    data = xlsx_bytes(lay_out(workbook), workbook.extras.sheets, reading=sheets)
    return marked(data, Mark.of(opened, for_reading=True).text)
