"""The command `import`: what others export, added to a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.arguments import AsJson, File, Force
from planner.cli.files import MISUSED, CommandRefused, must_be_free, opened, refusal, written
from planner.cli.output import answering, problem_dict, tell, tell_json, tell_problems
from planner.domain.event import Event
from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.domain.wording import count
from planner.workbook import write
from planner.workbook.files.source import open_source
from planner.workbook.files.whole import write_whole
from planner.workbook.grid import Unreadable

if TYPE_CHECKING:
    from planner.feeds.importing import Addition, Imported, Mapping


@dataclass(frozen=True, slots=True)
class Sources:
    """What is to be taken in: files of each kind, whose they are, and where the mapping of columns is kept."""

    busy: Path | None
    frab: Path | None
    bilaterals: Path | None
    who: str
    mapping: Path | None


@answering
def take_in(
    event: File,
    out: Annotated[Path, typer.Option("--output", help="where to write the workbook with the new rows")],
    busy: Annotated[Path | None, typer.Option(help="a calendar (.ics) whose busy times become absences")] = None,
    frab: Annotated[
        Path | None,
        typer.Option(help="the schedule.json or schedule.xml of a conference whose sessions become absences"),
    ] = None,
    who: Annotated[str, typer.Option(help="whose times these are: the code or id of one of the event")] = "",
    bilaterals: Annotated[Path | None, typer.Option(help="a spreadsheet of requests, with columns of its own")] = None,
    mapping: Annotated[
        Path | None, typer.Option(help="which of its columns is which (.json); guessed and written where there is none")
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Add to a workbook what others export. Takes busy times, sessions of a conference and lists of requests."""
    _import(event, out, Sources(busy, frab, bilaterals, who, mapping), force=force, as_json=as_json)


def _import(event: Path, out: Path, sources: Sources, *, force: bool, as_json: bool) -> None:
    """Writes the workbook with the rows in it; with one error nothing is written but a mapping to be corrected."""
    # Loaded here, as below: the other commands need no calendars.
    from planner.feeds.importing import add, busy_times, grids_of, sessions

    _refuse_misuse(sources)
    must_be_free(out, force=force)
    workbook, _ = opened(event)
    who = _known(workbook.event, sources.who)
    additions, mapping = [], None
    if sources.busy is not None:
        additions.append(busy_times(workbook.event, who, sources.busy.name, _content(sources.busy)))
    if sources.frab is not None:
        additions.append(sessions(workbook.event, sources.frab.name, _content(sources.frab), who))
    if sources.bilaterals is not None:
        addition, mapping = _bilaterals(workbook.event, sources.bilaterals, sources.mapping)
        additions.append(addition)
    imported = add(grids_of(workbook), additions, event.name, workbook.origin)
    if imported.workbook is None:
        raise CommandRefused(tuple(_with_mapping(imported.problems, sources.mapping)))
    made = imported.workbook
    written(out, lambda: write(made, out, force=force, like=event))
    _tell(imported, mapping, sources, out, as_json=as_json)


def _refuse_misuse(sources: Sources) -> None:
    if sources.busy is None and sources.frab is None and sources.bilaterals is None:
        cure = "Name one with --busy, --frab or --bilaterals."
        raise refusal("import", "There is nothing to import.", cure, status=MISUSED)
    if sources.busy is not None and not sources.who:
        cure = "Name a delegation, person, room or interpreter with --who."
        raise refusal("--busy", "A calendar does not say whose it is.", cure, status=MISUSED)


def _known(event: Event, who: str) -> str:
    """The code or id as the workbook spells it."""
    from planner.feeds.importing import subjects

    spelt = {one.casefold(): one for one in sorted(subjects(event))}
    if not who or who.casefold() in spelt:
        return spelt.get(who.casefold(), "")
    near = [spelt[one] for one in get_close_matches(who.casefold(), spelt)]
    cure = f"Did you mean {' or '.join(near)}?" if near else "Give a code or id of the workbook."
    raise refusal("--who", f"The event has no delegation, person, room or interpreter '{who}'.", cure)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise refusal(str(path), f"The file cannot be opened: {error.strerror or error}.") from None


def _bilaterals(event: Event, path: Path, kept: Path | None) -> "tuple[Addition, Mapping]":
    from planner.feeds.importing import guess, requests

    try:
        grids = open_source(path).grids
    except Unreadable as reason:
        raise refusal(path.name, reason.sentence, reason.cure) from None
    if kept is not None and kept.exists():
        mapping = _read_mapping(kept)
    else:
        mapping = guess(grids)
        if kept is not None:
            written(kept, lambda: write_whole(kept, mapping.as_json()))
    return requests(event, grids, mapping, path.name), mapping


def _read_mapping(path: Path) -> "Mapping":
    from planner.feeds.importing import Mapping

    try:
        return Mapping.of_json(_content(path))
    except (ValueError, RecursionError) as error:
        cure = "Correct it, or delete it to have it guessed anew."
        raise refusal(str(path), f"This is no mapping of columns: {error}.", cure) from None


def _with_mapping(problems: tuple[Problem, ...], mapping: Path | None) -> Iterator[Problem]:
    """The problems, and where the mapping that some of them speak of can be corrected."""
    yield from problems
    if mapping is not None:
        yield Problem(
            Severity.NOTICE, str(mapping), "", "", "The mapping is kept in this file; it can be corrected there."
        )
    elif any("mapping" in problem.cure for problem in problems):
        cure = "Give --mapping FILE.json: it is written there, to be corrected and used again."
        yield Problem(Severity.NOTICE, "--mapping", "", "", "The mapping was guessed and is not kept.", cure)


def _tell(found: "Imported", mapping: "Mapping | None", sources: Sources, out: Path, *, as_json: bool) -> None:
    if as_json:
        result = {"added": dict(found.added), "problems": [problem_dict(one) for one in found.problems]}
        tell_json(result | {"mapping": None if mapping is None else mapping.columns, "written": [str(out)]})
        return
    tell_problems(found.problems)
    for ours, theirs in ({} if mapping is None else mapping.columns).items():
        tell(f"{theirs!r} was taken as {ours}.")
    if mapping is not None and sources.mapping is not None:
        tell(f"The mapping is kept in {sources.mapping}.")
    counts = ", ".join(f"{count(rows, 'row')} on {sheet}" for sheet, rows in found.added.items())
    tell(f"Added: {counts}. Written to {out}.")
