"""Plans and outcomes as JSON: what a solve has found travels and is kept as text that any program can read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from planner.domain.event import Event
from planner.domain.plan import Outcome, Placement, Plan, WaitingBreaks
from planner.domain.vocabulary import ItemKind, PlanState
from planner.replanning import Compared

Said = dict[str, Any]

_BLANK = {one.name: one.default for one in fields(Placement)}
_TUPLES, _MOMENTS = ("people", "interpreters"), ("start", "end", "changed")
_FIGURES = ("objective", "bound", "seconds", "first_plan_seconds", "seed", "workers", "solver", "input_sha256")


def plan_written(plan: Plan) -> list[Said]:
    """The rows of a plan, each without what is blank in it."""
    return [_row_written(row) for row in plan.rows]


def _row_written(row: Placement) -> Said:
    cells = {name: getattr(row, name) for name in _BLANK}
    filled = {name: value for name, value in cells.items() if value != _BLANK[name]}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in filled.items()}


def plan_read(said: list[Said], event: Event) -> Plan:
    """The plan that was written so; its moments are on the event's clock again."""
    return Plan(tuple(_row_read(row, event) for row in said))


def _row_read(said: Said, event: Event) -> Placement:
    row = dict(said, kind=ItemKind(said["kind"]), state=PlanState(said.get("state", PlanState.PLANNED)))
    row |= {name: tuple(said[name]) for name in _TUPLES if name in said}
    row |= {name: event.local(datetime.fromisoformat(said[name])) for name in _MOMENTS if name in said}
    return Placement(**row)


@dataclass(frozen=True, slots=True)
class Solved:
    """What a solve has found: the outcome, and what it makes of the plan before, None where there was none."""

    outcome: Outcome
    compared: Compared | None = None

    def written(self) -> bytes:
        """The result as bytes, which `outcome_read` reads again."""
        outcome = self.outcome
        written = {name: getattr(outcome, name) for name in _FIGURES} | {
            "plan": plan_written(outcome.plan),
            "terms": dict(outcome.terms),
            "provisional": outcome.provisional,
            "waiting": None if outcome.waiting is None else asdict(outcome.waiting),
            "compared": None if self.compared is None else asdict(self.compared),
        }
        return json.dumps(written, ensure_ascii=False).encode()


def so_far_written(plan: Plan) -> bytes:
    """A plan on the way, which is not checked and has no proof."""
    return json.dumps({"plan": plan_written(plan)}, ensure_ascii=False).encode()


def so_far_read(result: bytes | None, event: Event) -> Plan | None:
    """The plan that a solve had reached, on the way or at its end; None where it had none."""
    return None if result is None else plan_read(json.loads(result)["plan"], event)


def outcome_read(result: bytes, event: Event) -> Solved | None:
    """What a solve of this event has found, from the result of its job; None while it is a plan on the way, which has
    no proof and may break rules.
    """
    written: Mapping[str, Any] = json.loads(result)
    if "objective" not in written:
        return None
    waiting, compared = written["waiting"], written["compared"]
    outcome = Outcome(
        plan_read(written["plan"], event),
        **{name: written[name] for name in _FIGURES},
        terms=written["terms"],
        provisional=tuple(written["provisional"]),
        waiting=None if waiting is None else WaitingBreaks(**waiting),
    )
    compared_read = None if compared is None else Compared(**{name: tuple(items) for name, items in compared.items()})
    return Solved(outcome, compared_read)
