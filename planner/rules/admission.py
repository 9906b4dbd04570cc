"""The rules of who may have a turn of a line at all: inscription and full powers."""

from collections.abc import Callable, Iterator

from planner.domain.event import Event
from planner.domain.plan import Breach
from planner.domain.records import Entry
from planner.domain.turns import inscription_fault, powers_fault
from planner.domain.wording import delegation_name
from planner.rules.case import Case
from planner.rules.hindrances import local_clock, turn_of
from planner.rules.turns import Closing, TurnChoice


class Inscribed:
    """Only an inscribed entry has a turn: none that is on standby or has withdrawn. A turn that is done stays."""

    key = "inscribed"

    def check(self, case: Case) -> Iterator[Breach]:
        return _given_wrongly(self.key, case, inscription_fault)

    def closes(self, choice: TurnChoice) -> Iterator[Closing]:
        return _closed_to(self.key, choice, inscription_fault)

    def because(self, subject: str, cause: str) -> str:
        return f"{cause}."


class FullPowersGate:
    """In a signing line only a person who needs no full powers, or has them, has a turn.

    Heads of State, heads of government and foreign ministers need none. Anyone else needs them verified or deposited in
    the original; a copy gives a turn with a remark; missing or defective ones put the entry on the standby list. A turn
    that is done stays, whatever was handed in.
    """

    key = "full-powers"

    def check(self, case: Case) -> Iterator[Breach]:
        return _given_wrongly(self.key, case, powers_fault)

    def closes(self, choice: TurnChoice) -> Iterator[Closing]:
        return _closed_to(self.key, choice, powers_fault)

    def because(self, subject: str, cause: str) -> str:
        return f"{cause}."


Fault = Callable[[Event, Entry], str | None]
"""What bars an entry from every turn, as a sentence with the cure; None where nothing does."""


def _given_wrongly(key: str, case: Case, fault: Fault) -> Iterator[Breach]:
    """The turns given to entries that are barred."""
    for row in case.turns:
        entry, line, _ = turn_of(case, row)
        barred = fault(case.event, entry)
        if barred is not None:
            sentence = f"{line.label} gives a turn at {local_clock(case, row.span)} that nobody may have: {barred}"
            yield Breach(key, (row.item,), sentence)


def _closed_to(key: str, choice: TurnChoice, fault: Fault) -> Iterator[Closing]:
    """Every position, to an entry that is barred."""
    barred = fault(choice.event, choice.entry)
    if barred is not None:
        name = delegation_name(choice.event, choice.entry.delegation)
        yield Closing(key, choice.timetable.positions, choice.entry.item, name, barred.removesuffix("."))
