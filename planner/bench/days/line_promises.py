"""The promises of docs/replan.md on lines: who keeps a turn, who passes whom, who takes a turn that is free."""

from collections.abc import Iterator
from dataclasses import replace

from planner.bench.days.replanned_day import ReplannedDay
from planner.bench.days.sense import same_place
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import EntryStatus, IncidentKind
from planner.rules import check


def lines_nobody_spoke_of_stay(of: ReplannedDay) -> Iterator[str]:
    """A line of which, and of whose people and room, nothing was reported stays as it is."""
    free = {IncidentKind.NEW_INSCRIPTION, IncidentKind.STANDBY_PROMOTED, IncidentKind.FULL_POWERS_RECEIVED}
    fixed = {one.item for one in of.day.incidents} & of.day.event.programme_item.keys()
    fixed |= {one.item for one in of.day.incidents if one.what == IncidentKind.ITEM_OVERRUNS}
    reported = {line for line in of.day.event.line if not fixed and not _spoken_of(of, line)}
    if free & {one.what for one in of.day.incidents}:
        return
    for item, old in of.before.rows.items():
        new, line = of.after.rows.get(item), item.split("/")[0]
        if line in reported and item in of.day.event.entry and (new is None or not same_place(old, new)):
            yield f"{item} changes, though nothing was said of its line"


def _spoken_of(of: ReplannedDay, line: str) -> bool:
    own = [row for item, row in of.before.rows.items() if item.split("/")[0] == line]
    others = [one for one in of.day.event.lines if one.id != line]
    cross = any(one.item.split("/")[0] == other.id for one in of.day.incidents for other in others)
    return cross or any(of.concerns(row) for row in own)


def who_missed_a_turn_comes_last_of_the_rank(of: ReplannedDay) -> Iterator[str]:
    """Behind all of the same rank who have a turn, and the next one, unless more than the one missed."""
    missed = [one.item for one in of.day.incidents if one.what == IncidentKind.TURN_MISSED]
    event = of.found.event
    for item in missed:
        row, old = of.after.rows.get(item), of.before.rows.get(item)
        if row is None or old is None or row.position is None or old.position is None:
            continue
        if row.position <= old.position:
            yield f"{item} missed turn {old.position} and is given {row.position}"
        rank = event.entrant(event.entry[item]).rank
        for other in of.after.rows.values():
            known = other.item in of.before.rows and other.item not in missed and other.item != item
            if not known or other.item not in event.entry or other.item.split("/")[0] != item.split("/")[0]:
                continue
            same = event.entrant(event.entry[other.item]).rank == rank
            if same and other.position is not None and other.position > row.position and not of.concerns(other):
                yield f"{item} missed its turn and is called before {other.item} of the same rank"


def order_of_lines_is_kept(of: ReplannedDay) -> Iterator[str]:
    """Of two of whom nothing was said, the later one passes the other only if they could not stand the other way, or if
    more entries would be out of their order then.
    """
    for line in of.found.event.line:
        own = [
            (of.before.rows[item], row)
            for item, row in of.after.rows.items()
            if item in of.before.rows and item in of.found.event.entry and item.split("/")[0] == line
        ]
        calm = [pair for pair in own if not [one for one in of.concerns(pair[0]) if one.item != line]]
        for was, now_ in calm:
            for earlier, then in calm:
                passed = (earlier.position or 0) < (was.position or 0) and (then.position or 0) > (now_.position or 0)
                worse = passed and _in_order(own, {now_.item: then, then.item: now_}) < _in_order(own, {})
                if passed and not worse and _could_have(of, then, now_) and _could_have(of, now_, then):
                    yield f"{now_.item} passes {then.item}, though they could stand the other way"


def _in_order(own: list[tuple[Placement, Placement]], instead: dict[str, Placement]) -> int:
    """How many entries of a line stand one after the other as they were called, some with the turns of others."""
    runs: list[tuple[int, int]] = []
    for _, row in sorted(own, key=lambda pair: pair[0].position or 0):
        position = instead.get(row.item, row).position or 0
        runs.append((position, 1 + max((length for last, length in runs if last < position), default=0)))
    return max((length for _, length in runs), default=0)


def _could_have(of: ReplannedDay, row: Placement, other: Placement) -> bool:
    """Whether an entry could have another's turn beside all that cannot move: its own bounds, the programme, locks."""
    entry, event = of.found.event.entry[row.item], of.found.event
    if entry.position is not None or row.locked or other.locked or of.after.time_of(other).start < of.now:
        return False
    if row.start is not None and of.after.time_of(row).start < of.now:
        return False
    start = other.start
    assert start is not None
    if (entry.not_before and start < entry.not_before) or (entry.not_after and start > entry.not_after):
        return False
    moved = replace(row, start=other.start, end=other.end, position=other.position)
    for duty in of.after.rows.values():
        fixed = duty.item in event.programme_item or duty.item in event.entry or duty.locked
        begun = of.after.time_of(duty).start <= of.now
        mine = set(duty.people) & set(row.people)
        if mine and (fixed or begun) and duty.item != row.item and of.after.clashes(duty, moved):
            return False
    return not any(row.item in one.items for one in check(event, Plan((moved,))) if one.rule != "one-row-each")


def standby_takes_the_freed_turn_or_nobody_moves(of: ReplannedDay) -> Iterator[str]:
    """Where a turn is cancelled and nothing else happened, the others keep theirs, and only standby takes it."""
    if len(of.day.incidents) != 1 or of.day.incidents[0].what != IncidentKind.ITEM_CANCELLED:
        return
    item = of.day.incidents[0].item
    freed = of.before.rows.get(item)
    if freed is None or item not in of.day.event.entry:
        return
    for old, new in of.changed():
        row = new or old
        assert row is not None
        if row.item == item or row.item not in of.day.event.entry:
            continue
        stood_by = of.day.event.entry[row.item].status == EntryStatus.STANDBY
        if old is not None or not stood_by or row.position != freed.position:
            yield f"{row.item} changes because {item} is cancelled"
