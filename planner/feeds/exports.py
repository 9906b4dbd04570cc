"""What an export can write: each format with its files, and whether it takes a plan."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from planner.domain.issue import carried
from planner.domain.plan import Plan
from planner.feeds.calendars import calendars
from planner.feeds.frab import schedule_json, schedule_xml
from planner.feeds.names import file_names
from planner.feeds.occasions import Agenda
from planner.feeds.reading import reading_sheets
from planner.feeds.site import site
from planner.workbook import Workbook, csv_of
from planner.workbook.files.whole import outdated
from planner.workbook.format.for_reading import ReadingSheet
from planner.workbook.writer import bytes_for_reading, csv_files, csv_not_made


@dataclass(frozen=True)  # not slotted: the agenda is made once and kept
class Export:
    """One run: what is exported in which formats."""

    workbook: Workbook
    wanted: frozenset[str]

    @cached_property
    def agenda(self) -> Agenda:
        """Whatever is exported, as it stands now."""
        return Agenda.of(self.workbook, datetime.now(UTC))

    @cached_property
    def sheets(self) -> tuple[ReadingSheet, ...]:
        """For reading; none where there is no plan."""
        return () if self.workbook.plan is None else reading_sheets(self.agenda)


@dataclass(frozen=True, slots=True)
class Format:
    """One of the formats: what it ends its name with, what it makes, whether it takes a plan.

    It makes one file, or many by their paths in a folder. Of a folder, `gone` says what an earlier export has left.
    """

    name: str
    ending: str
    make: Callable[[Export], bytes | dict[str, bytes]]
    needs_plan: bool = True
    gone: Callable[[Path, Collection[str]], Collection[str]] = outdated


def _xlsx(export: Export) -> bytes:
    """With calendars beside it, the workbook says what these say: it goes on counting from there."""
    workbook = export.workbook
    if "ics" in export.wanted:
        plan = workbook.plan or Plan()
        if carried(workbook.event, plan, plan) != plan:
            workbook = replace(workbook, plan=export.agenda.plan)
    return bytes_for_reading(workbook, export.sheets)


def _tables(export: Export) -> dict[str, bytes]:
    tables = [sheet for sheet in export.sheets if sheet.table]
    names = file_names(sheet.name for sheet in tables)
    return {f"{names[sheet.name]}.csv": csv_of(sheet) for sheet in tables}


EXPORTS = (
    Format("xlsx", ".xlsx", _xlsx, needs_plan=False),
    Format("csv", "-csv", lambda export: csv_files(export.workbook), False, lambda _, files: csv_not_made(files)),
    Format("csv", "-tables", _tables),
    Format("ics", "-calendars", lambda export: calendars(export.agenda)),
    Format("frab-json", "-schedule.json", lambda export: schedule_json(export.agenda)),
    Format("frab-xml", "-schedule.xml", lambda export: schedule_xml(export.agenda)),
    Format("html", "-programme", lambda export: site(export.agenda)),
)


def files_of(export: Export, places: Mapping[Path, Format]) -> tuple[dict[str, bytes], list[str]]:
    """All files by their paths in the folder of the export, and those of an earlier one that are not made any more."""
    files, gone = dict[str, bytes](), list[str]()
    for place, one in places.items():
        made = one.make(export)
        if isinstance(made, bytes):
            files[place.name] = made
        else:
            files |= {f"{place.name}/{name}": content for name, content in made.items()}
            gone += [f"{place.name}/{name}" for name in one.gone(place, made)]
    return files, gone
