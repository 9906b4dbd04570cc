"""The sentences of a line's plan: why an entry departs from the order, why it has no turn, what is still due."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.domain.records import Entry
from planner.domain.turns import gate_fault, needs_full_powers, spoken, taken_span, turn_span
from planner.domain.vocabulary import FullPowers
from planner.domain.wording import moment
from planner.solver.lines.draft import LineDraft


@dataclass(frozen=True, slots=True)
class Departure:
    """An entry that stands out of the order: the position due to it, the one it has, and the sentence that says why."""

    item: str
    due: int
    position: int
    reason: str


def departures(draft: LineDraft) -> tuple[Departure, ...]:
    """The entries outside a longest run in order, chosen so that those depart for whom something is in the way."""
    entries = [(entry, draft.positions[entry.item]) for entry in draft.entries if entry.item in draft.positions]
    in_time = sorted(position for _, position in entries)
    hindered = [_hindered(draft, entry, due) for (entry, _), due in zip(entries, in_time, strict=True)]
    run = set(_run(in_time, [position for _, position in entries], hindered))
    return tuple(
        _departure(draft, entry, in_time, place, position)
        for place, (entry, position) in enumerate(entries)
        if place not in run
    )


def _run(in_time: Sequence[int], positions: Sequence[int], hindered: Sequence[bool]) -> tuple[int, ...]:
    """The longest run in order; among equals the one that keeps most of those who could stand in their turn."""
    best: list[tuple[tuple[int, int], tuple[int, ...]]] = []
    for place, position in enumerate(positions):
        before = [found for other, found in enumerate(best) if positions[other] < position]
        (length, free), run = max(before, key=lambda found: found[0], default=((0, 0), ()))
        best.append(((length + 1, free + (not hindered[place])), (*run, place)))
    return max(best, key=lambda found: found[0], default=((0, 0), ()))[1]


def _departure(draft: LineDraft, entry: Entry, in_time: Sequence[int], place: int, position: int) -> Departure:
    due = in_time[place]
    places = in_time.index(position) - place
    where = f"{abs(places)} {'place' if abs(places) == 1 else 'places'} {'later' if places > 0 else 'earlier'}"
    clause = _in_the_way(draft, entry, due) or _making_way(draft, entry, due)
    return Departure(entry.item, due, position, f"{where} than its order, {_due(draft, due)}: {clause}.")


def _due(draft: LineDraft, position: int) -> str:
    turn = turn_span(draft.line, position)
    taken = taken_span(draft.line, turn)
    due = f"which is {moment(draft.event, turn.start)}"
    if taken == turn:
        return due
    start, end = draft.event.local(taken.start), draft.event.local(taken.end)
    return f"{due} and takes its person from {start:%H:%M} to {end:%H:%M}"


def _in_the_way(draft: LineDraft, entry: Entry, position: int) -> str | None:
    """What keeps an entry from a position, as a clause."""
    row = draft.kept.get(entry.item)
    if row is not None:
        return None if row.position == position else f"its turn at position {row.position} is kept as it was"
    return next((one.clause for one in draft.closings[entry.item] if position in one.positions), None)


def _hindered(draft: LineDraft, entry: Entry, due: int) -> bool:
    return _in_the_way(draft, entry, due) is not None or _is_kept_apart(draft, entry)


def _is_kept_apart(draft: LineDraft, entry: Entry) -> bool:
    number = draft.entries.index(entry)
    return any(number in pair for pair in draft.apart)


def _making_way(draft: LineDraft, entry: Entry, due: int) -> str:
    if _is_kept_apart(draft, entry):
        return "for a reason kept with the organiser"
    holder = next(other for other in draft.entries if draft.positions.get(other.item) == due)
    label = draft.event.delegation[holder.delegation].label
    return f"that turn goes to {label}, so that everybody has one that suits"


def no_turn(draft: LineDraft, entry: Entry) -> str:
    """Why an entry stands nowhere, and the cure."""
    fault = gate_fault(draft.event, entry)
    if fault is not None:
        return fault
    name, label = draft.event.delegation[entry.delegation].label, draft.line.label
    total = len(draft.timetable.positions)
    if entry.position is not None and entry.position > total:
        return f"{name} has position {entry.position} fixed, but {label} has only {total} turns; free the position."
    suiting = len(draft.suiting(entry))
    if suiting:
        cure = "lengthen the line, add a desk or shorten the turns."
        return f"Turns of {label} that suit {name}: {suiting}, but others that come before it have them; {cure}"
    return _nothing_suits(draft, entry, name, total)


def _nothing_suits(draft: LineDraft, entry: Entry, name: str, total: int) -> str:
    line = draft.line
    if total == 0:
        window = f"{line.start:%H:%M} and {line.end:%H:%M}"
        return f"{line.label} has no turn: {line.seconds_each} seconds do not fit between {window}; lengthen it."
    in_the_way = sorted(draft.closings[entry.item], key=lambda one: -len(one.positions))
    clauses = "; ".join(dict.fromkeys(one.clause for one in in_the_way))
    return f"No turn of {line.label} suits {name}: {clauses}. Name another person, or change the times of the line."


def remark(draft: LineDraft, entry: Entry) -> str:
    """What is still due for a turn that is given; empty where nothing is."""
    if entry.full_powers == FullPowers.COPY_RECEIVED and needs_full_powers(draft.event, entry):
        who = spoken(draft.event, draft.event.entrant(entry))
        return f"Only a copy of the full powers of {who} has been received; verify it before the turn."
    return ""
