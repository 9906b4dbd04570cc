"""Puts the pages together from templates."""

from base64 import b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from planner.domain.days import end_clock
from planner.domain.wording import day_name
from planner.feeds.names import file_names
from planner.feeds.occasions import Agenda, Occasion, in_order, on_each_day
from planner.feeds.views import public_view

_FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Display:
    """What one lobby display shows: its file, its heading, and the codes of its rooms."""

    file: str
    name: str
    rooms: tuple[str, ...]


def site(agenda: Agenda) -> dict[str, bytes]:
    """The files by their paths: the programme by day and by room, and a display for all rooms, each zone, each room."""
    shown = public_view(agenda)
    pages = _Pages(agenda, shown)
    scopes = _scopes(agenda, shown)
    files = {
        "index.html": pages.programme("By day", "index.html", pages.by_day()),
        "rooms.html": pages.programme("By room", "rooms.html", pages.by_room()),
        "displays.html": pages.displays(scopes),
    }
    return files | {scope.file: pages.lobby(scope) for scope in scopes}


def _scopes(agenda: Agenda, shown: Iterable[Occasion]) -> list[Display]:
    """All rooms with anything public, then those of each zone, then each."""
    used = {one.room for one in shown}
    rooms = [room for room in agenda.event.rooms if room.code in used]
    zones = list(dict.fromkeys(room.zone for room in rooms if room.zone))
    zone_files, room_files = file_names(zones), file_names(room.code for room in rooms)
    return [
        Display("lobby.html", "All rooms", tuple(room.code for room in rooms)),
        *(
            Display(f"lobby-zone-{zone_files[zone]}.html", zone, tuple(one.code for one in rooms if one.zone == zone))
            for zone in zones
        ),
        *(Display(f"lobby-room-{room_files[room.code]}.html", room.name, (room.code,)) for room in rooms),
    ]


@dataclass(frozen=True, slots=True)
class Card:
    """An occasion as a page shows it. `begins` and `ends` are milliseconds by which scripts know what is on now."""

    day: str
    start: str
    end: str
    begins: int
    ends: int
    title: str
    kind: str
    room: str
    zone: str
    hosts: str
    anchor: str

    @property
    def found_by(self) -> str:
        """What the search looks through, in small letters."""
        return " ".join((self.title, self.kind, self.room, self.zone, self.hosts, self.day)).casefold()


@dataclass(frozen=True, slots=True)
class PageSection:
    """A heading with its cards; `within` groups, such as the days of one room, each with a heading of its own."""

    name: str
    anchor: str
    groups: tuple[tuple[str, tuple[Card, ...]], ...]


class _Pages:
    """The pages of one programme."""

    def __init__(self, agenda: Agenda, shown: Sequence[Occasion]) -> None:
        self._agenda = agenda
        by_day = sorted(on_each_day(agenda.event, shown), key=in_order)
        self._cards = [(one, self._card(one, number)) for number, one in enumerate(by_day, 1)]
        self._templates = Environment(
            loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._templates.globals |= {"event": agenda.event, "saved": agenda.saved, "span": self._span()}

    def _span(self) -> str:
        """`25 – 26 October 2025`, as far as the two days have in common."""
        first, last = self._agenda.event.days[0], self._agenda.event.days[-1]
        if first == last:
            return f"{first.day} {first:%B %Y}"
        begin = f"{first.day}" if (first.year, first.month) == (last.year, last.month) else f"{first.day} {first:%B}"
        return f"{begin}{f' {first.year}' if first.year != last.year else ''} – {last.day} {last:%B %Y}"

    def _card(self, occasion: Occasion, number: int) -> Card:
        event = self._agenda.event
        room = event.room.get(occasion.room)
        return Card(
            day=day_name(occasion.start.date()),
            start=f"{occasion.start:%H:%M}",
            end=end_clock(occasion.start, occasion.end),
            begins=int(occasion.start.timestamp() * 1000),
            ends=int(occasion.end.timestamp() * 1000),
            title=occasion.title,
            kind=occasion.kind,
            room="" if room is None else room.name,
            zone="" if room is None else ", ".join(filter(None, (room.zone, room.storey))),
            hosts=", ".join(event.delegation[code].label for code in occasion.parties),
            anchor=f"item-{number}",
        )

    def by_day(self) -> list[PageSection]:
        days: dict[date, list[Card]] = {}
        for occasion, card in self._cards:
            days.setdefault(occasion.start.date(), []).append(card)
        return [PageSection(day_name(day), day.isoformat(), (("", tuple(cards)),)) for day, cards in days.items()]

    def by_room(self) -> list[PageSection]:
        """The rooms in their order, the days within."""
        sections = []
        for number, room in enumerate(self._agenda.event.rooms, 1):
            days: dict[str, list[Card]] = {}
            for occasion, card in self._cards:
                if occasion.room == room.code:
                    days.setdefault(card.day, []).append(card)
            if days:
                groups = tuple((day, tuple(cards)) for day, cards in days.items())
                sections.append(PageSection(room.name, f"room-{number}", groups))
        return sections

    def programme(self, view: str, file: str, sections: list[PageSection]) -> bytes:
        by_room = file == "rooms.html"
        return self._page("programme.html", "programme", view=view, file=file, sections=sections, by_room=by_room)

    def displays(self, scopes: list[Display]) -> bytes:
        return self._page("displays.html", "programme", file="displays.html", scopes=scopes)

    def lobby(self, scope: Display) -> bytes:
        """A display; without scripts it is the list of what takes place in its rooms."""
        event = self._agenda.event
        rooms = [{"name": event.room[code].name, "items": self._items(code)} for code in scope.rooms]
        data = {"zone": event.settings.timezone, "rooms": rooms}
        cards = [card for occasion, card in self._cards if occasion.room in scope.rooms]
        return self._page("lobby.html", "lobby", scope=scope, data=data, cards=cards)

    def _items(self, room: str) -> list[Mapping[str, object]]:
        return [
            {"title": card.title, "begins": card.begins, "ends": card.ends, "start": card.start, "end": card.end}
            for occasion, card in self._cards
            if occasion.room == room
        ]

    def _page(self, template: str, parts: str, **told: object) -> bytes:
        """The page with its style and script inside, and a policy that allows these two and no network."""
        style, script = (Markup((_FOLDER / f"{parts}.{kind}").read_text(encoding="utf-8")) for kind in ("css", "js"))
        policy = (
            f"default-src 'none'; style-src '{_fingerprint(style)}'; script-src '{_fingerprint(script)}'; "
            "base-uri 'none'; form-action 'none'"
        )
        inside = {"style": style, "script": script, "policy": Markup(policy)}
        page = self._templates.get_template(template).render(**inside, **told)
        return page.encode("utf-8", "replace")


def _fingerprint(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
