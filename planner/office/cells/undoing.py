"""Undo and redo, for each person and without limit: a step is taken back by a new step, never by forgetting it."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.office.cells.applying import Taken, apply
from planner.office.cells.refusals import Clash, Gone
from planner.office.cells.sheet import Sheets
from planner.office.cells.steps import Step

Chain = Sequence[Step]
"""All steps of an event from the first on."""


@dataclass(frozen=True, slots=True)
class Reversal:
    """What takes steps back, or brings them back: the new step is to name them."""

    taken: Taken
    takes_back: tuple[int, ...] = ()
    brings_back: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A step cannot be taken back by itself, because later `steps` touched the same cells; newest first."""

    step: Step
    steps: tuple[Step, ...]
    reasons: tuple[Clash | Gone, ...]

    @property
    def sentence(self) -> str:
        """Which later steps build on this one, and what taking it back would take with it."""
        later = "; ".join(f"“{one.sentence}” ({one.author} at {one.at:%H:%M})" for one in self.steps[:5])
        rest = f" and {len(self.steps) - 5} more" if len(self.steps) > 5 else ""
        if not later:
            return f"“{self.step.sentence}” cannot be taken back: {self.reasons[0].sentence}"
        both = "it" if len(self.steps) == 1 else "them"
        return f"After “{self.step.sentence}” the same cells were changed: {later}{rest}. Take {both} back too?"


def in_effect(chain: Chain) -> frozenset[int]:
    """The steps that stand: those taken back do not, unless they were brought back."""
    standing: set[int] = set()
    for step in chain:
        standing |= {step.number} if step.plain else set(step.brings_back)
        standing -= set(step.takes_back)
    return frozenset(standing)


def undoable(chain: Chain, author: str) -> Step | None:
    """The step that this person's undo takes back: their latest that stands."""
    standing = in_effect(chain)
    return next((one for one in reversed(chain) if one.author == author and one.number in standing), None)


def redoable(chain: Chain, author: str) -> Step | None:
    """The undo of this person that redo takes back: the latest after which they have done nothing new, and of which
    nothing stands again already.
    """
    standing = in_effect(chain)
    for step in reversed(chain):
        if step.author == author and step.plain:
            return None
        if step.author == author and step.takes_back and standing.isdisjoint(step.takes_back):
            return step
    return None


def undo(sheets: Sheets, chain: Chain, number: int, *, with_later: bool = False) -> Reversal | InTheWay:
    """The sheets without a step. Where later steps touched the same cells it is refused with their names; with
    `with_later` these are taken back before it, newest first.
    """
    step = _numbered(chain, number)
    made = apply(sheets, step.inverse, _after(chain, number))
    if isinstance(made, Taken):
        return Reversal(made, takes_back=(number,))
    later = _later(chain, step)
    if not with_later or not later:
        return InTheWay(step, later, made.reasons)
    return _all_back(sheets, chain, (*later, step))


def redo(sheets: Sheets, chain: Chain, undone: int) -> Reversal | InTheWay:
    """The sheets with what an undo took back. Refused where somebody touched the same cells since."""
    step = _numbered(chain, undone)
    made = apply(sheets, step.inverse, _after(chain, undone))
    if isinstance(made, Taken):
        return Reversal(made, brings_back=step.takes_back)
    return InTheWay(step, _later(chain, step), made.reasons)


def back_to(sheets: Sheets, chain: Chain, number: int) -> Reversal:
    """The sheets as they were after a step: whatever was done since is taken back, newest first, undos too."""
    made = _all_back(sheets, chain, list(reversed(_after(chain, number))))
    assert isinstance(made, Reversal), "what was done last is always what stands"
    now, then = in_effect(chain), in_effect([one for one in chain if one.number <= number])
    return Reversal(made.taken, tuple(sorted(now - then, reverse=True)), tuple(sorted(then - now)))


def _all_back(sheets: Sheets, chain: Chain, steps: Sequence[Step]) -> Reversal | InTheWay:
    """The sheets without several steps, given newest first."""
    made = Taken(sheets, (), ())
    for step in steps:
        found = apply(made.sheets, step.inverse, _after(chain, step.number))
        if not isinstance(found, Taken):
            return InTheWay(step, _later(chain, step), found.reasons)
        made = Taken(found.sheets, made.operations + found.operations, found.inverse + made.inverse)
    return Reversal(made, takes_back=tuple(step.number for step in steps))


def _later(chain: Chain, step: Step) -> tuple[Step, ...]:
    """The steps that stand and go back to the same cells as the step, or as one of these; newest first."""
    standing = in_effect(chain)
    steps = [step]
    for later in _after(chain, step.number):
        if later.number in standing and any(later.meets(one) for one in steps):
            steps.append(later)
    return tuple(reversed(steps[1:]))


def _after(chain: Chain, number: int) -> Chain:
    return [one for one in chain if one.number > number]


def _numbered(chain: Chain, number: int) -> Step:
    return next(one for one in chain if one.number == number)
