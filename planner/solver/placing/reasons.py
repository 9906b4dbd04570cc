"""Why a meeting is not in the plan, in a sentence or two, from what stands in the way on the board."""

from collections import Counter
from collections.abc import Iterable
from itertools import product

from planner.board.board import Board
from planner.board.draft import Draft
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.vocabulary import ApartRule
from planner.domain.wording import item_name, lasting, opening
from planner.rules.interpreters import serves
from planner.rules.rooms import room_faults
from planner.solver.placing.openness import Bits, Nothing, Openness
from planner.solver.placing.state import State


def why_unplaced(event: Event, state: State, item: int) -> str:
    """The reason in plain words: impossible from the outset, or every start taken, and by whom most.

    Pairs kept apart are not named: reasons stand on sheets that more people read than the organisers.
    """
    board = state.board
    if not board.modes_of[item]:
        return _no_way(event, board.meetings[item])
    outset = Openness(state.ground, Nothing(board))
    possible = _possible(outset, item)
    if not possible:
        return _no_start(outset, item)
    for leader in board.leaders[item]:
        if not state.placed(leader):
            return f"It must come after '{board.meetings[leader].title}', which is not placed."
    taken = _taken(state, item, possible)
    starts = possible.bit_count()
    listed = "; ".join(f"{who} at {count}" for who, count in taken.most_common(3))
    first = f"All {starts} possible starts are taken" if starts > 1 else "The only possible start is taken"
    return f"{first}: {listed}. Others would have to make room; planner why {board.meetings[item].id} says which."


def _no_way(event: Event, meeting: Meeting) -> str:
    """Why a meeting can be held in no way, at whatever time."""
    rooms = [room for room in event.rooms if not meeting.must_room or room.code == meeting.room]
    if meeting.use is not None and not any(not [*room_faults(meeting, room)] for room in rooms):
        return (
            f"{rooms[0].name}, where it must be, does not fit." if meeting.must_room and rooms else "No room fits it."
        )
    if not _has_a_crew(event, meeting):
        return f"There is not an interpreter each for {' and '.join('-'.join(pair) for pair in meeting.pairs)}."
    if any(pair.rule == ApartRule.SAME_ITEM and {pair.a, pair.b} <= {*meeting.parties} for pair in event.keep_apart):
        return "It is not possible, for a reason kept with the organisers."
    return f"It must come after {item_name(event, meeting.after)}, which is not placed."


def _has_a_crew(event: Event, meeting: Meeting) -> bool:
    able = ([one.id for one in event.interpreters if serves(one, pair)] for pair in meeting.pairs)
    return any(len({*team}) == len(team) for team in product(*able))


def _no_start(outset: Openness, item: int) -> str:
    board, ground, length = outset.board, outset.ground, int(outset.board.length[item])
    minutes, wished = board.meetings[item].minutes, outset.ground.starts[item]
    if not wished:
        return f"Its time window and the event's hours leave no start for {lasting(minutes)}."
    rooms = _places(board, item) - {-1}
    if rooms and not any(wished & ground.in_class(place, length) for place in rooms):
        return f"The rooms that fit are never open for {lasting(minutes)} within its time window."
    for actor, rows in _actor_rows(board, item).items():
        if not any(wished & outset.in_row(row, length) for row in rows):
            return f"{opening(board.labels[actor])} is never free for {lasting(minutes)} within its time window."
    return "Its people and the rooms that fit are never free at the same time within its time window."


def _actor_rows(board: Board, item: int) -> dict[str, set[int]]:
    """The rows of the actors without whom the meeting cannot be held, by actor."""
    rows_of: dict[str, set[int]] = {}
    needed = Counter[str]()
    companies = board.companies_of(item)
    for company in companies:
        for row in board.requires.of_company(company).tolist():
            if board.rows[row] in board.labels:
                rows_of.setdefault(board.rows[row], set()).add(row)
                needed[board.rows[row]] += 1
    return {actor: rows for actor, rows in rows_of.items() if needed[actor] == len(companies)}


def _possible(outset: Openness, item: int) -> Bits:
    """The starts that the filters and closings leave open in some mode."""
    board, length, rows, found = outset.board, int(outset.board.length[item]), dict[int, Bits](), 0
    modes = board.modes_of[item]
    pairs = zip(*(one[modes.start : modes.stop].tolist() for one in (board.company, board.room_class)), strict=True)
    for company, place in dict.fromkeys(pairs):
        found |= outset.attended(company, length, rows) & outset.ground.in_class(place, length)
    return found & outset.ground.starts[item]


def _taken(state: State, item: int, possible: Bits) -> Counter[str]:
    """At how many of the possible starts each actor is busy, or all rooms that fit are."""
    board, openness, length, taken = state.board, state.openness, int(state.board.length[item]), Counter[str]()
    for actor, rows in _actor_rows(board, item).items():
        taken[f"{board.labels[actor]} is busy"] = _closed(possible, (openness.in_row(row, length) for row in rows))
    places = _places(board, item)
    if -1 not in places:
        rooms = [room for place in places for room in board.classes[place].rooms]
        every = "both" if len(rooms) == 2 else f"all {len(rooms)}"
        only = f"the only room that fits, {board.labels[Draft.room(rooms[0])]}, is in use"
        name = only if len(rooms) == 1 else f"{every} rooms that fit are in use"
        taken[name] = _closed(possible, (openness.in_class(place, length) for place in places))
    taken += Counter()  # drops what is taken at no start
    return taken or Counter({"the limits of a day or of interpreters' hours bind": possible.bit_count()})


def _closed(possible: Bits, ways: Iterable[Bits]) -> int:
    """At how many of the possible starts none of the ways is open."""
    for starts in ways:
        possible &= ~starts
    return possible.bit_count()


def _places(board: Board, item: int) -> set[int]:
    modes = board.modes_of[item]
    return set(board.room_class[modes.start : modes.stop].tolist())
