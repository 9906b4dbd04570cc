"""From a plan and what happened to the plan that holds now: least disruption, what changed, whom to call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from math import inf
from time import monotonic

from planner.diff import PlanDiff, diff
from planner.domain.agreement import refuse_unsound
from planner.domain.event import Event
from planner.domain.incident import Incident
from planner.domain.issue import carried
from planner.domain.parties import parties_of
from planner.domain.plan import Outcome, Placement, Plan, Problem
from planner.domain.vocabulary import MEETING_KINDS, Severity
from planner.domain.wording import item_name
from planner.replanning.calls import Call, calls
from planner.replanning.day import Day, Locate
from planner.replanning.easing import eased
from planner.replanning.followers import let_followers_stay
from planner.replanning.guards import moment_fault
from planner.replanning.incidents import HIGHEST, apply
from planner.replanning.locks import let_locks_yield
from planner.replanning.mended import mended
from planner.replanning.outcome import outcome_of
from planner.replanning.reserves import let_passed_turns_go
from planner.solver.lines.reflow import reflowed, stand_in, turns_that_cannot
from planner.solver.repairing.disruption import Cost, Disruption
from planner.solver.repairing.repair import Infeasible, Repair, repair
from planner.solver.stopping import Stop, never

NEAR = 30
"""Minutes from now in which items move only if they must."""

ANNOUNCED = 2
"""How much dearer it is to change what the public was told of."""

CALLS_EACH = 2
"""So many others may be called for a new request, for each step of its priority above the lowest."""

NO_OTHER = "It fits nowhere else without dropping what counts as much."

NO_TURN = "No turn that is left suits it: name another person, or lengthen the line."

CUT_SHORT = "This machine is too busy: the search was ended by the clock, and asked again it may find another plan."


class CannotApply(Exception):
    """Some changes cannot be; `problems` says which, where they stand, and what would be right."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class StoppedTooSoon(Exception):
    """Somebody asked to stop before there was a new plan at all."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How to re-plan: minutes that are `near`, whether free time is filled with waiting requests, how hard to try.

    `most_calls` is how many others may be called for one new request (None: as its priority says). `seconds` are those
    of one processor. With `keep_locked`, what happened is refused where it makes a locked row impossible.
    """

    near: int = NEAR
    fill: bool = False
    seconds: float | None = None
    workers: int | None = None
    stop: Stop = never
    most_calls: int | None = None
    keep_locked: bool = False


USUAL = Terms()


@dataclass(frozen=True, slots=True)
class Replanned:
    """The event with what happened and its new plan; `minimal` says that no plan disturbs less, proven.

    `left_out` are items that were to be placed, but only in the place of dearer ones, or not at all.
    """

    event: Event
    outcome: Outcome
    cost: Cost
    diff: PlanDiff
    calls: tuple[Call, ...]
    minimal: bool
    left_out: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What became of meetings under way, and who comes late, in sentences."""

    asks: tuple[str, ...] = ()
    """Whom to ask for what, where the plan holds only if they agree."""

    @property
    def plan(self) -> Plan:
        """The plan that came of it."""
        return self.outcome.plan

    @property
    def offer(self) -> str:
        """Eight characters that are the same for the same plan only."""
        rows = ((row.item, row.place, row.people, row.interpreters, row.state) for row in self.plan.rows)
        return sha256(repr([*rows]).encode()).hexdigest()[:8]

    @property
    def sureness(self) -> str:
        """How sure it is that no plan disturbs less; turns of lines are settled before, and not weighed against it."""
        if not self.minimal:
            return "none that disturbs less was found"
        if any(change.item in self.event.entry for change in self.diff.changes):
            return "with the turns as this plan has them, no plan disturbs less"
        turns = any(row.item in self.event.entry for row in self.plan.standing)
        return "with the turns as they are, no plan disturbs less" if turns else "no plan disturbs less"

    @property
    def summary(self) -> str:
        """How much changes, in a sentence."""
        if not self.diff.changes:
            return "Nothing has to change; nobody need be called."
        return f"Changes: {len(self.diff.changes)}; delegations to inform: {len(self.calls)}; {self.sureness}."


def worked_in(
    event: Event, before: Plan, changes: Sequence[Incident], now: datetime, locate: Locate, *, keep_locked: bool = False
) -> Day:
    """The day with all changes worked in, and with those on standby who take the places that fall free."""
    refuse_unsound(event)
    if (fault := moment_fault(event, now)) is not None:
        raise CannotApply((Problem(Severity.ERROR, "--now", "", "", *fault),))
    day = Day(event, before, now)
    if problems := apply(day, changes, locate):
        raise CannotApply(problems)
    if changes and not keep_locked:
        let_locks_yield(day, before)
    _relieve(day, before)
    if changes:
        let_passed_turns_go(day)
        let_followers_stay(day)
    return day


def _relieve(day: Day, before: Plan) -> None:
    """Gives the turns that fall free for good to the first on standby who can have them; nobody else moves for that."""
    plan = day.plan()
    after = {row.item: row for row in reflowed(day.event, plan, (), day.of_lines)}
    freed = [row for row in before.standing if row.item in after and not after[row.item].stands]
    cannot = turns_that_cannot(day.event, plan, day.of_lines) if freed else {}
    for row in freed:
        day.leave_out(row, after[row.item].why)
    for row in freed:
        # Whoever is squeezed out, with nothing in the way of the turn itself, leaves none: another has it.
        if row.item in cannot or not plan.by_item[row.item].stands:
            item = stand_in(day.event, day.plan(), row, day.of_lines)
            if item is not None and row.position is not None:
                day.fill(item, row.position)


def settled(day: Day, before: Plan, wish: Plan, terms: Terms) -> Replanned:
    """The repair of a day, counted and told against the plan before; `wish` says where everything wants to stand."""
    began = monotonic()
    found, left_out = _placing_wanted(day, wish, terms)
    plan = _as_handed_in(_explained(day, found.plan, before), before)
    as_found = wish.rows == day.plan().rows
    if not as_found:
        # Where rows were pushed first, what was issued is that of the plan before.
        plan = carried(day.event, plan, before)
    changed = diff(before, plan, day.event)
    return Replanned(
        day.event,
        outcome_of(day.event, plan, day.bounds, terms.workers, monotonic() - began, terms.stop),
        found.cost,
        changed,
        calls(day.event, changed, before, plan, day.now),
        found.proven and as_found and not day.elsewhere,
        left_out,
        (*day.notes, *mended(day, before, changed)),
    )


def asked_for(day: Day, before: Plan, found: Replanned, terms: Terms) -> Replanned | None:
    """A re-plan in which what has no place has one if those agree who are asked; None where that helps nobody."""
    easing = eased(day, before, found.plan, found.left_out)
    if easing is None:
        return None
    plan = _as_handed_in(easing.plan, before)
    changed = diff(before, plan, easing.event)
    stood = {row.item for row in before.standing}
    saved = sum(max(1, _worth(day.event, item)) for item in easing.items if item in stood)
    return replace(
        found,
        event=easing.event,
        outcome=outcome_of(easing.event, plan, day.bounds, terms.workers, found.outcome.seconds, terms.stop),
        cost=replace(found.cost, dropped=found.cost.dropped - saved),
        diff=changed,
        calls=calls(easing.event, changed, before, plan, day.now),
        minimal=False,
        left_out=tuple(item for item in found.left_out if item not in easing.items),
        asks=easing.asks,
    )


def _explained(day: Day, plan: Plan, before: Plan) -> Plan:
    """The plan with what happened as the first reason of everything that is dropped for it."""
    old = before.by_item
    dropped = {row.item for row in plan.rows if not row.stands and row.item in old and old[row.item].stands}
    hindered = {item: day.hindrance(old[item]) for item in dropped}
    why = {item: f"{reason} {_what_now(day, item)}" for item, reason in hindered.items() if reason}
    why |= {item: _too_dear(others) for item, others in day.dear.items()}
    why |= {item: _instead_of(day.event, others) for item, others in day.in_the_way.items()}
    return Plan(tuple(replace(row, why=why[row.item]) if row.item in why else row for row in plan.rows))


def _what_now(day: Day, item: str) -> str:
    """What is left to be done for something that is dropped because somebody or a room is away."""
    if day.lacks_somebody(item):
        return "Name somebody else for it, if it is to be held."
    return NO_TURN if item in day.event.entry else NO_OTHER


def _instead_of(event: Event, others: tuple[str, ...]) -> str:
    names = " and ".join(item_name(event, item) for item in others)
    return f"A turn could be given to it only if {names} was dropped. Cancel that, or move it, and there is one."


def _too_dear(others: int) -> str:
    return (
        f"It could be placed only if {others} other delegations were called. "
        "Raise its priority, allow more calls, or ask for something shorter."
    )


def _placing_wanted(day: Day, wish: Plan, terms: Terms) -> tuple[Repair, tuple[str, ...]]:
    """The repair with the wanted items that pay, and the others: none may drop what is worth as much or more."""
    day.dear.clear()
    day.in_the_way.clear()
    best = _repaired(day, wish, (), terms)
    if isinstance(best, Infeasible):  # nothing has to be placed: a plan is found, if time is given
        raise StoppedTooSoon
    placed, left_out = list[str](), list[str]()
    for item in day.wanted:
        if terms.stop():
            left_out.append(item)
            continue
        tried = _repaired(day, wish, (*placed, item), terms)
        pays = isinstance(tried, Repair) and tried.cost.dropped - best.cost.dropped < max(1, _worth(day.event, item))
        if not isinstance(tried, Repair) or not pays:
            left_out.append(item)
            if isinstance(tried, Repair) and item in day.event.entry:
                day.in_the_way[item] = _dropped_for(best, tried)
        elif (others := _others_called(day, wish, best, tried, item)) > _most_calls(day.event, item, terms):
            day.dear[item] = others
            left_out.append(item)
        else:
            best = tried
            placed.append(item)
    return best, tuple(left_out)


def _dropped_for(best: Repair, tried: Repair) -> tuple[str, ...]:
    """What would have no place any more if something was placed."""
    stands = {row.item for row in tried.plan.standing}
    return tuple(row.item for row in best.plan.standing if row.item not in stands)


def _others_called(day: Day, wish: Plan, best: Repair, tried: Repair, item: str) -> int:
    """How many delegations that do not take part in an item hear of a change because it is placed."""
    called, more = ({*diff(wish, one.plan, day.event).by_delegation} for one in (best, tried))
    own = parties_of(day.event, item, tried.plan.by_item[item].people)
    return len(more - called - {*own})


def _most_calls(event: Event, item: str, terms: Terms) -> float:
    """How many others may be called for a meeting: none for one of priority 1, two more for each further priority, any
    number for the highest. Turns of lines are given out by their rules.
    """
    if item not in event.meeting:
        return inf
    priority = event.meeting[item].priority
    usual = inf if priority == HIGHEST else CALLS_EACH * (priority - 1)
    return usual if terms.most_calls is None else terms.most_calls


def _worth(event: Event, item: str) -> int:
    return event.meeting[item].worth if item in event.meeting else 0


def _repaired(day: Day, wish: Plan, must: tuple[str, ...], terms: Terms) -> Repair | Infeasible:
    repaired = repair(
        day.event,
        wish,
        must=must,
        costs=Disruption(frozenset(_near(day, wish, terms)), _announced(day.event), day.told),
        fill=terms.fill,
        day=day.of_lines,
        work=terms.seconds,
        workers=terms.workers or 1,
        stop=terms.stop,
    )
    if repaired.cut_short and CUT_SHORT not in day.notes:
        day.notes.append(CUT_SHORT)
    return repaired


def _near(day: Day, wish: Plan, terms: Terms) -> Iterator[str]:
    """The meetings that begin within the next minutes."""
    until = day.now + timedelta(minutes=terms.near)
    for row in wish.of(*MEETING_KINDS):
        if row.start is not None and row.start < until and not day.begun(row.item):
            yield row.item


def _announced(event: Event) -> dict[str, int]:
    return {one.id: ANNOUNCED for one in event.side_events if one.public}


def _as_handed_in(plan: Plan, before: Plan) -> Plan:
    """The plan without the locks that keep what has begun; the plan before itself where nothing else differs."""
    rows = tuple(_unlocked(row, before.by_item.get(row.item)) for row in plan.rows)
    return before if rows == before.rows else Plan(rows)


def _unlocked(row: Placement, old: Placement | None) -> Placement:
    """A lock goes with its item, and ends where the item has no place any more."""
    if old is None or old.locked == row.locked or (old.stands and not row.stands):
        return row
    return replace(row, locked=old.locked)
