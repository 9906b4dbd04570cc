"""The command `diff`: what changed from one plan to another."""

from planner.cli.arguments import AsJson, Planned
from planner.cli.files import planned
from planner.cli.output import answering, tell, tell_json
from planner.diff import diff as difference
from planner.domain.wording import item_name


@answering
def diff(old: Planned, new: Planned, as_json: AsJson = False) -> None:
    """Say what changed from one plan to another. Lists what moved, was added or dropped, and for whom."""
    (past, before), (workbook, after) = planned(old), planned(new)
    differences = difference(before, after, workbook.event, past.event)
    if as_json:
        tell_json(differences.as_dict())
        return
    for change in differences.changes:
        tell(change.sentence)
    for code, changes in differences.by_delegation.items():
        named = (workbook if code in workbook.event.delegation else past).event
        items = dict.fromkeys(item_name(named, change.item) for change in changes)
        tell(f"{named.delegation[code].label}: {', '.join(items)}")
    tell(f"Changes: {len(differences.changes)}; delegations to inform: {len(differences.by_delegation)}.")
