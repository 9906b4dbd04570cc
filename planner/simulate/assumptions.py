"""What the sheet Uncertainty says of each person, interpreter and item, with the defaults where it says nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from planner.domain.event import Event
from planner.domain.uncertainty import DEFAULTS, INTERPRETERS, Uncertainty
from planner.domain.vocabulary import ItemKind, UncertaintyKind

ALL = ""
"""The subject of a row that concerns everybody or everything."""

_NUMBERS = ("chance", "usual", "worst", "usual_seconds", "worst_seconds")


@dataclass(frozen=True, slots=True)
class DelaySpread:
    """A delay that happens with some chance; then half of the times it is at most `usual` minutes, 19 of 20 `worst`."""

    chance: float
    usual: float
    worst: float


class Assumptions:
    """Looks up what holds: the most specific row that gives a number, the sheet's rows before the defaults."""

    def __init__(self, event: Event) -> None:
        self._event = event
        self._layers = (_numbers(event.uncertainties), _numbers(DEFAULTS))

    def lateness(self, person: str) -> DelaySpread:
        """How late a person comes to the first duty of a day."""
        return self._spread(UncertaintyKind.LATE_ARRIVAL, self._person(person))

    def absence(self, person: str) -> float:
        """The chance that a person does not come to an item."""
        return self._number(UncertaintyKind.NO_SHOW, self._person(person), "chance") / 100

    def interpreter_lateness(self, interpreter: str) -> DelaySpread:
        """How late an interpreter comes: the row of that one, else of all interpreters, else of all."""
        return self._spread(UncertaintyKind.LATE_ARRIVAL, (interpreter, INTERPRETERS, ALL))

    def interpreter_absence(self, interpreter: str) -> float:
        """How likely an interpreter does not come, from 0 to 1."""
        return self._number(UncertaintyKind.NO_SHOW, (interpreter, INTERPRETERS, ALL), "chance") / 100

    def overrun(self, item: str) -> DelaySpread:
        """How much longer than planned an item or a turn takes."""
        if item not in self._event.entry:
            return self._spread(UncertaintyKind.OVERRUN, self._item(item))
        return self._spread(UncertaintyKind.CADENCE, self._item(item), unit="_seconds", seconds=60)

    def patience(self, item: str) -> float:
        """Minutes that an item waits for people."""
        return self._number(UncertaintyKind.PATIENCE, self._item(item), "usual")

    def catch_up(self, item: str) -> float:
        """Minutes by which an item is cut that begins late; a turn is not."""
        return 0.0 if item in self._event.entry else self._number(UncertaintyKind.CATCH_UP, self._item(item), "usual")

    def _person(self, person: str) -> tuple[str, ...]:
        one = self._event.person[person]
        return (one.id, one.delegation, one.rank, ALL)

    def _item(self, item: str) -> tuple[str, ...]:
        event = self._event
        if item in event.entry:
            line = event.line[event.entry[item].line]
            return (item, line.id, line.kind, ALL)
        if item in event.programme_item:
            return (item, event.programme_item[item].kind, ItemKind.PROGRAMME, ALL)
        return (item, event.meeting[item].kind, ALL)

    def _spread(
        self, what: UncertaintyKind, subjects: tuple[str, ...], *, unit: str = "", seconds: int = 1
    ) -> DelaySpread:
        usual = self._number(what, subjects, f"usual{unit}") / seconds
        worst = self._number(what, subjects, f"worst{unit}") / seconds
        # They may come from two rows, of which the one knows nothing of the other.
        return DelaySpread(self._number(what, subjects, "chance") / 100, usual, max(usual, worst))

    def _number(self, what: UncertaintyKind, subjects: tuple[str, ...], name: str) -> float:
        places = ((layer, subject) for layer in self._layers for subject in subjects)
        return next(layer[what, subject, name] for layer, subject in places if (what, subject, name) in layer)


def _numbers(rows: Iterable[Uncertainty]) -> dict[tuple[UncertaintyKind, str, str], int]:
    """The numbers of the rows by kind, subject and column; of two for the same the last."""
    return {
        (row.what, subject, name): getattr(row, name)
        for row in rows
        for subject in row.of or (ALL,)
        for name in _NUMBERS
        if getattr(row, name) is not None
    }
