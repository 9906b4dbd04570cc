"""Calendars (iCalendar, RFC 5545) of a plan: the organiser's, the public's, and one for each delegation and so on."""

from planner.feeds.calendars.collection import calendars
from planner.feeds.calendars.entry import uid_of

__all__ = ["calendars", "uid_of"]
