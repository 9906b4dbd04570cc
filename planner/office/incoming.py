"""A workbook that comes into an event again: how it is known, what it says otherwise, and what is taken of it.

A file that the office wrote tells by its mark which state it was written from, so that what was changed in it is told
from what was changed in the office meanwhile. Any other is compared with the event as it stands.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from zoneinfo import ZoneInfo

from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.office.cells.applying import apply
from planner.office.cells.differences import Difference, Merge
from planner.office.cells.merging import merged
from planner.office.cells.operations import Operation
from planner.office.cells.refusals import Refusal
from planner.office.cells.renaming import Renamed, codes_renamed, followed
from planner.office.cells.sheet import source_of
from planner.office.cells.undoing import Chain
from planner.office.office import Act, Office, Opened
from planner.office.outgoing import Mark, exported, exported_for_reading
from planner.store import NoSuchEvent, RevisionKind
from planner.workbook.files.source import read_bytes
from planner.workbook.grid import Source
from planner.workbook.reading.reader import read_source

Takes = Callable[[Difference], bool]
"""Whether a difference is taken; else it is left."""


class Known(StrEnum):
    """How much is known of where a file comes from."""

    OURS = "ours"
    """It was written from a state of this event that is still there."""
    UNMARKED = "unmarked"
    LOST = "lost"
    """It was written from a state of this event that this office has not, or has given up."""
    ANOTHER = "another"
    """It was written from another event."""


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class Brought:
    """A file as it came in. `base` is the state that it was written from, and `another` the name of the event that it
    belongs to where that is not this one; empty where this office does not know it.
    """

    name: str
    source: Source
    known: Known
    base: Opened | None = None
    sent: Source | None = None
    another: str = ""
    went_out: datetime | None = None
    """When the state that it was written from came about."""

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """What would keep the file from being opened as an event of its own."""
        problems = read_source(self.source, self.name).problems
        return tuple(one for one in problems if one.severity == Severity.ERROR)


def bring(office: Office, event: str, name: str, data: bytes) -> Brought:
    """Reads a file that is to come into an event; `Unreadable` says why it cannot be."""
    source = read_bytes(data, name)
    mark = None if source.data is None else Mark.found_in(source.data)
    if mark is None:
        return Brought(name, source, Known.UNMARKED)
    if mark.event != event:
        return Brought(name, source, Known.ANOTHER, another=_name_of(office, mark.event))
    base = _state(office, mark)
    if base is None:
        return Brought(name, source, Known.LOST)
    sent, at = _written_from(base, for_reading=mark.for_reading), office.store.revision(event, base.number).at
    return Brought(name, source, Known.OURS, base, sent, went_out=at)


def _name_of(office: Office, event: str) -> str:
    try:
        return office.store.event(event).name
    except NoSuchEvent:
        return ""


def _state(office: Office, mark: Mark) -> Opened | None:
    """The state of a mark; None where this office has not, or has given up, just that one."""
    try:
        found = office.at(mark.event, mark.number)
    except NoSuchEvent:
        return None
    return found if Mark.of(found).digest == mark.digest else None


def _written_from(opened: Opened, *, for_reading: bool = False) -> Source:
    """What the office writes of a state."""
    is_sound = opened.revision.workbook is not None
    return read_bytes(exported_for_reading(opened, ()) if for_reading and is_sound else exported(opened))


# --- what differs ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class Comparison:
    """A file beside an event as it stands at `head`; `since` are the steps after the state that it was written from."""

    brought: Brought
    head: Opened
    since: Chain
    merge: Merge

    @property
    def both_ways(self) -> bool:
        """Whether it is known what was changed in the file and what in the office."""
        return self.brought.base is not None

    def advised(self, difference: Difference) -> bool:
        """Whether a difference is taken unless somebody says otherwise: not over what others did meanwhile, and where
        nobody knows what the file began from, not what it merely does not have.
        """
        return not difference.conflict and (self.both_ways or not difference.removes)

    @cached_property
    def renamed(self) -> tuple[Renamed, ...]:
        """The codes that have other names in the file."""
        return codes_renamed(self.head.sheets, self.merge.operations(lambda _: True))


def compare(office: Office, event: str, brought: Brought) -> Comparison:
    """What a file says otherwise than the event, sheet by sheet and cell by cell."""
    head = office.opened(event)
    base, sent = (head, None) if brought.base is None else (brought.base, brought.sent)
    went = _written_from(head) if sent is None else sent
    since = office.steps_since(event, base.number)
    merge = merged(brought.source, head.sheets, base.sheets, went, _zone(head), since)
    return Comparison(brought, head, since, merge)


def _zone(opened: Opened) -> ZoneInfo:
    good = opened.revision.last_good
    return ZoneInfo("UTC") if good is None or good.workbook is None else good.workbook.event.zone


# --- what is taken ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Faulty:
    """Nothing was taken, because the event would have these errors, which it has not now."""

    problems: tuple[Problem, ...]


def take(
    office: Office, author: str, found: Comparison, takes: Takes, *, follow: bool = True, despite_errors: bool = False
) -> Opened | Refusal | Faulty:
    """Takes what is chosen of a file as one step. With `follow` a code that was renamed is renamed wherever the event
    refers to it. Refused where somebody changed the same cells since the comparison, and where it would bring errors.
    """
    head, operations = found.head, found.merge.operations(takes)
    taken = apply(head.sheets, operations)
    if isinstance(taken, Refusal):
        return taken
    if follow:
        operations = (*operations, *followed(taken.sheets, codes_renamed(head.sheets, operations)))
    if not despite_errors and (errors := _new_errors(head, operations)):
        return Faulty(errors)
    count = sum(map(takes, found.merge.differences))
    sentence = f"Took in {'1 change' if count == 1 else f'{count:,} changes'} from {found.brought.name}"
    return office.commit(Act(author, sentence, RevisionKind.IMPORTED), head.event, head.number, operations)


def _new_errors(head: Opened, operations: Sequence[Operation]) -> tuple[Problem, ...]:
    """The errors that the event would have after operations, and has not now."""
    after = apply(head.sheets, operations)
    if isinstance(after, Refusal):
        return ()  # which is told when it is committed
    had = {_told(one) for one in head.revision.problems}
    reading = head.revision.followed_by(source_of(after.sheets), "").reading
    return tuple(one for one in reading.problems if one.severity == Severity.ERROR and _told(one) not in had)


def _told(problem: Problem) -> tuple[str, str, str]:
    """What a problem says; where it stands may move."""
    return problem.sheet, problem.value, problem.sentence
