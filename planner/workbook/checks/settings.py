"""What the settings of the Event and Policy sheets must agree on."""

from collections.abc import Iterator
from datetime import date

from planner.domain.plan import Problem
from planner.domain.vocabulary import PRECEDENCE_PRESETS, Severity
from planner.workbook.workbook import Workbook

LONGEST_EVENT = 366
"""Days. A longer one is a slip of the pen in a year."""


def check_settings(workbook: Workbook) -> Iterator[Problem]:
    """Dates, grid, order of ranks; that days end after they start is known before there is an event."""
    for sheet, name, value, sentence, cure in (
        *_days(workbook),
        *_grid(workbook),
        *_order(workbook),
    ):
        yield Problem(Severity.ERROR, sheet, workbook.locate(sheet, name, "value"), value, sentence, cure)


Finding = tuple[str, str, str, str, str]
"""Sheet, setting, value, sentence, cure."""


def _days(workbook: Workbook) -> Iterator[Finding]:
    first, last = workbook.event.settings.start_date, workbook.event.settings.end_date
    if date.min in (first, last) or date.max in (first, last):
        return
    if (last - first).days >= LONGEST_EVENT:
        sentence = f"The event lasts from {first} to {last}, longer than a year."
        yield "Event", "end_date", str(last), sentence, "Check the years."


def _grid(workbook: Workbook) -> Iterator[Finding]:
    step, grid = workbook.event.settings.time_step, workbook.event.policy.bilateral_start_grid
    if grid % step:
        sentence = f"bilateral_start_grid ({grid} minutes) is no multiple of time_step ({step} minutes)."
        if workbook.locate("Policy", "bilateral_start_grid", "value"):
            cure = f"Write a multiple of {step}, such as {max(step, grid - grid % step)}."
            yield "Policy", "bilateral_start_grid", str(grid), sentence, cure
        else:
            cure = f"Write a time_step that divides {grid}, or add the rule bilateral_start_grid to the Policy sheet."
            yield "Event", "time_step", str(step), sentence, cure


def _order(workbook: Workbook) -> Iterator[Finding]:
    settings = workbook.event.settings
    presets = [word for word in settings.precedence if word in PRECEDENCE_PRESETS]
    if presets and len(settings.precedence) > 1:
        sentence = f"precedence names the preset {presets[0]} together with other words."
        yield "Event", "precedence", "; ".join(settings.precedence), sentence, "Write the preset alone, or only ranks."
    for name, words in (("precedence", settings.precedence), ("tie_break", settings.tie_break)):
        twice = next((word for word in words if words.count(word) > 1), None)
        if twice is not None:
            yield "Event", name, "; ".join(words), f"{name} names {twice} twice.", "Name each once."
    letter = settings.alphabet_from
    if not (len(letter) == 1 and letter.isalpha()):
        yield "Event", "alphabet_from", letter, f"alphabet_from is {letter[:20]!r}.", "Write a single letter."
