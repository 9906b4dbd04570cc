"""The command `template`: a blank workbook to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from planner.cli.arguments import AsJson, Force
from planner.cli.files import must_be_free, written
from planner.cli.output import answering, tell, tell_json
from planner.workbook import write_template


@answering
def template(
    out: Annotated[Path, typer.Argument(help="the .xlsx to write")], force: Force = False, as_json: AsJson = False
) -> None:
    """Write a blank event workbook. It has every sheet and column, with notes, drop-downs and example rows."""
    must_be_free(out, force=force)
    written(out, lambda: write_template(out, force=force))
    if as_json:
        tell_json({"written": [str(out)]})
    else:
        tell(f"{out} is ready to be filled in.")
