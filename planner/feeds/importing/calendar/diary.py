"""The entries of a calendar file, put together as they belong: repetitions with their changes, the newest of each."""

from collections.abc import Iterator
from datetime import timedelta

from planner.feeds.importing.calendar.content import Part
from planner.feeds.importing.calendar.entry import CalendarEntry, doubtful, entry_of
from planner.feeds.importing.calendar.series import Days
from planner.feeds.importing.calendar.values import CalendarMoment, later, near_day

_Key = tuple[str, CalendarMoment | None]
_REPEATING = ("RRULE", "RDATE", "RECURRENCE-ID", "DURATION")
_A_DAY = timedelta(days=1)


class Diary:
    """Entries as they come. One that was sent again, with a higher number, stands in place of those before."""

    def __init__(self) -> None:
        self._entries: list[CalendarEntry] = []
        self._changes: dict[str, list[CalendarEntry]] = {}
        self._newest: dict[_Key, tuple[int, bool]] = {}

    def elsewhere(self, part: Part, days: Days) -> bool:
        """Whether an entry is plainly on other days, so that nobody needs to know more of it: most of them are."""
        told, begins = part.properties, part.properties.get("DTSTART", ())
        if len(begins) != 1 or not part.whole or not told.keys().isdisjoint(_REPEATING) or "SEQUENCE" in told:
            return False
        start, end = near_day(begins[0].value), near_day((told.get("DTEND") or begins)[0].value)
        return start is not None and end is not None and start <= end and not days.near(start, later(end, _A_DAY))

    def read(self, part: Part) -> tuple[CalendarEntry, str]:
        """The entry and what is doubtful about it, or `Unread`. It counts as sent, whether it is added or not."""
        entry = entry_of(part)
        if entry.uid and (entry.revision or entry.cancelled):
            key = (entry.uid, entry.replaces)
            self._newest[key] = max(self._newest.get(key, (0, False)), (entry.revision, entry.cancelled))
        return entry, doubtful(part)

    def add(self, entry: CalendarEntry) -> None:
        """An entry that is to be looked at."""
        self._entries.append(entry)
        if entry.replaces is not None and entry.uid:
            self._changes.setdefault(entry.uid, []).append(entry)

    def entries(self) -> Iterator[tuple[CalendarEntry, list[CalendarEntry]]]:
        """Each entry that still stands, with what has changed of its repetitions."""
        repeating = {entry.uid for entry in self._entries if entry.replaces is None and entry.uid}
        for entry in self._entries:
            if self._stands(entry) and not (entry.onwards and entry.uid in repeating):
                yield entry, self._changes.get(entry.uid, []) if entry.replaces is None and entry.uid else []

    def _stands(self, entry: CalendarEntry) -> bool:
        return (entry.revision, entry.cancelled) >= self._newest.get((entry.uid, entry.replaces), (0, False))
