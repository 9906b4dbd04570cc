"""What lists tell of an event without opening it: when it is and how it stands, kept with it once it was worked out."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from planner.domain.vocabulary import Severity
from planner.office.office import Office, Opened
from planner.store import Json, KeptEvent, StoreRefusal
from planner.workbook.grid import Unreadable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Summary:
    """An event as it stands after step `number`: its days, None while its tables have errors; how many errors and
    warnings there are, and how many rules its plan breaks.
    """

    number: int
    first: date | None
    last: date | None
    errors: int
    warnings: int
    broken: int

    @classmethod
    def of(cls, opened: Opened) -> "Summary":
        """What a list of events says of this state."""
        revision = opened.revision
        days = (None,) if revision.workbook is None else revision.workbook.event.days
        errors, warnings = revision.count(Severity.ERROR), revision.count(Severity.WARNING)
        return cls(opened.number, days[0], days[-1], errors, warnings, len(revision.breaches))

    def written(self) -> Json:
        """The summary as the store keeps it, which `read` reads again."""
        said: dict[str, Json] = asdict(self)
        days = {name: None if day is None else day.isoformat() for name, day in _days(self)}
        return {**said, **days}

    @classmethod
    def read(cls, said: Json) -> "Summary | None":
        """What was written so; None where nothing was."""
        if not isinstance(said, dict):
            return None
        whole: dict[str, Any] = dict(said)
        days = {name: None if whole[name] is None else date.fromisoformat(whole[name]) for name in ("first", "last")}
        return cls(**{**whole, **days})


def _days(summary: Summary) -> Iterable[tuple[str, date | None]]:
    return (("first", summary.first), ("last", summary.last))


def summary(office: Office, event: KeptEvent) -> Summary | None:
    """How an event stands, where that is at hand or was kept; None where it has yet to be worked out."""
    there = office.at_hand(event.id)
    if there is not None and there.number == event.head:
        return Summary.of(there)
    kept = Summary.read(event.about)
    return kept if kept is not None and kept.number == event.head else None


def sum_up(office: Office, halted: Callable[[], bool]) -> frozenset[str]:
    """Works out and keeps how events stand of which that is not known, until all are or somebody asks to stop. The ids
    of those that cannot be read.
    """
    unreadable = set()
    for event in office.store.events(archived=None):
        kept = Summary.read(event.about)
        if halted():
            break
        if kept is None or kept.number != event.head:
            try:
                office.store.describe(event.id, Summary.of(office.at(event.id, event.head)).written())
            except (StoreRefusal, Unreadable) as refused:  # it is gone by now, or damaged
                log.warning("It is not known how the event %s stands: %s", event.id, refused)
                unreadable.add(event.id)
    return frozenset(unreadable)
