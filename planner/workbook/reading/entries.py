"""The entries of lines and the rows of the plan: the items that they stand for, each once."""

from collections.abc import Iterator

from planner.domain.vocabulary import LineKind
from planner.workbook.findings import Findings
from planner.workbook.format.items import LINES, PLAN
from planner.workbook.format.sheets import RECORD_SHEETS
from planner.workbook.grid import fold
from planner.workbook.reading.references import Directory, Names, Tables, define
from planner.workbook.reading.rows import Row


def _entry_rows(tables: Tables) -> Iterator[tuple[LineKind, Row]]:
    for sheet in RECORD_SHEETS:
        if sheet.line_kind is not None:
            for row in tables[sheet.name]:
                yield sheet.line_kind, row


def complete_lines(tables: Tables, findings: Findings) -> None:
    """A blank line means the only one of that kind; with several, or none, the entry is an error."""
    lines: dict[object, list[str]] = {}
    for line in tables[LINES.name]:
        if line.text("id"):
            lines.setdefault(line.values.get("kind"), []).append(line.text("id"))
    for kind, row in _entry_rows(tables):
        if row.text("line"):
            continue
        ids = lines.get(kind, [])
        if len(ids) == 1:
            row.values["line"] = ids[0]
            continue
        row.incomplete = True
        there = f"there are several: {', '.join(ids[:5])}" if ids else "there is none"
        cure = "Write the id of one of them." if ids else "Add the line to the sheet Lines."
        sentence = f"The entry names no line of kind {kind}, and {there}."
        findings.error(row.sheet.name, row.cell("line") or row.cell("delegation"), sentence, cure)


def define_entries(tables: Tables, directory: Directory, findings: Findings) -> None:
    """Gives each entry its item id; an entry on the wrong sheet or twice in one line is an error."""
    kinds = {fold(line.text("id")): line.values.get("kind") for line in tables[LINES.name] if line.text("id")}
    for kind, row in _entry_rows(tables):
        line, delegation = row.text("line"), row.text("delegation")
        if not line or not delegation:
            row.incomplete = True
            continue
        line_kind = kinds.get(fold(line))
        if line_kind is not None and line_kind != kind:
            row.incomplete = True
            findings.error(
                row.sheet.name,
                row.cell("line"),
                f"The line {line} is of kind {line_kind}, not {kind}.",
                f"Move the entry to the sheet for {line_kind}s, or name another line.",
                value=line,
            )
            continue
        define(directory.names("item"), f"{line}/{delegation}", row, findings)


def define_plan_rows(tables: Tables, findings: Findings) -> None:
    """An item has one row in the plan."""
    names = Names()
    for row in tables[PLAN.name]:
        if row.text("item"):
            define(names, row.text("item"), row, findings)
