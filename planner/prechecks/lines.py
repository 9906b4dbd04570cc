"""Lines with more entries than turns, and entries that no turn suits."""

from collections.abc import Callable, Iterator
from datetime import datetime

from planner.domain.clock import Span
from planner.domain.records import Entry, Line
from planner.domain.turns import (
    needs_full_powers,
    reserve_count,
    span_beside,
    taken_span,
    turn_count,
    turn_span,
)
from planner.domain.vocabulary import EntryStatus, FullPowers, Severity
from planner.domain.wording import count, hours, opening, person_name
from planner.prechecks.finding import Finding, entry_sheet
from planner.prechecks.survey import Survey
from planner.prechecks.wording import grouped, presence, some, window


def too_many_entries(survey: Survey) -> Iterator[Finding]:
    """A line has more entries than turns in its window, or too few turns left for its reserve."""
    for line in survey.event.lines:
        entries, turns = len(survey.entries_of(line.id)), turn_count(line)
        reserve = reserve_count(line, entries)
        if entries > turns:
            yield _crowded(survey, line, entries, turns)
        elif entries + reserve > turns:
            yield _short_reserve(line, entries, turns, reserve)


def _crowded(survey: Survey, line: Line, entries: int, turns: int) -> Finding:
    when = hours(survey.event, Span.of(line.start, line.end))
    return Finding(
        Severity.WARNING,
        "Lines",
        line.id,
        "end",
        f"{line.end:%Y-%m-%d %H:%M}",
        f"{line.label} has {entries} entries, but {when} holds only {count(turns, 'turn')} of {line.seconds_each} "
        f"seconds: {entries - turns} will be on the standby list.",
        "Let the line last longer, add a desk, or shorten the turns or the pauses.",
    )


def _short_reserve(line: Line, entries: int, turns: int, reserve: int) -> Finding:
    return Finding(
        Severity.NOTICE,
        "Lines",
        line.id,
        "reserve_percent",
        str(line.reserve_percent),
        f"{line.label} is to keep {count(reserve, 'turn')} in reserve, but with {entries} inscribed only "
        f"{turns - entries} of {turns} are left.",
        "Let the line last longer, or lower reserve_percent.",
    )


def positions(survey: Survey) -> Iterator[Finding]:
    """Two entries of a line have the same fixed position, or one lies beyond the turns of the window."""
    for line in survey.event.lines:
        fixed = [(entry, entry.position) for entry in survey.entries_of(line.id) if entry.position is not None]
        for position, pairs in grouped(fixed, lambda pair: pair[1]).items():
            entries = [entry for entry, _ in pairs]
            names = some(survey.event.delegation[entry.delegation].label for entry in entries)
            if len(entries) > 1:
                problem = f"{names} have the same position {position} of {line.label}"
                yield _misplaced(survey, entries[1], position, problem)
            if position > turn_count(line):
                turns = count(turn_count(line), "turn")
                problem = f"{names}: position {position} lies beyond the {turns} that fit the window of {line.label}"
                yield _misplaced(survey, entries[0], position, problem)


def _misplaced(survey: Survey, entry: Entry, position: int, problem: str) -> Finding:
    sheet = entry_sheet(survey.event, entry)
    cure = "Give it another position, or leave the cell empty."
    return Finding(Severity.WARNING, sheet, entry.item, "position", str(position), f"{problem}.", cure)


# --- entries that no turn suits --------------------------------------------------------------------------------------


Hurdle = tuple[str, Callable[[Span], bool], Callable[[], str]]
"""The column to look at, which turns pass, and the reason if none does, which is put into words only then."""


def entries_without_turn(survey: Survey) -> Iterator[Finding]:
    """An inscribed person can take no turn of the line, by its bounds, presence, absences or the programme.

    Entries stopped by the same reason share one finding.
    """
    for line in survey.event.lines:
        turns = {position: turn_span(line, position) for position in range(1, turn_count(line) + 1)}
        entries = [entry for entry in survey.entries_of(line.id) if entry.status != EntryStatus.DONE]
        stopped = [
            (entry, obstacle)
            for entry in entries
            if (obstacle := _obstacle(survey, line, entry, _own(turns, entry))) is not None
        ]
        for (column, reason), pairs in grouped(stopped, lambda pair: pair[1]).items():
            yield _no_turn(survey, line, [entry for entry, _ in pairs], column, reason)


def _own(turns: dict[int, Span], entry: Entry) -> list[Span]:
    """The turns among which an entry may choose."""
    return [turn for position, turn in turns.items() if entry.position in (None, position)]


def _obstacle(survey: Survey, line: Line, entry: Entry, turns: list[Span]) -> tuple[str, str] | None:
    """Column and reason of the first hurdle that takes the last turn away; None where one is left, or none is there."""
    hurdles = tuple(_hurdles(survey, line, entry))
    # For most entries one of the first turns will do, and there are hundreds of each.
    if not turns or any(all(suits(turn) for _, suits, _ in hurdles) for turn in turns):
        return None
    for column, suits, reason in hurdles:
        turns = [turn for turn in turns if suits(turn)]
        if not turns:
            return column, reason()
    raise AssertionError("a turn that passes every hurdle is one that the entry may have")


def _hurdles(survey: Survey, line: Line, entry: Entry) -> Iterator[Hurdle]:
    event, person = survey.event, survey.event.entrant(entry).id
    column = "not_before" if entry.not_before is not None else "not_after"
    yield (
        column,
        lambda turn: _between(turn.start, entry.not_before, entry.not_after),
        lambda: f"the turn must start{window(entry.not_before, entry.not_after)}",
    )

    arrives, departs = event.presence(event.person[person])
    yield (
        "person",
        lambda turn: _present(taken_span(line, turn), arrives, departs),
        lambda: f"not there for so long{presence(event, person)}",
    )

    closed, away = survey.absent(line.room), survey.absent(person)
    yield (
        "line",
        lambda turn: not any(turn.overlaps(span) for span in closed),
        lambda: f"{event.room[line.room].name} is not available {some(hours(event, span) for span in closed)}",
    )
    yield (
        "person",
        lambda turn: not any(taken_span(line, turn).overlaps(span) for span in away),
        lambda: f"absent {some(hours(event, span) for span in away)}",
    )

    items = survey.programme_of[person]
    duties = [(Span.of(item.start, item.end), event.zone_of(item.room)) for item in items]
    titles = (f"{item.title}, {hours(event, Span.of(item.start, item.end))}" for item in items)
    yield (
        "person",
        lambda turn: not any(span_beside(event, line, turn, zone).overlaps(span) for span, zone in duties),
        lambda: f"expected at {some(titles)}",
    )


def _between(moment: datetime, earliest: datetime | None, latest: datetime | None) -> bool:
    return (earliest is None or moment >= earliest) and (latest is None or moment <= latest)


def _present(taken: Span, arrives: datetime | None, departs: datetime | None) -> bool:
    return (arrives is None or taken.start >= arrives) and (departs is None or taken.end <= departs)


def _no_turn(survey: Survey, line: Line, entries: list[Entry], column: str, reason: str) -> Finding:
    event, first = survey.event, entries[0]
    names = some(person_name(event, event.entrant(entry).id) for entry in entries)
    which = "a turn" if first.position is None else f"position {first.position}"
    padding = f"free from {line.before} minutes before to {line.after} after the turn"
    return Finding(
        Severity.WARNING,
        entry_sheet(event, first),
        first.item,
        column,
        event.entrant(first).id if column == "person" else "",
        f"{opening(names)} cannot have {which} of {line.label} "
        f"({hours(event, Span.of(line.start, line.end))}, {padding}): {reason}.",
        "Let another person take the turn, change its bounds or its position, or move the line.",
    )


# --- full powers -----------------------------------------------------------------------------------------------------


def full_powers(survey: Survey) -> Iterator[Finding]:
    """Signatories whose full powers are missing or defective, or only a copy: one finding per line and state."""
    inscribed = [one for one in survey.event.entries if one.status == EntryStatus.INSCRIBED]
    signing = (one for one in inscribed if needs_full_powers(survey.event, one))
    for (line, state), entries in grouped(signing, lambda one: (one.line, _state(one))).items():
        if state:
            yield _powers(survey, survey.event.line[line], state, entries)


def _state(entry: Entry) -> str:
    """What is wrong with the full powers of somebody who needs them; empty where nothing is."""
    if entry.full_powers in (FullPowers.VERIFIED, FullPowers.ORIGINAL_DEPOSITED):
        return ""
    if entry.full_powers == FullPowers.COPY_RECEIVED:
        return "only a copy of the full powers has been received"
    return "the full powers are defective" if entry.full_powers == FullPowers.DEFECTIVE else "full powers are missing"


def _powers(survey: Survey, line: Line, state: str, entries: list[Entry]) -> Finding:
    names = ", ".join(person_name(survey.event, survey.event.entrant(entry).id) for entry in entries)
    first, number = entries[0], "" if len(entries) == 1 else f" ({len(entries)} in all)"
    copy = first.full_powers == FullPowers.COPY_RECEIVED
    effect = "A copy gives a turn all the same" if copy else "Without them, an entry is on the standby list"
    return Finding(
        Severity.WARNING,
        entry_sheet(survey.event, first),
        first.item,
        "full_powers",
        first.full_powers or "",
        f"{line.label}: {state} for {names}{number}. {effect}.",
        "Enter verified or original_deposited once the originals are there.",
    )
