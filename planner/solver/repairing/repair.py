"""From a plan that no longer holds to one that does, with as little change as possible.

The lines come first, as in a solve: a line stays as it is unless one of its turns cannot. Then all meetings are put
back where they stood, and those that do not fit there any more are placed anew by the widening search.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from time import monotonic

from planner.board.board import Board
from planner.board.freeze import candidate_of
from planner.domain.event import Event
from planner.domain.issue import carried
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import MEETING_KINDS, PlanState
from planner.encoding import build
from planner.rules import check
from planner.solver.lines.calling import LineDay
from planner.solver.lines.reflow import AT_ANY_TIME, reflowed
from planner.solver.placing.greedy import by_worth, fill, tightest
from planner.solver.placing.rooms import assign_rooms
from planner.solver.placing.rows import meeting_row, programme_rows
from planner.solver.placing.state import State
from planner.solver.refusing import blamed, refuse_breaches_of_kept
from planner.solver.repairing.disruption import Cost, Disruption, Former, party_weights
from planner.solver.repairing.limits import Limits
from planner.solver.repairing.widening import Found, Nowhere, WideningSearch
from planner.solver.stopping import Stop, never

NOTHING_DEARER = Disruption()


@dataclass(frozen=True, slots=True)
class Repair:
    """A checked plan with a row for everything; `proven` says that no plan with these turns of lines disturbs less.

    `cut_short` says that the clock ended the search on a machine that is too busy: another time more may be found.
    """

    plan: Plan
    cost: Cost
    proven: bool
    seconds: float
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Infeasible:
    """No plan was found that places all of these items; `proven` says that there is none."""

    items: tuple[str, ...]
    proven: bool
    cut_short: bool = False


def repair(
    event: Event,
    before: Plan,
    *,
    must: Collection[str] = (),
    costs: Disruption = NOTHING_DEARER,
    fill: bool = False,
    day: LineDay = AT_ANY_TIME,
    work: float | None = None,
    workers: int = 1,
    stop: Stop = never,
    clocked: bool = True,
) -> Repair | Infeasible:
    """The plan for the event that disturbs the plan before least.

    Locked and done rows of `before` are kept exactly; everything else that stands in it wants to stay as it is. `must`
    are items that have to be placed; other waiting ones are placed, where there is room left, only to `fill` it. With
    no `work` given, in about as many seconds, it is set by the size of the event (`patience`). `day` says what happened
    to lines; to a start before its `earliest` no meeting is moved either. The same question has the same answer on
    every machine, unless it is `cut_short`, which one that is not `clocked` never is.

    Raises CannotKeep if kept rows break rules, SolverDisagrees if the checker refuses the result.
    """
    began = monotonic()
    lines = reflowed(event, before, must, day)
    refuse_breaches_of_kept(event, before, lines)
    if missing := tuple(row.item for row in lines if row.item in must and not row.stands):
        return Infeasible(missing, proven=False)
    repairing = _Repairing(event, before, lines, costs, day.earliest)
    # The board takes its time, and the search is given all of what is its own.
    limits = Limits.of(patience(event) if work is None else work, workers, stop, clocked=clocked)
    repaired = repairing.search(frozenset(must), limits)
    if isinstance(repaired, Nowhere):
        return Infeasible(tuple(item for item in must if item in event.meeting), repaired.proven, limits.cut_short)
    if fill:
        repairing.fill()
    return Repair(repairing.plan(), repaired.cost, repaired.proven, monotonic() - began, limits.cut_short)


def patience(event: Event) -> float:
    """The work after which a better repair is hardly worth waiting for, in about seconds, by the size of the event."""
    return 0.8 + len(event.meetings) / 2000


class _Repairing:
    """One repair: what its steps share."""

    def __init__(
        self,
        event: Event,
        before: Plan,
        lines: tuple[Placement, ...],
        costs: Disruption,
        earliest: datetime | None,
    ) -> None:
        self.event, self.before, self.lines = event, before, lines
        fixed = tuple(row for row in before.rows if row.kind in MEETING_KINDS)
        self.board: Board = build(event, Plan((*lines, *fixed)), single_rooms=True)
        if earliest is not None:
            self.board = self.board.closed_before(earliest)
        self.former = Former(event, self.board, before, _told(event, before, lines, costs))
        self.state = State(self.board)
        for item, kept in self.board.kept.items():
            self.state.place(item, kept.mode, kept.start)
        self.kept = self.state.copy()
        self.loose = self._put_back()

    def _put_back(self) -> tuple[int, ...]:
        """Places what still fits where it stood, in order of time; what does not fit any more."""
        loose = []
        for item in sorted(self.former.rows, key=lambda item: self.former.rows[item].span):
            if self.state.placed(item):
                continue
            row = self.former.rows[item]
            stood = candidate_of(self.board, item, row) if self.former.lasts(item) else None
            if stood is not None and self.state.fits(item, stood.mode, stood.start):
                self.state.place(item, stood.mode, stood.start)
            else:
                loose.append(item)
        return tuple(loose)

    def search(self, must: frozenset[str], limits: Limits) -> Found | Nowhere:
        """Places what is loose and what must be placed, and brings the state up to date."""
        wanted = frozenset(
            item
            for item, meeting in enumerate(self.board.meetings)
            if meeting.id in must and not self.state.placed(item)
        )
        found = WideningSearch(self.former, self.state, self.kept, self.loose, wanted).search(limits)
        if isinstance(found, Found):
            for item in found.free:
                if self.state.placed(item):
                    self.state.remove(item)
            for item, (mode, start) in found.placed.items():
                self.state.place(item, mode, start)
        return found

    def fill(self) -> None:
        """Places waiting meetings in what is free, most worth first of all; nothing else moves."""
        fill(self.state, by_worth(self.board), tightest)

    # --- rows ----------------------------------------------------------------------------------------------------

    def plan(self) -> Plan:
        """A row for everything, as before wherever nothing changed; checked."""
        fresh = {row.item: row for row in (*programme_rows(self.event, self.before), *self.lines, *self._meetings())}
        rows = [_as_before(fresh[row.item], row) for row in self.before.rows if row.item in fresh]
        known = {row.item for row in rows}
        plan = Plan((*rows, *(row for item, row in fresh.items() if item not in known)))
        if plan != self.before:
            plan = carried(self.event, plan, self.before)
        if breaches := check(self.event, plan, self.before):
            raise blamed(breaches, self.before)
        return plan

    def _meetings(self) -> list[Placement]:
        rooms, old = assign_rooms(self.state), self.before.by_item
        return [
            old[meeting.id]
            if self._goes_on_waiting(item, meeting.id)
            else meeting_row(self.event, self.before, self.state, item, rooms.get(item, ""))
            for item, meeting in enumerate(self.board.meetings)
        ]

    def _goes_on_waiting(self, item: int, id: str) -> bool:
        """Whether a meeting waited before and does so still, for the reason that was given."""
        row = self.before.by_item.get(id)
        return row is not None and row.state == PlanState.UNPLACED and not self.state.placed(item)


def _as_before(row: Placement, old: Placement) -> Placement:
    """The old row where the new one says the same; what waits goes on waiting for the reason that was given."""
    if not row.stands and not old.stands and row.state == old.state:
        return old
    same = (row.place, row.state) == (old.place, old.state)
    people = set(row.people) == set(old.people) and set(row.interpreters) == set(old.interpreters)
    return old if same and people else row


def _told(event: Event, before: Plan, lines: tuple[Placement, ...], costs: Disruption) -> Disruption:
    """The costs, with those counted in who hear anyway: of turns that change, and of what is no longer to be held."""
    after = {row.item: row for row in (*before.rows, *lines) if row.item in event.entry or row.item in event.meeting}
    told = dict(costs.told)
    for old in before.standing:
        if old.item not in event.programme_item and after.get(old.item) != old:
            for code, weight in party_weights(event, old.item, old.people).items():
                told[code] = max(told.get(code, 0), weight)
    return replace(costs, told=told)
