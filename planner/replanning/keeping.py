"""Planning what is new around a plan that exists: what broke is mended, and everything else stays where it is.

What fits into free time is placed there first, and nobody hears of a change because of it. Only then does what is new,
and still has no place, move others: as a request of the day does, and within the same limit of calls.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from time import monotonic

from planner.diff import PlanDiff, diff
from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Effort, Outcome, Plan
from planner.domain.vocabulary import EntryStatus, ItemKind
from planner.replanning.day import Day
from planner.replanning.settle import Replanned, Terms, settled
from planner.solver.solve import solve
from planner.solver.stopping import Stop, never

USUAL_EFFORT = Effort()

MANY, SEARCHED = 20, 0.6
"""So many new meetings are worth a search of their own among what is free, and its share of the time."""

MOVES = ("time", "room", "people")
"""The changes of an item that stands before and after."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A new plan beside the one before it: what stands as it stood, what moved, was dropped or won, whom that touches.

    What was withdrawn from the event counts as dropped as well. Each is a tuple of items; `parties` are codes of
    delegations, in the order of the workbook.
    """

    kept: tuple[str, ...]
    moved: tuple[str, ...]
    dropped: tuple[str, ...]
    won: tuple[str, ...]
    parties: tuple[str, ...]

    @classmethod
    def of(cls, event: Event, before: Plan, after: Plan) -> "Compared":
        """What a plan makes of the plan before it; the event is that of the new one."""
        changed = diff(before, after, event)
        touched = {change.item for change in changed.changes}
        return cls(
            tuple(row.item for row in before.standing if row.item not in touched),
            _items(changed, *MOVES),
            _items(changed, "dropped"),
            _items(changed, "added"),
            tuple(changed.by_delegation),
        )

    @property
    def summary(self) -> str:
        """What became of the plan before, in a sentence."""
        if not (self.moved or self.dropped or self.won):
            return "The plan stays as it was; nobody need be told."
        counts = (("stay as they were", self.kept), ("moved", self.moved), ("lost", self.dropped), ("won", self.won))
        numbers = ", ".join(f"{len(items):,} {what}" for what, items in counts)
        return f"Of the plan before: {numbers}. Delegations to inform: {len(self.parties):,}."

    def as_dict(self) -> dict[str, object]:
        """The keys that `solve` adds to its JSON: how many rows were kept, moved and dropped, and who has to hear."""
        return {
            "kept": len(self.kept),
            "moved": len(self.moved),
            "dropped": len(self.dropped),
            "parties": list(self.parties),
        }


def _items(found: PlanDiff, *aspects: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(change.item for change in found.changes if change.change in aspects))


def may_move(before: Plan) -> int:
    """How many rows of a plan a solve anew may move: no programme item, and nothing that is locked or done."""
    return sum(not row.fixed and row.kind != ItemKind.PROGRAMME for row in before.standing)


def keep(
    event: Event,
    before: Plan,
    effort: Effort = USUAL_EFFORT,
    *,
    now: datetime | None = None,
    stop: Stop = never,
    on_phase: Callable[[str], None] = lambda _: None,
) -> Outcome:
    """The plan before with what is new in the event placed and what broke mended, by the fewest changes.

    New is what has no row in `before`. It takes free time, as what was waiting does; what then has no place moves
    others as far as `replan` lets a new request. Where the event is on, `now` keeps what has begun. With `stop`, what
    was not tried yet goes on waiting. `on_phase` hears what is being done. Raises CannotKeep if locked or done rows
    break rules.
    """
    began = monotonic()
    deadline = began + effort.time_limit
    moment = _before_it_begins(event) if now is None else now
    new = [item for item in new_items(event, before) if item in event.meeting]
    many = now is None and len(new) > MANY  # the search knows of no moment before which nothing may begin
    on_phase("keeping what stands, and mending what broke")
    kept = _mended(event, before, moment, Terms(fill=not many, workers=effort.workers, stop=stop))
    if many and not stop():
        on_phase(f"looking for places for {len(new)} new requests beside what stands")
        search = replace(effort, time_limit=SEARCHED * effort.time_limit)
        kept = replace(kept, outcome=_around(kept.event, kept.plan, search, stop))
    left = [item for item in new if not kept.plan.by_item[item].stands]
    if left and not stop():
        on_phase(f"moving a few others for {len(left)} of what is new")
        trying = Terms(workers=effort.workers, stop=lambda: stop() or monotonic() > deadline)
        kept = _with_others_moved(kept.event, kept.plan, left, moment, trying)
    plan = kept.plan if kept.plan == before else carried(event, kept.plan, before)
    seconds = monotonic() - began
    return replace(kept.outcome, plan=plan, seconds=seconds, first_plan_seconds=seconds, seed=effort.seed)


def during(event: Event) -> datetime | None:
    """The moment on the event's clock; None before its first day and after its last."""
    now = event.local(datetime.now(UTC)).replace(second=0, microsecond=0)
    return now if event.days[0] <= now.date() <= event.days[-1] else None


def _before_it_begins(event: Event) -> datetime:
    """A moment at which nothing has begun, and nothing is about to."""
    return event.at(event.settings.start_date, time(0)) - timedelta(days=1)


def _mended(event: Event, before: Plan, moment: datetime, terms: Terms) -> Replanned:
    """The plan in which all that can stay does, with turns for new entries and free time for whoever waits."""
    day = Day(event, before, moment)
    for item in new_items(event, before):
        if item in event.entry:
            day.want(item)
    return settled(day, before, day.plan(), terms)


def _around(event: Event, plan: Plan, effort: Effort, stop: Stop) -> Outcome:
    """The best plan found for what has no place, with all that stands held where it is."""
    held = Plan(tuple(replace(row, locked=row.locked or row.stands) for row in plan.rows))
    outcome = solve(event, held, effort, stop=stop)
    old = plan.by_item
    rows = (replace(row, locked=old[row.item].locked) if row.item in old else row for row in outcome.plan.rows)
    return replace(outcome, plan=Plan(tuple(rows)))


def _with_others_moved(event: Event, before: Plan, wanted: Iterable[str], moment: datetime, terms: Terms) -> Replanned:
    """The plan in which what is wanted has a place, where that pays and not too many have to be called for it."""
    day = Day(event, before, moment)
    for item in wanted:
        day.want(item)
    return settled(day, before, day.plan(), terms)


def new_items(event: Event, before: Plan) -> tuple[str, ...]:
    """What came after a plan and has no row in it: inscribed entries, then meetings, the dearest first."""
    entries = (entry.item for entry in event.entries if entry.status == EntryStatus.INSCRIBED)
    meetings = (meeting.id for meeting in sorted(event.meetings, key=lambda meeting: -meeting.worth))
    return tuple(item for item in (*entries, *meetings) if item not in before.by_item)
