"""Zones of the building: known by the rooms that lie in them, spelt as the first of these spells it."""

from planner.workbook.findings import Findings
from planner.workbook.format.parties import ROOMS, WALKING
from planner.workbook.grid import fold
from planner.workbook.reading.references import Tables


def spell_zones(tables: Tables, findings: Findings) -> None:
    """Gives every zone one spelling; a walk to a zone without rooms is mentioned, it has no effect."""
    spelt: dict[str, str] = {}
    for row in tables[ROOMS.name]:
        zone = row.text("zone")
        if zone:
            row.values["zone"] = spelt.setdefault(fold(zone), zone)
    for row in tables[WALKING.name]:
        for end in ("from", "to"):
            zone = row.text(end)
            if zone and fold(zone) not in spelt:
                hint = findings.suggestion(zone, spelt.values())
                sentence = f"No room lies in the zone {zone[:60]!r}, so that the walk has no effect."
                cure = f"{hint}Use a zone of the sheet Rooms."
                findings.warning(WALKING.name, row.cell(end), sentence, cure, value=zone)
            elif zone:
                row.values[end] = spelt[fold(zone)]
