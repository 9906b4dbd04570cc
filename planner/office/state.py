"""An event as it stands: its sheets, what is wrong with them, and the last state whose plan can be shown.

What was read is shared by all who look at the same sheets, and forgotten when many others were looked at since.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

from planner.domain.event import Event
from planner.domain.plan import Breach, Plan, Problem
from planner.domain.vocabulary import Severity
from planner.office.cells.sheet import Sheets, source_of
from planner.prechecks import precheck
from planner.rules import check
from planner.workbook.grid import Source
from planner.workbook.reading.memory import Memory
from planner.workbook.reading.reader import read_source
from planner.workbook.workbook import Origin, Reading, Workbook

STATES = 48
"""States that are kept as they were read; each holds an event and what its checks found."""


@dataclass(frozen=True)  # not slotted: what is known of it is worked out once and kept
class Known:
    """What is known of sheets by reading and checking them; worked out when it is asked for first."""

    source: Source
    name: str
    origin: Origin | None
    memory: Memory

    @cached_property
    def reading(self) -> Reading:
        return read_source(self.source, self.name, self.origin, self.memory)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What reading found and, once there is no error, what the prechecks find; the gravest first."""
        workbook = self.reading.workbook
        early = () if workbook is None else precheck(workbook.event, workbook.locate)
        gravity = list(Severity)
        return tuple(sorted((*self.reading.problems, *early), key=lambda one: gravity.index(one.severity)))

    @cached_property
    def breaches(self) -> tuple[Breach, ...]:
        """The hard rules that the plan breaks."""
        workbook = self.reading.workbook
        return () if workbook is None or workbook.plan is None else check(workbook.event, workbook.plan)


@dataclass
class Knowledge:
    """What is known of the states that were looked at last, and of sheets and rows of many more."""

    states: int = STATES
    memory: Memory = field(default_factory=Memory)
    _known: "OrderedDict[tuple[str, str, int], Known]" = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def of(self, sheets: Sheets, name: str, origin: Origin | None) -> Known:
        """What is known of the sheets of a workbook of this name, which came from this file."""
        source = source_of(sheets)
        key = (name, source.sha256, id(origin))
        with self._lock:
            known = self._known.setdefault(key, Known(source, name, origin, self.memory))
            self._known.move_to_end(key)
            if len(self._known) > self.states:
                self._known.popitem(last=False)
        return known


@dataclass(frozen=True, slots=True)
class State:
    """The draft and, beside it, the last state without an error: an error in a table takes no plan off the screen."""

    sheets: Sheets
    known: Known
    earlier: "State | None" = None
    """The last good state before this one; None where this one is good itself, or none was before it."""

    @classmethod
    def of(cls, knowledge: Knowledge, sheets: Sheets, name: str, origin: Origin | None = None) -> "State":
        """A state without a past."""
        return cls(sheets, knowledge.of(sheets, name, origin))

    def after(self, knowledge: Knowledge, sheets: Sheets) -> "State":
        """The state that other sheets make of this one."""
        known = knowledge.of(sheets, self.known.name, self.known.origin)
        return State(sheets, known, None if known.reading.workbook is not None else self.last_good)

    @property
    def reading(self) -> Reading:
        return self.known.reading

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.known.problems

    @property
    def breaches(self) -> tuple[Breach, ...]:
        return self.known.breaches

    @property
    def workbook(self) -> Workbook | None:
        return self.reading.workbook

    @property
    def event(self) -> Event | None:
        """The event; None while there is an error in the tables."""
        return None if self.workbook is None else self.workbook.event

    @property
    def plan(self) -> Plan | None:
        return None if self.workbook is None else self.workbook.plan

    @property
    def last_good(self) -> "State | None":
        """The state whose plan is drawn: this one, or while there is an error in it the last that had none."""
        return self if self.workbook is not None else self.earlier
