"""What the sheets for reading have in common: rows of cells, names, and the look of each kind of occasion."""

from collections.abc import Iterable

from planner.domain.event import Event
from planner.domain.vocabulary import BILATERAL_NAMES, KIND_NAMES, ItemKind
from planner.feeds.occasions import Certainty, Occasion
from planner.workbook.format.for_reading import Shown
from planner.workbook.grid import Cell

_LOOKS = {"Programme": "programme", "Side event": "side_event"} | dict.fromkeys(
    (KIND_NAMES[ItemKind.BILATERAL], *BILATERAL_NAMES.values()), "bilateral"
)
"""By the kind in words; of all other kinds it is that of a line."""


def row(*values: Cell, look: str = "text") -> list[Shown | None]:
    """One row of cells that look alike, but that small numbers stand in the middle of theirs."""
    return [Shown(value, "number" if isinstance(value, int) and look == "text" else look) for value in values]


def look_of(occasion: Occasion) -> str:
    """The colour of its kind; what is provisional has one of its own."""
    if occasion.standing == Certainty.TENTATIVE:
        return "provisional"
    return _LOOKS.get(occasion.kind, "line")


def labels(event: Event, codes: Iterable[str]) -> str:
    """The names of delegations, with commas."""
    return ", ".join(event.delegation[code].label for code in codes if code in event.delegation)


def remarks(occasion: Occasion) -> str:
    """What has to be said of an occasion in words, as colours alone do not say it."""
    words = ["provisional"] if occasion.standing == Certainty.TENTATIVE else []
    return ", ".join([*words, "restricted"] if occasion.restricted else words)
