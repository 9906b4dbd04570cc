"""The rule book: every hard rule with its check, every soft term with its cost, in plain Python on date-times."""

from collections.abc import Iterable

from planner.domain.agreement import refuse_unsound
from planner.domain.event import Event
from planner.domain.plan import Breach, Plan
from planner.rules.apart import AdjacentInLine, SameItem, SameRoomNext, SameZone
from planner.rules.case import Case
from planner.rules.interpreters import CrewComplete, InterpreterDay, InterpreterFree, InterpreterPresent, InterpreterRun
from planner.rules.lines import LINE_RULES
from planner.rules.people import Attendance, PersonFree
from planner.rules.presence import EventHours, Length, PersonPresent, StartGrid
from planner.rules.programme import ProgrammeStands
from planner.rules.rooms import RoomFits, RoomFree, RoomOpen
from planner.rules.rule import OnTurns, Rule
from planner.rules.standing import LiveOnly, LockedKept, OneRowEach
from planner.rules.turns import Closing, TurnChoice
from planner.rules.wishes import AfterItem, DailyCap, MustRoom, TimeWindow

RULES: tuple[Rule, ...] = (
    PersonFree(),
    Attendance(),
    RoomFree(),
    RoomFits(),
    RoomOpen(),
    PersonPresent(),
    EventHours(),
    StartGrid(),
    Length(),
    ProgrammeStands(),
    *LINE_RULES,
    TimeWindow(),
    AfterItem(),
    MustRoom(),
    DailyCap(),
    LiveOnly(),
    OneRowEach(),
    LockedKept(),
    CrewComplete(),
    InterpreterFree(),
    InterpreterPresent(),
    InterpreterDay(),
    InterpreterRun(),
    SameItem(),
    SameZone(),
    SameRoomNext(),
    AdjacentInLine(),
)
"""Every hard rule, in the order in which the rule book reads."""

OF_A_PART = tuple(rule for rule in RULES if not isinstance(rule, OneRowEach))
"""Every hard rule but that on what a whole plan has."""

ON_TURNS = tuple(rule for rule in RULES if isinstance(rule, OnTurns))
"""The rules that speak of turns: to find out which they are takes longer than to ask them."""

NO_PLAN = Plan()


def check(event: Event, plan: Plan, before: Plan = NO_PLAN) -> tuple[Breach, ...]:
    """Everything that is wrong with a plan of an event; `before` is the plan whose locked and done rows it keeps.

    Raises Unsound if records of the event do not agree with each other.
    """
    return _broken(RULES, event, plan, before)


def check_part(event: Event, part: Plan, before: Plan = NO_PLAN) -> tuple[Breach, ...]:
    """Everything that is wrong with some rows of a plan, whatever it has beside them; see `check`."""
    return _broken(OF_A_PART, event, part, before)


def _broken(rules: Iterable[Rule], event: Event, plan: Plan, before: Plan) -> tuple[Breach, ...]:
    refuse_unsound(event)
    case = Case(event, plan, before)
    return tuple(breach for rule in rules for breach in rule.check(case))


def closings(choice: TurnChoice) -> tuple[Closing, ...]:
    """Everything that closes a turn of its line to an entry, rule by rule."""
    return tuple(closing for rule in ON_TURNS for closing in rule.closes(choice) if closing.positions)
