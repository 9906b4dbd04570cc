"""Busy times from a calendar file (.ics), as absences."""

from collections.abc import Iterable, Iterator

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.domain.wording import count
from planner.feeds.importing.absences import BusyTime, absences, event_days
from planner.feeds.importing.addition import Addition, ForeignPlace, remark
from planner.feeds.importing.calendar.clocks import Clocks
from planner.feeds.importing.calendar.content import Part, parts
from planner.feeds.importing.calendar.diary import Diary
from planner.feeds.importing.calendar.entry import CalendarEntry, period_end
from planner.feeds.importing.calendar.owner import declined, owner_of
from planner.feeds.importing.calendar.repetition import DayBudget
from planner.feeds.importing.calendar.series import Days, times
from planner.feeds.importing.calendar.unread import UnknownZone, Unread
from planner.feeds.importing.calendar.values import CalendarMoment, later, moment_of
from planner.workbook.format.parties import ABSENCES

MAX_BYTES = 16 * 1024 * 1024
"""A calendar of a person has a hundredth of it."""

MAX_ENTRIES = 50_000
"""A person who is invited to ten things a day has so many in twelve years."""

MAX_LINES = 700_000

MAX_AT_HAND = 3_000
"""Entries that repeat or are on the days of the event, and busy periods: of a person they are some hundreds."""

_STEPS = 150_000
"""Days that the repetitions of a file may look at together."""

_TOLD_ONE_BY_ONE = 50
"""Entries that cannot be read are named; a file of which nothing can be read is not worth more lines."""

_BY_HAND = "Enter the absence by hand, or correct the entry in its calendar."


def busy_times(event: Event, who: str, file: str, content: bytes) -> Addition:
    """An absence of `who` for every time at which the calendar is busy, repeated entries included.

    Entries that are cancelled, declined or marked as free are no absences. What an entry is about is not taken over. An
    entry that cannot be read is named in a warning; the others are taken.
    """
    if len(content) > MAX_BYTES:
        return _refused(file, f"it is larger than {MAX_BYTES // 1024**2} MB")
    reading = _Reading(event, who, file)
    reading.read(content)
    if reading.too_much:
        return _too_much(file, reading.too_much)
    if not reading.is_calendar:
        return _refused(file, "it holds no calendar")
    busy = list(reading.busy())
    return absences(event, busy, "Busy", reading.problems(), file)


def _refused(file: str, why: str, cure: str = "Export the calendar as .ics (iCalendar) again.") -> Addition:
    broken = remark(Severity.ERROR, ForeignPlace(file), f"This is no calendar file: {why}.", cure)
    return Addition(ABSENCES.name, (), (broken,))


def _too_much(file: str, what: str) -> Addition:
    sentence = f"The calendar has more than {what}, which is more than can be looked at."
    broken = remark(Severity.ERROR, ForeignPlace(file), sentence, "Export only the weeks around the event.")
    return Addition(ABSENCES.name, (), (broken,))


class _Reading:
    """One calendar file: what was found in it, and what there is to say of it."""

    def __init__(self, event: Event, who: str, file: str) -> None:
        self._calendars: list[Part] = []
        self._parts = self._at_hand = 0
        self.too_much = ""
        self._who, self._file = who, file
        self._owner = owner_of(event, who)
        self._budget = DayBudget(_STEPS)
        days = event_days(event)
        self._clocks = Clocks(event.zone, days.start.replace(tzinfo=None), self._budget)
        self._days = Days(days, self._clocks.zone)
        self._diary = Diary()
        self._free_busy: list[Part] = []
        self._told: list[Problem] = []
        self._unread = 0
        self._far = self._free = self._declined_by_others = 0

    # --- reading -----------------------------------------------------------------------------------------------------

    def read(self, content: bytes) -> None:
        """Takes in what may touch the days of the event, until it is `too_much`."""
        if max(content.count(b"\n"), content.count(b"\r")) > MAX_LINES:
            self.too_much = f"{MAX_LINES:,} lines"
            return
        entries = 0
        for part in parts(content):
            if part.name == "VCALENDAR":
                self._calendars.append(part)
            else:
                self._parts += 1
                entries += part.name == "VEVENT"
                self._take(part)
            if entries > MAX_ENTRIES:
                self.too_much = f"{MAX_ENTRIES:,} entries"
            elif self._at_hand > MAX_AT_HAND:
                self.too_much = f"{MAX_AT_HAND:,} entries that repeat or are on the days of the event"
            if self.too_much:
                return

    @property
    def is_calendar(self) -> bool:
        return bool(self._calendars) and (self._parts > 0 or any(one.whole for one in self._calendars))

    def _take(self, part: Part) -> None:
        try:
            if part.name == "VEVENT":
                self._take_entry(part)
            elif part.name == "VTIMEZONE":
                odd = self._clocks.tell(part)
                if odd:
                    self._told.append(self._warning(part, odd))
            elif part.name == "VFREEBUSY":
                self._free_busy.append(part)
                self._at_hand += sum(listed.value.count(",") + 1 for listed in part.properties.get("FREEBUSY", ()))
        except Unread as reason:
            self._leave_out(part.name, part.title, part.line, reason)

    def _take_entry(self, part: Part) -> None:
        if self._diary.elsewhere(part, self._days):
            self._far += 1
            return
        entry, doubt = self._diary.read(part)
        if entry.repeats or entry.replaces is not None or self._near(entry):
            self._diary.add(entry)
            self._at_hand += 1
            if doubt:
                self._told.append(self._warning(part, doubt))
        else:
            self._far += 1

    def _near(self, entry: CalendarEntry) -> bool:
        return self._days.near(entry.start.wall, later(entry.start.wall, entry.about))

    # --- what comes of it --------------------------------------------------------------------------------------------

    def busy(self) -> Iterator[BusyTime]:
        """The times that are taken."""
        for entry, changes in self._diary.entries():
            if entry.cancelled or entry.free or declined(entry, self._owner):
                self._free += 1
                continue
            spans = self._times(entry, changes)
            if spans is not None:
                yield from self._of_entry(entry, spans)
        for part in self._free_busy:
            yield from self._of_list(part)

    def _times(self, entry: CalendarEntry, changes: list[CalendarEntry]) -> list[Span] | None:
        """None where they cannot be known, which is said."""
        try:
            return list(times(entry, changes, self._days, self._budget))
        except Unread as reason:
            self._leave_out("VEVENT", entry.title, entry.line, reason)
        except UnknownZone as zone:
            self._clocks.miss(str(zone), entry.title, entry.line)
        return None

    def _of_entry(self, entry: CalendarEntry, spans: list[Span]) -> Iterator[BusyTime]:
        place = ForeignPlace(self._file, f"line {entry.line}")
        self._far += not spans
        self._declined_by_others += bool(spans and entry.declined_by)
        for span in spans:
            if span.start < span.end:
                yield BusyTime(self._who, span.start, span.end, place)
            else:
                sentence = f"{_named('VEVENT', entry.title)} takes no time; it is left out."
                self._told.append(remark(Severity.NOTICE, place, sentence))

    def _of_list(self, part: Part) -> Iterator[BusyTime]:
        """The busy periods of a free/busy list."""
        for listed in part.properties.get("FREEBUSY", ()):
            if listed.parameter("FBTYPE").upper() == "FREE":
                continue
            for value in filter(None, listed.value.split(",")):
                try:
                    span = self._period(value, listed.parameter("TZID"))
                except Unread as reason:
                    self._leave_out(part.name, value.strip()[:40], listed.line, reason)
                except UnknownZone as zone:
                    self._clocks.miss(str(zone), value[:40], listed.line)
                else:
                    if span is not None:
                        yield BusyTime(self._who, span.start, span.end, ForeignPlace(self._file, f"line {listed.line}"))

    def _period(self, text: str, zone: str) -> Span | None:
        """The period if it touches the days."""
        first, slash, last = text.partition("/")
        if not slash:
            raise Unread("it has no end")
        start = moment_of(first, zone, "its start")
        end = period_end(start, last, zone)
        about = end.wall if isinstance(end, CalendarMoment) else later(start.wall, end.about)
        if not self._days.near(start.wall, about):
            return None
        span = Span(
            self._days.utc(start),
            self._days.utc(end) if isinstance(end, CalendarMoment) else self._days.later(start, end),
        )
        if span.end <= span.start:
            raise Unread("it ends before it begins")
        return span if span.overlaps(self._days.span) else None

    # --- what is said ------------------------------------------------------------------------------------------------

    def problems(self) -> list[Problem]:
        """Everything that there is to say, once all is read."""
        return [*self._told, *self._clocks.problems(self._file), *self._counted()]

    def _leave_out(self, kind: str, title: str, line: int, reason: Unread) -> None:
        self._unread += 1
        if self._unread <= _TOLD_ONE_BY_ONE:
            place = ForeignPlace(self._file, f"line {line}")
            sentence = f"{_named(kind, title)} is left out: {reason}."
            self._told.append(remark(Severity.WARNING, place, sentence, _BY_HAND, value=title))

    def _warning(self, part: Part, doubt: str) -> Problem:
        place = ForeignPlace(self._file, f"line {part.line}")
        return remark(Severity.WARNING, place, f"{_named(part.name, part.title)} {doubt}.", "Look whether it is right.")

    def _counted(self) -> Iterable[Problem]:
        place = ForeignPlace(self._file)
        if self._unread > _TOLD_ONE_BY_ONE:
            sentence = f"{count(self._unread - _TOLD_ONE_BY_ONE, 'entry', 'entries')} more cannot be read."
            yield remark(Severity.WARNING, place, sentence, _BY_HAND)
        if not all(one.whole for one in self._calendars):
            sentence = "The file breaks off before its calendar ends; what stood behind that is missing."
            yield remark(Severity.WARNING, place, sentence, "Export the calendar again.")
        if self._free:
            sentence = f"{count(self._free, 'entry is', 'entries are')} free, cancelled or declined, and left out."
            yield remark(Severity.NOTICE, place, sentence)
        if self._declined_by_others:
            sentence = (
                f"{count(self._declined_by_others, 'entry was', 'entries were')} declined by guests of whom none is "
                f"known to be {self._who}; such entries count as busy."
            )
            yield remark(Severity.NOTICE, place, sentence)
        if self._far:
            sentence = f"{count(self._far, 'entry is', 'entries are')} on other days than the event, and left out."
            yield remark(Severity.NOTICE, place, sentence)


def _named(kind: str, title: str) -> str:
    if kind == "VTIMEZONE":
        return f"The time zone {title!r}" if title else "A time zone"
    if kind == "VFREEBUSY":
        return f"The busy period {title!r}" if title else "A list of busy times"
    return repr(title) if title else "An entry without a title"
