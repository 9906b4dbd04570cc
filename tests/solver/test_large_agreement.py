"""On events of full size: what the board takes passes the check, and what the board refuses breaks a rule.

A plan made by lot is changed one meeting at a time: a little earlier or later, anywhere, to where the board has an
opening or just beside it, to any room. What the board says of the change is held against the check of the whole plan.
"""

from collections import Counter
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from planner.bench.full.event import full_event, locked_rows
from planner.domain.clock import shift
from planner.domain.plan import Breach, Effort, Placement, Plan
from planner.domain.vocabulary import PlanState
from planner.encoding import build
from planner.rules import check
from planner.solver.lines.plan import plan_lines
from planner.solver.placing.greedy import earliest, fill, first_plan
from planner.solver.placing.rooms import assign_rooms
from planner.solver.placing.rows import meeting_rows, programme_rows
from planner.solver.placing.state import State
from planner.solver.progress import Budget
from planner.solver.searching.comfort import Comfort
from planner.solver.solve import solve
from tests.scenes.agreement import candidate
from tests.scenes.effort import examples


class Scene:
    """A full event with locked rows, and a plan of it made by lot."""

    def __init__(self, size: str, seed: int) -> None:
        self.random, self.event = Random(seed), full_event(size, seed)
        self.before = locked_rows(self.event)
        lines = plan_lines(self.event, self.before).rows
        self.board = build(self.event, Plan((*lines, *self.before.rows)))
        self.fixed = (*programme_rows(self.event, self.before), *lines)
        self.empty = {row.item: row for row in meeting_rows(self.event, Plan(), State(self.board))}
        self.free = [item for item in self.board.items if item not in self.board.kept and self.board.modes_of[item]]
        self.tied = [item for item in self.free if self._is_tied(item)]
        self.state = self._plan_by_lot()
        self.rows = {row.item: row for row in meeting_rows(self.event, self.before, self.state) if row.stands}

    def _is_tied(self, item: int) -> bool:
        """Whether interpreters, delegations kept apart or an order have a say in a meeting."""
        meeting, apart = self.board.meetings[item], {code for one in self.event.keep_apart for code in (one.a, one.b)}
        return bool(
            meeting.pairs or self.board.leaders[item] or self.board.followers[item] or apart & {*meeting.parties}
        )

    def _plan_by_lot(self) -> State:
        state, order = State(self.board), list(self.free)
        for item, kept in self.board.kept.items():
            state.place(item, kept.mode, kept.start)
        self.random.shuffle(order)
        fill(state, np.array(order[::2]), earliest)
        return state

    def breaches(self, rows: dict[str, Placement]) -> tuple[Breach, ...]:
        """What the check says of the plan in which these meetings stand, and no others."""
        meetings = (rows.get(item, row) for item, row in self.empty.items())
        return check(self.event, Plan((*self.fixed, *meetings)), self.before)

    # --- changes -------------------------------------------------------------------------------------------------

    def change(self) -> str:
        """Try one change, keep it if the board takes it; what the board said, and the first rule that was broken."""
        item = self.random.choice(self.random.choice((self.free, self.tied)))
        was = (int(self.state.mode[item]), int(self.state.start[item]))
        if self.state.placed(item):
            self.state.remove(item)
        row = self._row(item, *self._way(item, *was))
        found = candidate(self.board, item, row)
        takes = found is not None and self.state.fits(item, *found)
        if takes:
            assert found is not None
            self.state.place(item, *found)
        elif was[0] >= 0:
            self.state.place(item, *was)
        tried = self.rows | {row.item: row}
        return self._held_against(self._in_single_rooms(tried) if takes else tried, takes=takes, row=row)

    def _held_against(self, tried: dict[str, Placement], *, takes: bool, row: Placement) -> str:
        breaches = self.breaches(tried)
        assert takes == (not breaches), (row, breaches)
        if takes:
            self.rows = tried
        return breaches[0].rule if breaches else "taken"

    def _in_single_rooms(self, rows: dict[str, Placement]) -> dict[str, Placement]:
        """The rows with the rooms in which a plan of the board would be written out."""
        rooms = {self.board.meetings[item].id: room for item, room in assign_rooms(self.state).items()}
        return {item: row if row.room == rooms[item] else replace(row, room=rooms[item]) for item, row in rows.items()}

    def _way(self, item: int, mode: int, start: int) -> tuple[int, int, int, str]:
        """A mode, a start, minutes to add and a room in place of the mode's, if any."""
        random, starts = self.random, self.board.axis.starts
        kind = random.choice(("nudge", "anywhere", "opening", "beside", "room", "minute"))
        if kind in ("nudge", "room") and mode >= 0:
            moved = min(max(start + random.choice((-3, -2, -1, 1, 2, 3)), 0), starts - 1)
            return (mode, moved, 0, "") if kind == "nudge" else (mode, start, 0, random.choice(self.event.rooms).code)
        openings = self.state.openings(item)
        if kind == "anywhere" or not openings:
            return random.choice(self.board.modes_of[item]), random.randrange(starts), 0, ""
        opening = random.choice(openings)
        found = int(random.choice(np.flatnonzero(opening.starts).tolist()))
        beside = min(max(found + random.choice((-2, -1, 1, 2)), 0), starts - 1) if kind == "beside" else found
        return opening.mode, beside, int(kind == "minute"), ""

    def _row(self, item: int, mode: int, start: int, minutes: int, room: str) -> Placement:
        meeting, way = self.board.meetings[item], self.board.modes[mode]
        tick = self.board.axis.moment(int(self.board.axis.start_tick[start]))
        begins = shift(self.event.local(tick), minutes=minutes)
        rooms = ("",) if way.room_class < 0 else self.board.classes[way.room_class].rooms
        return replace(
            self.empty[meeting.id],
            start=begins,
            end=shift(begins, minutes=meeting.minutes),
            room=room if room and way.room_class >= 0 else self.random.choice(rooms),
            people=way.people,
            interpreters=way.crew,
            state=PlanState.PLANNED,
            why="",
        )


def changes(size: str, seed: int, count: int) -> Counter[str]:
    """What was said of so many changes, one after the other."""
    scene = Scene(size, seed)
    assert scene.breaches(scene.rows) == ()
    return Counter(scene.change() for _ in range(count))


@pytest.mark.parametrize("seed", range(1, 1 + examples(2)))
def test_board_and_check_agree_on_changes_of_a_large_plan(seed: int) -> None:
    said = changes("M", seed, 60)

    assert said["taken"] > 10
    assert said.total() - said["taken"] > 20


@pytest.mark.parametrize("size", ["S", "M"])
def test_solved_plan_of_a_full_event_keeps_every_rule(size: str) -> None:
    event = full_event(size, 5)

    outcome = solve(event, effort=Effort(work_limit=4, workers=1))

    assert check(event, outcome.plan) == ()
    assert sum(event.meeting[row.item].worth for row in outcome.plan.standing if row.item in event.meeting) == (
        outcome.objective
    )
    assert outcome.objective <= outcome.bound


@pytest.mark.parametrize("seed", range(1, 1 + examples(1)))
def test_care_for_preferences_leaves_locked_meetings_where_they_are(seed: int) -> None:
    event = full_event("S", seed)
    before = locked_rows(event)
    lines = Plan(plan_lines(event, before).rows)
    board = build(event, Plan((*lines.rows, *before.rows)))

    state = Comfort(event, lines, first_plan(board), seed).refine(Budget(None, units=8), 1.0, lambda state: None)

    kept = [(kept.mode, kept.start) for kept in board.kept.values()]
    assert kept
    assert [(state.mode[item], state.start[item]) for item in board.kept] == kept
