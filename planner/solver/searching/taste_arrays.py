"""What the secondary terms need to know of an event, as plain arrays for the compiled moves.

The costs are those of `planner.rules.terms`, which measures the finished plan; here they are kept up to date move by
move. Only the wish for one room among interchangeable ones is left to the assignment of single rooms.
"""

from datetime import UTC, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.board.board import Board, Ints
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Plan
from planner.domain.vocabulary import BilateralStatus
from planner.rules.case import Case
from planner.rules.terms import counting
from planner.rules.terms.wishes import fair_floors, substitutes
from planner.solver.placing.state import UNPLACED
from planner.solver.searching.arrays import item_of_company, nested

COUNTED = (
    "fairness",
    "preferred_time",
    "preferred_room",
    "substitution",
    "waiting",
    "walking",
    "max_run",
    "spread",
    "slack",
)
"""The terms that the compiled moves count, by number: places in `total` and in `order`. All others are searched by
`planner/solver/searching/by_cost.py`."""

FAIRNESS, PREFERRED_TIME, PREFERRED_ROOM, SUBSTITUTION, WAITING, WALKING, MAX_RUN, SPREAD, SLACK = range(len(COUNTED))

HOURS = 24


class Tastes(NamedTuple):
    """Times are seconds since the board's origin, walks are minutes; lists come as ends and values, `who` by company.

    A person's day is numbered person x days + day. The arrays from `total` on change with the plan: the cost of each
    term, of each person's day (idle seconds, minutes walked, bilaterals beyond max_run, seconds short of slack), what
    each person attends, the meetings that begin in each hour, those that each delegation was granted, and the side
    events of one theme that overlap.
    """

    order: Ints
    days: int
    tick_seconds: int
    max_run: int
    run_break: int
    slack: int
    open_hours: int
    outside: NDArray[np.int32]
    missed_room: Ints
    substitutes: Ints
    zone: Ints
    walk: Ints
    who_ends: Ints
    who: Ints
    fixed_ends: Ints
    fixed_start: Ints
    fixed_end: Ints
    fixed_zone: Ints
    bilateral: NDArray[np.bool_]
    hour: Ints
    party_ends: Ints
    party: Ints
    floor: Ints
    theme_ends: Ints
    themed: Ints
    total: Ints
    day_cost: Ints
    diary_ends: Ints
    diary_count: Ints
    diary_item: Ints
    started: Ints
    granted: Ints
    clashes: Ints
    duty_start: Ints
    duty_end: Ints
    duty_zone: Ints
    duty_kind: Ints
    trial: Ints


def tastes_of(event: Event, lines: Plan, board: Board) -> Tastes:
    """The arrays for a board on which nothing is placed yet; `lines` holds the turns, which take people too."""
    axis, days = board.axis, len(board.axis.days)
    companies = board.modes.people
    people = {person: number for number, person in enumerate(sorted({who for one in companies for who in one}))}
    zones = {zone: number for number, zone in enumerate(sorted({"", *(room.zone for room in event.rooms)}))}
    who = nested([[people[one] for one in company] for company in companies])
    fixed = _fixed_duties(Case(event, lines), board, people, zones)
    diary_ends = _diaries(board, people)
    longest = int(np.diff(fixed[0]).max(initial=0) + np.diff(diary_ends).max(initial=0))
    delegations, floors, party = _fair_shares(event, board)
    themed = nested(_others_of_theme(board))
    day_end = event.settings.day_end
    return Tastes(
        order=_numbers([COUNTED.index(term.name) for term in counting(event.policy) if term.name in COUNTED]),
        days=days,
        tick_seconds=axis.minutes * 60,
        max_run=event.policy.max_run,
        run_break=event.policy.run_break * 60,
        slack=event.policy.slack * 60,
        open_hours=days * (day_end.hour + (day_end.minute > 0) - event.settings.day_start.hour),
        outside=_minutes_outside(board),
        missed_room=_missed_rooms(board),
        substitutes=_substitutes(board),
        zone=_numbers([zones[zone] for zone in (*(one.zone for one in board.classes), "")])[board.room_class],
        walk=np.array([[event.walk(one, two) for two in zones] for one in zones], dtype=np.int64),
        who_ends=who[0],
        who=who[1],
        fixed_ends=fixed[0],
        fixed_start=fixed[1],
        fixed_end=fixed[2],
        fixed_zone=fixed[3],
        bilateral=np.array([meeting.is_bilateral for meeting in board.meetings], dtype=np.bool_),
        hour=axis.start_day * HOURS + axis.start_clock // 60,
        party_ends=party[0],
        party=party[1],
        floor=floors,
        theme_ends=themed[0],
        themed=themed[1],
        total=_totals_of_nothing(int(floors.sum())),
        day_cost=np.zeros((len(people) * days, 4), dtype=np.int64),
        diary_ends=diary_ends,
        diary_count=np.zeros(len(people), dtype=np.int64),
        diary_item=np.zeros(diary_ends[-1], dtype=np.int64),
        started=np.zeros(days * HOURS, dtype=np.int64),
        granted=np.zeros(delegations, dtype=np.int64),
        clashes=np.zeros(1, dtype=np.int64),
        duty_start=np.zeros(longest, dtype=np.int64),
        duty_end=np.zeros(longest, dtype=np.int64),
        duty_zone=np.zeros(longest, dtype=np.int64),
        duty_kind=np.zeros(longest, dtype=np.int64),
        trial=np.full((board.items.stop + 1, 3), UNPLACED, dtype=np.int64),
    )


def _totals_of_nothing(due: int) -> Ints:
    """What each term costs before anything is placed: every bilateral that is due to somebody is missing."""
    total = np.zeros(len(COUNTED), dtype=np.int64)
    total[FAIRNESS] = due
    return total


def _numbers(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _fixed_duties(
    case: Case, board: Board, people: dict[str, int], zones: dict[str, int]
) -> tuple[Ints, Ints, Ints, Ints]:
    """The programme and the line turns of each person's days, in order of start: ends, starts, ends, zones."""
    days = {day: index for index, day in enumerate(board.axis.days)}
    found: list[list[tuple[int, int, int]]] = [[] for _ in range(len(people) * len(days))]
    for (person, day), duties in case.days.items():
        if person in people and day in days:
            found[people[person] * len(days) + days[day]] = [
                (_seconds(board, duty.span.start), _seconds(board, duty.span.end), zones[duty.zone]) for duty in duties
            ]
    flat = np.array([duty for duties in found for duty in duties], dtype=np.int64).reshape(-1, 3)
    ends = np.cumsum([0, *(len(duties) for duties in found)], dtype=np.int64)
    return ends, flat[:, 0].copy(), flat[:, 1].copy(), flat[:, 2].copy()


def _seconds(board: Board, moment: datetime) -> int:
    return round((moment.astimezone(UTC) - board.axis.origin).total_seconds())


def _diaries(board: Board, people: dict[str, int]) -> Ints:
    """Where each person's list of meetings begins, if it may hold all that the person might attend."""
    items = item_of_company(board).tolist()
    might = {(people[one], item) for item, who in zip(items, board.modes.people, strict=True) for one in who}
    count = np.bincount(_numbers([person for person, _ in might]), minlength=len(people))
    return np.concatenate(([0], np.cumsum(count))).astype(np.int64)


def _minutes_outside(board: Board) -> NDArray[np.int32]:
    """For each item and start, the minutes before the time preferred and after it, each rounded up."""
    outside = np.zeros((board.items.stop, board.axis.starts), dtype=np.int32)
    starts = board.axis.start_tick * board.axis.minutes
    for item, meeting in enumerate(board.meetings):
        if meeting.prefer_from is not None:
            outside[item] += _late(_seconds(board, meeting.prefer_from) / 60 - starts)
        if meeting.prefer_to is not None:
            outside[item] += _late(starts + meeting.minutes - _seconds(board, meeting.prefer_to) / 60)
    return outside


def _late(minutes: NDArray[np.floating]) -> NDArray[np.int32]:
    return np.asarray(np.ceil(np.maximum(0, minutes)), dtype=np.int32)


def _substitutes(board: Board) -> Ints:
    """For each mode, how many places are taken by somebody other than the person listed first."""
    items = item_of_company(board).tolist()
    of_company = [substitutes(board.meetings[item], who) for item, who in zip(items, board.modes.people, strict=True)]
    return _numbers(of_company)[board.company]


def _missed_rooms(board: Board) -> Ints:
    """For each mode, 1 if its room is not one that the meeting wishes for."""
    missed = np.zeros(len(board.modes), dtype=np.int64)
    for item, meeting in enumerate(board.meetings):
        if _wishes_room(meeting):
            modes = slice(board.modes_of[item].start, board.modes_of[item].stop)
            wished = [place for place, one in enumerate(board.classes) if meeting.room in one.rooms]
            missed[modes] = (board.room_class[modes] >= 0) & ~np.isin(board.room_class[modes], wished)
    return missed


def _wishes_room(meeting: Meeting) -> bool:
    return meeting.use is not None and not meeting.must_room and meeting.room != ""


def _others_of_theme(board: Board) -> list[list[int]]:
    """For each item, the others of its theme, if it has one."""
    of_theme: dict[str, list[int]] = {}
    for item, meeting in enumerate(board.meetings):
        of_theme.setdefault(meeting.theme, []).append(item)
    return [
        [other for other in of_theme[meeting.theme] if other != item] if meeting.theme else []
        for item, meeting in enumerate(board.meetings)
    ]


def _fair_shares(event: Event, board: Board) -> tuple[int, Ints, tuple[Ints, Ints]]:
    """How many delegations count, the bilaterals due to each, and whose count each meeting adds to."""
    floors = fair_floors(event)
    number = {code: index for index, code in enumerate(floors)}
    counted = {one.id: one for one in event.bilaterals if one.status == BilateralStatus.ACCEPTED}
    parties = [
        sorted({number[counted[meeting.id].requester], number[counted[meeting.id].counterpart]})
        if meeting.id in counted
        else []
        for meeting in board.meetings
    ]
    return len(floors), _numbers(list(floors.values())), nested(parties)
