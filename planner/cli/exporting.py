"""The command `export`: files for other programs."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from planner.cli.arguments import AsJson, File, Force
from planner.cli.files import MISUSED, must_be_folder, no_plan, opened, refusal, written
from planner.cli.output import answering, tell, tell_json
from planner.workbook.files.whole import refuse_to_replace, write_set

FORMATS = ("xlsx", "csv", "ics", "frab-json", "frab-xml", "html")
"""The names of what can be written; what writes it is loaded when it is needed."""


@answering
def export(
    plan: File,
    out: Annotated[Path, typer.Option("--output", help="the folder to write to")],
    formats: Annotated[
        str | None,
        typer.Option(help=f"some of {', '.join(FORMATS)}, with commas; default: all that the workbook has"),
    ] = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Write a plan for others. There are spreadsheets, calendars, schedules and web pages."""
    # Loaded here: the other commands need no calendars and pages.
    from planner.feeds.exports import EXPORTS, Export, files_of

    named = _named(formats)
    workbook, _ = opened(plan)
    possible = [one for one in EXPORTS if workbook.plan is not None or not one.needs_plan]
    if not {one.name for one in possible}.issuperset(named):
        raise no_plan(plan)
    chosen = [one for one in possible if one.name in (named or FORMATS)]
    must_be_folder(out)
    wanted = Export(workbook, frozenset(one.name for one in chosen))
    places = {out / f"{plan.stem}{one.ending}": one for one in chosen}
    for place in places:
        written(place, partial(refuse_to_replace, place, force=force))
    files, gone = files_of(wanted, places)
    written(out, lambda: write_set(out, files, gone=gone, like=plan))
    paths = [str(place) for place in places]
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
