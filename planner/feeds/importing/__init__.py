"""Takes in what others export: busy times from calendars, schedules of conferences, foreign lists of requests.

Everything goes through the reader of the workbook, so that what it would refuse in a sheet it refuses here, with the
place in the file that it came from. With one error nothing is imported.
"""

from planner.feeds.importing.absences import subjects
from planner.feeds.importing.addition import Addition, ForeignPlace, Imported, NewRow, add, grids_of
from planner.feeds.importing.busy import busy_times
from planner.feeds.importing.conference import sessions
from planner.feeds.importing.foreign import requests
from planner.feeds.importing.mapping import Mapping, guess

__all__ = [
    "Addition",
    "ForeignPlace",
    "Imported",
    "Mapping",
    "NewRow",
    "add",
    "busy_times",
    "grids_of",
    "guess",
    "requests",
    "sessions",
    "subjects",
]
