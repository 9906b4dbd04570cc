"""The command `bench --suite`: everything in one run, with its report."""

import os
from collections.abc import Callable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import typer

from planner.bench.runs import FILES, Results
from planner.bench.suite import SEEDS, SUITES, suite_jobs
from planner.cli.bench.b2b import days_in
from planner.cli.bench.core import chosen, seed_numbers
from planner.cli.files import FAULTY, exists_already, must_be_folder, refusal, written
from planner.cli.output import progress, tell, tell_json

B2B_SECONDS = 60.0
"""For each instance."""


def run(
    suite: str,
    seeds: str | None,
    workers: int | None,
    data: Path | None,
    out: Path | None,
    *,
    force: bool,
    as_json: bool,
) -> None:
    """Runs a suite, prints its page or its JSON and writes its report."""
    (name,) = chosen("--suite", suite, SUITES)[:1]
    numbers = SEEDS[name] if seeds is None else seed_numbers(seeds)
    _must_be_ready(data, out, force=force)
    # Loaded here: only a benchmark needs all the solvers.
    from planner.bench.report import page, setting_of, suite_dict, write
    from planner.bench.runner import run_all

    setting = setting_of(name, numbers, workers or os.cpu_count() or 1)
    results = run_all(suite_jobs(name, numbers), setting.workers, progress)
    if data is not None and results.complete:
        results = with_breaks(results, data, progress)
    if as_json:
        tell_json(suite_dict(results, setting))
    else:
        tell(page(results, setting))
    if out is not None and results.runs:
        written(out, lambda: write(results, setting, out))
        progress(f"Written to {out}: {', '.join(FILES)}.")
    if not results.complete:
        raise typer.Exit(FAULTY)


def _must_be_ready(data: Path | None, out: Path | None, *, force: bool) -> None:
    """Refuses early what would be refused after an hour."""
    if data is not None:
        days_in(data)
    if out is None:
        return
    if find_spec("vl_convert") is None:
        cure = "Install it: pip install vl-convert-python; or leave out --output."
        raise refusal("--output", "The picture needs the package vl-convert-python, which is not installed.", cure)
    must_be_folder(out)
    for file in FILES:
        if (out / file).exists() and not force:
            raise exists_already(out / file)


def with_breaks(results: Results, data: Path, tell_progress: Callable[[str], None]) -> Results:
    """The results with those of the B2B instances."""
    from planner.bench.b2b.run import run_folder

    try:
        return replace(results, breaks=tuple(run_folder(data, B2B_SECONDS, tell_progress)))
    except KeyboardInterrupt:
        return replace(results, complete=False)
