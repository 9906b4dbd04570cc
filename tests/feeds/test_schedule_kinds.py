"""Schedules as conferences publish them: the right length, nobody dropped without a word, and nothing that hangs."""

import json
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.event import Event
from planner.domain.records import Person
from planner.feeds.importing import Addition, sessions
from tests.scenes.builders import delegation, event, person, room

EVENT = event(
    delegation("FRA"),
    delegation("KEN"),
    replace(person("FRA-1"), name="Anne Martin"),
    replace(person("KEN-1"), name="Jane Mwangi"),
    replace(room("R1"), name="Main Hall"),
)
TALK = {"title": "Rivers", "date": "2025-10-25T10:00:00+07:00", "duration": "01:00", "persons": ["Anne Martin"]}


def told(addition: Addition) -> list[str]:
    """`R1 25 10:00-11:00`, in order of the file."""
    shown = []
    for row in addition.rows:
        start, end = row.cells["from"], row.cells["to"]
        assert isinstance(start, datetime)
        assert isinstance(end, datetime)
        shown.append(f"{row.cells['who']} {start:%d %H:%M}-{end:%d %H:%M}")
    return shown


def said(addition: Addition) -> str:
    return "\n".join(f"{one.severity} {one.cell} {one.sentence} {one.cure}" for one in addition.problems)


def frab(*talks: object, **day: object) -> Addition:
    days = [{"date": "2025-10-25", "rooms": {"Main Hall": list(talks)}, **day}]
    return sessions(EVENT, "s.json", json.dumps({"schedule": {"conference": {"days": days}}}).encode())


def talk(**other: object) -> dict[str, object]:
    return {**TALK, **other}


@pytest.mark.parametrize(
    ("length", "end"),
    [
        ("01:00", "25 11:00"),
        ("1:30", "25 11:30"),
        ("1:00:00", "26 10:00"),
        ("1:02:30", "26 12:30"),
        ("0:45:00", "25 10:45"),
        ("PT1H30M", "25 11:30"),
        ("45", "25 10:45"),
        (45, "25 10:45"),
    ],
)
def test_length_is_right(length: object, end: str) -> None:
    assert told(frab(talk(duration=length))) == [f"R1 25 10:00-{end}", f"FRA-1 25 10:00-{end}"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"duration": "long"}, "its length 'long' cannot be read"),
        ({"duration": None}, "it has no length"),
        ({"duration": "00:00"}, "it takes no time"),
        ({"duration": "999999999:00"}, "cannot be read"),
        ({"duration": "99999:00"}, "none of a session"),
        ({"duration": [[[]]]}, "it has no length"),
        ({"duration": "1:75"}, "its length '1:75' cannot be read"),
        ({"duration": "1:30:99"}, "its length '1:30:99' cannot be read"),
        ({"duration": 1.5}, "it has no length"),
        ({"date": "2025-10-25"}, "its date '2025-10-25' has no time of day"),
        ({"date": "2025-10-25", "start": "25:00"}, "its date '2025-10-25T25:00' cannot be read"),
        ({"date": "soon"}, "its date 'soon' cannot be read"),
        ({"date": "9999-12-31T23:59:59-14:00"}, "none of our time"),
        ({"date": None}, "it has no date"),
    ],
)
def test_session_that_cannot_be_read_is_named_and_all_others_are_taken(change: dict[str, object], reason: str) -> None:
    found = frab(talk(), {**TALK, **change, "title": "Audience"}, talk(date="2025-10-25T12:00:00"))

    assert "warning days[0].rooms['Main Hall'][1] 'Audience' is left out: " in said(found)
    assert reason in said(found)
    assert told(found)[:2] == ["R1 25 10:00-25 11:00", "R1 25 12:00-25 13:00"]


@pytest.mark.parametrize(
    "people",
    [
        ["Anne Martin"],
        [{"full_public_name": "Anne Martin"}],
        [{"public_name": "anne  martin"}],
        [{"name": "Anne Martin"}],
        [{"code": "ABC", "display_name": "Anne Martin"}],
        [{"name": None, "full_public_name": "Anne Martin"}],
        {"name": "Anne Martin"},
        "Anne Martin",
        "Anne Martin; Nobody",
    ],
)
def test_person_is_known_however_named(people: object) -> None:
    assert "FRA-1 25 10:00-25 11:00" in told(frab(talk(persons=people)))


@pytest.mark.parametrize("people", [[{"id": 1}], [None], [[["x"]]], [7.5, {}], [{"name": {"a": []}}]])
def test_nobody_is_dropped_without_a_word(people: object) -> None:
    found = said(frab(talk(persons=people)))

    assert "no name that can be read" in found or "7.5" in found
    assert "'Rivers'" in found


def named(id: str, name: str) -> Person:
    return replace(person(id), name=name)


def of_speaker(of: Event, name: str) -> Addition:
    """What is taken of a session by this speaker in a room that the event does not have."""
    days = [{"date": "2025-10-25", "rooms": {"Elsewhere": [talk(persons=[name])]}}]
    return sessions(of, "s.json", json.dumps({"schedule": {"conference": {"days": days}}}).encode())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
        ("Nguyễn Thị Ánh", "NGUYEN THI ANH"),
        ("Nguyễn Thị Ánh", "Ánh,  Nguyễn Thị"),
        ("Nguyễn Thị Ánh", "Anh Nguyen Thi"),
        ("Đặng Łukasz", "Lukasz Dang"),
        ("Zoë Müller", "Muller, Zoe"),
        ("Zoe Muller", "Müller, Zoë"),
    ],
)
def test_speaker_is_known_by_case_accents_and_order_alike(name: str, said: str) -> None:
    of = event(delegation("FRA"), delegation("JPN"), named("FRA-1", name), named("JPN-1", "Kenji Sato"))

    found = of_speaker(of, said)

    assert [row.cells["who"] for row in found.rows] == ["FRA-1"]
    assert not any("nobody of the event" in problem.sentence for problem in found.problems)


def test_speaker_who_may_be_two_people_is_asked_about_unless_one_is_written_so() -> None:
    of = event(delegation("FRA"), named("FRA-1", "Anne Marie"), named("FRA-2", "Marie Anne"))

    told_apart, either = of_speaker(of, "marie anne"), of_speaker(of, "Anne, Marie")

    assert [row.cells["who"] for row in told_apart.rows] == ["FRA-2"]
    assert not either.rows
    assert any("is the name of 2 people: FRA-1, FRA-2" in one.sentence for one in either.problems)


def test_unknown_speakers_are_named() -> None:
    assert "1 speaker is nobody of the event" in said(frab(talk(persons=["Ann"])))
    assert "give that person the same name: Ann." in said(frab(talk(persons=["Ann"])))


@pytest.mark.parametrize("start", ["10:00", "10:00:00", "2025-10-25T10:00:00+07:00", "2025-10-25T03:00:00Z"])
def test_day_and_time_that_are_told_apart_belong_together(start: str) -> None:
    found = frab(talk(date="2025-10-25", start=start))

    assert told(found) == ["R1 25 10:00-25 11:00", "FRA-1 25 10:00-25 11:00"]


def test_time_without_a_date_is_one_of_its_day() -> None:
    bare = {"title": "Late", "start": "10:00", "duration": "01:00"}

    assert told(frab(bare)) == ["R1 25 10:00-25 11:00"]
    night = {**bare, "start": "01:00"}
    assert told(frab(night, day_start="2025-10-25T04:00:00+07:00")) == ["R1 26 01:00-26 02:00"]


HUB = {
    "schedule": {
        "conference": {"days": [{"date": "2025-10-25"}], "rooms": [{"name": "Main Hall", "guid": "g"}]},
        "events": [
            {
                "title": "Rivers",
                "start": "2025-10-25T10:00:00+07:00",
                "end": "2025-10-25T11:30:00+07:00",
                "room": {"name": "Main Hall", "guid": "g"},
                "participants": [{"guid": "x", "name": "Anne Martin", "role": "speaker"}],
            }
        ],
    }
}
WIDGET = {
    "rooms": [{"id": 7, "name": {"en": "Main Hall"}}],
    "speakers": [{"code": "ABC", "name": "Anne Martin"}],
    "talks": [
        {"title": {"en": "Rivers"}, "start": "2025-10-25T03:00:00Z", "duration": 90, "room": 7, "speakers": ["ABC"]}
    ],
}


@pytest.mark.parametrize("schedule", [HUB, WIDGET])
def test_other_schedules_in_json_are_read(schedule: object) -> None:
    found = sessions(EVENT, "s.json", json.dumps(schedule).encode())

    assert told(found) == ["R1 25 10:00-25 11:30", "FRA-1 25 10:00-25 11:30"]


XML = (
    '<schedule><conference><title>x</title></conference><day index="1" date="2025-10-25"><room name="Main Hall">'
    "<event><room>Main Hall</room><title>Rivers</title><date>2025-10-25T10:00:00+07:00</date><start>10:00</start>"
    '<duration>01:00</duration><persons><person id="1">Anne Martin</person></persons></event>{}</room></day></schedule>'
)


def test_schedule_in_xml_is_read() -> None:
    found = sessions(EVENT, "s.xml", XML.format("<event><title>Odd</title><duration>x</duration></event>").encode())

    assert told(found) == ["R1 25 10:00-25 11:00", "FRA-1 25 10:00-25 11:00"]
    assert "warning event 2 'Odd' is left out: it has no date." in said(found)


BOMB = '<!DOCTYPE b [<!ENTITY a "ha"><!ENTITY c "&a;&a;&a;&a;">]><schedule><title>&c;</title></schedule>'
OUTSIDE = '<!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule><title>&a;</title></schedule>'


@pytest.mark.parametrize(
    "content", [BOMB, OUTSIDE, "<a>" * 100_000, "<schedule>" * 1_000, "<schedule", "<html></html>", XML[:200], "<\x00>"]
)
def test_harmful_or_broken_xml_is_refused(content: str) -> None:
    found = sessions(EVENT, "s.xml", content.encode())

    assert found.failed
    assert not found.rows


def test_two_thousand_sessions_are_taken_and_more_are_joined() -> None:
    found = frab(*[talk(persons=[])] * 5_000)

    assert told(found) == ["R1 25 10:00-25 11:00"]


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-5, 10**12), st.floats(allow_nan=False), st.text(max_size=6)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=6), inner, max_size=3)),
    max_leaves=6,
)
KEYS = st.sampled_from(["title", "date", "start", "end", "duration", "persons", "speakers", "room", "participants"])


@settings(max_examples=80, deadline=None)
@given(st.lists(st.one_of(VALUES, st.dictionaries(KEYS, VALUES).map(lambda odd: {**TALK, **odd})), max_size=4))
def test_no_schedule_ends_in_an_error_and_good_sessions_are_taken(odd: list[object]) -> None:
    for found in (
        frab(*odd, talk()),
        sessions(EVENT, "s.json", json.dumps({"schedule": {"events": [*odd, {**TALK, "room": "Main Hall"}]}}).encode()),
    ):
        assert not found.failed
        assert {"R1 25 10:00-25 11:00", "FRA-1 25 10:00-25 11:00"} <= set(told(found))
