"""Views: who may see what of an event and its plan, for papers, calendars, pages and files alike.

`discretion` decides it, item by item. `cut` makes of an event and a plan the smaller ones that a view may see.
"""

from planner.views.cut import Seen, delegations, doors, organisers, publics
from planner.views.discretion import RESERVED, Discretion, View, host_contact, line_is_public, line_item

__all__ = [
    "RESERVED",
    "Discretion",
    "Seen",
    "View",
    "delegations",
    "doors",
    "host_contact",
    "line_is_public",
    "line_item",
    "organisers",
    "publics",
]
