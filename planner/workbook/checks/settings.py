"""What the Event and Policy sheets must agree on with each other."""

from collections.abc import Iterator

from planner.domain.plan import Problem
from planner.domain.vocabulary import Severity
from planner.workbook.workbook import Workbook


def check_settings(workbook: Workbook) -> Iterator[Problem]:
    """Bilaterals start on the grid of the event; the cure is for the sheet that says one of the two."""
    step, grid = workbook.event.settings.time_step, workbook.event.policy.bilateral_start_grid
    if grid % step:
        sentence = f"bilateral_start_grid ({grid} minutes) is no multiple of time_step ({step} minutes)."
        if workbook.locate("Policy", "bilateral_start_grid", "value"):
            cure = f"Write a multiple of {step}, such as {max(step, grid - grid % step)}."
            sheet, name, value = "Policy", "bilateral_start_grid", grid
        else:
            cure = f"Write a time_step that divides {grid}, or add the rule bilateral_start_grid to the Policy sheet."
            sheet, name, value = "Event", "time_step", step
        cell = workbook.locate(sheet, name, "value")
        yield Problem(Severity.ERROR, sheet, cell, str(value), sentence, cure)
