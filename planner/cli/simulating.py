"""The command `simulate`: how a plan holds when people come late and items run over."""

from contextlib import nullcontext
from time import monotonic
from typing import Annotated

import typer
from rich.live import Live
from rich.table import Table
from rich.text import Text

from planner.cli.arguments import AsJson, Planned, Seed
from planner.cli.files import planned
from planner.cli.output import answering, aside, people, tell, tell_json
from planner.domain.wording import count, lasting

MOST_RUNS = 100_000
"""More would need gigabytes of memory and make no figure better that anybody acts on."""

SHOWN = 10
"""Items in the table; all of them are in the JSON."""


@answering
def simulate(
    plan: Planned,
    runs: Annotated[int, typer.Option(min=1, max=MOST_RUNS, help="how often the event is played through")] = 10_000,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """Say how a plan holds when people come late and items run over. The sheet Uncertainty says how often they do."""
    # Loaded here: only this command needs arrays.
    from planner.simulate import simulate as played_through

    workbook, rows = planned(plan)
    line = _Line()
    show = not as_json and aside.is_terminal
    with Live(line, console=aside, transient=True, refresh_per_second=4) if show else nullcontext():
        simulation = played_through(workbook.event, rows, runs=runs, seed=seed, on_progress=line.follow)
    if as_json:
        tell_json(simulation.as_dict())
        return
    if not simulation.items:
        tell("Nothing stands in the plan, so that nothing can come late.")
        return
    tell(
        f"{simulation.score:.0%} of all {count(len(simulation.items), 'item')} take place and start within 5 minutes "
        f"of their time, in the mean of {count(runs, 'run')} with seed {seed}."
    )
    if not workbook.event.uncertainties:
        tell("The sheet Uncertainty has no rows, so that the planner's own assumptions hold, which are not measured.")
    tell("Least likely on time:")
    table = Table("on time", "mean delay", "19 of 20 within", "planned", "item")
    for one in simulation.weakest[:SHOWN]:
        delays = (_delay(one.mean_delay, digits=1), _delay(one.p95_delay, digits=0))
        table.add_row(f"{one.on_time:.0%}", *delays, f"{one.start:%d %b %H:%M}", _plain(one.title))
    people.print(table)
    _tell_sentences("Links that break most:", [one.sentence for one in simulation.links])
    _tell_sentences("Where a buffer pays most:", [one.sentence for one in simulation.buffers])


def _delay(minutes: float, *, digits: int) -> str:
    """`4.5 min`, `1 h 5 min`."""
    return f"{minutes:.{digits}f} min" if minutes < 60 else lasting(round(minutes))


def _plain(text: str) -> str:
    return text.replace("[", r"\[")


def _tell_sentences(heading: str, sentences: list[str]) -> None:
    tell(heading)
    for number, sentence in enumerate(sentences, 1):
        tell(f"{number:>3}. {sentence}")
    if not sentences:
        tell("  none")


class _Line:
    """One line that says how many runs are done."""

    def __init__(self) -> None:
        self._began = monotonic()
        self._done = ""

    def follow(self, done: int, runs: int) -> None:
        self._done = f"{done:,} of {runs:,} runs, "

    def __rich__(self) -> Text:
        return Text(f"simulating: {self._done}{monotonic() - self._began:.0f} s")
