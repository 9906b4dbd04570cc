"""The sheet of what may come otherwise than planned."""

from planner.domain.uncertainty import DEFAULTS, OF_WORDS, Uncertainty
from planner.domain.vocabulary import UncertaintyKind
from planner.workbook.format.table import Column, Sheet
from planner.workbook.kinds.compound import ListOf
from planner.workbook.kinds.single import Choice, Code, Whole

_GENERAL = "the next more general row's"

MINUTES, SECONDS = ("usual", "worst"), ("usual_seconds", "worst_seconds")
"""The pairs of columns that say how much: seconds for cadences, minutes for all else."""


def _cells(row: Uncertainty) -> tuple[str, ...]:
    numbers = (row.chance, row.usual, row.worst, row.usual_seconds, row.worst_seconds)
    return (row.what.value, "; ".join(row.of), *("" if number is None else str(number) for number in numbers))


_FIRST = _cells(DEFAULTS[0])

UNCERTAINTY = Sheet(
    "Uncertainty",
    Uncertainty,
    "How people, items and lines may stray from the plan, for `planner simulate`. `late_arrival`: of a person or "
    "interpreter, to the first duty of a day; `overrun`: of a programme item, bilateral or side event; `cadence`: of a "
    "turn in a line, beyond its seconds_each; `no_show`: of a person or interpreter, at one item; `patience`: how long "
    "an item waits for people, and `catch_up`: by how much one that begins late is cut (both in `usual`). What no row "
    "says holds as the template lists it; of several rows that concern the same, the most specific holds, and of "
    "equal ones the last.",
    (
        Column("what", Choice(tuple(UncertaintyKind), UncertaintyKind), "What strays.", True, example=_FIRST[0]),
        Column(
            "of",
            ListOf(Code()),
            "Codes and ids of delegations, people, interpreters, items or lines; or one word: a rank, `interpreters`, "
            "a kind of item, a kind of programme item.",
            default="all",
            refers=("item", "person", "delegation", "interpreter", "line"),
            words=OF_WORDS,
            width=24,
            example=_FIRST[1],
        ),
        Column("chance", Whole(0, 100), "Per cent of cases in which it happens.", default=_GENERAL, example=_FIRST[2]),
        Column(
            "usual", Whole(0, 1440), "Minutes; half of these cases are within.", default=_GENERAL, example=_FIRST[3]
        ),
        Column(
            "worst", Whole(0, 1440), "Minutes; 19 of 20 of these cases are within.", default=_GENERAL, example=_FIRST[4]
        ),
        Column("usual_seconds", Whole(0, 86400), "As usual, for a cadence.", default=_GENERAL, example=_FIRST[5]),
        Column("worst_seconds", Whole(0, 86400), "As worst, for a cadence.", default=_GENERAL, example=_FIRST[6]),
    ),
    member="uncertainties",
    examples=tuple(_cells(row) for row in DEFAULTS[1:]),
)
