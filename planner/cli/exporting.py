"""The command `export`: files for other programs, and which of them a workbook can give."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from planner.cli.files import MISUSED, must_be_folder, no_plan, opened, refusal, written
from planner.cli.output import tell, tell_json
from planner.feeds.calendars import calendars
from planner.feeds.occasions import Agenda
from planner.workbook import Workbook, write, write_csv
from planner.workbook.whole import refuse_to_replace, write_folder


@dataclass(frozen=True)  # not slotted: the agenda is made once and kept
class Export:
    """One run: what is exported, where to, and whether earlier files may be replaced."""

    workbook: Workbook
    folder: Path
    stem: str
    wanted: tuple[str, ...]
    force: bool

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda.of(self.workbook, datetime.now(UTC))

    def place(self, ending: str) -> Path:
        return self.folder / f"{self.stem}{ending}"


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
        workbook = replace(workbook, plan=export.agenda.plan)
    write(workbook, path, force=export.force)


def _csv(export: Export, path: Path) -> None:
    write_csv(export.workbook, path, force=export.force)


def _ics(export: Export, path: Path) -> None:
    write_folder(path, calendars(export.agenda), force=export.force)


_FORMATS = (
    Format("xlsx", ".xlsx", _xlsx, needs_plan=False),
    Format("csv", "-csv", _csv, needs_plan=False),
    Format("ics", "-calendars", _ics),
)

FORMATS = tuple(one.name for one in _FORMATS)


def run_export(plan: Path, out: Path, formats: str | None, *, force: bool, as_json: bool) -> None:
    """Writes the formats that are wanted, or all for which the workbook has what they need."""
    named = _named(formats)
    workbook, _ = opened(plan)
    if workbook.plan is None and any(one.needs_plan for one in named):
        raise no_plan(plan)
    chosen = named or tuple(one for one in _FORMATS if workbook.plan is not None or not one.needs_plan)
    must_be_folder(out)
    export = Export(workbook, out, plan.stem, tuple(one.name for one in chosen), force)
    places = [export.place(one.ending) for one in chosen]
    for place in places:
        written(place, lambda place=place: refuse_to_replace(place, force=force))  # type: ignore[misc]
    for one, place in zip(chosen, places, strict=True):
        written(place, lambda one=one, place=place: one.write(export, place))  # type: ignore[misc]
    paths = [str(place) for place in places]
    if as_json:
        tell_json({"written": paths})
    else:
        tell(f"Written: {', '.join(paths)}.")


def _named(formats: str | None) -> tuple[Format, ...]:
    """The formats in the words of the user, each once; none where none is named."""
    known = {one.name: one for one in _FORMATS}
    words = [] if formats is None else [word.strip().lower() for word in formats.split(",")]
    for word in words:
        if word not in known:
            raise refusal(
                "--formats", f"There is no format '{word}'.", f"There are {', '.join(known)}.", status=MISUSED
            )
    return tuple(known[word] for word in dict.fromkeys(words))
