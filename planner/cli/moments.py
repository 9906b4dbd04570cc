"""Moments on the command line, spelt as in the workbook and on the event's clock."""

from datetime import datetime

from planner.cli.files import MISUSED, refusal
from planner.domain.event import Event
from planner.domain.vocabulary import Severity
from planner.workbook.kinds.moments import Moment
from planner.workbook.kinds.single import Margin, Misread


def moment_of(option: str, text: str, event: Event) -> datetime:
    """The moment that an option names; refused where it is none, or does not say the time of day."""

    def note(severity: Severity, sentence: str, cure: str) -> None:
        if severity == Severity.WARNING:
            raise refusal(option, sentence, cure, status=MISUSED)

    try:
        moment = Moment().read(text, Margin(event.zone, note))
    except Misread as misread:
        raise refusal(option, misread.sentence, misread.cure, status=MISUSED) from None
    if not isinstance(moment, datetime):
        raise refusal(option, "It names no moment.", "Write a date and time such as 2025-10-25 09:00.", status=MISUSED)
    return moment
