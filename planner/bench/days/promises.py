"""The promises of docs/replan.md, each held against a re-plan by plain comparison; what is broken is said."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from planner.bench.days.scenes import Scene
from planner.bench.days.sense import AWAY, LATE, Facts, away, same_place, takes
from planner.domain.incident import Incident
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import EntryStatus, IncidentKind, UnderWay
from planner.domain.wording import item_name, opening
from planner.replanning import Replanned
from planner.rules import check

CALLS_BY_PRIORITY = {1: 0, 2: 2, 3: 4, 4: 6}
"""How many others may be called for a new request; any number at the highest priority."""


@dataclass(frozen=True)  # not slotted: what is looked up is kept
class Verdict:
    """A day and the re-plan that came of it."""

    day: Scene
    found: Replanned

    @cached_property
    def before(self) -> Facts:
        return Facts(self.day.event, self.day.plan)

    @cached_property
    def after(self) -> Facts:
        return Facts(self.found.event, self.found.plan)

    @cached_property
    def now(self) -> float:
        return self.before.minute(self.day.now)

    def concerns(self, row: Placement) -> list[Incident]:
        """What was reported of a row, its line, or anything that it takes."""
        needed = takes(row)
        line = row.item.split("/")[0]
        return [one for one in self.day.incidents if one.item in (row.item, line) or needed & away(self.day.event, one)]

    def window(self, incident: Incident) -> tuple[float, float]:
        """From when to when somebody is away."""
        start = self.now if incident.from_ is None else self.before.minute(incident.from_)
        return start, float("inf") if incident.to is None else self.before.minute(incident.to)

    def changed(self) -> Iterator[tuple[Placement | None, Placement | None]]:
        """The rows that stand otherwise than before, as they were and are."""
        for item in {**self.before.rows, **self.after.rows}:
            old, new = self.before.rows.get(item), self.after.rows.get(item)
            if old is None or new is None or not same_place(old, new):
                yield old, new


def nothing_breaks_a_rule(of: Verdict) -> Iterator[str]:
    """The plain checker finds nothing."""
    yield from (one.sentence for one in check(of.found.event, of.found.plan))


def nobody_is_in_two_places(of: Verdict) -> Iterator[str]:
    """But for programme items that overlap by themselves, and who was in both before."""
    known = {frozenset((one.item, other.item)) for _, one, other in of.before.in_two_places()}
    for who, one, other in of.after.in_two_places():
        fixed = {one.item, other.item} <= of.found.event.programme_item.keys()
        if not fixed and frozenset((one.item, other.item)) not in known:
            yield f"{who} is in {one.item} and in {other.item}"


def no_room_holds_two(of: Verdict) -> Iterator[str]:
    """But for what the programme does by itself, and lines held up into each other."""
    fixed = {*of.found.event.programme_item, *of.found.event.entry}
    known = {frozenset((one.item, other.item)) for one, other in of.before.in_one_room()}
    for one, other in of.after.in_one_room():
        if not {one.item, other.item} <= fixed and frozenset((one.item, other.item)) not in known:
            yield f"{one.room} holds {one.item} and {other.item}"


def who_is_away_attends_nothing(of: Verdict) -> Iterator[str]:
    """People, rooms and interpreters; what had begun is held, or ends with the absence."""
    for incident in of.day.incidents:
        gone, (start, end) = away(of.day.event, incident), of.window(incident)
        for row in of.after.rows.values():
            old, span = of.before.rows.get(row.item), of.after.time_of(row)
            inside = span.start < end and span.end > start + 1
            if not gone & takes(row) or not inside or row.item in of.found.event.programme_item:
                continue
            if old is None or of.before.time_of(old).start > max(start, of.now) or row.start != old.start:
                yield f"{row.item} at {row.start:%H:%M} takes who or what is away by {incident.what} {incident.who}"
            elif incident.under_way != UnderWay.HOLD and row.item in of.found.event.meeting and _cut(of, row, start):
                yield f"{row.item} goes on until {row.end:%H:%M} though {incident.who} is away"


def _cut(of: Verdict, row: Placement, start: float) -> bool:
    """Whether a meeting that is on should have ended: nothing else lets it go on, as another row with hold may."""
    holding = any(one.under_way == UnderWay.HOLD for one in of.concerns(row))
    return not holding and of.after.time_of(row).end > max(start, of.now) + 1


def what_was_held_stays(of: Verdict) -> Iterator[str]:
    """But for who missed a turn, and the room of a line."""
    missed = {one.item for one in of.day.incidents if one.what == IncidentKind.TURN_MISSED}
    for item, old in of.before.rows.items():
        new = of.after.rows.get(item)
        over = of.before.time_of(old).end <= of.now
        overran = any(one.item == item and one.what == IncidentKind.ITEM_OVERRUNS for one in of.day.incidents)
        if (
            over
            and not overran
            and item not in missed
            and (new is None or (new.start, new.end) != (old.start, old.end))
        ):
            yield f"{item}, held at {old.start:%H:%M}, is now {new and new.start}"


def what_is_under_way_stays(of: Verdict) -> Iterator[str]:
    """What nobody spoke of stands as before; the rest keeps its start, unless a report calls it off or anew."""
    for item, old in of.before.rows.items():
        span, new, said = of.before.time_of(old), of.after.rows.get(item), of.concerns(old)
        if not span.start <= of.now < span.end:
            continue
        if not said and (new is None or not same_place(old, new)):
            yield f"{item} is under way since {old.start:%H:%M}, nothing was said of it, and it changes"
        freed = {IncidentKind.ITEM_CANCELLED, IncidentKind.TURN_MISSED, *LATE}
        if said and not freed & {one.what for one in said} and (new is None or new.start != old.start):
            since = [of.window(one)[0] for one in said if one.what in AWAY]
            if not any(start <= span.start + 1 for start in since):
                yield f"{item} is under way since {old.start:%H:%M} and is moved or gone"


def nothing_moves_into_the_past(of: Verdict) -> Iterator[str]:
    """Whatever begins at another time begins from now on."""
    for old, new in of.changed():
        if new is None or new.item in of.found.event.programme_item:
            continue
        if (old is None or old.start != new.start) and of.after.time_of(new).start < of.now:
            yield f"{new.item} moves to {new.start:%H:%M}, which has passed"


def locked_rows_stay_or_it_is_said(of: Verdict) -> Iterator[str]:
    """A locked row that stands otherwise is reported itself, or a note names it as one that was locked."""
    for old, new in of.changed():
        if old is not None and old.locked and not of.concerns(old):
            name = opening(item_name(of.day.event, old.item))
            said = any(note.startswith(f"{name} was locked") for note in of.found.notes)
            if not said:
                yield f"{old.item} was locked, and stands {new and new.start} without a word"


def changes_and_calls_belong_together(of: Verdict) -> Iterator[str]:
    """Every change is in the diff, and each of its delegations is called, unless it is in the room; and nobody else."""
    rows = {(new or old).item for old, new in of.changed() if (new or old) is not None}  # type: ignore[union-attr]
    listed = {one.item for one in of.found.diff.changes}
    if rows != listed:
        yield f"changed but not in the diff, or the other way: {sorted(rows ^ listed)}"
    on = {one.id for one in of.found.event.programme if of.before.minute(one.start) <= of.now}
    told = {code for one in of.found.diff.changes if one.item not in on for code in one.parties}
    called = {one.delegation for one in of.found.calls}
    if told != called:
        yield f"concerned but not called, or the other way: {sorted(told ^ called)}"
    for old, new in of.changed():
        row = new or old
        assert row is not None
        own = {of.found.event.person[who].delegation for who in row.people if who in of.found.event.person}
        if row.item not in of.found.event.programme_item and own - called:
            yield f"{row.item} changes, and {sorted(own - called)} is not called"


def a_request_calls_few(of: Verdict) -> Iterator[str]:
    """Where nothing else happened, no more others are called for a request than its priority allows."""
    if len(of.day.incidents) != 1 or of.day.incidents[0].what != IncidentKind.NEW_BILATERAL:
        return
    (asked,) = of.day.incidents
    most = CALLS_BY_PRIORITY.get(asked.priority or 3)
    others = {one.delegation for one in of.found.calls} - {asked.who, asked.counterpart}
    if most is not None and len(others) > most:
        yield f"{len(others)} others are called for a request of priority {asked.priority or 3}"


def who_waits_goes_on_waiting(of: Verdict) -> Iterator[str]:
    """Nothing is placed that nobody asked for today."""
    named = {one.item for one in of.day.incidents} | {one.id for one in of.day.incidents}
    for row in of.day.plan.rows:
        if row.item in of.after.rows and not row.stands and row.item not in named and row.item in of.day.event.meeting:
            yield f"{row.item} waited, and is placed"


def lines_nobody_spoke_of_stay(of: Verdict) -> Iterator[str]:
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


def _spoken_of(of: Verdict, line: str) -> bool:
    own = [row for item, row in of.before.rows.items() if item.split("/")[0] == line]
    others = [one for one in of.day.event.lines if one.id != line]
    cross = any(one.item.split("/")[0] == other.id for one in of.day.incidents for other in others)
    return cross or any(of.concerns(row) for row in own)


def who_missed_a_turn_comes_last_of_the_rank(of: Verdict) -> Iterator[str]:
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


def order_of_lines_is_kept(of: Verdict) -> Iterator[str]:
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


def _could_have(of: Verdict, row: Placement, other: Placement) -> bool:
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


def standby_takes_the_freed_turn_or_nobody_moves(of: Verdict) -> Iterator[str]:
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


PROMISES: tuple[Callable[[Verdict], Iterator[str]], ...] = (
    nothing_breaks_a_rule,
    nobody_is_in_two_places,
    no_room_holds_two,
    who_is_away_attends_nothing,
    what_was_held_stays,
    what_is_under_way_stays,
    nothing_moves_into_the_past,
    locked_rows_stay_or_it_is_said,
    changes_and_calls_belong_together,
    a_request_calls_few,
    who_waits_goes_on_waiting,
    lines_nobody_spoke_of_stay,
    who_missed_a_turn_comes_last_of_the_rank,
    order_of_lines_is_kept,
    standby_takes_the_freed_turn_or_nobody_moves,
)


def broken(of: Verdict) -> list[str]:
    """Every promise that the re-plan breaks, and how."""
    return [f"{promise.__name__}: {said}" for promise in PROMISES for said in promise(of)]
