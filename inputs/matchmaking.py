"""The matchmaking day: sixteen invented organisations meet at six tables on the day after a signing."""

from inputs.sheets import Sheets, in_order, marked
from inputs.tables import tables


def build() -> Sheets:
    """All sheets of `matchmaking_day.xlsx`."""
    return in_order({sheet: marked(rows) for sheet, rows in tables("matchmaking").items()})
