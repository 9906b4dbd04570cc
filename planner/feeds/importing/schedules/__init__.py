"""Reading the schedules that conferences publish: JSON of frab and pretalx, that of the hubs (schedule v2), and XML."""

from planner.feeds.importing.schedules.talk import NoSchedule, Talk
from planner.feeds.importing.schedules.told_json import json_talks
from planner.feeds.importing.schedules.told_xml import xml_talks

__all__ = ["NoSchedule", "Talk", "talks_of"]


def talks_of(content: bytes) -> list[Talk]:
    """The talks of a schedule in any of the formats; `NoSchedule` if it is none."""
    start = content.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00")[:1]
    return xml_talks(content) if start == b"<" else json_talks(content)
