"""What the office writes into the store and reads back: sheets row by row, and of each step what it did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from planner.domain.plan import Outcome, Plan
from planner.office.cells.operations import Operation
from planner.office.cells.sheet import Sheet
from planner.office.cells.steps import Step
from planner.office.cells.written import (
    about_written,
    operations_read,
    operations_written,
    row_read,
    row_written,
    sheet_read,
)
from planner.store import KeptRow, KeptSheet, Revision

_PROOF = ("objective", "bound", "seconds", "first_plan_seconds", "seed", "workers", "solver", "input_sha256")
"""What is kept of an outcome; its plan is a sheet."""


def kept_sheet(sheet: Sheet) -> KeptSheet:
    """A sheet as the store keeps it."""
    rows = tuple(KeptRow(row, row_written(cells)) for row, cells in sheet.rows.items())
    return KeptSheet(sheet.name, rows, about_written(sheet))


def sheet_kept(kept: KeptSheet) -> Sheet:
    """A sheet as it comes out of the store."""
    return sheet_read(kept.name, kept.about, ((row.id, row_read(row.cells)) for row in kept.rows))


@dataclass(frozen=True, slots=True)
class Detail:
    """What the office writes about a step besides its sentence.

    `file` is the name of the workbook's file; the state is that file to the letter where it is `whole`. `basis` is the
    number of the last state without an error before this one, or of the file as it was opened. `proof` is what was
    proven of a plan, in the state of number `proven_at`; it holds here while the event is planned like that one.
    """

    file: str
    whole: bool = False
    basis: int | None = None
    proof: Mapping[str, Any] | None = None
    proven_at: int = 0
    operations: tuple[Operation, ...] = ()
    inverse: tuple[Operation, ...] = ()
    takes_back: tuple[int, ...] = ()
    brings_back: tuple[int, ...] = ()

    def written(self) -> dict[str, Any]:
        """The detail in words, numbers and lists, as the store keeps it."""
        return {
            "file": self.file,
            "whole": self.whole,
            "basis": self.basis,
            "proof": None if self.proof is None else {**self.proof, "at": self.proven_at},
            "operations": operations_written(self.operations),
            "inverse": operations_written(self.inverse),
            "takes_back": self.takes_back,
            "brings_back": self.brings_back,
        }

    @classmethod
    def of(cls, revision: Revision) -> "Detail":
        """What was written about a step."""
        written: Any = revision.detail
        proof = written["proof"]
        return cls(
            written["file"],
            written["whole"],
            written["basis"],
            None if proof is None else {name: proof[name] for name in _PROOF},
            0 if proof is None else proof["at"],
            operations_read(written["operations"]),
            operations_read(written["inverse"]),
            tuple(written["takes_back"]),
            tuple(written["brings_back"]),
        )


def proof_written(outcome: Outcome) -> dict[str, Any]:
    """The figures of an outcome."""
    return {name: getattr(outcome, name) for name in _PROOF}


def proof_read(said: Mapping[str, Any], plan: Plan) -> Outcome:
    """An outcome of its figures as they were kept, with the plan that they are of."""
    return Outcome(plan, **{name: said[name] for name in _PROOF})


def step_of(revision: Revision) -> Step:
    """A revision as a step that can be taken back; its time is that of this machine's clock."""
    detail = Detail.of(revision)
    return Step(
        revision.number,
        revision.author,
        revision.at.astimezone(),
        revision.sentence,
        detail.operations,
        detail.inverse,
        detail.takes_back,
        detail.brings_back,
    )


def chain_of(newest_first: Iterable[Revision]) -> list[Step]:
    """The steps in their order. The first state of an event is no step: nobody can take it back."""
    return [step_of(one) for one in reversed(tuple(newest_first)) if one.number > 1]
