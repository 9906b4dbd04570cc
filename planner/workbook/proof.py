"""The sheet Proof: what a solve claims of its plan, carried beside it from file to file.

It is a sheet like one of the user's own, which is kept whatever is done with the workbook. Its last row is the
fingerprint of the plan that it speaks of: of a plan that was edited since, nothing is claimed.
"""

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import datetime

from planner.domain.event import Event
from planner.domain.plan import Outcome, Plan
from planner.workbook.grid import Cell, Grid, plain
from planner.workbook.kinds.single import text_of
from planner.workbook.workbook import ExtraSheet, Workbook

PROOF = "Proof"
_HEADER = ("what", "value")


@dataclass(frozen=True, slots=True)
class Proof:
    """What is known of a plan besides its rows. `version` counts plans of one workbook that differ, from 1."""

    version: int
    planned_at: datetime
    worth: int
    bound: int
    seed: int
    workers: int
    solver: str
    input_sha256: str
    plan_sha256: str

    @property
    def gap(self) -> float:
        """(bound - worth) / bound; 0 where nothing can be placed."""
        return (self.bound - self.worth) / self.bound if self.bound else 0.0


def plan_sha256(plan: Plan) -> str:
    """A fingerprint of where, when and with whom everything stands."""
    digest = hashlib.sha256()
    for row in plan.rows:
        times = (row.span.start.isoformat(), row.span.end.isoformat()) if row.stands else ("", "")
        facts = (row.item, row.state.value, *times, row.room, row.people, row.interpreters, row.position)
        digest.update(repr(facts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def proven(workbook: Workbook, outcome: Outcome, planned_at: datetime) -> Workbook:
    """The workbook with the plan of an outcome and what is proven of it."""
    sheets = tuple(sheet for sheet in workbook.extras.sheets if plain(sheet.name) != plain(PROOF))
    sheet = ExtraSheet(PROOF, proof_cells(workbook, outcome, planned_at))
    return replace(workbook, plan=outcome.plan, extras=replace(workbook.extras, sheets=(*sheets, sheet)))


def still_proven(workbook: Workbook, event: Event, plan: Plan) -> bool:
    """Whether the workbook has this event and this plan already, with a proof of it, so that nothing is new."""
    proof = proof_of(workbook)
    same_plan = proof is not None and proof.plan_sha256 == plan_sha256(plan)
    return same_plan and event == workbook.event and plan in (workbook.plan, workbook.dated_plan)


def proof_cells(before: Workbook, outcome: Outcome, planned_at: datetime) -> dict[tuple[int, int], Cell]:
    """The cells of the sheet, for a plan that takes the place of the one before."""
    fingerprint = plan_sha256(outcome.plan)
    last = proof_of(before)
    version = 1 if last is None else last.version + (last.plan_sha256 != fingerprint)
    proof = Proof(
        version,
        before.event.local(planned_at).replace(tzinfo=None, microsecond=0),
        outcome.objective,
        outcome.bound,
        outcome.seed,
        outcome.workers,
        outcome.solver,
        outcome.input_sha256,
        fingerprint,
    )
    rows = [_HEADER, *((field.name, getattr(proof, field.name)) for field in fields(Proof))]
    return {(row, column): cell for row, cells in enumerate(rows, 1) for column, cell in enumerate(cells, 1)}


def proof_grid(before: Workbook, outcome: Outcome, planned_at: datetime) -> Grid:
    """The sheet as the desk keeps sheets."""
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in proof_cells(before, outcome, planned_at).items():
        rows.setdefault(row, {})[column] = cell
    return Grid(PROOF, rows)


def proof_of(workbook: Workbook) -> Proof | None:
    """What the workbook carries of a proof; None where it has none, or one that somebody wrote over.

    It may speak of another plan than the one in the workbook: compare `plan_sha256`.
    """
    sheet = next((sheet for sheet in workbook.extras.sheets if plain(sheet.name) == plain(PROOF)), None)
    if sheet is None:
        return None
    named = {
        plain(text_of(cell)): sheet.cells.get((row, 2)) for (row, column), cell in sheet.cells.items() if column == 1
    }
    values = [named.get(plain(field.name)) for field in fields(Proof)]
    try:
        version, planned_at, *numbers = values[:6]
        when = planned_at if isinstance(planned_at, datetime) else datetime.fromisoformat(text_of(planned_at))
        local = when.replace(tzinfo=workbook.event.zone)
        worth, bound, seed, workers = (int(text_of(cell)) for cell in numbers)
        return Proof(int(text_of(version)), local, worth, bound, seed, workers, *(text_of(cell) for cell in values[6:]))
    except ValueError:
        return None
