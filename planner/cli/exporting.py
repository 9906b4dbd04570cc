"""The command `export`: files for other programs, and which of them a workbook can give."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path

from planner.cli.files import MISUSED, must_be_folder, no_plan, opened, refusal, written
from planner.cli.formats import FORMATS
from planner.cli.output import tell, tell_json
from planner.domain.issue import carried
from planner.domain.plan import Plan
from planner.feeds.calendars import calendars
from planner.feeds.frab import schedule_json, schedule_xml
from planner.feeds.names import file_names
from planner.feeds.occasions import Agenda
from planner.feeds.reading import reading_sheets
from planner.feeds.site import site
from planner.workbook import Workbook, csv_of, write_csv, write_for_reading
from planner.workbook.files.whole import refuse_to_replace, write_file, write_folder
from planner.workbook.format.for_reading import ReadingSheet


@dataclass(frozen=True)  # not slotted: the agenda is made once and kept
class Export:
    """One run: what is exported in which formats, and whether earlier files may be replaced."""

    workbook: Workbook
    wanted: frozenset[str]
    force: bool

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda.of(self.workbook, datetime.now(UTC))

    @cached_property
    def sheets(self) -> tuple[ReadingSheet, ...]:
        """For reading; none where there is no plan."""
        return () if self.workbook.plan is None else reading_sheets(self.agenda)


@dataclass(frozen=True, slots=True)
class Format:
    """One of the formats: what it ends its name with, whether it takes a plan, and how it is written."""

    name: str
    ending: str
    write: Callable[[Export, Path], None]
    needs_plan: bool = True


def _xlsx(export: Export, path: Path) -> None:
    """With calendars beside it, the workbook says what these say: it goes on counting from there."""
    workbook = export.workbook
    if "ics" in export.wanted:
        plan = workbook.plan or Plan()
        if carried(workbook.event, plan, plan) != plan:
            workbook = replace(workbook, plan=export.agenda.plan)
    write_for_reading(workbook, export.sheets, path, force=export.force)


def _csv(export: Export, path: Path) -> None:
    write_csv(export.workbook, path, force=export.force)


def _tables(export: Export, path: Path) -> None:
    tables = [sheet for sheet in export.sheets if sheet.table]
    names = file_names(sheet.name for sheet in tables)
    files = {f"{names[sheet.name]}.csv": csv_of(sheet) for sheet in tables}
    write_folder(path, files, force=export.force)


def _ics(export: Export, path: Path) -> None:
    write_folder(path, calendars(export.agenda), force=export.force)


def _frab_json(export: Export, path: Path) -> None:
    write_file(path, schedule_json(export.agenda), force=export.force)


def _frab_xml(export: Export, path: Path) -> None:
    write_file(path, schedule_xml(export.agenda), force=export.force)


def _html(export: Export, path: Path) -> None:
    write_folder(path, site(export.agenda), force=export.force)


_FORMATS = (
    Format("xlsx", ".xlsx", _xlsx, needs_plan=False),
    Format("csv", "-csv", _csv, needs_plan=False),
    Format("csv", "-tables", _tables),
    Format("ics", "-calendars", _ics),
    Format("frab-json", "-schedule.json", _frab_json),
    Format("frab-xml", "-schedule.xml", _frab_xml),
    Format("html", "-programme", _html),
)


def run_export(plan: Path, out: Path, formats: str | None, *, force: bool, as_json: bool) -> None:
    """Writes the formats that are wanted, or all for which the workbook has what they need."""
    named = _named(formats)
    workbook, _ = opened(plan)
    possible = [one for one in _FORMATS if workbook.plan is not None or not one.needs_plan]
    if not {one.name for one in possible}.issuperset(named):
        raise no_plan(plan)
    chosen = [one for one in possible if one.name in (named or FORMATS)]
    must_be_folder(out)
    export = Export(workbook, frozenset(one.name for one in chosen), force)
    places = [(one, out / f"{plan.stem}{one.ending}") for one in chosen]
    for _, place in places:
        written(place, partial(refuse_to_replace, place, force=force))
    for one, place in places:
        written(place, partial(one.write, export, place))
    paths = [str(place) for _, place in places]
    if as_json:
        tell_json({"written": paths})
    else:
        tell(f"Written: {', '.join(paths)}.")


def _named(formats: str | None) -> tuple[str, ...]:
    """The formats in the words of the user, each once; none where none is named."""
    words = () if formats is None else tuple(dict.fromkeys(word.strip().lower() for word in formats.split(",")))
    for word in words:
        if word not in FORMATS:
            raise refusal(
                "--formats", f"There is no format '{word}'.", f"There are {', '.join(FORMATS)}.", status=MISUSED
            )
    return words
