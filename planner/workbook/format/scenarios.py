"""The sheet Scenarios: variants of an event, in the event workbook or in a file of its own.

In the event workbook it is kept like a sheet of the user's own, as no plan depends on it.
"""

from planner.domain.scenario import Patch, PatchKind
from planner.workbook.format.table import Column, Sheet
from planner.workbook.kinds.single import Choice, FreeText, Label

SCENARIOS = Sheet(
    "Scenarios",
    Patch,
    "Variants of the event that are to be planned and compared: a row for each change, in the order in which they "
    "are made. Rows with one name make one scenario.",
    (
        Column("scenario", Label(), "Name of the scenario.", required=True, width=28, example="Two desks"),
        Column("sheet", Label(), "Name of the sheet that is changed.", required=True, width=16, example="Lines"),
        Column(
            "row",
            Label(),
            "The row by its code or id; by the name of a setting or rule; `LINE/CODE` of an entry; on Absences, "
            "Walking and KeepApart the number of the row.",
            required=True,
            width=16,
            example="SIGN",
        ),
        Column(
            "change",
            Choice(tuple(PatchKind), PatchKind),
            "`set` a cell, `add` a row (as a copy of the one that `value` names, or blank), or `remove` it. With a row "
            "that is removed go the rows that cannot be without it.",
        ),
        Column("column", Label(), "The header of the cell that is set.", width=18, example="desks"),
        Column("value", FreeText(), "What the cell holds then; blank empties it.", width=30, example="2"),
    ),
)
