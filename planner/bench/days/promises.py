"""The promises of docs/replan.md, each held against a re-plan by plain comparison; what is broken is said."""

from collections.abc import Callable, Iterator

from planner.bench.days.line_promises import (
    lines_nobody_spoke_of_stay,
    order_of_lines_is_kept,
    standby_takes_the_freed_turn_or_nobody_moves,
    who_missed_a_turn_comes_last_of_the_rank,
)
from planner.bench.days.replanned_day import ReplannedDay
from planner.bench.days.sense import AWAY, LATE, away, same_place, takes
from planner.domain.plan import Placement
from planner.domain.vocabulary import IncidentKind, UnderWay
from planner.domain.wording import item_name, opening
from planner.rules import check

CALLS_BY_PRIORITY = {1: 0, 2: 2, 3: 4, 4: 6}
"""How many others may be called for a new request; any number at the highest priority."""


def nothing_breaks_a_rule(of: ReplannedDay) -> Iterator[str]:
    """The plain checker finds nothing."""
    yield from (one.sentence for one in check(of.found.event, of.found.plan))


def nobody_is_in_two_places(of: ReplannedDay) -> Iterator[str]:
    """But for programme items that overlap by themselves, and who was in both before."""
    known = {frozenset((one.item, other.item)) for _, one, other in of.before.in_two_places()}
    for who, one, other in of.after.in_two_places():
        fixed = {one.item, other.item} <= of.found.event.programme_item.keys()
        if not fixed and frozenset((one.item, other.item)) not in known:
            yield f"{who} is in {one.item} and in {other.item}"


def no_room_holds_two(of: ReplannedDay) -> Iterator[str]:
    """But for what the programme does by itself, and lines held up into each other."""
    fixed = {*of.found.event.programme_item, *of.found.event.entry}
    known = {frozenset((one.item, other.item)) for one, other in of.before.in_one_room()}
    for one, other in of.after.in_one_room():
        if not {one.item, other.item} <= fixed and frozenset((one.item, other.item)) not in known:
            yield f"{one.room} holds {one.item} and {other.item}"


def who_is_away_attends_nothing(of: ReplannedDay) -> Iterator[str]:
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


def _cut(of: ReplannedDay, row: Placement, start: float) -> bool:
    """Whether a meeting that is on should have ended: nothing else lets it go on, as another row with hold may."""
    holding = any(one.under_way == UnderWay.HOLD for one in of.concerns(row))
    return not holding and of.after.time_of(row).end > max(start, of.now) + 1


def what_was_held_stays(of: ReplannedDay) -> Iterator[str]:
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


def what_is_under_way_stays(of: ReplannedDay) -> Iterator[str]:
    """What nobody spoke of stands as before; the rest keeps its start, unless a report calls it off or anew."""
    for item, old in of.before.rows.items():
        span, new, reports = of.before.time_of(old), of.after.rows.get(item), of.concerns(old)
        if not span.start <= of.now < span.end:
            continue
        if not reports and (new is None or not same_place(old, new)):
            yield f"{item} is under way since {old.start:%H:%M}, nothing was said of it, and it changes"
        freed = {IncidentKind.ITEM_CANCELLED, IncidentKind.TURN_MISSED, *LATE}
        if reports and not freed & {one.what for one in reports} and (new is None or new.start != old.start):
            since = [of.window(one)[0] for one in reports if one.what in AWAY]
            if not any(start <= span.start + 1 for start in since):
                yield f"{item} is under way since {old.start:%H:%M} and is moved or gone"


def nothing_moves_into_the_past(of: ReplannedDay) -> Iterator[str]:
    """Whatever begins at another time begins from now on."""
    for old, new in of.changed():
        if new is None or new.item in of.found.event.programme_item:
            continue
        if (old is None or old.start != new.start) and of.after.time_of(new).start < of.now:
            yield f"{new.item} moves to {new.start:%H:%M}, which has passed"


def locked_rows_stay_or_it_is_said(of: ReplannedDay) -> Iterator[str]:
    """A locked row that stands otherwise is reported itself, or a note names it as one that was locked."""
    for old, new in of.changed():
        if old is not None and old.locked and not of.concerns(old):
            name = opening(item_name(of.day.event, old.item))
            noted = any(note.startswith(f"{name} was locked") for note in of.found.notes)
            if not noted:
                yield f"{old.item} was locked, and stands {new and new.start} without a word"


def changes_and_calls_belong_together(of: ReplannedDay) -> Iterator[str]:
    """Every change is in the diff, and each of its delegations is called, unless it is in the room; and nobody else."""
    rows = {(new or old).item for old, new in of.changed() if (new or old) is not None}  # type: ignore[union-attr]
    listed = {one.item for one in of.found.diff.changes}
    if rows != listed:
        yield f"changed but not in the diff, or the other way: {sorted(rows ^ listed)}"
    on = {one.id for one in of.found.event.programme if of.before.minute(one.start) <= of.now}
    concerned = {code for one in of.found.diff.changes if one.item not in on for code in one.parties}
    called = {one.delegation for one in of.found.calls}
    if concerned != called:
        yield f"concerned but not called, or the other way: {sorted(concerned ^ called)}"
    for old, new in of.changed():
        row = new or old
        assert row is not None
        own = {of.found.event.person[who].delegation for who in row.people if who in of.found.event.person}
        if row.item not in of.found.event.programme_item and own - called:
            yield f"{row.item} changes, and {sorted(own - called)} is not called"


def a_request_calls_few(of: ReplannedDay) -> Iterator[str]:
    """Where nothing else happened, no more others are called for a request than its priority allows."""
    if len(of.day.incidents) != 1 or of.day.incidents[0].what != IncidentKind.NEW_BILATERAL:
        return
    (request,) = of.day.incidents
    most = CALLS_BY_PRIORITY.get(request.priority or 3)
    others = {one.delegation for one in of.found.calls} - {request.who, request.counterpart}
    if most is not None and len(others) > most:
        yield f"{len(others)} others are called for a request of priority {request.priority or 3}"


def who_waits_goes_on_waiting(of: ReplannedDay) -> Iterator[str]:
    """Nothing is placed that nobody asked for today."""
    named = {one.item for one in of.day.incidents} | {one.id for one in of.day.incidents}
    for row in of.day.plan.rows:
        if row.item in of.after.rows and not row.stands and row.item not in named and row.item in of.day.event.meeting:
            yield f"{row.item} waited, and is placed"


PROMISES: tuple[Callable[[ReplannedDay], Iterator[str]], ...] = (
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


def broken(of: ReplannedDay) -> list[str]:
    """Every promise that the re-plan breaks, and how."""
    return [f"{promise.__name__}: {fault}" for promise in PROMISES for fault in promise(of)]
