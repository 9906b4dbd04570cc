"""The reference page of the workbook, made from the table that reader and writer use."""

from planner.rules.terms import weighted
from planner.workbook.format.event import EVENT, POLICY, RULES, SETTINGS, WEIGHTED
from planner.workbook.format.items import PLAN
from planner.workbook.format.scenarios import SCENARIOS
from planner.workbook.format.sheets import SHEETS
from planner.workbook.format.table import Column, Sheet
from planner.workbook.writing.layout import default_text

_OPENING = """# The event workbook

*This page is made from the table in `planner/workbook`; do not edit it by hand.*

One `.xlsx` file holds one event. `planner template` makes a blank one. A folder or a zip of CSV files with the same
names and headers is read the same way (UTF-8, separated by `,` or `;`).

## Conventions

- Row 1 of a sheet is its header; every further row is one record; blank rows are skipped.
- Names of sheets and headers are compared without case, spaces, `_` and `-`; columns may stand in any order.
- Columns marked `*` are required. All others may be blank or absent, and so may all sheets but Event, Delegations
  and Rooms.
- Lists are separated by `;`. A list separated by commas is taken, with a warning, where that can be told.
- Yes/no takes yes, no, true, false, 1, 0 and x.
- A date-time is a date-time of the spreadsheet or text such as `2025-10-25 09:00` or `2025-10-25 09:00:30`; a time of
  day is a time of the spreadsheet or `09:00`. All are on the clock of the event's time zone, to the second.
- A time that the clock change skips is an error; one that it repeats is taken as the first, with a notice.
- A length is in whole minutes unless its header says seconds.
- Codes and ids are unique in their sheet, compared without case, and hold no `;`. Programme, Bilaterals and SideEvents
  share one set of ids. The id of a line entry is `LINE/CODE`.
- Spaces at the ends of names, titles and codes are dropped; notes and other free text are kept to the letter.
- Unknown sheets, columns and settings are kept, mentioned, and written out again. An unknown column follows its
  records.
- Text is data: formulas count with the value last computed, links are not followed, and files with macros are refused.
- The example rows of the template have ids that begin with `EXAMPLE`; they read without errors, and as long as they
  are there a warning says so.
- One error keeps the whole workbook from being imported; warnings and notices do not.
"""


def reference() -> str:
    """The page in Markdown."""
    return "\n".join([_OPENING, *(_section(sheet) for sheet in (*SHEETS, SCENARIOS))])


def _section(sheet: Sheet) -> str:
    required = " (required)" if sheet.required else ""
    optional = " The sheet is optional on import." if sheet in (PLAN, SCENARIOS) else ""
    return f"## {sheet.name}{required}\n\n{sheet.help}{optional}\n\n{_table(sheet)}"


def _table(sheet: Sheet) -> str:
    if sheet is EVENT:
        return _rows("setting", sheet, SETTINGS)
    if sheet is POLICY:
        return f"{_rows('rule', sheet, RULES)}\n{_terms()}"
    return _rows("column", sheet, sheet.columns)


def _rows(kind: str, sheet: Sheet, columns: tuple[Column, ...]) -> str:
    lines = [f"| {kind} | holds | blank means | meaning |", "|---|---|---|---|"]
    for column in columns:
        star = " *" if column.required else ""
        weight = ", in the column `weight`" if sheet is POLICY and column.header in WEIGHTED else ""
        default = default_text(sheet.record, column)
        lines.append(f"| {column.header}{star} | {column.kind.says}{weight} | {default} | {column.help} |")
    return "\n".join([*lines, ""])


def _terms() -> str:
    terms = weighted()
    off = ", ".join(f"`{name}`" for name, term in terms.items() if not term.weight)
    opening = (
        f"The secondary terms have a `weight` (default 1, and 0 for {off}; `0` switches a term off). Their order in "
        "the sheet is their order of importance; terms left out keep their default places:\n"
    )
    rows = (f"| {name} | {term.purpose} |" for name, term in terms.items())
    return "\n".join([opening, "| term | means |", "|---|---|", *rows, ""])
