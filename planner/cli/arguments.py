"""The words that several commands take, each with its help."""

from pathlib import Path
from typing import Annotated

import typer

File = Annotated[Path, typer.Argument(help="an event workbook (.xlsx), or a folder or zip of CSV files")]
Planned = Annotated[Path, typer.Argument(help="an event workbook with a Plan sheet, as solve writes it")]
Item = Annotated[str, typer.Argument(help="the id of an item; LINE/CODE for a turn")]
Seed = Annotated[int, typer.Option(min=0, max=2**31 - 1, help="start of the random numbers")]
Force = Annotated[bool, typer.Option("--force", help="replace an existing file")]
AsJson = Annotated[bool, typer.Option("--json", help="print one JSON object and nothing else")]
