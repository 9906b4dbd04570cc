"""The office: events that several people work on at once, kept step by step. Nothing here knows of a page.

Whoever acts names the state that they saw. What others did since stays: cells are written one by one at the head, and
where two meant the same cell the second is told. A step counts once the store has it.
"""

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from threading import Lock
from typing import Any

from planner.domain.plan import Outcome
from planner.office.cells.applying import Taken, apply
from planner.office.cells.operations import Operation
from planner.office.cells.refusals import Refusal
from planner.office.cells.replacing import between, replaced
from planner.office.cells.sheet import Sheets, sheets_of, source_of
from planner.office.cells.steps import Step
from planner.office.cells.undoing import Chain, InTheWay, Reversal, redo, redoable, undo, undoable
from planner.office.draft import Revision, open_upload
from planner.office.keeping import Detail, chain_of, kept_sheet, proof_read, proof_written, sheet_kept, step_of
from planner.store import Answer, Content, KeptEvent, Moved, NewRevision, RevisionKind, Store
from planner.store import Revision as Kept
from planner.workbook.format.items import PLAN
from planner.workbook.grid import plain
from planner.workbook.reading.memory import Memory

OPEN_AT_MOST = 50
"""Events of which the last state stays in memory, those looked at last; others are read again from the store."""

RECENT = 6
"""States of one event that stay as they were read, so that to undo and redo reads nothing anew."""

LOOKED_THROUGH = 200
"""Steps among which earlier plans are looked for, to be compared with."""

LATEST = 60
"""Steps of one event that stay in memory, by which undo is offered; more are read when somebody goes back further."""


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody does to an event, as its history will tell; `proof` is what is proven of a plan that it puts."""

    author: str
    sentence: str
    kind: RevisionKind = RevisionKind.EDITED
    proof: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """An event as it stands after one of its steps: its sheets by ids of rows, and the workbook that they make."""

    event: str
    number: int
    sheets: Sheets
    contents: dict[str, Content] = field(repr=False)
    revision: Revision = field(repr=False)
    detail: Detail = field(repr=False)
    original: str | None = None

    @property
    def basis(self) -> int:
        """The number of the state that a next one with errors goes back to."""
        return self.number if self.revision.workbook is not None else self.detail.basis or self.number


@dataclass
class _AtHand:
    """What of one event is in memory: its head, states read lately by what is in them, and its latest steps."""

    head: Opened
    recent: "OrderedDict[str, Revision]" = field(default_factory=OrderedDict)
    chain: list[Step] = field(default_factory=list)
    reaches_to: int = 0
    """The number of the last step in the chain; 0 where it has not been read."""
    undoable: dict[str, Step | None] = field(default_factory=dict)
    """By person, what their undo takes back; forgotten with each step."""
    plans: tuple[Kept, ...] | None = None
    """The steps that had other plans, once somebody has asked; forgotten with each step."""


class Office:
    """The events in a store. It may be used from several threads; several programs may share one store."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.memory = Memory()
        self._events: OrderedDict[str, _AtHand] = OrderedDict()
        self._lock = Lock()

    # --- events ---

    def create(self, author: str, revision: Revision, sentence: str = "", name: str = "") -> Opened:
        """A new event from a file, the template or a sample, as `open_upload`, `open_template` and `open_file` give it.
        Without a `name` it is called as the event in it, or as the file where that has errors.
        """
        called, first = _first(author, revision, sentence)
        return self.opened(self.store.create(name or called, first).event)

    def begin(self, author: str, revision: Revision) -> Opened | None:
        """The first event of an office; None where there is one, put aside or not. Of several who come at once, at
        whatever server, one begins.
        """
        begun = self.store.begin(*_first(author, revision))
        return None if begun is None else self.opened(begun.event)

    def copy(self, author: str, event: str, name: str = "") -> Opened:
        """A new event that starts from what another one is now."""
        here, kept = self.opened(event), self.store.event(event)
        data = _mended(here)
        if data is None and here.original is not None:
            data = self.store.original(event, here.original)
        first = _opening(author, f"Copied from {kept.name}", here.sheets, Detail(here.detail.file), data)
        return self.opened(self.store.create(name or f"{kept.name} (copy)", first).event)

    def events(self, *, archived: bool = False) -> tuple[KeptEvent, ...]:
        """The events at hand, or those that were put aside; those changed last first."""
        return self.store.events(archived=archived)

    # --- states ---

    def opened(self, event: str) -> Opened:
        """The event as it stands now; `NoSuchEvent` if it is not there."""
        head = self.number_of(event)
        with self._lock:
            there = self._events.get(event)
            if there is not None:
                self._events.move_to_end(event)
        if there is not None and there.head.number == head:
            return there.head
        return self._kept(self._read(event, head or self.store.event(event).head, there))

    def number_of(self, event: str) -> int | None:
        """The number of its last step, cheap enough to ask every second; None where the event is gone."""
        return self.store.heads([event]).get(event)

    def at_hand(self, event: str) -> Opened | None:
        """The event as it was seen last on this server, where it is in memory."""
        with self._lock:
            there = self._events.get(event)
        return None if there is None else there.head

    def at(self, event: str, number: int) -> Opened:
        """The event as it stood after one of its steps."""
        there = self._events.get(event)
        if there is not None and there.head.number == number:
            return there.head
        return self._read(event, number, there)

    def _read(self, event: str, number: int, near: _AtHand | None) -> Opened:
        """A state from the store; sheets that are in memory already are taken from there."""
        kept = self.store.revision(event, number)
        contents = self.store.contents(event, number)
        known = {} if near is None else {one: near.head.sheets[name] for name, one in near.head.contents.items()}
        lacking = [content for content in contents if content not in known]
        known |= {one: sheet_kept(sheet) for one, sheet in self.store.sheets(event, lacking).items()} if lacking else {}
        sheets = {content.name: known[content] for content in contents}
        revision = self._recent(near, sheets) or self._revision(kept, sheets)
        return Opened(
            event, number, sheets, {one.name: one for one in contents}, revision, Detail.of(kept), kept.original
        )

    def _recent(self, near: _AtHand | None, sheets: Sheets) -> Revision | None:
        return None if near is None else near.recent.get(source_of(sheets).sha256)

    def _revision(self, kept: Kept, sheets: Sheets) -> Revision:
        """The workbook of a state, in the file that the event came from."""
        detail = Detail.of(kept)
        file = None
        if kept.original is not None:
            file = replace(open_upload(detail.file, self.store.original(kept.event, kept.original)), memory=self.memory)
        if file is not None and detail.whole:
            return replace(file, step=kept.sentence)
        origin = None if file is None or file.workbook is None else file.workbook.origin
        made = Revision(detail.file, source_of(sheets), kept.sentence, None, origin, None, self.memory)
        torn = file is not None and file.workbook is None
        if detail.basis is not None and (torn or made.workbook is None):
            made = replace(made, basis=self.at(kept.event, detail.basis).revision)
        return self._proven(kept, detail, made)

    def _proven(self, kept: Kept, detail: Detail, made: Revision) -> Revision:
        """A state with what was proven of its plan, where that was proven of this very event."""
        workbook = made.workbook
        if detail.proof is None or workbook is None or workbook.plan is None:
            return made
        then = made
        if detail.proven_at != kept.number:
            sheets = {one.name: sheet_kept(one) for one in self.store.read(kept.event, detail.proven_at)}
            then = replace(made, source=source_of(sheets))
        if then.workbook is None or then.workbook.plan is None or not workbook.event.plans_like(then.workbook.event):
            return made
        return replace(made, proof=proof_read(detail.proof, then.workbook.plan))

    def _kept(self, opened: Opened, step: Step | None = None) -> Opened:
        """Keeps a head in memory, and the step that led to it; the event looked at longest ago is forgotten."""
        with self._lock:
            there = self._events.setdefault(opened.event, _AtHand(opened))
            self._events.move_to_end(opened.event)
            if opened.number > there.head.number:
                there.undoable, there.plans = {}, None
            if opened.number >= there.head.number:
                there.head = opened
            if step is not None and there.reaches_to == step.number - 1:
                there.chain = [*there.chain[1 - LATEST :], step]
                there.reaches_to = step.number
            there.recent[source_of(opened.sheets).sha256] = opened.revision
            for states, most in ((there.recent, RECENT), (self._events, OPEN_AT_MOST)):
                while len(states) > most:
                    states.popitem(last=False)
        return opened

    # --- steps ---

    def commit(
        self, act: Act, event: str, base: int, operations: Sequence[Operation], made: Revision | None = None
    ) -> Opened | Refusal:
        """Takes what somebody did who saw the state `base`. Where others were first their steps stay, and where they
        meant the same cells it is refused with both values. Nothing done is no step.

        `made` is the workbook that the operations make of the base, where that is known already.
        """
        while True:
            head = self.opened(event)
            since = self.steps_since(event, base) if head.number > base else ()
            taken = apply(head.sheets, operations, since)
            if isinstance(taken, Refusal):
                return taken
            if not taken.operations:
                return head
            # What was proven of a plan was proven of the state that its author saw.
            act = act if head.number == base else replace(act, proof=None)
            found = self._append(head, act, Reversal(taken), made if head.number == base else None)
            if found is not None:
                return found

    def put(self, act: Act, base: Opened, made: Revision) -> Opened | Refusal:
        """Takes a workbook that was made from the state `base` by a solve, a form or a file, as what differs in it."""
        after = replaced(base.sheets, made.source.grids)
        return self.commit(act, base.event, base.number, tuple(between(base.sheets, after)), made)

    def put_offered(
        self, act: Act, event: str, base: int, operations: Sequence[Operation], proof: Mapping[str, Any] | None
    ) -> Opened | Refusal:
        """Takes what a work has offered that was asked about the state `base`, with the figures of what it has proven
        of its plan.
        """
        asked = self.at(event, base)
        there = apply(asked.sheets, operations, ())
        assert isinstance(there, Taken), "nobody is in the way of what is done to the state that it was found for"
        made = asked.revision.followed_by(source_of(there.sheets), act.sentence)
        if proof is not None and made.workbook is not None and made.workbook.plan is not None:
            found = proof_read(proof, made.workbook.plan)
            act, made = replace(act, proof=found), replace(made, proof=found)
        return self.commit(act, event, base, operations, made)

    def put_alone(self, act: Act, base: Opened, made: Revision, takes: Collection[str] = ()) -> Opened | None:
        """Takes a workbook that was made from the state `base` if that still is the last; None where others were first.
        The results of the jobs that it `takes` are taken with it, for good. Nothing done is no step.
        """
        after = replaced(base.sheets, made.source.grids)
        taken = apply(base.sheets, tuple(between(base.sheets, after)), ())
        assert isinstance(taken, Taken), "nobody is in the way of what is done to a state as it is"
        if not taken.operations:
            for job in takes:
                self.store.jobs.settle(job, Answer.TAKEN)
            return base
        return self._append(base, act, Reversal(taken), made, takes)

    def restore(self, author: str, event: str, number: int) -> Opened | Refusal:
        """Makes an event what it was after one of its steps, as a step of its own."""
        head, then = self.opened(event), self.at(event, number)
        sentence = f"Back to step {number}: {self.store.revision(event, number).sentence}"
        act = Act(author, sentence, RevisionKind.RESTORED)
        return self.commit(act, event, head.number, tuple(between(head.sheets, then.sheets)))

    def _append(
        self, head: Opened, act: Act, what: Reversal, made: Revision | None = None, takes: Collection[str] = ()
    ) -> Opened | None:
        """Adds a step behind the head; None where somebody else has added one meanwhile, or taken what it takes."""
        sheets, number = what.taken.sheets, head.number + 1
        known = {id(sheet): head.contents[name] for name, sheet in head.sheets.items()}
        placed = tuple(known.get(id(sheet)) or kept_sheet(sheet) for sheet in sheets.values())
        detail = self._detail(head, act, what)
        new = NewRevision(act.kind, act.author, act.sentence, placed, detail.written(), _mended(head))
        kept = self.store.append(head.event, head.number, new, takes)
        if isinstance(kept, Moved):
            return None
        contents = {one.name: one if isinstance(one, Content) else one.content for one in placed}
        with self._lock:
            near = self._events.get(head.event)
        revision = self._recent(near, sheets) or made or _followed_by(head.revision, sheets, act)
        return self._kept(Opened(head.event, number, sheets, contents, revision, detail, kept.original), step_of(kept))

    @staticmethod
    def _detail(head: Opened, act: Act, what: Reversal) -> Detail:
        proof: Mapping[str, Any] | None = None
        proven_at = 0
        if act.proof is not None:
            proof, proven_at = proof_written(act.proof), head.number + 1
        elif head.revision.proof is not None:
            proof, proven_at = head.detail.proof, head.detail.proven_at
        return Detail(
            head.detail.file,
            basis=head.basis,
            proof=proof,
            proven_at=proven_at,
            operations=what.taken.operations,
            inverse=what.taken.inverse,
            takes_back=what.takes_back,
            brings_back=what.brings_back,
        )

    # --- back and forth ---

    def undoable(self, author: str, event: str) -> Step | None:
        """The latest step of this person that stands, however long ago it was."""
        chain = self._chain(event)
        there = self._looked_at(event)
        if author not in there.undoable:
            reaches = undoable(chain, author)
            there.undoable[author] = reaches or undoable(self._chain(event, whole=True), author)
        return there.undoable[author]

    def redoable(self, author: str, event: str) -> Step | None:
        """The undo of this person that can be taken back."""
        return redoable(self._chain(event), author)

    def undo(self, author: str, event: str, *, with_later: bool = False) -> Opened | InTheWay | None:
        """Takes back this person's latest step; None where they have none. Where later steps touched the same cells it
        is refused with their names, and `with_later` takes these back too.
        """
        while (step := self.undoable(author, event)) is not None:
            head, chain = self.opened(event), self._chain(event)
            chain = chain if chain and chain[0].number <= step.number else self._chain(event, whole=True)
            found = undo(head.sheets, chain, step.number, with_later=with_later)
            made = self._reversed(head, Act(author, f"Undone: {step.sentence}", RevisionKind.UNDONE), found)
            if made is not None:
                return made
        return None

    def redo(self, author: str, event: str) -> Opened | InTheWay | None:
        """Brings back what this person took back last; None where there is nothing."""
        while (step := self.redoable(author, event)) is not None:
            head = self.opened(event)
            found = redo(head.sheets, self._chain(event), step.number)
            sentence = f"Done again: {step.sentence.removeprefix('Undone: ')}"
            made = self._reversed(head, Act(author, sentence, RevisionKind.REDONE), found)
            if made is not None:
                return made
        return None

    def _reversed(self, head: Opened, act: Act, found: Reversal | InTheWay) -> Opened | InTheWay | None:
        return found if isinstance(found, InTheWay) else self._append(head, act, found)

    def _chain(self, event: str, *, whole: bool = False) -> Chain:
        """The latest steps of an event, or all of them."""
        if whole:
            return chain_of(self.store.history(event))
        there = self._looked_at(event)
        if there.reaches_to != there.head.number:
            latest = self.store.history(event, limit=LATEST, before=there.head.number + 1)
            there.chain, there.reaches_to = chain_of(latest), there.head.number
        return there.chain

    def _looked_at(self, event: str) -> _AtHand:
        head = self.opened(event)
        with self._lock:
            return self._events.get(event) or _AtHand(head)

    def steps_since(self, event: str, number: int) -> Chain:
        """What was done after a step, in its order."""
        return chain_of(self.store.history(event, after=number))

    def history(self, event: str, *, before: int | None = None, limit: int | None = None) -> tuple[Kept, ...]:
        """The steps of an event, newest first."""
        return self.store.history(event, before=before, limit=limit)

    def earlier_plans(self, event: str) -> tuple[Kept, ...]:
        """The steps lately after which there was another plan than after the next, the latest first."""
        there = self._looked_at(event)
        if there.plans is None:
            last, found = _plan_in(there.head.contents.values()), []
            for kept in self.store.history(event, before=there.head.number, limit=LOOKED_THROUGH):
                plan = None if kept.compacted else _plan_in(self.store.contents(event, kept.number))
                if plan not in (None, last):
                    found.append(kept)
                    last = plan
            there.plans = tuple(found)
        return there.plans


def _first(author: str, revision: Revision, sentence: str = "") -> tuple[str, NewRevision]:
    """What an event that is made of a workbook is called, and its first state."""
    sheets, data, workbook = sheets_of(revision.source), revision.source.data, revision.workbook
    whole = data is not None and all(sheets[grid.name].grid == grid for grid in revision.source.grids)
    called = revision.name if workbook is None else workbook.event.settings.name
    return called, _opening(author, sentence or revision.step, sheets, Detail(revision.name, whole), data)


def _opening(author: str, sentence: str, sheets: Sheets, detail: Detail, data: bytes | None) -> NewRevision:
    kept = tuple(kept_sheet(sheet) for sheet in sheets.values())
    return NewRevision(RevisionKind.OPENED, author, sentence, kept, detail.written(), data)


def _followed_by(before: Revision, sheets: Sheets, act: Act) -> Revision:
    made = before.followed_by(source_of(sheets), act.sentence)
    return made if act.proof is None else replace(made, proof=act.proof)


def _plan_in(contents: Iterable[Content]) -> Content | None:
    return next((one for one in contents if plain(one.name) == plain(PLAN.name)), None)


def _mended(head: Opened) -> bytes | None:
    """The file that is to be written into from now on, where the one that came in had errors that have been mended."""
    workbook = head.revision.workbook
    data = None if workbook is None or workbook.origin is None else workbook.origin.data
    return data if data is not None and sha256(data).hexdigest() != head.original else None
