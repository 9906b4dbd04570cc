"""Reads an event workbook: from the file to records, with every problem found on the way."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.rules.terms import weighted
from planner.workbook.checks.records import check
from planner.workbook.files.source import open_source
from planner.workbook.files.xlsx_book import MAX_TEXT
from planner.workbook.findings import MAX_LISTED, Findings, TooManyErrors
from planner.workbook.format.changes import CHANGES
from planner.workbook.format.event import EVENT, POLICY, RULES, SETTINGS
from planner.workbook.format.scenarios import SCENARIOS
from planner.workbook.format.sheets import SHEETS, sheet_named
from planner.workbook.format.table import Sheet
from planner.workbook.grid import Grid, Source, Unreadable, address, plain
from planner.workbook.proof import PROOF
from planner.workbook.reading.build import build_event, build_plan
from planner.workbook.reading.entries import complete_lines, define_entries, define_plan_rows
from planner.workbook.reading.keep import extras_of, origin_of, places_of
from planner.workbook.reading.memory import Memory
from planner.workbook.reading.orders import order_rows, order_settings
from planner.workbook.reading.references import define_all, resolve, resolve_all
from planner.workbook.reading.rows import Row, read_rows
from planner.workbook.reading.settings_rows import UTC, Named, cells_of, named_rows, read_policy, read_settings
from planner.workbook.reading.zones import spell_zones
from planner.workbook.workbook import Origin, Reading, Workbook


def read(path: Path, changes: Path | None = None) -> Reading:
    """The workbook at `path`: an .xlsx, a folder of CSV files or a zip of them. Nothing that a file holds raises.

    The sheet Changes is that of the file `changes`, where one is given.
    """
    opened = path
    try:
        source = open_source(path)
        if changes is not None:
            opened = changes
            source = _with_changes(source, open_source(changes))
    except Unreadable as reason:
        return Reading(None, (Problem(Severity.ERROR, opened.name, "", "", reason.sentence, reason.cure),))
    return read_source(source, path.name)


def _with_changes(source: Source, other: Source) -> Source:
    """The one file with the sheet Changes of the other, be it named so or the only sheet there."""
    named = [grid for grid in other.grids if plain(grid.name) == plain(CHANGES.name)]
    changes = named or (other.grids if len(other.grids) == 1 else ())
    if not changes:
        cure = f"Name the sheet {CHANGES.name}; planner template writes a workbook that has one."
        raise Unreadable(f"The file has no sheet {CHANGES.name}.", cure)
    kept = (grid for grid in source.grids if plain(grid.name) != plain(CHANGES.name))
    grids = (*kept, *(replace(grid, name=CHANGES.name) for grid in changes))
    return replace(source, grids=grids, warnings=(*source.warnings, *other.warnings))


def read_source(source: Source, name: str, origin: Origin | None = None, memory: Memory | None = None) -> Reading:
    """As `read`, for a file that is open already; the desk reads its edited tables this way. `origin` is the file that
    sheets edited since came from. With a `memory` what has not changed since it was read last is not read again.
    """
    findings = Findings()
    for remark in source.warnings:
        severity = Severity.NOTICE if remark.notice else Severity.WARNING
        findings.add(severity, name, "", remark.sentence, remark.cure)
    if source.grids and not any(sheet_named(grid.name) for grid in source.grids):
        return Reading(None, (_no_event(name),))
    try:
        workbook = _read_source(source, name, origin, findings, memory)
    except TooManyErrors:
        sentence = f"There are more than {MAX_LISTED:,} errors; the reading ended there."
        rest = Problem(Severity.ERROR, name, "", "", sentence, "Mend these, and check again.")
        return Reading(None, (*findings.problems, rest))
    if findings.unlisted:
        sentence = f"{findings.unlisted:,} more warnings and notices are not listed."
        findings.problems.append(Problem(Severity.NOTICE, name, "", "", sentence))
    return Reading(None if findings.failed else workbook, tuple(findings.problems))


def _no_event(name: str) -> Problem:
    """One sentence for a file of which no sheet is one of an event: mostly it holds the answers to a form."""
    sentence = "No sheet of this file is one of an event workbook."
    cure = "Take requests for bilaterals in with `planner import EVENT.xlsx --bilaterals FILE`; else see the template."
    return Problem(Severity.ERROR, name, "", "", sentence, cure)


def _read_source(
    source: Source, name: str, origin: Origin | None, findings: Findings, memory: Memory | None
) -> Workbook | None:
    known, unknown = _sorted_out(source.grids, findings)
    settings_named = _settings(EVENT.name, known, tuple(column.header for column in SETTINGS), findings)
    rules = tuple(dict.fromkeys((*(column.header for column in RULES), *weighted())))
    policy_named = _settings(POLICY.name, known, rules, findings)
    zone = _zone(settings_named, findings)
    settings = read_settings(settings_named, zone, findings)
    policy = read_policy(policy_named, findings)
    tables = _tables(known, zone, findings, read_rows if memory is None else memory.rows)
    _connect(settings, tables, findings)
    order_settings(settings, findings)
    order_rows(tables, findings)
    event, kept = build_event(settings, policy, tables, findings)
    plan, kept_plan = build_plan(tables, event)
    kept |= kept_plan
    named = {EVENT.name: settings_named, POLICY.name: policy_named}
    extras = extras_of(kept, named, unknown)
    workbook = Workbook(event, plan, extras, source.sha256, places_of(kept, named), source.made, source.saved)
    check(workbook, findings)
    return replace(workbook, origin=origin or origin_of(source, workbook, policy_named, name, findings))


def _sorted_out(grids: tuple[Grid, ...], findings: Findings) -> tuple[dict[str, Grid], list[Grid]]:
    """The grids of the known sheets by name, and the others; what is notable about a sheet as a whole is reported."""
    known: dict[str, Grid] = {}
    unknown = []
    for grid in grids:
        _refuse_long_texts(grid, findings)
        sheet = sheet_named(grid.name)
        if sheet is None:
            unknown.append(grid)
            if plain(grid.name) not in (plain(PROOF), plain(SCENARIOS.name)):
                findings.notice(grid.name, "", "The sheet is not known; it is kept and carried through.")
            continue
        if sheet.name in known:
            sentence = f"The sheet is there twice, as {known[sheet.name].name!r} and {grid.name!r}."
            findings.error(sheet.name, "", sentence, "Put their rows into one.")
            continue
        known[sheet.name] = grid
        _mention_oddities(sheet.name, grid, findings)
    for sheet in SHEETS:
        if sheet.required and not (sheet.name in known and len(known[sheet.name].rows) > 1):
            findings.error(
                sheet.name, "", f"The sheet {sheet.name} is missing or has no rows.", "Add it; see the template."
            )
    return known, unknown


def _refuse_long_texts(grid: Grid, findings: Findings) -> None:
    """A text that no file could hold: it comes from a table of the desk or from a file of others."""
    for row, cells in grid.rows.items():
        for column, cell in cells.items():
            if isinstance(cell, str) and len(cell) > MAX_TEXT:
                sentence = f"The text has {len(cell):,} characters; a cell holds {MAX_TEXT:,}."
                findings.error(grid.name, address(row, column), sentence, "Shorten it.", value=f"{cell[:60]}…")


def _mention_oddities(name: str, grid: Grid, findings: Findings) -> None:
    if grid.hidden:
        findings.notice(name, "", "The sheet is hidden; it is read like any other.", "Show it, or delete it.")
    if grid.hidden_rows:
        some = grid.hidden_rows
        rows = "A row is hidden, and" if len(some) == 1 else f"{len(some):,} rows are hidden, and"
        findings.notice(name, f"A{some[0]}", f"{rows} read like any other.", "Show what is meant, delete what is not.")
    if grid.formulas:
        cells = "1 cell holds a formula" if len(grid.formulas) == 1 else f"{len(grid.formulas):,} cells hold formulas"
        sentence = f"{cells}; the values computed last are taken, nothing is computed anew."
        findings.notice(name, grid.formulas[0], sentence)
    for place in grid.uncomputed[:20]:
        findings.warning(
            name,
            place,
            "The formula has no computed value, so that the cell counts as blank.",
            "Open and save the file in a spreadsheet program, or type the value.",
        )


def _settings(name: str, known: Mapping[str, Grid], names: tuple[str, ...], findings: Findings) -> Named:
    sheet = sheet_named(name)
    assert sheet is not None
    return named_rows(sheet, known[name], names, findings) if name in known and known[name].rows else {}


def _zone(named: Named, findings: Findings) -> ZoneInfo:
    """The event's time zone; UTC stands in for an unknown one, so that the times can be read and reported on."""
    if "timezone" not in named:
        return UTC
    row = named["timezone"]
    shown = str(cells_of(row)[1] or "").strip()
    try:
        return ZoneInfo(shown) if shown else UTC
    except (ValueError, OSError, KeyError):
        hint = findings.suggestion(shown, sorted(available_timezones()))
        findings.error(
            EVENT.name,
            row.cell("value"),
            f"{shown[:60]!r} is not a time zone.",
            f"{hint}Write an IANA name such as Asia/Ho_Chi_Minh.",
            value=shown,
        )
        return UTC


def _tables(
    known: Mapping[str, Grid],
    zone: ZoneInfo,
    findings: Findings,
    rows_of: Callable[[Sheet, Grid, ZoneInfo, Findings], list[Row]],
) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    for sheet in SHEETS:
        if sheet not in (EVENT, POLICY):
            grid = known.get(sheet.name)
            tables[sheet.name] = rows_of(sheet, grid, zone, findings) if grid is not None and grid.rows else []
    return tables


def _connect(settings: Row, tables: Mapping[str, list[Row]], findings: Findings) -> None:
    """Resolves every reference; entries get their ids when their lines and delegations are known."""
    directory = define_all(tables, findings)
    for column in settings.columns:
        if column.refers and column.header in settings.values:
            resolve(settings, column, directory, findings)
    complete_lines(tables, findings)
    resolve_all(tables, directory, findings, items=False)
    define_entries(tables, directory, findings)
    resolve_all(tables, directory, findings, items=True)
    define_plan_rows(tables, findings)
    spell_zones(tables, findings)
