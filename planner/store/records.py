"""What the office keeps, as records: events, their revisions, sheets as they stand in a revision, who is here."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from hashlib import sha256

Json = str | int | float | bool | None | list["Json"] | tuple["Json", ...] | dict[str, "Json"]
"""What JSON can say; a tuple is written as a list and comes back as one."""


class RevisionKind(StrEnum):
    """How a revision came about."""

    OPENED = "opened"
    EDITED = "edited"
    SOLVED = "solved"
    MOVED = "moved"
    REPLANNED = "replanned"
    IMPORTED = "imported"
    MERGED = "merged"
    RELEASED = "released"
    UNDONE = "undone"
    REDONE = "redone"
    RESTORED = "restored"
    ADOPTED = "adopted"
    APPLIED = "applied"


# --- sheets ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A row under an id of its own, which stays with it wherever it moves.

    `cells` is one line of text in the office's own writing, JSON for instance; the store keeps it and never reads it.
    """

    id: str
    cells: str

    def __post_init__(self) -> None:
        if not self.id or not self.id.isascii() or not self.id.isprintable():
            raise ValueError(f"the id of a row is printable ASCII, not {self.id!r}")
        if "\n" in self.cells:
            raise ValueError("the cells of a row are one line of text; write a line break as \\n in JSON")


@dataclass(frozen=True, slots=True)
class Content:
    """A sheet by the address of what is in it: equal sheets have the same address, in every revision."""

    name: str
    sha256: str


@dataclass(frozen=True)  # not slotted: its bytes and their address are worked out once and kept
class KeptSheet:
    """A sheet as it stands in a revision. `about` is one line of text on the sheet as a whole, the office's own too."""

    name: str
    rows: tuple[KeptRow, ...]
    about: str = "{}"

    def __post_init__(self) -> None:
        if "\n" in self.about:
            raise ValueError("what is said about a sheet is one line of text")

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The sheet as it is stored: what is said about it, then its rows, id before cells. The name is not in it."""
        return (self.about, *(f"{row.id}\t{row.cells}" for row in self.rows))

    @cached_property
    def content(self) -> Content:
        """The address of what is in it."""
        return Content(self.name, address_of(self.lines))


def address_of(lines: tuple[str, ...]) -> str:
    """The sha256 of a sheet's lines, in hexadecimal."""
    return sha256(bytes_of(lines)).hexdigest()


def bytes_of(lines: tuple[str, ...]) -> bytes:
    """The lines of a sheet as bytes. Halves of surrogate pairs, which a cell may hold, stay what they are."""
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def sheet_of(name: str, content: bytes) -> KeptSheet:
    """The sheet whose lines these bytes are."""
    about, *rows = content.decode("utf-8", "surrogatepass").split("\n")
    parted = (row.partition("\t") for row in rows)
    return KeptSheet(name, tuple(KeptRow(id_, cells) for id_, _, cells in parted), about)


# --- events and revisions --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A state of an event that is to become its next revision.

    `sheets` are all sheets of the state, in their order; one that is stored already may be given as its `Content`.
    `original` are the bytes of the file that the state came from; None leaves the one that the parent has.
    """

    kind: RevisionKind
    author: str
    sentence: str
    sheets: tuple[KeptSheet | Content, ...]
    detail: Json = None
    original: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        names = [sheet.name for sheet in self.sheets]
        if len(set(names)) < len(names):
            raise ValueError("two sheets of a revision have one name")


@dataclass(frozen=True, slots=True)
class Revision:
    """A step in the history of an event, counted from 1. `at` is in UTC, by the clock of the database.

    `detail` is what the office wrote about it. `original` is the sha256 of the file that the state came from, or None.
    Of a `compacted` one the state was given up; what is said here stays.
    """

    event: str
    number: int
    parent: int | None
    kind: RevisionKind
    author: str
    at: datetime
    sentence: str
    detail: Json
    original: str | None
    compacted: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """Nothing was appended, because the event stands at `head` by now, or what was to be taken has been answered: work
    the step out again on what is there.
    """

    head: int


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event of the office: its revisions are 1 to `head`. `changed` and `changed_by` are those of the last one.
    `about` is what the office wrote for its lists, of the head or of a revision before it; None where it has not yet.
    """

    id: str
    name: str
    created: datetime
    archived: datetime | None
    head: int
    changed: datetime
    changed_by: str
    about: Json = None


# --- people and works ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who looks at a page of an event, and when this was heard last."""

    event: str
    person: str
    page: str
    at: datetime


class JobState(StrEnum):
    """Where a job is: waiting for a worker, with one, or at its end. Of a lost one the worker fell silent too often."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"
    LOST = "lost"

    @property
    def ended(self) -> bool:
        """Whether nobody works at it any more, nor will."""
        return self not in (JobState.QUEUED, JobState.RUNNING)


class Answer(StrEnum):
    """What people did with the result of a job: nothing yet, took it, or left it."""

    OPEN = ""
    TAKEN = "taken"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NewJob:
    """A work that somebody asks for: its kind and parameters are the office's own. `file` came with it."""

    event: str
    revision: int
    kind: str
    author: str
    parameters: Json = None
    file: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class KeptJob:
    """A work that was asked for. `progress` and `result` are the latest that its worker told, also before the end.

    `attempts` counts the workers that have had it; `stopping` says that somebody asked for its end. `reason` is a
    sentence on why it failed or was lost. `answer` says what people did with the result.
    """

    id: str
    event: str
    revision: int
    kind: str
    author: str
    parameters: Json
    asked: datetime
    state: JobState
    progress: Json
    result: bytes | None = field(repr=False)
    reason: str
    worker: str
    heartbeat: datetime | None
    attempts: int
    stopping: bool
    answer: Answer


class Heard(StrEnum):
    """What a worker hears when it tells that it is alive."""

    GO_ON = "go on"
    STOP = "stop"
    NOT_YOURS = "not yours"
    """The job has ended, or another worker has it since this one was silent: drop it."""


# --- the office as a whole -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Damage:
    """Something in the office that is not as it was stored, and what to do about it. `whole` is the database itself:
    nothing more may be written to it.
    """

    sentence: str
    cure: str
    whole: bool = False
