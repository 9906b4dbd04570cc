"""A plan and what is said of it: placements, breaches of rules, problems of the input, the outcome of a solve."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from planner.domain.clock import Span
from planner.domain.sound import is_moment, refuse_misfits
from planner.domain.vocabulary import ItemKind, PlanState, Severity


@dataclass(frozen=True, slots=True)
class Placement:
    """One row of the Plan sheet. A placement without start takes no time; `why` then says the reason.

    `why` of a planned row carries remarks: a departure from the order of a line, or that the item is provisional.
    The last three fields are those of `planner.domain.issue`: what was last issued, how often and when it changed.
    """

    item: str
    kind: ItemKind
    title: str = ""
    start: datetime | None = None
    end: datetime | None = None
    room: str = ""
    people: tuple[str, ...] = ()
    interpreters: tuple[str, ...] = ()
    position: int | None = None
    locked: bool = False
    state: PlanState = PlanState.PLANNED
    why: str = ""
    revision: int | None = None
    changed: datetime | None = None
    issued: str = ""

    def __post_init__(self) -> None:
        # Rows are made by the thousand: only one that fails this short look is looked through.
        times = (self.start, self.end, self.changed)
        if not isinstance(self.people, tuple) or any(one is not None and not is_moment(one) for one in times):
            refuse_misfits(f"row of {self.item}", self)

    @property
    def stands(self) -> bool:
        """Whether the row takes time and room: planned or done, with both times."""
        return self.state in (PlanState.PLANNED, PlanState.DONE) and self.start is not None and self.end is not None

    @property
    def fixed(self) -> bool:
        """Whether the solver must keep the row as it stands."""
        return self.stands and (self.locked or self.state == PlanState.DONE)

    @property
    def place(self) -> tuple[datetime | None, datetime | None, str, int | None]:
        """When and where it stands: start, end, room, and the position in a line."""
        return self.start, self.end, self.room, self.position

    @property
    def span(self) -> Span:
        """Its time; only for rows that stand."""
        assert self.start is not None
        assert self.end is not None
        return Span.of(self.start, self.end)


@dataclass(frozen=True)  # not slotted: the look-up below is computed once and kept
class Plan:
    """The rows of the Plan sheet: what each item got, or why it got nothing."""

    rows: tuple[Placement, ...] = ()

    @cached_property
    def by_item(self) -> Mapping[str, Placement]:
        """The rows by item, those without a place too."""
        return {row.item: row for row in self.rows}

    @cached_property
    def standing(self) -> tuple[Placement, ...]:
        """The rows that take time, in the order of the sheet."""
        return tuple(row for row in self.rows if row.stands)

    def of(self, *kinds: ItemKind) -> tuple[Placement, ...]:
        """The standing rows of these kinds."""
        return tuple(row for row in self.standing if row.kind in kinds)


@dataclass(frozen=True, slots=True)
class Breach:
    """A broken hard rule: the rule's key, the items concerned, and a sentence with names and clock times."""

    rule: str
    items: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with the input: where (`Bilaterals!F17` is sheet and cell), the value found, and the cure."""

    severity: Severity
    sheet: str
    cell: str
    value: str
    sentence: str
    cure: str = ""

    def __str__(self) -> str:
        """`severity sheet!cell: sentence`, the line that the commands print."""
        place = f"{self.sheet}!{self.cell}" if self.cell else self.sheet
        return f"{self.severity} {place}: {self.sentence}" + (f" {self.cure}" if self.cure else "")


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to plan, in seconds, from which seed, with how many workers (None: one for each processor).

    A work limit takes the place of the time limit: it counts units of work, so that with one worker the same input and
    seed give the same plan anywhere.
    """

    time_limit: float = 30.0
    work_limit: int | None = None
    seed: int = 0
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class WaitingBreaks:
    """How often people wait between two meetings of a matchmaking day, and how often they do in any plan that has all
    meetings which can be held.
    """

    breaks: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no plan has fewer."""
        return self.breaks == self.bound

    def __str__(self) -> str:
        """The sentence that people read."""
        breaks = "1 waiting break" if self.breaks == 1 else f"{self.breaks or 'no'} waiting breaks"
        claim = "no plan has fewer" if self.proven else f"every plan has at least {self.bound}"
        sentence = f"This is a matchmaking day: every meeting that can be held is placed, with {breaks}"
        return f"{sentence}." if self.breaks == 0 else f"{sentence}, and {claim}."


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan with its proof: worth reached, proven upper bound, how it was made, and what the checker says of it.

    `breaches` is empty, or there is a defect. Times are seconds. `terms` are the secondary costs in their order of
    importance. `provisional` lists placed items whose request is not accepted yet. `waiting` is told of a matchmaking
    day alone (docs/matchmaking.md).
    """

    plan: Plan
    objective: int
    bound: int
    seconds: float
    first_plan_seconds: float
    seed: int
    workers: int
    solver: str
    input_sha256: str = ""
    breaches: tuple[Breach, ...] = ()
    terms: Mapping[str, int] = field(default_factory=dict)
    provisional: tuple[str, ...] = ()
    waiting: WaitingBreaks | None = None

    @property
    def gap(self) -> float:
        """(bound - objective) / bound; 0 where nothing can be placed."""
        return (self.bound - self.objective) / self.bound if self.bound else 0.0
