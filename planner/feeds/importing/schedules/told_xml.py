"""Talks of a schedule in XML (frab, pretalx), read as it comes: no tree, no entities, no depth."""

from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from planner.feeds.importing.schedules.talk import MOST, NoSchedule, Talk, start_of, too_many

_DEEPEST = 30
_LONGEST = 1_000
"""Characters of what is read; descriptions are not."""


def xml_talks(content: bytes) -> list[Talk]:
    """Every talk; `NoSchedule` if the file is none, or tries to do harm."""
    reader = _Reader()
    parser = DefusedXMLParser(target=reader, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(content)
        parser.close()
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise NoSchedule("This is no schedule of a conference.") from None
    if not reader.is_schedule:
        raise NoSchedule("This is no schedule of a conference.")
    return reader.talks


class _Reader:
    """What the parser tells: elements as they begin and end, and the text between."""

    def __init__(self) -> None:
        self.talks: list[Talk] = []
        self.is_schedule = False
        self._path: list[str] = []
        self._day: dict[str, str] = {}
        self._room = ""
        self._event: dict[str, str] | None = None
        self._people: list[str] = []
        self._text: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.is_schedule = self.is_schedule or (not self._path and tag == "schedule")
        self._path.append(tag)
        if len(self._path) > _DEEPEST:
            raise NoSchedule("The file is nested deeper than any schedule of a conference.")
        self._text = []
        if self._event is not None:
            return
        if tag == "day":
            self._day = attributes
        elif tag == "room":
            self._room = attributes.get("name", "")
        elif tag == "event":
            self._event, self._people = {}, []

    def data(self, text: str) -> None:
        """Text, in pieces."""
        self._text.append(text[:_LONGEST])

    def end(self, tag: str) -> None:
        """An element ends."""
        self._path.pop()
        event = self._event
        if event is None:
            return
        text = "".join(self._text)[:_LONGEST].strip()
        if tag == "event":
            self._complete(event)
        elif tag in ("person", "speaker"):
            self._people.append(text)
        elif self._path[-1:] == ["event"]:
            event.setdefault(tag, text)
        self._text = []

    def close(self) -> None:
        """Nothing is left to do."""

    def _complete(self, event: dict[str, str]) -> None:
        if len(self.talks) >= MOST:
            raise too_many()
        self._event = None
        self.talks.append(
            Talk(
                place=f"event {len(self.talks) + 1}",
                title=event.get("title", ""),
                room=self._room or event.get("room", ""),
                start=start_of(event.get("date", ""), event.get("start", "")),
                end=event.get("end", ""),
                duration=event.get("duration"),
                day=self._day.get("date", ""),
                day_start=self._day.get("start", ""),
                people=tuple(dict.fromkeys(filter(None, self._people))),
                unnamed=self._people.count(""),
            )
        )
