"""The lines of a calendar file as properties of its parts, whatever else stands between them."""

import codecs
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planner.feeds.importing.calendar.unread import Unread

_PARTS = ("VEVENT", "VFREEBUSY", "VTIMEZONE")
_SEASONS = ("STANDARD", "DAYLIGHT")
_NAME = re.compile(r"\s*([A-Za-z0-9-]+)[;:]")
_QUOTED = re.compile(r'([^":]*(?:"[^"]*"[^":]*)*):')
"""What stands before the first colon outside of quotes."""
_DATED = re.compile(r":(?=\d{4}-?\d\d-?\d\d)")
"""Where a date begins: labels of zones have colons of their own, and not everybody quotes them."""
_PARAMETER = re.compile(r';\s*([A-Za-z0-9-]+)=("[^"]*"|[^;]*)')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")

_TIMES = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "RDATE", "EXDATE"))
_KEPT = _TIMES | {
    "DURATION", "RRULE", "EXRULE", "UID", "SEQUENCE", "SUMMARY", "STATUS", "TRANSP", "ATTENDEE", "FREEBUSY", "METHOD",
    "X-MICROSOFT-CDO-BUSYSTATUS", "X-MICROSOFT-CDO-INTENDEDSTATUS", "X-MICROSOFT-CDO-ALLDAYEVENT", "X-WR-TIMEZONE",
    "TZID", "TZOFFSETTO", "TZOFFSETFROM",
}  # fmt: skip
"""What a busy time depends on; of the rest nothing is read."""

MAX_VALUES = 10_000
"""Of one property in one part: an entry with more dates or guests is none of a person's calendar."""


@dataclass(frozen=True, slots=True)
class Property:
    """One of them, with its line in the file, counted from 1."""

    value: str
    parameters: str
    line: int

    def parameter(self, name: str) -> str:
        """What a parameter says, without quotes; empty if it is not there. The first, where there are more."""
        return next(iter(self.all_of(name)), "")

    def all_of(self, name: str) -> list[str]:
        """Everything that a parameter says, each once: more than one thing where a file contradicts itself."""
        parameters = _PARAMETER.findall(self.parameters)
        return list(dict.fromkeys(str(value).strip('"') for key, value in parameters if key.upper() == name))


@dataclass(slots=True)
class Part:
    """An entry, free/busy list or time zone: its properties, and for a zone its seasons."""

    name: str
    line: int
    calendar: "Part | None" = None
    properties: dict[str, list[Property]] = field(default_factory=dict)
    seasons: list["Part"] = field(default_factory=list)
    whole: bool = True

    def first(self, name: str) -> Property | None:
        """The first property of a name, if there is any."""
        properties = self.properties.get(name)
        return properties[0] if properties else None

    def text(self, name: str) -> str:
        """The first value of the property, as text in one line."""
        first = self.first(name)
        if first is None:
            return ""
        plain = _ESCAPED.sub(lambda match: " " if match[1] in "nN" else match[1], first.value)
        return _UNSEEN.sub(" ", plain).strip()

    def all(self, name: str) -> list[Property]:
        """Every one of the property; `Unread` where there are more than anybody has."""
        properties = self.properties.get(name, [])
        if len(properties) > MAX_VALUES:
            raise Unread(f"it has more than {MAX_VALUES:,} properties {name}")
        return properties

    @property
    def title(self) -> str:
        """What the entry is called, and a time zone by its name."""
        return self.text("TZID" if self.name == "VTIMEZONE" else "SUMMARY")[:60]


def parts(content: bytes) -> Iterator[Part]:
    """Calendars as they begin, and every entry, free/busy list and time zone in them as it ends.

    One that is not closed before the next of them begins, or by its calendar, is not `whole`; a calendar becomes so.
    """
    reader = _Reader()
    for number, line in _lines(content):
        named = _NAME.match(line)
        name = named[1].upper() if named is not None else ""
        if name in _KEPT:
            reader.keep(name, line, number)
        elif name == "BEGIN":
            yield from reader.begin(line.partition(":")[2].strip().upper(), number)
        elif name == "END":
            yield from reader.end(line.partition(":")[2].strip().upper())
    yield from reader.closed(whole=False)


class _Reader:
    """Where in the nesting the reading stands. What is nested deeper is counted, not kept."""

    def __init__(self) -> None:
        self._calendar: Part | None = None
        self._part: Part | None = None
        self._season: Part | None = None
        self._deeper = 0

    def keep(self, name: str, line: str, number: int) -> None:
        """A property of the innermost that is read."""
        part = self._season or self._part or self._calendar
        if self._deeper or part is None:
            return
        kept = part.properties.setdefault(name, [])
        if len(kept) <= MAX_VALUES:
            kept.append(_property(name, line, number))

    def begin(self, name: str, number: int) -> Sequence[Part]:
        """Opens a part; what is complete by that is returned."""
        if name == "VCALENDAR":
            complete = self.closed(whole=False)
            self._calendar = Part(name, number, whole=False)
            return [*complete, self._calendar]
        if name in _PARTS and self._calendar is not None:
            complete = self.closed(whole=False)
            self._part = Part(name, number, self._calendar)
            return complete
        if name in _SEASONS and self._part is not None and self._part.name == "VTIMEZONE":
            self._season = Part(name, number)
            self._part.seasons.append(self._season)
        elif self._calendar is not None:
            self._deeper += 1
        return ()

    def end(self, name: str) -> Sequence[Part]:
        """Closes a part; what is complete by that is returned."""
        if self._part is not None and name == self._part.name:
            return self.closed(whole=True)
        if name == "VCALENDAR":
            complete = self.closed(whole=False)
            if self._calendar is not None:
                self._calendar.whole = True
            self._calendar = None
            return complete
        if self._season is not None and name == self._season.name:
            self._season = None
        else:
            self._deeper = max(0, self._deeper - 1)
        return ()

    def closed(self, *, whole: bool) -> Sequence[Part]:
        """The part that was open, if there is one."""
        part, self._part, self._season, self._deeper = self._part, None, None, 0
        if part is None:
            return ()
        part.whole = whole
        return (part,)


def _property(name: str, line: str, number: int) -> Property:
    cut = _cut(name, line)
    head, value = line[:cut], line[cut + 1 :]
    return Property(value.strip(), head[head.find(";") :] if ";" in head else "", number)


def _cut(name: str, line: str) -> int:
    """Where the colon stands that ends name and parameters."""
    if name in _TIMES and ";" in line:
        dated = _DATED.search(line)
        if dated is not None:
            return dated.start()
    if '"' in line:
        quoted = _QUOTED.match(line)
        if quoted is not None:
            return quoted.end() - 1
    return line.find(":") if ":" in line else len(line)


def _lines(content: bytes) -> Iterator[tuple[int, str]]:
    """Lines with what is folded behind them, each with the number of its first."""
    held: list[str] = []
    first = 1
    for number, line in enumerate(_text(content), 1):
        if line[0] in " \t":
            held.append(line[1:].rstrip("\n"))
            continue
        if held:
            yield first, held[0] if len(held) == 1 else "".join(held)
        held, first = [line.rstrip("\n")], number
    if held:
        yield first, "".join(held)


def _text(content: bytes) -> Iterator[str]:
    """Line by line, whatever ends a line; what is no UTF-8 is taken for the code page of Western Windows."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    else:
        try:
            content.decode("utf-8")
            encoding = "utf-8-sig"
        except UnicodeDecodeError:
            encoding = "cp1252"
    return io.TextIOWrapper(io.BytesIO(content), encoding, errors="replace", newline=None)
