"""What is asked at the board, from the browser to the office, and what the board is to be told of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from planner.domain.clock import Span
from planner.domain.event import Event
from planner.domain.plan import Plan
from planner.domain.wording import item_name, opening
from planner.explain import suggest
from planner.moving import CannotMove, Clash, Move, Places, Settling, places_of
from planner.office import moving
from planner.office.desks import Desk
from planner.office.moving import How
from planner.ui.board.lanes import View

Json = Any
Sent = Mapping[str, Any]

SUGGESTED = 6
"""So many places are suggested at a time."""

NAMED = 12
"""So many changes and breaches are listed."""


@dataclass
class Asked:
    """What one browser has asked of the board of one event, and the last answer. `picked` is the item of which the
    places are coloured; `looked` is a move that was looked at and may be taken, on the state of that number.
    """

    event: str
    day: date | None = None
    view: View = View.ROOMS
    picked: str = ""
    answer: dict[str, Json] | None = None
    looked: Move | None = None
    looked_at: int = 0
    explain: str = ""
    """The item to be explained on a page of its own."""
    heard: int = 0
    """The number of the last command that was done."""

    def tell(self, sent: Sent, kind: str, sentence: str = "", **more: Json) -> None:
        self.answer = {"seq": sent.get("seq", 0), "kind": kind, "sentence": sentence, **more}

    def places(self, event: Event, plan: Plan, day: date) -> Places | None:
        """The places of the item that is picked up; None where nothing is."""
        known = self.picked in event.meeting or self.picked in event.entry
        return places_of(event, plan, self.picked, day) if known and day in event.days else None


def act(desk: Desk, asked: Asked, sent: Sent) -> None:
    """Does what the browser asks for, once, and keeps what it is to be told. The browser says its last command again
    with all that it sends.
    """
    does, number = _DOES.get(str(sent.get("do"))), int(sent.get("seq", 0))
    if does is None or number <= asked.heard:
        return
    asked.heard = number
    try:
        does(desk, asked, sent)
    except CannotMove as reason:
        asked.tell(sent, "cannot", str(reason))


# --- looking ---------------------------------------------------------------------------------------------------------


def _turn_to(desk: Desk, asked: Asked, sent: Sent) -> None:
    asked.day = date.fromisoformat(sent["day"])
    asked.tell(sent, "seen")


def _view(desk: Desk, asked: Asked, sent: Sent) -> None:
    asked.view = View(sent["view"])
    asked.tell(sent, "seen")


def _pick(desk: Desk, asked: Asked, sent: Sent) -> None:
    asked.picked = str(sent["item"])
    if sent.get("day"):
        asked.day = date.fromisoformat(sent["day"])
    asked.tell(sent, "seen")


def _suggest(desk: Desk, asked: Asked, sent: Sent) -> None:
    event, plan = _seen(desk)
    found = suggest(event, plan, _known(event, sent["item"]), SUGGESTED)
    options = [
        {
            "sentence": one.sentence,
            "day": event.local(one.row.span.start).date().isoformat(),
            "start": _minute(event, one.row.span.start),
            "room": one.row.room,
            "moves": len(one.moves),
        }
        for one in found.options
    ]
    asked.tell(sent, "options", item=found.item, options=options)


def _explain(desk: Desk, asked: Asked, sent: Sent) -> None:
    asked.explain = str(sent["item"])
    asked.answer = None


# --- moving ----------------------------------------------------------------------------------------------------------


def _place(desk: Desk, asked: Asked, sent: Sent) -> None:
    event, _ = _seen(desk)
    item = _known(event, sent["item"])
    start = _moment(event, sent["day"], sent["start"])
    act = partial(moving.place, desk, item, start, str(sent["room"]))
    _moved(desk, asked, sent, [item], act)


def _shift(desk: Desk, asked: Asked, sent: Sent) -> None:
    event, _ = _seen(desk)
    items = [_known(event, item) for item in sent["items"]]
    act = partial(moving.shift, desk, items, int(sent["minutes"]), dict(sent.get("rooms", {})))
    _moved(desk, asked, sent, items, act)


def _follow(desk: Desk, asked: Asked, sent: Sent) -> None:
    event, _ = _seen(desk)
    start = _moment(event, sent["day"], sent["start"])
    _moved(desk, asked, sent, [], partial(moving.shift_following, desk, sent["room"], start, int(sent["minutes"])))


def _swap(desk: Desk, asked: Asked, sent: Sent) -> None:
    event, _ = _seen(desk)
    one, other = (_known(event, item) for item in sent["items"])
    _moved(desk, asked, sent, [one, other], partial(moving.swap, desk, one, other))


def _swap_rooms(desk: Desk, asked: Asked, sent: Sent) -> None:
    event, _ = _seen(desk)
    stretch = Span.of(_moment(event, sent["day"], sent["start"]), _moment(event, sent["day"], sent["end"]))
    _moved(desk, asked, sent, [], partial(moving.swap_rooms, desk, sent["room"], sent["other"], stretch))


def _lengthen(desk: Desk, asked: Asked, sent: Sent) -> None:
    event, _ = _seen(desk)
    item = _known(event, sent["item"])
    _moved(desk, asked, sent, [item], partial(moving.lengthen, desk, item, int(sent["minutes"])))


def _unplace(desk: Desk, asked: Asked, sent: Sent) -> None:
    event, _ = _seen(desk)
    items = [_known(event, item) for item in sent["items"]]
    _refuse_stale(desk, sent, items)
    _told(desk, asked, sent, moving.unplace(desk, items))


def _lock(desk: Desk, asked: Asked, sent: Sent) -> None:
    _told(desk, asked, sent, moving.set_locks(desk, list(sent["items"]), lock=bool(sent["lock"])))


def _take(desk: Desk, asked: Asked, sent: Sent) -> None:
    """Takes what was looked at, where the event is still as it was then."""
    if asked.looked is None or asked.looked_at != desk.office.number_of(desk.key):
        raise CannotMove("The event has changed since this was looked at; ask once more.")
    found, asked.looked = asked.looked, None
    _told(desk, asked, sent, moving.take(desk, found))


def _undo(desk: Desk, asked: Asked, sent: Sent) -> None:
    _gone(desk, asked, sent, desk.undoes, desk.undo, "Undone: ", "Nothing of yours is left to undo.")


def _redo(desk: Desk, asked: Asked, sent: Sent) -> None:
    _gone(desk, asked, sent, desk.redoes, desk.redo, "Done again: ", "Nothing of yours is left to do again.")


def _gone(desk: Desk, asked: Asked, sent: Sent, step: str, act: Callable[[], None], done: str, nothing: str) -> None:
    act()
    if desk.refused is not None:
        asked.tell(sent, "others", desk.refused.reason.sentence)
    else:
        asked.tell(sent, "done" if step else "cannot", f"{done}{step}" if step else nothing)


_DOES: dict[str, Callable[[Desk, Asked, Sent], None]] = {
    "day": _turn_to,
    "view": _view,
    "pick": _pick,
    "suggest": _suggest,
    "explain": _explain,
    "place": _place,
    "shift": _shift,
    "follow": _follow,
    "swap": _swap,
    "swap-rooms": _swap_rooms,
    "lengthen": _lengthen,
    "unplace": _unplace,
    "lock": _lock,
    "take": _take,
    "undo": _undo,
    "redo": _redo,
}


def _moved(desk: Desk, asked: Asked, sent: Sent, items: list[str], act: Callable[[How], moving.Answer]) -> None:
    """Moves as it is to be settled; where it is only looked at, what would follow waits to be taken."""
    _refuse_stale(desk, sent, items)
    how = How(Settling(sent.get("settling", "ask")), bool(sent.get("lock", True)), bool(sent.get("look", False)))
    found = act(how)
    if how.look and isinstance(found, Move):
        asked.looked, asked.looked_at = found, desk.opened.number
        changes = [one.sentence for one in found.changes[:NAMED]]
        more = len(found.changes) - len(changes)
        asked.tell(sent, "ahead", found.sentence, changes=[*changes, *([f"And {more} more."] if more else [])])
    else:
        _told(desk, asked, sent, found)


def _told(desk: Desk, asked: Asked, sent: Sent, found: moving.Answer) -> None:
    event = desk.current.workbook.event if desk.current.workbook is not None else None
    if isinstance(found, Move):
        asked.tell(sent, "done", found.sentence, broken=bool(found.broken))
    elif isinstance(found, Clash):
        broken = [one.sentence for one in found.broken[:NAMED]]
        gives = [opening(item_name(event, item)) for item in found.gives_way] if event is not None else []
        again = {key: value for key, value in sent.items() if key not in ("seq", "number", "again")}
        asked.tell(sent, "clash", found.sentence, broken=broken, gives=gives, again=again)
    elif desk.refused is not None:
        asked.tell(sent, "others", desk.refused.reason.sentence)
    else:
        asked.tell(sent, "done", "There was nothing to change.")


# --- what is meant ---------------------------------------------------------------------------------------------------


def _seen(desk: Desk) -> tuple[Event, Plan]:
    workbook = desk.current.workbook
    if workbook is None or workbook.plan is None:
        raise CannotMove("There are errors in the tables: mend them first, the page Problems lists them.")
    return workbook.event, workbook.plan


def _known(event: Event, item: object) -> str:
    known = str(item)
    if known not in event.meeting and known not in event.entry:
        raise CannotMove(f"{opening(item_name(event, known))} is not there any more, or cannot be moved.")
    return known


def _refuse_stale(desk: Desk, sent: Sent, items: list[str]) -> None:
    """Whoever moves an item has seen where it is: not where somebody else has put it since."""
    number = int(sent.get("number", desk.opened.number))
    if number == desk.opened.number:
        return
    then = desk.office.at(desk.key, number).revision.workbook
    _, plan = _seen(desk)
    for item in items:
        before = None if then is None or then.plan is None else then.plan.by_item.get(item)
        now = plan.by_item.get(item)
        if (None if before is None else before.place) != (None if now is None else now.place):
            event = _seen(desk)[0]
            raise CannotMove(
                f"{opening(item_name(event, item))} was moved by somebody else just now; look where it is."
            )


def _moment(event: Event, day: str, minutes: float) -> datetime:
    """A minute of a day on the clock of the event."""
    midnight = event.at(date.fromisoformat(day), time.min)
    wall = datetime.combine(midnight.date(), time.min) + timedelta(minutes=float(minutes))
    return wall.replace(tzinfo=event.zone)


def _minute(event: Event, moment: datetime) -> float:
    local = event.local(moment)
    return local.hour * 60 + local.minute + local.second / 60
