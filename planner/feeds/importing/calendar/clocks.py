"""The clocks of all zones that a calendar file names, and those that nobody knows."""

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.feeds.importing.addition import ForeignPlace, remark
from planner.feeds.importing.calendar.content import Part
from planner.feeds.importing.calendar.file_zones import file_zone
from planner.feeds.importing.calendar.repetition import DayBudget
from planner.feeds.importing.calendar.unread import Unread
from planner.feeds.importing.calendar.zones import is_label, zone_named

_NAMED_ONE_BY_ONE = 20
"""Entries of one unknown zone; the rest are counted."""

_MOST_ZONES = 500
"""A file may tell; travellers have some dozens."""


class Clocks:
    """Zones that the file tells come first, then those that are known by name. A time without a zone is the event's."""

    def __init__(self, event_zone: tzinfo, around: datetime, budget: DayBudget) -> None:
        self._own = event_zone
        self._around = around
        self._budget = budget
        self._told: dict[str, tzinfo] = {}
        self._used: dict[str, timedelta] = {}
        self._missed: dict[str, list[tuple[str, int]]] = {}

    def tell(self, part: Part) -> str:
        """Takes in a VTIMEZONE; `Unread` if it cannot be understood. What is odd about it is returned, if anything."""
        names = list(dict.fromkeys(one.value.strip() for one in part.properties.get("TZID", ())))
        if len(self._told) >= _MOST_ZONES:
            raise Unread(f"its file tells more than {_MOST_ZONES:,} time zones")
        if not names:
            raise Unread("it has no name (TZID)")
        clock = file_zone(part, self._around, self._budget)
        for name in names:
            self._told.setdefault(name.casefold(), clock)
        return f"has {len(names)} names; it is known by each" if len(names) > 1 else ""

    def zone(self, name: str) -> tzinfo:
        """The clock, or `UnknownZone`."""
        if not name:
            return self._own
        told = self._told.get(name.strip().casefold())
        if told is not None:
            return told
        clock = zone_named(name)
        if name not in self._used and len(self._used) < _MOST_ZONES and is_label(name):
            self._used[name] = clock.utcoffset(None) or timedelta()
        return clock

    def miss(self, name: str, title: str, line: int) -> None:
        """Notes an entry that cannot be read for want of its zone."""
        self._missed.setdefault(name, []).append((title, line))

    def problems(self, file: str) -> Iterator[Problem]:
        """A warning for each zone that is not known, with its entries, and how labels were read."""
        for name, entries in list(self._missed.items())[:_MOST_ZONES]:
            named = [f"{title!r} (line {line})" if title else f"line {line}" for title, line in entries]
            more = len(named) - _NAMED_ONE_BY_ONE
            entries_named = ", ".join(named[:_NAMED_ONE_BY_ONE]) + (f" and {more:,} more" if more > 0 else "")
            sentence = (
                f"Nobody knows the time zone {_shown(name)!r}, so that what is told in it is left out: {entries_named}."
            )
            cure = "Enter these absences by hand, or give the zone a name such as Europe/Paris in the file."
            yield remark(
                Severity.WARNING, ForeignPlace(file, f"line {entries[0][1]}"), sentence, cure, value=_shown(name)
            )
        for name, ahead in self._used.items():
            sign, minutes = "-" if ahead < timedelta() else "+", abs(ahead) // timedelta(minutes=1)
            read = f"UTC{sign}{minutes // 60:02}:{minutes % 60:02}"
            yield remark(Severity.NOTICE, ForeignPlace(file), f"Times in {_shown(name)!r} were read as {read}.")


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:60])
