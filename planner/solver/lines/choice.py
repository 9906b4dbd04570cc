"""Chooses who has a turn and which turns are used: as many entries as possible, those higher in the order first, and
then the earliest turns; on the day, first those that were in use.

Without neighbours to keep apart, entries and turns can be chosen one after the other: whatever best set of entries
and whatever best set of turns there is, one matching serves both (Mendelsohn and Dulmage).
"""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from planner.solver.stopping import Stop, never, solved

WORK_LIMIT = 2.0
"""Deterministic seconds for one question to the exact model."""

BLOCK = 40
"""How many yes-or-no choices are compared in order in one question; two to this power is still a machine number."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Entries by number and positions, both in order, and one way to bring them together."""

    entries: tuple[int, ...]
    positions: tuple[int, ...]
    position_of: tuple[int, ...]

    @classmethod
    def of(cls, held: dict[int, int]) -> "Assignment":
        """The choice between these entries and the positions that they hold now."""
        entries = tuple(sorted(held))
        return cls(entries, tuple(sorted(held.values())), tuple(held[entry] for entry in entries))


def largest_choice(options: Sequence[Sequence[int]], first: Sequence[int], in_use: Container[int] = ()) -> Assignment:
    """The choice for entries with these positions to choose from; the entries `first` come before all others, and
    positions `in_use` are taken before earlier ones.
    """
    ranked = [*first, *(entry for entry in range(len(options)) if entry not in set(first))]
    matched = _matching([options[entry] for entry in ranked])
    entries = sorted(ranked[place] for place in matched)
    takers: dict[int, list[int]] = {}
    for entry in entries:
        for position in options[entry]:
            takers.setdefault(position, []).append(entry)
    positions = sorted(takers, key=lambda position: (position not in in_use, position))
    held = _matching([takers[position] for position in positions])
    return Assignment.of({entry: positions[place] for place, entry in held.items()})


def _matching(options: Sequence[Sequence[int]]) -> dict[int, int]:
    """What each chooser is given; a chooser that comes earlier is never left out for one that comes later."""
    entry_at: dict[int, int] = {}
    holder: dict[int, int] = {}
    hopeless: set[int] = set()
    for chooser in range(len(options)):
        reached = _reach(options, chooser, holder, hopeless)
        free = next(reversed(reached), None)
        if free is None or free in holder:
            hopeless |= reached.keys()
            continue
        while free is not None:
            seeker = reached[free]
            given_up = entry_at.get(seeker)
            entry_at[seeker], holder[free] = free, seeker
            free = given_up
    return entry_at


def _reach(
    options: Sequence[Sequence[int]], chooser: int, holder: dict[int, int], hopeless: set[int]
) -> dict[int, int]:
    """Options in the order in which they are reached, with who wants them; the last is the first found to be free."""
    reached: dict[int, int] = {}
    seekers = [chooser]
    for seeker in seekers:
        for option in options[seeker]:
            if option not in reached and option not in hopeless:
                reached[option] = seeker
                if option not in holder:
                    return reached
                seekers.append(holder[option])
    return reached


def apart_choice(
    options: Sequence[Sequence[int]],
    first: Sequence[int],
    apart: Sequence[tuple[int, int]],
    seed: int,
    stop: Stop = never,
    in_use: Container[int] = (),
) -> Assignment | None:
    """As `largest_choice`, with the pairs `apart` never on consecutive positions; `first` always keep theirs. None if
    somebody asked to stop before it was found.
    """
    question = _Question(options, seed, stop)
    for entry in first:
        question.model.add(question.placed[entry] == 1)
    for a, b in apart:
        if not {a, b} <= set(first):
            question.keep_apart(a, b)
    try:
        question.fix_most(question.placed)
        question.fix_in_order(question.placed)
        positions = sorted(question.used, key=lambda position: (position not in in_use, position))
        held = question.fix_in_order([question.used[position] for position in positions])
    except _Stopped:
        return None
    return Assignment.of(held)


class _Stopped(Exception):
    """Somebody asked to stop while a question was open."""


class _Question:
    """The exact model of who stands where; each call fixes one more tier."""

    def __init__(self, options: Sequence[Sequence[int]], seed: int, stop: Stop) -> None:
        self.stop = stop
        self.model = cp_model.CpModel()
        self.stands = {
            (entry, position): self.model.new_bool_var("")
            for entry, positions in enumerate(options)
            for position in positions
        }
        self.placed = [self.model.new_bool_var("") for _ in options]
        self.used = {position: self.model.new_bool_var("") for position in sorted({p for own in options for p in own})}
        for entry, placed in enumerate(self.placed):
            self.model.add(sum(self.stands[entry, position] for position in options[entry]) == placed)
        for position, used in self.used.items():
            takers = [stands for (_, wanted), stands in self.stands.items() if wanted == position]
            self.model.add(sum(takers) == used)
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1
        self.solver.parameters.random_seed = seed
        self.solver.parameters.max_deterministic_time = WORK_LIMIT

    def keep_apart(self, a: int, b: int) -> None:
        for (entry, position), stands in self.stands.items():
            for neighbour in (position - 1, position + 1):
                if entry == a and (b, neighbour) in self.stands:
                    self.model.add_at_most_one(stands, self.stands[b, neighbour])

    def fix_most(self, choices: Sequence[cp_model.IntVar]) -> dict[int, int]:
        """As many of the choices as possible."""
        return self._fix(sum(choices))

    def fix_in_order(self, choices: Sequence[cp_model.IntVar]) -> dict[int, int]:
        """The first choice if possible, then the second if possible, and so on."""
        held: dict[int, int] = {}
        for start in range(0, len(choices), BLOCK):
            block = choices[start : start + BLOCK]
            held = self._fix(sum(choice * 2 ** (len(block) - place) for place, choice in enumerate(block)))
        return held

    def _fix(self, value: cp_model.LinearExprT) -> dict[int, int]:
        self.model.maximize(value)
        if solved(self.solver, self.model, self.stop) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            if self.stop():
                raise _Stopped
            raise RuntimeError("the exact model of a line found no plan within its work limit")
        self.model.add(value >= int(self.solver.objective_value))
        return {entry: position for (entry, position), stands in self.stands.items() if self.solver.value(stands)}
