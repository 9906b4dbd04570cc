"""Why an entry of a calendar cannot be taken."""


class Unread(Exception):
    """The rest of a sentence that begins with the title of the entry: `it has no start`."""


class UnknownZone(Exception):
    """A time that is told in a zone nobody knows; the message is the name of the zone."""
