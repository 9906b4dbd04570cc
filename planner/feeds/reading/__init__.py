"""Sheets for reading: what a plan means for rooms, delegations and lines, beside the sheets that hold its records.

They show the organiser's view: restricted items, full powers and reasons are in them. Pairs kept apart are not.
"""

from planner.feeds.occasions import Agenda
from planner.feeds.reading.days import day_sheets
from planner.feeds.reading.fairness import fairness_sheet
from planner.feeds.reading.itineraries import itinerary_sheet
from planner.feeds.reading.not_placed import not_placed_sheet
from planner.feeds.reading.orders import order_sheets
from planner.feeds.reading.overview import overview_sheet
from planner.workbook.format.for_reading import ReadingSheet

__all__ = ["reading_sheets"]


def reading_sheets(agenda: Agenda) -> tuple[ReadingSheet, ...]:
    """All of them: the overview, a grid for each day, itineraries, the order of each line, the unplaced, fairness."""
    sheets = (
        *day_sheets(agenda),
        itinerary_sheet(agenda),
        *order_sheets(agenda),
        not_placed_sheet(agenda),
        fairness_sheet(agenda),
    )
    return (overview_sheet(agenda, sheets), *sheets)
