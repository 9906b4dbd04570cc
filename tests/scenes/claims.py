"""What the sentences of a verdict claim, read back from the words and held against a plain day.

A sentence that cannot be read counts as false, so that a new kind of sentence has to be taught here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from planner.domain.plan import Plan
from planner.domain.wording import delegation_name, item_name, lasting, person_name, room_name
from planner.explain.records import Blocked, Why
from tests.scenes.plain_days import Duty, PlainDay, Way

CLOCK = r"\d\d:\d\d"
HOURS = rf"{CLOCK}–{CLOCK}"
DAY = r"\w+day \d+ \w+"
LASTING = r"(?:\d[\d.]* minutes?|\d+ hours?|\d+ h \d[\d.]* min)"
OWN = frozenset(("event-hours", "start-grid", "time-window", "after-item", "crew-complete", "must-room"))
"""The rules on the meeting itself, whoever attends."""
WITHIN = r" in the window of the meeting| at the times that the meeting may have|"
NAMED = 3
HOW = (
    r" on a day on which another bilateral is allowed"
    r"| with the minutes that are needed between duties(?: to be in .+?, where it must be)?"
    rf"| from a start on its grid of {LASTING}|"
)


@dataclass(frozen=True)  # not slotted: what is looked up often is worked out once
class Claims:
    """The claims of one verdict on a meeting that does not stand."""

    day: PlainDay
    why: Why

    def false(self) -> Iterator[str]:
        """Every sentence or number that is not true, with what is wrong."""
        yield from self._counts()
        for one in self.why.blocked:
            yield from self._clauses(one.sentence)
        yield from self._clauses(self.why.verdict)
        yield from self._verdict()
        yield from self._proof()

    # --- numbers -------------------------------------------------------------------------------------------------

    @cached_property
    def _ways(self) -> list[tuple[Way, frozenset[tuple[str, str]]]]:
        return [(way, frozenset(self.day.closed_by(way))) for way in self.day.ways()]

    def _counts(self) -> Iterator[str]:
        """Rule, subject and number of candidates of everything that is said to block."""
        plain = Counter(cause for _, causes in self._ways for cause in causes)
        said = {(one.rule, one.subject): one.candidates for one in self.why.blocked}
        yield from (
            f"{one}: {said.get(one)} said, {plain[one]} counted"
            for one in {*plain, *said}
            if said.get(one) != plain[one]
        )
        for one in self.why.blocked:
            if not self._names(one):
                yield f"{one.subject} is not named: {one.sentence}"

    def _names(self, one: Blocked) -> bool:
        of = self.day.event
        named = {
            **{person.id: person_name(of, person.id) for person in of.people},
            **{room.code: room.name for room in of.rooms},
            **{who.id: who.name for who in of.interpreters},
            self.day.meeting.id: f"'{self.day.meeting.title}'",
        }
        if ";" in one.subject:
            both = " and ".join(delegation_name(of, code) for code in one.subject.split("; "))
            return one.sentence.startswith(both)
        return one.sentence.casefold().startswith(named[one.subject].casefold())

    # --- what is quoted ------------------------------------------------------------------------------------------

    @cached_property
    def _everything(self) -> tuple[Duty, ...]:
        """All that anybody or any room has, by name."""
        of, found = self.day.event, []
        for room in of.rooms:
            found += self.day.held(room.code)
        for person in of.people:
            found += self.day.duties(person.id)
        for one in of.programme:
            found.append(Duty(one.id, one.title, one.start, one.end, ""))
        for row in self.day.standing:
            if row.start and row.end:
                found.append(Duty(row.item, row.title, row.start, row.end, ""))
        return tuple(found)

    @cached_property
    def _quoted(self) -> frozenset[str]:
        """`'Lunch' 12:00–13:00`, of everything that stands."""
        margin = timedelta(minutes=1)
        found = set()
        for one in self._everything:
            first, last = one.start - timedelta(minutes=one.before), one.end + timedelta(minutes=one.after)
            up = last if last.second == 0 else last.replace(second=0) + margin
            found.add(f"{item_name(self.day.event, one.item)} {first:%H:%M}–{up:%H:%M}")
        return frozenset(found)

    def _clauses(self, said: str) -> Iterator[str]:
        """What is said to stand stands so; what is said of presence, hours and needs is so."""
        quoted = r"((?:the turn of [^';]+? in )?'[^']+') "
        for name, span in re.findall(rf"{quoted}({HOURS})", said):
            if f"{name} {span}" not in self._quoted:
                yield f"{name} does not stand {span}: {said}"
        for needs, name, clock in re.findall(rf"needs ({LASTING}) before {quoted}at ({CLOCK})", said):
            yield from self._needs(said, needs, name, clock, before=True)
        for needs, name, clock in re.findall(rf"needs ({LASTING}) after {quoted[:-1]}, which ends at ({CLOCK})", said):
            yield from self._needs(said, needs, name, clock, before=False)

    def _needs(self, said: str, needs: str, name: str, clock: str, *, before: bool) -> Iterator[str]:
        """That so many minutes are needed beside an item at that time by somebody or in some room."""
        lengths = set()
        for one in self._everything:
            begins, ends = one.start - timedelta(minutes=one.before), one.end + timedelta(minutes=one.after)
            ends = ends if ends.second == 0 else ends.replace(second=0) + timedelta(minutes=1)
            if item_name(self.day.event, one.item) == name and f"{begins if before else ends:%H:%M}" == clock:
                lengths |= {lasting(minutes) for minutes in self._minutes_beside(one, before=before)}
        if needs not in lengths:
            yield f"{needs} beside {name} at {clock} are not needed, {sorted(lengths)} are: {said}"

    def _minutes_beside(self, duty: Duty, *, before: bool) -> set[float]:
        own = {self.day.zone(room) for room in self.day.rooms}
        rests = {float(self.day.rest(room)) for room in self.day.rooms if room}
        gaps = set()
        for zone in own:
            walk = self.day.walk(zone, duty.zone) if before else self.day.walk(duty.zone, zone)
            margin = duty.before if before else duty.after
            gaps.add(float(max(walk, margin) - margin if duty.turn else max(walk, self.day.event.policy.person_gap)))
        return gaps | rests

    # --- the verdict ---------------------------------------------------------------------------------------------

    @cached_property
    def _allowed(self) -> list[Way]:
        """The ways that the meeting itself leaves open."""
        return [way for way, causes in self._left_ways if not OWN & {rule for rule, _ in causes}]

    def _verdict(self) -> Iterator[str]:
        said = self.why.verdict.removeprefix("Not placed: ")
        for pattern, check in self._kinds:
            found = re.fullmatch(pattern, said)
            if found is not None:
                yield from (f"{wrong}: {self.why.verdict}" for wrong in check(found))
                return
        yield f"cannot be read: {self.why.verdict}"

    @property
    def _kinds(self) -> tuple[tuple[str, Callable[[re.Match[str]], Iterator[str]]], ...]:
        lasts = re.escape(lasting(self.basis.meeting.minutes))
        return (
            (rf"(?P<who>.+?) is never free for {lasts}(?P<within>{WITHIN})(?P<how>{HOW})\. (?P<rest>.+)", self._never),
            (rf"those who must attend are never free together(?P<within>{WITHIN}): (?P<rest>.+)\.", self._separately),
            (r"no room fits\. (?P<rest>.+)", self._no_room),
            (
                rf"whenever (?P<who>those who must attend|a room that fits|those who must attend and a room that fits"
                rf"|[^,]+ and those who interpret) "
                rf"(?:is|are) free(?P<within>{WITHIN}), (?P<rest>.+)\.",
                self._whenever,
            ),
            (
                rf"(?P<who>.+?) (?:is free|are free|are free together) only (?P<times>{HOURS}.+?)(?P<within>{WITHIN}), "
                r"when (?P<rest>.+)\.",
                self._only,
            ),
            (r"Not placed, though nothing is in the way (?P<rest>.+)", self._nothing),
            (r"(?P<rest>.+)\.", self._never_allowed),
        )

    def _never(self, found: re.Match[str]) -> Iterator[str]:
        """Whoever is said never to be free never is: at no minute, unless the sentence says which."""
        lasts = timedelta(minutes=self.basis.meeting.minutes)
        (person,) = [one.id for one in self.basis.event.people if person_name(self.basis.event, one.id) == found["who"]]
        on_grid, between = "on its grid" in found["how"], "between duties" in found["how"]
        for start in self.basis.starts if on_grid or between or "allowed" in found["how"] else self.basis.minutes:
            way = Way(start, start + lasts, (person,), "", ())
            if not self._in_bounds(way, found["within"]) or (
                "allowed" in found["how"] and self.basis.capped(person, start)
            ):
                continue
            zones = {self.basis.zone(room): room for room in self.basis.rooms}
            free = self.basis.idle(person, start, start + lasts)
            if between or "allowed" in found["how"]:
                there = (self.basis.meeting.room,) if "where it must be" in found["how"] else zones.values()
                free = any(self._free(person, start, room) for room in there)
            if free:
                yield f"{person} is free at {start:%d %H:%M}"
                return
        if "instead" not in found["rest"] and any(
            len(role) > 1 and role[0] == person for role in self.basis.meeting.roles
        ):
            yield "others may attend instead, and nothing is said of them"

    def _in_bounds(self, way: Way, within: str) -> bool:
        """Whether the meeting may be then, by its window; by its order and times given where these are meant."""
        rules = {"time-window", "event-hours"} | ({"after-item", "start-grid"} if "may have" in within else set())
        return not rules & self._acting(self.basis.own(way))

    def _free(self, person: str, start: datetime, room: str) -> bool:
        way = Way(start, start + timedelta(minutes=self.basis.meeting.minutes), (person,), room, ())
        return not self._acting(self.basis.person(person, way))

    def _free_starts(self, role: tuple[str, ...]) -> set[datetime]:
        return {way.start for way in self._allowed if any(self._free(person, way.start, way.room) for person in role)}

    def _separately(self, found: re.Match[str]) -> Iterator[str]:
        """Each is free when it is said, and they are at no time together."""
        expected = []
        for role in self.basis.meeting.roles:
            instead = " or who may attend instead" if len(role) > 1 else ""
            expected.append(
                f"{person_name(self.basis.event, role[0])}{instead} only {self._times(self._free_starts(role))}"
            )
        for one in expected if len(expected) <= NAMED else ():
            day = re.findall(f" on {DAY}", one)
            # The day is said once of those that follow each other on one day, and speak of no other.
            alone = re.escape(one.removesuffix(day[0] if len(day) == 1 else ""))
            once = rf"{alone}, (?:(?! on {DAY}).)*{day[0]}"
            if one not in found["rest"] and not re.search(once, found["rest"]):
                yield f"it is so that {one}"
        if any(self._attended(way) for way in self._allowed):
            yield "they are free together"

    def _attended(self, way: Way) -> bool:
        return all(self._free(person, way.start, way.room) for person in way.people)

    def _times(self, starts: set[datetime]) -> str:
        """The stretches of time from these starts, in words."""
        lasts, spans = timedelta(minutes=self.basis.meeting.minutes), list[list[datetime]]()
        for start in sorted(starts):
            if spans and start <= spans[-1][1]:
                spans[-1][1] = start + lasts
            else:
                spans.append([start, start + lasts])
        by_day: dict[str, list[str]] = {}
        for start, end in spans[:4]:
            by_day.setdefault(f"{start:%A} {start.day} {start:%B}", []).append(f"{start:%H:%M}–{end:%H:%M}")
        days = [f"{', '.join(clocks)} on {day}" for day, clocks in by_day.items()]
        rest = len(spans) - 4
        return " and ".join([*days, *([f"at {rest} further time{'s' if rest > 1 else ''}"] if rest > 0 else [])])

    # --- rooms, interpreters, pairs at what is left --------------------------------------------------------------

    def _no_room(self, found: re.Match[str]) -> Iterator[str]:
        yield from (f"{room} fits" for room in self.basis.rooms if room and self.basis.fits(room))

    def _left(self, *, housed: bool, bridged: bool = False) -> list[Way]:
        """The ways that the meeting and its people leave open, and the room where that is asked for too."""
        left = [way for way in self._allowed if self._attended(way)]
        left = [way for way in left if not housed or not self._acting(self.basis.room(way))]
        if not bridged:
            return left
        return [way for way in left if not any(self._acting(self.basis.interpreter(one, way)) for one in way.crew)]

    def _whenever(self, found: re.Match[str]) -> Iterator[str]:
        yield from self._nothing_left(
            found, self._left(housed="a room" in found["who"], bridged="interpret" in found["who"])
        )

    def _only(self, found: re.Match[str]) -> Iterator[str]:
        left = self._left(housed="a room" in found["who"], bridged="interpret" in found["who"])
        times = self._times({way.start for way in left})
        if found["times"] != times:
            yield f"it is {times}"
        yield from self._nothing_left(found, left)

    def _nothing_left(self, found: re.Match[str], left: list[Way]) -> Iterator[str]:
        """What is said to be in the way then closes all that is left."""
        said = found["rest"]
        if "interpret" in said.partition(":")[0]:
            yield from self._all_closed(left, lambda way: any([*self.basis.interpreter(one, way)] for one in way.crew))
        elif "kept apart" in said:
            yield from self._all_closed(left, lambda way: any(self.basis.apart(way)))
        else:
            yield from self._rooms(said, left)

    def _all_closed(self, left: list[Way], closed: Callable[[Way], bool]) -> Iterator[str]:
        yield from (f"not at {way.start:%d %H:%M} in {way.room or 'no room'}" for way in left[:] if not closed(way))

    def _rooms(self, said: str, left: list[Way]) -> Iterator[str]:
        """The number of rooms that fit, and that each is taken, or has what is said, whenever people are free."""
        fitting = {way.room for way in self._allowed if self.basis.fits(way.room)}
        number = len(fitting)
        names = ("both", "neither of the two") if number == 2 else (f"all {number}", f"none of the {number}")
        head = re.match(r"(both|all \d+|neither of the two|none of the \d+) rooms that fit (are taken|is free)", said)
        if head is not None and head[1] not in names:
            yield f"{number} rooms fit"
        if head is None and number != 1:
            yield f"{number} rooms fit, and one is named"
        starts = {way.start for way in left}
        if " taken: " in said:
            yield from self._taken(fitting, starts)
        yield from self._all_closed([way for way in left if way.room in fitting], lambda way: any(self.basis.room(way)))
        yield from self._room_clauses(said, fitting, starts)

    def _taken(self, fitting: set[str], starts: set[datetime]) -> Iterator[str]:
        lasts = timedelta(minutes=self.basis.meeting.minutes)
        for room in fitting:
            for start in starts:
                if not any(one.start < start + lasts and start < one.end for one in self.basis.held(room)):
                    yield f"nothing stands in {room} at {start:%d %H:%M}"

    def _room_clauses(self, said: str, fitting: set[str], starts: set[datetime]) -> Iterator[str]:
        """What is said of one room is so of that room."""
        parts = re.split(
            r"; (?=(?:" + "|".join(re.escape(room_name(self.basis.event, one)) for one in fitting) + r")\b)", said
        )
        for room in fitting:
            name = room_name(self.basis.event, room)
            for part in parts:
                body = re.sub(r"^(?:both|all \d+|neither of the two|none of the \d+) rooms[^:]*: ", "", part)
                if body.startswith(f"{name} ") or body.startswith(f"{name},"):
                    yield from self._of_room(body, room, starts)

    def _of_room(self, said: str, room: str, starts: set[datetime]) -> Iterator[str]:
        lasts = timedelta(minutes=self.basis.meeting.minutes)
        own = {
            f"{item_name(self.basis.event, one.item)} {one.start:%H:%M}–{one.end:%H:%M}": one
            for one in self.basis.held(room)
        }
        for quoted in re.findall(rf"'[^']+' {HOURS}", said):
            one = own.get(quoted)
            if one is None:
                yield f"{quoted} is not in {room}"
            elif not any(start < one.end and one.start < start + lasts for start in starts):
                yield f"{quoted} is not in the way"
        hours = {
            f"{opens:%H:%M}–{closes:%H:%M}"
            for opens, closes in (self.basis.open_hours(room, start) for start in self.basis.starts)
        }
        yield from (
            f"{room} is not open {one}" for one in re.findall(rf"is open only ({HOURS})", said) if one not in hours
        )
        away = {f"{one.from_:%H:%M}–{one.to:%H:%M}" for one in self.basis.event.absences if one.who == room}
        yield from (
            f"{room} is not closed {one}" for one in re.findall(rf"is closed ({HOURS})", said) if one not in away
        )
        rest = lasting(self.basis.rest(room))
        yield from (f"{room} rests {rest}" for one in re.findall(rf"needs ({LASTING}) between", said) if one != rest)

    # --- what no time is left by ---------------------------------------------------------------------------------

    def _never_allowed(self, found: re.Match[str]) -> Iterator[str]:
        """What of its own, of its languages or of the pairs kept apart leaves it no time at all."""
        said = f"{found['rest']}."
        if " only room that fits" in said or "where it must be" in said or " rooms that fit " in said:
            yield from self._rooms(found["rest"], [way for way in self._allowed if self._attended(way)])
        elif "are kept apart" in said:
            yield from self._all_closed(self._left(housed=False), lambda way: any(self.basis.apart(way)))
        elif " is free to interpret " in said or " not free together" in said:
            yield from self._all_closed(
                self._left(housed=True), lambda way: any([*self.basis.interpreter(one, way)] for one in way.crew)
            )
        elif " does not fit: " in said:
            yield from (f"{self.basis.meeting.room} fits" for one in [self.basis.meeting.room] if self.basis.fits(one))
        else:
            known = [one.sentence for one in self.why.blocked]
            told = [one for one in known if one in said]
            if "".join(said.split()) != "".join("".join(one.split()) for one in sorted(told, key=said.find)):
                yield "not a sentence of what blocks"
            if self._allowed:
                yield f"it may be held at {self._allowed[0].start:%d %H:%M}"

    def _nothing(self, _: re.Match[str]) -> Iterator[str]:
        if all(causes for _, causes in self._left_ways):
            yield "something is"

    # --- what is proven ------------------------------------------------------------------------------------------

    @cached_property
    def basis(self) -> PlainDay:
        """What the verdict is on: the plan, or where no plan has a place for it what of it no plan can change."""
        return self.day if self.why.proof is None else self._alone({*self.why.proof})

    @cached_property
    def _left_ways(self) -> list[tuple[Way, frozenset[tuple[str, str]]]]:
        """The ways on this basis, with what then closes them."""
        found = ((way, self.basis.closed_by(way)) for way in self.basis.ways())
        return [(way, frozenset(one for one in causes if self._acts(one[0]))) for way, causes in found]

    def _acts(self, rule: str) -> bool:
        return self.why.proof is None or rule in self.why.proof or rule in ("event-hours", "room-fits")

    def _acting(self, rules: Iterable[str]) -> set[str]:
        return {rule for rule in rules if self._acts(rule)}

    def _alone(self, rules: set[str], *, at_any_hour: bool = False) -> PlainDay:
        """The meeting beside nothing but what these rules say must stay."""
        of, meeting = self.day.event, self.day.meeting
        kept = tuple(row for row in self.day.plan.rows if row.fixed and row.item != meeting.id)
        event = of if "programme-stands" in rules else replace(of, programme=())
        plan = Plan(kept if "locked-kept" in rules else ())
        movable = {*of.meeting, *of.entry} - {row.item for row in plan.rows}
        if meeting.after in movable | ({*of.programme_item} - {*event.programme_item}):
            meeting = replace(meeting, after="")
        return PlainDay(event, plan, meeting, at_any_hour)

    def _closed(self, rules: set[str]) -> bool:
        day = self._alone(rules, at_any_hour=True)
        return all(rules & {rule for rule, _ in day.closed_by(way)} for way in day.ways())

    def _proof(self) -> Iterator[str]:
        """The rules leave no way at any hour, and each of them is needed."""
        if self.why.proof is None:
            return
        rules = {*self.why.proof}
        if not self._closed(rules):
            yield f"{self.why.proof} leave a way open"
        yield from (f"{self.why.proof} is closed without {one}" for one in rules if self._closed(rules - {one}))
