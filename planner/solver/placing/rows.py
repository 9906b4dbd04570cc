"""The rows of the Plan sheet from what the solver found."""

from datetime import datetime

from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import ItemKind, PlanState
from planner.solver.placing.reasons import why_unplaced
from planner.solver.placing.rooms import assign_rooms
from planner.solver.placing.state import State


def programme_rows(event: Event, before: Plan) -> tuple[Placement, ...]:
    """The programme as it stands; what was done stays done."""
    done = {row.item for row in before.rows if row.state == PlanState.DONE}
    return tuple(
        Placement(
            item=item.id,
            kind=ItemKind.PROGRAMME,
            title=item.title,
            start=item.start,
            end=item.end,
            room=item.room,
            people=event.attendees(item),
            state=PlanState.DONE if item.id in done else PlanState.PLANNED,
        )
        for item in event.programme
    )


def meeting_rows(event: Event, before: Plan, state: State) -> tuple[Placement, ...]:
    """A row for every meeting, with single rooms, and a reason for what was not placed."""
    rooms = assign_rooms(state)
    return tuple(meeting_row(event, before, state, item, rooms.get(item, "")) for item in state.board.items)


def placed_rows(event: Event, before: Plan, state: State) -> tuple[Placement, ...]:
    """The rows of the meetings that are placed, with single rooms."""
    rooms = assign_rooms(state)
    return tuple(
        _placed(event, before, state, item, rooms.get(item, "")) for item in state.board.items if state.placed(item)
    )


def meeting_row(event: Event, before: Plan, state: State, item: int, room: str) -> Placement:
    """The row of one meeting, in this room if it is placed."""
    return _placed(event, before, state, item, room) if state.placed(item) else _unplaced(event, before, state, item)


def _placed(event: Event, before: Plan, state: State, item: int, room: str) -> Placement:
    meeting, mode = state.board.meetings[item], state.board.modes[state.mode[item]]
    old = before.by_item.get(meeting.id)
    kept = old is not None and old.fixed
    start = state.tick(item)
    return Placement(
        item=meeting.id,
        kind=meeting.kind,
        title=meeting.title,
        start=_moment(event, state, start),
        end=_moment(event, state, start + int(state.board.length[item])),
        room=room,
        people=mode.people,
        interpreters=mode.crew,
        locked=kept and old is not None and old.locked,
        state=PlanState.DONE if old is not None and kept and old.state == PlanState.DONE else PlanState.PLANNED,
        why=meeting.remark,
    )


def _moment(event: Event, state: State, tick: int) -> datetime:
    return event.local(state.board.axis.moment(tick))


def _unplaced(event: Event, before: Plan, state: State, item: int) -> Placement:
    meeting = state.board.meetings[item]
    old = before.by_item.get(meeting.id)
    if old is not None and old.state == PlanState.CANCELLED:
        return _row(meeting, PlanState.CANCELLED, old.why or "Cancelled.")
    return _row(meeting, PlanState.UNPLACED, why_unplaced(event, state, item))


def _row(meeting: Meeting, state: PlanState, why: str) -> Placement:
    return Placement(item=meeting.id, kind=meeting.kind, title=meeting.title, state=state, why=why)
