"""What the desk says in plain words: kinds and states, how good a plan is, counts."""

import math
from collections import Counter
from collections.abc import Iterable

from planner.domain.plan import Outcome, Problem
from planner.domain.vocabulary import FullPowers, IncidentKind, PlanState, Severity, UnderWay

STATES: dict[PlanState, str] = {
    PlanState.PLANNED: "Planned",
    PlanState.UNPLACED: "Not placed",
    PlanState.DONE: "Done",
    PlanState.CANCELLED: "Cancelled",
}

INCIDENTS: dict[IncidentKind, str] = {
    IncidentKind.PERSON_LATE: "A person is late",
    IncidentKind.PERSON_LEAVES: "A person leaves early",
    IncidentKind.PERSON_ABSENT: "A person is away",
    IncidentKind.DELEGATION_LATE: "A delegation arrives late",
    IncidentKind.ROOM_LOST: "A room is lost",
    IncidentKind.INTERPRETER_ILL: "An interpreter is ill",
    IncidentKind.ITEM_CANCELLED: "An item is cancelled",
    IncidentKind.ITEM_OVERRUNS: "An item runs over",
    IncidentKind.PROGRAMME_SHIFTED: "The programme shifts",
    IncidentKind.ROOM_CHANGED: "The programme changes rooms",
    IncidentKind.TURN_MISSED: "A turn is missed",
    IncidentKind.NEW_BILATERAL: "A new bilateral",
    IncidentKind.NEW_INSCRIPTION: "A new inscription",
    IncidentKind.STANDBY_PROMOTED: "A standby entry is promoted",
    IncidentKind.FULL_POWERS_RECEIVED: "Full powers are received",
    IncidentKind.PRIORITY_RAISED: "A priority is raised",
}

UNDER_WAY: dict[UnderWay, str] = {
    UnderWay.END: "Ends then",
    UnderWay.MOVE: "Goes on in another room, with another interpreter or person",
    UnderWay.HOLD: "Is held to its end",
}

SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: "Error",
    Severity.WARNING: "Warning",
    Severity.NOTICE: "Notice",
}

FULL_POWERS: dict[FullPowers | None, str] = {
    None: "missing",
    FullPowers.NOT_NEEDED: "not needed",
    FullPowers.MISSING: "missing",
    FullPowers.COPY_RECEIVED: "copy received",
    FullPowers.VERIFIED: "verified",
    FullPowers.ORIGINAL_DEPOSITED: "original deposited",
    FullPowers.DEFECTIVE: "defective",
}


def counted(number: int, one: str, many: str = "") -> str:
    """`1 error`, `2 errors`, `1,200 delegations`."""
    return f"{number:,} {one}" if number == 1 else f"{number:,} {many or one + 's'}"


def tallied(problems: Iterable[Problem], breaches: int = 0) -> str:
    """`2 errors, 1 notice, 1 broken rule`; empty where there is nothing."""
    counts = Counter(problem.severity for problem in problems)
    counts_in_words = [counted(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return ", ".join([*counts_in_words, *([counted(breaches, "broken rule")] if breaches else [])])


def within(gap: float) -> str:
    """How near a plan is to the best possible; rounded so that nothing is claimed unproven."""
    if gap <= 0:
        return "proven to be the best possible"
    return f"proven within {percent(gap)} of the best possible"


def percent(gap: float) -> str:
    """`4.1 %`, rounded up."""
    return f"{math.ceil(round(gap * 1000, 6)) / 10:g} %"


def proof_sentence(proof: Outcome | None, *, changed: bool) -> str:
    """What is proven of a plan: `changed` says that its rows are no longer those that the solver gave."""
    if proof is None:
        return (
            "How near this plan is to the best possible is not known: only one made here, from these tables, is proven."
        )
    if changed:
        return "The plan was edited after it was made, so that only the bound is proven, not the plan."
    if proof.bound == 0:
        return "Nothing asked for can be placed, which is proven."
    return f"The plan is {within(proof.gap)}: no plan that keeps the rules can be worth more than {proof.bound:,}."


def lasting(seconds: float) -> str:
    """`8 s`, `2 min 05 s`."""
    whole = int(seconds)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02} s"


def place_of(problem: Problem) -> str:
    """`Bilaterals!F17`, or the sheet alone."""
    return f"{problem.sheet}!{problem.cell}" if problem.cell else problem.sheet
