"""What may come otherwise than planned: the rows of the sheet Uncertainty, and what holds where it says nothing."""

from dataclasses import dataclass

from planner.domain.sound import refuse_misfits, refuse_number, refuse_word
from planner.domain.vocabulary import ItemKind, LineKind, ProgrammeKind, Rank, UncertaintyKind

INTERPRETERS = "interpreters"
"""In `of`: every interpreter."""

PEOPLE_WORDS = (*(rank.value for rank in Rank), INTERPRETERS)
ITEM_WORDS = tuple(dict.fromkeys([*(kind.value for kind in ItemKind), *(kind.value for kind in ProgrammeKind)]))
LINE_WORDS = tuple(kind.value for kind in LineKind)
OF_WORDS = (*PEOPLE_WORDS, *ITEM_WORDS)
"""What may stand in `of` instead of codes and ids, alone."""


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """One row: `chance` is a percentage; `usual` and `worst` are minutes, those of a cadence in seconds apart.

    When it happens, half of the times it is at most `usual`, and 19 times of 20 at most `worst`. A field that is None
    is taken from the next more general row. `of` lists codes and ids, or is one of the words; empty means all.
    """

    what: UncertaintyKind
    of: tuple[str, ...] = ()
    chance: int | None = None
    usual: int | None = None
    worst: int | None = None
    usual_seconds: int | None = None
    worst_seconds: int | None = None

    def __post_init__(self) -> None:
        record = f"uncertainty {self.what}"
        refuse_misfits(record, self)
        refuse_word(record, UncertaintyKind, what=self.what)
        refuse_number(record, 0, 100, chance=self.chance)
        refuse_number(record, 0, 24 * 60, usual=self.usual, worst=self.worst)
        refuse_number(record, 0, 24 * 3600, usual_seconds=self.usual_seconds, worst_seconds=self.worst_seconds)


def _minutes(what: UncertaintyKind, of: str, chance: int, usual: int, worst: int) -> Uncertainty:
    return Uncertainty(what, (of,) if of else (), chance, usual, worst)


def _fixed(what: UncertaintyKind, of: str, usual: int) -> Uncertainty:
    return Uncertainty(what, (of,), usual=usual)


def _cadence(of: str, chance: int, usual: int, worst: int) -> Uncertainty:
    return Uncertainty(UncertaintyKind.CADENCE, (of,), chance, usual_seconds=usual, worst_seconds=worst)


# Assumptions to begin with, not measured: whoever has the figures of earlier events writes them on the sheet.
DEFAULTS = (
    _minutes(UncertaintyKind.LATE_ARRIVAL, "", 15, 5, 20),
    _minutes(UncertaintyKind.LATE_ARRIVAL, INTERPRETERS, 5, 5, 15),
    _minutes(UncertaintyKind.OVERRUN, ItemKind.BILATERAL, 30, 3, 10),
    _minutes(UncertaintyKind.OVERRUN, ItemKind.SIDE_EVENT, 30, 5, 15),
    _minutes(UncertaintyKind.OVERRUN, ItemKind.PROGRAMME, 30, 8, 30),
    _cadence(LineKind.SIGNING, 50, 15, 60),
    _cadence(LineKind.STATEMENT, 50, 30, 150),
    _cadence(LineKind.ARRIVAL, 50, 15, 60),
    Uncertainty(UncertaintyKind.NO_SHOW, (), 1),
    Uncertainty(UncertaintyKind.NO_SHOW, (INTERPRETERS,), 0),
    _fixed(UncertaintyKind.PATIENCE, ItemKind.BILATERAL, 30),
    _fixed(UncertaintyKind.PATIENCE, ItemKind.SIDE_EVENT, 10),
    _fixed(UncertaintyKind.PATIENCE, ItemKind.PROGRAMME, 0),
    _fixed(UncertaintyKind.PATIENCE, ItemKind.SIGNING, 1),
    _fixed(UncertaintyKind.PATIENCE, ItemKind.STATEMENT, 1),
    _fixed(UncertaintyKind.PATIENCE, ItemKind.ARRIVAL, 1),
    _fixed(UncertaintyKind.CATCH_UP, ItemKind.BILATERAL, 5),
    _fixed(UncertaintyKind.CATCH_UP, ItemKind.SIDE_EVENT, 5),
    _fixed(UncertaintyKind.CATCH_UP, ItemKind.PROGRAMME, 0),
)
"""What holds where the sheet says nothing; the template lists the same rows."""
