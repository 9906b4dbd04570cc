"""The two halves of a rule held against each other: what its check says of rows, and whether the board takes them; of a
rule on lines, what its check says of turns, and which of them it closes.
"""

from dataclasses import replace

from planner.board import Board
from planner.domain.event import Event
from planner.domain.plan import Placement, Plan
from planner.domain.turns import Timetable, turn_span
from planner.encoding import build
from planner.rules.case import Case
from planner.rules.presence import EventHours
from planner.rules.rule import OnTurns, Rule
from planner.rules.turns import TurnChoice
from planner.solver.lines.beside import busy_people
from planner.solver.placing.state import State
from tests.scenes.builders import placed


def fits(board: Board, rows: tuple[Placement, ...]) -> bool:
    """Whether the board has each row of a meeting as a candidate, they all go together, and what is kept is there."""
    state = State(board)
    index = {meeting.id: item for item, meeting in enumerate(board.meetings)}
    # A meeting that must follow another one is placed after it.
    for row in sorted(rows, key=lambda row: row.span):
        item = index[row.item]
        found = candidate(board, item, row)
        if found is None or not state.fits(item, *found):
            return False
        state.place(item, *found)
    return all((state.mode[item], state.start[item]) == (kept.mode, kept.start) for item, kept in board.kept.items())


def candidate(board: Board, item: int, row: Placement) -> tuple[int, int] | None:
    """The mode and start of a row; None if the board has no such candidate."""
    tick = board.axis.tick_of(row.span.start)
    start = None if tick is None else board.axis.start_at.get(tick)
    mode = next((mode for mode in board.modes_of[item] if _describes(board, mode, row)), None)
    return None if start is None or mode is None else (mode, start)


def _describes(board: Board, mode: int, row: Placement) -> bool:
    described = board.modes[mode]
    rooms = ("",) if described.room_class < 0 else board.classes[described.room_class].rooms
    same = set(described.people) == set(row.people) and set(described.crew) == set(row.interpreters)
    return same and row.room in rooms


def halves(rule: Rule, event: Event, *rows: Placement, before: tuple[Placement, ...] = ()) -> str:
    """`ok` or `broken`, if both halves of the rule say so; `check only` or `encode only` where one alone objects.

    `rows` are of meetings; rows of line turns and of the plan before go into `before`, as in a solve. The rule on the
    hours of a day is always asked as well, because the board has no starts outside them. What the check says of turns
    alone is no matter of the board.
    """
    turns = tuple(row for row in before if row.item in event.entry)
    case, rules = Case(event, Plan((*turns, *rows)), Plan(before)), (EventHours(), rule)
    placed = {row.item for row in rows}
    objects = any(placed & {*breach.items} for one in rules for breach in one.check(case))
    refuses = not fits(build(event, Plan(before), rules), rows)
    if objects != refuses:
        return "check only" if objects else "encode only"
    return "broken" if objects else "ok"


def turn_halves(rule: Rule, event: Event, item: str) -> list[str]:
    """For each position of the line of an entry that has no turn yet, as `halves`: whether it may have that one, beside
    the programme and nothing else.
    """
    entry = event.entry[item]
    line, timetable = event.line[entry.line], Timetable.of(event.line[entry.line])
    busy = busy_people(event, Plan()).get(event.entrant(entry).id, ())
    choice = TurnChoice(event, entry, timetable, busy)
    closings = rule.closes(choice) if isinstance(rule, OnTurns) else ()
    closed = {position for closing in closings for position in closing.positions}
    said = []
    for position in timetable.positions:
        turn = turn_span(line, position)
        row = placed(event, item, "09:00", position=position)
        row = replace(row, start=event.local(turn.start), end=event.local(turn.end))
        objects, refuses = any(rule.check(Case(event, Plan((row,))))), position in closed
        both = {(True, True): "broken", (False, False): "ok", (True, False): "check only", (False, True): "encode only"}
        said.append(both[objects, refuses])
    return said
