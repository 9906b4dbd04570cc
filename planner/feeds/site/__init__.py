"""The public programme as web pages that need no server, and the lobby displays.

One folder, opened from a stick or put on any web server. Nothing in it is loaded from elsewhere, and the pages forbid
it to themselves. They are for reading without scripts; scripts add the search and what is on now.
"""

from planner.feeds.site.build import site

__all__ = ["site"]
