"""The workbook on the desk: every state it has been in, each read and checked as a whole, with undo and redo."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from planner.domain.event import Event
from planner.domain.plan import Breach, Outcome, Plan, Problem
from planner.domain.vocabulary import Severity
from planner.prechecks import precheck
from planner.rules import check
from planner.scenarios.standing import Standing
from planner.workbook.files.source import open_source, read_bytes
from planner.workbook.format.items import PLAN
from planner.workbook.grid import Grid, Source, Unreadable, plain
from planner.workbook.keeping.package import why_not_kept
from planner.workbook.keeping.patch import patched_tables
from planner.workbook.keeping.tables import across
from planner.workbook.proof import PROOF, proof_grid, still_proven
from planner.workbook.reading.memory import Memory
from planner.workbook.reading.reader import read_source
from planner.workbook.workbook import Origin, Reading, Workbook
from planner.workbook.writer import workbook_bytes
from planner.workbook.writing.layout import Layout, grid_of, lay_out, lay_out_sheet
from planner.workbook.writing.template import template_layouts
from planner.workbook.writing.xlsx_out import tables_bytes

PROVEN = plain(PROOF)


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class Revision:
    """One state of the workbook. `step` says how it came about; `proof` is the outcome that its plan came with, and
    `origin` the file that the state before came from, which all states share. `basis` is the state that came before
    the errors in this one: the last without any, or the file as it was opened. With a `memory` what has not changed
    since it was read last is not read again.
    """

    name: str
    source: Source
    step: str
    proof: Outcome | None = None
    origin: Origin | None = None
    basis: "Revision | None" = field(default=None, repr=False, compare=False)
    memory: Memory | None = field(default=None, repr=False, compare=False)

    @cached_property
    def reading(self) -> Reading:
        """What came of reading it. A file that was opened with errors is one to write into once they are mended."""
        reading = read_source(self.source, self.name, self.origin, self.memory)
        opened = None if self.basis is None or self.basis.workbook is not None else self.basis.source.data
        if reading.workbook is None or opened is None or why_not_kept(opened):
            return reading
        return read_source(read_bytes(draft_bytes(self)), self.name)

    @property
    def written_into(self) -> Origin | None:
        """The file that this state is written into; None where it came from none, or from one with errors."""
        return self.origin if self.workbook is None else self.workbook.origin

    @property
    def workbook(self) -> Workbook | None:
        """The event and its plan; None while there is an error in the tables."""
        return self.reading.workbook

    @property
    def last_good(self) -> "Revision | None":
        """The state whose plan is shown: this one, or while there is an error in it the last that had none."""
        found = self if self.workbook is not None else self.basis
        return found if found is not None and found.workbook is not None else None

    @cached_property
    def grids(self) -> Mapping[str, Grid]:
        """The sheets by plain name; of two with one name the first, which is the one that is read."""
        return {plain(grid.name): grid for grid in reversed(self.source.grids)}

    @cached_property
    def layouts(self) -> Mapping[str, Layout]:
        """The sheets as its event and plan are laid out; only of a workbook without errors."""
        assert self.workbook is not None, "what has errors is not laid out"
        return {layout.name: layout for layout in lay_out(self.workbook)}

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What reading found and, once there is no error, what the pre-checks find; the gravest first."""
        workbook = self.workbook
        early = () if workbook is None else precheck(workbook.event, workbook.locate)
        gravity = list(Severity)
        return tuple(sorted((*self.reading.problems, *early), key=lambda one: gravity.index(one.severity)))

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """The hard rules that the plan breaks."""
        workbook = self.workbook
        return () if workbook is None or workbook.plan is None else check(workbook.event, workbook.plan)

    def already_checked(self, plan: Plan, breaches: tuple[Breach, ...]) -> None:
        """Takes what was found wrong with a plan as found, where it is the plan of this state: the rules need not be
        asked twice.
        """
        if self.workbook is not None and self.workbook.plan == plan:
            self.__dict__["breaches"] = breaches

    def count(self, severity: Severity) -> int:
        """How many problems there are of a severity."""
        return sum(1 for problem in self.problems if problem.severity == severity)

    def with_grid(self, grid: Grid, step: str) -> "Revision":
        """The workbook with one sheet put in the place of the one of that name, or added."""
        others = [one for one in self.source.grids if plain(one.name) != plain(grid.name)]
        at = next((i for i, one in enumerate(self.source.grids) if plain(one.name) == plain(grid.name)), len(others))
        grids = (*others[:at], grid, *others[at:])
        return self.followed_by(Source(grids, _digest(grids)), step)

    def followed_by(self, source: Source, step: str) -> "Revision":
        """The state that other sheets make of this one."""
        basis = self._alone() if self.workbook is not None else self.basis or self
        edited = Revision(self.name, source, step, None, self.written_into, basis, self.memory)
        if self.proof is None or not self._same_event(edited):
            return edited
        proven = replace(edited, proof=self.proof)
        proven.__dict__["reading"] = edited.reading  # so that it is not read twice
        return proven

    def _alone(self) -> "Revision":
        """This state as it was read, without what came before it: a history is not kept in memory."""
        alone = replace(self, basis=None)
        alone.__dict__.update(self.__dict__ | {"basis": None})
        return alone

    def without(self, names: Collection[str], step: str) -> "Revision":
        """The workbook without some sheets."""
        gone = {plain(name) for name in names}
        grids = tuple(grid for grid in self.source.grids if plain(grid.name) not in gone)
        if not gone:
            return self
        return Revision(self.name, Source(grids, _digest(grids)), step, origin=self.written_into, memory=self.memory)

    def _same_event(self, other: "Revision") -> bool:
        """Whether a bound proven for this event holds for the other too."""
        mine, theirs = self.workbook, other.workbook
        return mine is not None and theirs is not None and mine.event.plans_like(theirs.event)


def _digest(grids: tuple[Grid, ...]) -> str:
    """A fingerprint of the cells, for a workbook that is no file."""
    digest = hashlib.sha256()
    for grid in grids:
        rows = [(number, sorted(cells.items())) for number, cells in sorted(grid.rows.items())]
        digest.update(repr((grid.name, rows)).encode())
    return digest.hexdigest()


def draft_bytes(revision: Revision) -> bytes:
    """The tables as they stand, errors and all, as an .xlsx to go on with elsewhere: written into the file that they
    came from, where it can be written into.
    """
    basis = revision.basis or revision
    if basis.workbook is not None:
        return _draft_of(basis, basis.workbook, revision.grids)
    data = basis.source.data
    if data is None or why_not_kept(data):
        return tables_bytes(revision.source.grids)
    return data if revision is basis else patched_tables(data, revision.source.grids)


def _draft_of(basis: Revision, sound: Workbook, grids: Mapping[str, Grid]) -> bytes:
    """What was edited since the last state without an error, in the file of that state."""
    data = workbook_bytes(sound)
    source = read_bytes(data)
    there = read_source(source, basis.name).workbook
    assert there is not None, "what was written without errors is read without"
    wanted = {plain(grid.name): grid for grid in source.grids}
    for name, grid in grids.items():
        if name not in wanted:
            wanted[name] = grid
        elif grid != basis.grids.get(name):
            moved = across(sound, there, basis.grids.get(name, grid), wanted[name]).of(grid)
            wanted[name] = replace(moved, name=wanted[name].name)
    return patched_tables(data, tuple(wanted.values()))


def open_file(path: Path) -> Revision:
    """The workbook in a file; `Unreadable` says why there is none."""
    return Revision(path.name, open_source(path), f"Opened {path.name}")


def open_upload(name: str, data: bytes) -> Revision:
    """The workbook in a file that was sent; `Unreadable` says why there is none."""
    return Revision(name, read_bytes(data), f"Opened {name}")


def open_template() -> Revision:
    """A new event: every sheet with an example row that is to be overwritten."""
    grids = tuple(grid_of(layout) for layout in template_layouts())
    return Revision("new event.xlsx", Source(grids, _digest(grids)), "Started a new event")


def planned(revision: Revision, outcome: Outcome, solved: Event, step: str = "") -> Revision:
    """The workbook with the plan of an outcome on its Plan sheet.

    The tables may have been edited while the plan was made; the proof is kept only if it is about the event as it is.
    """
    workbook = revision.workbook
    assert workbook is not None, "a plan is put only into a workbook without errors"
    step = step or f"Planned in {outcome.seconds:.0f} s"
    made = revision.with_grid(plan_grid(workbook, outcome.plan), step)
    if not workbook.event.plans_like(solved):
        return made
    return replace(made.with_grid(proof_grid(workbook, outcome, datetime.now(UTC)), step), proof=outcome)


def adopted(revision: Revision, standing: Standing) -> Revision:
    """The workbook with the changes of a scenario made, and its plan."""
    assert standing.outcome is not None, "only a scenario that has a plan is adopted"
    grids = standing.variant.grids
    source = Source(grids, _digest(grids))
    changed = Revision(revision.name, source, "", origin=revision.written_into, memory=revision.memory)
    return replace(planned(changed, standing.outcome, standing.event), step=f"Adopted the scenario {standing.name}")


def applied(revision: Revision, event: Event, plan: Plan, step: str) -> Revision:
    """The workbook with what was changed of its event and its plan; sheets that say the same stay as they are, those
    that have nothing to say any more go.
    """
    workbook = revision.workbook
    assert workbook is not None, "only what was found in a workbook without errors is applied"
    before = revision.layouts
    after = {layout.name: layout for layout in lay_out(replace(workbook, event=event, plan=plan))}
    made = revision.without(before.keys() - after.keys(), step)
    for name, layout in after.items():
        if layout != before.get(name):
            made = made.with_grid(grid_of(layout), step)
    return made


def replanned(revision: Revision, event: Event, outcome: Outcome, step: str) -> Revision:
    """The workbook with what happened on its sheets and the new plan."""
    made, workbook = applied(revision, event, outcome.plan, step), revision.workbook
    assert workbook is not None, "only a workbook without errors is re-planned"
    if still_proven(workbook, event, outcome.plan):
        return made
    return replace(made.with_grid(proof_grid(workbook, outcome, datetime.now(UTC)), step), proof=outcome)


def plan_grid(workbook: Workbook, plan: Plan) -> Grid:
    """The Plan sheet for a plan."""
    return grid_of(lay_out_sheet(PLAN, replace(workbook, plan=plan)))


def refusal(name: str, reason: Unreadable) -> Problem:
    """The problem of a file that cannot be opened."""
    return Problem(Severity.ERROR, name, "", "", reason.sentence, reason.cure)
