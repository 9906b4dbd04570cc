"""The textbook model of the bilateral core: optional intervals, one per request and room, and no-overlaps.

This is what a team would write first with CP-SAT; it starts from the plain greedy plan as a hint.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from time import monotonic

from ortools.sat.python import cp_model

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.meeting import Meeting
from planner.domain.plan import Placement, Plan
from planner.domain.vocabulary import PlanState

MINUTE = timedelta(minutes=1)

ENGINE = version("ortools")
"""Of the solver below; nothing outside the layer of solvers names it."""


@dataclass(slots=True)
class Request:
    """The variables of a request: its start in minutes, and whether it is held, at all and in each room."""

    meeting: Meeting
    start: cp_model.IntVar
    held: cp_model.IntVar
    in_room: dict[str, cp_model.IntVar]


@dataclass(slots=True)
class Textbook:
    """The model of a core event."""

    event: Event
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    requests: list[Request] = field(default_factory=list)
    of_person: dict[str, list[cp_model.IntervalVar]] = field(default_factory=lambda: defaultdict(list))
    of_room: dict[str, list[cp_model.IntervalVar]] = field(default_factory=lambda: defaultdict(list))
    origin: datetime = field(init=False)
    began: float = field(default_factory=monotonic)

    def __post_init__(self) -> None:
        self.origin = self.event.at(self.event.days[0], datetime.min.time()).astimezone(UTC)
        for meeting in self.event.meetings:
            self._add(meeting)
        for person in self.event.people:
            self._absences(person.id)
        for intervals in (*self.of_person.values(), *self.of_room.values()):
            self.model.add_no_overlap(intervals)
        self.model.maximize(sum(request.meeting.worth * request.held for request in self.requests))

    def _minute(self, moment: datetime) -> int:
        return int((moment.astimezone(UTC) - self.origin) / MINUTE)

    def _starts(self, meeting: Meeting) -> list[int]:
        """The starts on the grid while the day is open and both heads are there."""
        event, settings = self.event, self.event.settings
        present = [Span.of(*_presence(event, role[0])) for role in meeting.roles]
        starts = []
        for day in event.days:
            begin, close = event.at(day, settings.day_start), event.at(day, settings.day_end)
            while begin + meeting.minutes * MINUTE <= close:
                span = Span.of(begin, begin + meeting.minutes * MINUTE)
                if all(span.within(one) for one in present):
                    starts.append(self._minute(begin))
                begin += settings.time_step * MINUTE
        return starts

    def _add(self, meeting: Meeting) -> None:
        model, policy = self.model, self.event.policy
        starts = self._starts(meeting)
        start = model.new_int_var_from_domain(cp_model.Domain.from_values(starts or [0]), "")
        held = model.new_bool_var("")
        model.add(held <= bool(starts))
        in_room = {room.code: model.new_bool_var("") for room in self.event.rooms}
        model.add(sum(in_room.values()) == held)
        for room in self.event.rooms:
            length = meeting.minutes + self.event.turnover(room)
            self.of_room[room.code].append(
                model.new_optional_fixed_size_interval_var(start, length, in_room[room.code], "")
            )
        for role in meeting.roles:
            length = meeting.minutes + policy.person_gap
            self.of_person[role[0]].append(model.new_optional_fixed_size_interval_var(start, length, held, ""))
        self.requests.append(Request(meeting, start, held, in_room))

    def _absences(self, person: str) -> None:
        """Time away; nobody needs a gap before it, so the interval begins that much later."""
        gap = self.event.policy.person_gap
        for absence in self.event.absences_of.get(person, ()):
            first, last = self._minute(absence.from_), self._minute(absence.to)
            if last - first > gap:
                self.of_person[person].append(
                    self.model.new_fixed_size_interval_var(first + gap, last - first - gap, "")
                )

    def hint(self, plan: Plan) -> None:
        """Begin with this plan."""
        for request in self.requests:
            row = plan.by_item.get(request.meeting.id)
            stands = row is not None and row.stands
            self.model.add_hint(request.held, stands)
            for room, held in request.in_room.items():
                self.model.add_hint(held, stands and row is not None and row.room == room)
            if row is not None and row.start is not None:
                self.model.add_hint(request.start, self._minute(row.start))

    def solve(self, seconds: float, workers: int, seed: int) -> tuple[Plan, float, float]:
        """The plan found, the bound that CP-SAT proves, and the seconds to its first plan."""
        solver, first = cp_model.CpSolver(), _First(self.began)
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = seed
        status = solver.solve(self.model, first)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            nothing = tuple(_unplaced(request.meeting) for request in self.requests)
            return Plan(nothing), sum(meeting.worth for meeting in self.event.meetings), seconds
        return (
            Plan(tuple(self._row(solver, request) for request in self.requests)),
            solver.best_objective_bound,
            first.seconds,
        )

    def _row(self, solver: cp_model.CpSolver, request: Request) -> Placement:
        if not solver.boolean_value(request.held):
            return _unplaced(request.meeting)
        meeting, begin = request.meeting, self.origin + solver.value(request.start) * MINUTE
        return Placement(
            meeting.id,
            meeting.kind,
            meeting.title,
            self.event.local(begin),
            self.event.local(begin + meeting.minutes * MINUTE),
            room=next(room for room, held in request.in_room.items() if solver.boolean_value(held)),
            people=tuple(role[0] for role in meeting.roles),
        )


def _unplaced(meeting: Meeting) -> Placement:
    return Placement(meeting.id, meeting.kind, meeting.title, state=PlanState.UNPLACED, why="Not in the solution.")


def _presence(event: Event, person: str) -> tuple[datetime, datetime]:
    """From arrival to departure, or the whole of the event."""
    arrives, departs = event.presence(event.person[person])
    first = event.at(event.days[0], event.settings.day_start)
    last = event.at(event.days[-1], event.settings.day_end)
    return arrives or first, departs or last


class _First(cp_model.CpSolverSolutionCallback):
    """Notes how long after the beginning the first solution came."""

    def __init__(self, began: float) -> None:
        super().__init__()
        self._began = began
        self.seconds = 0.0

    def on_solution_callback(self) -> None:
        if not self.seconds:
            self.seconds = monotonic() - self._began
