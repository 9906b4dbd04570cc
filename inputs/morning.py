"""The small sample: one morning, eight invented delegations, every row written by hand."""

from inputs.sheets import Sheets, in_order, marked
from inputs.tables import tables


def build() -> Sheets:
    """All sheets of `morning.xlsx`."""
    return in_order({sheet: marked(rows) for sheet, rows in tables("morning").items()})
