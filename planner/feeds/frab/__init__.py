"""The schedule formats of frab and pretalx, which conference apps, signage and streaming read: JSON and XML.

They hold the public view: the public programme, public side events and the lines as wholes. Bilaterals are never in it,
nor are persons.
"""

from planner.feeds.frab.as_json import schedule_json
from planner.feeds.frab.as_xml import schedule_xml

__all__ = ["schedule_json", "schedule_xml"]
