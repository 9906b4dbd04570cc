"""Reading matchmaking days from .dzn files, the good and the hostile."""

from dataclasses import replace

import pytest

from planner.bench.b2b.dzn import MOST_BYTES, FaultyData, day_of, read_day
from planner.bench.b2b.instance import InstanceMeeting, InstanceSession
from planner.bench.b2b.run import FaultyFolder, read_folder
from tests.scenes.matchmaking import day, dzn

RICH = day(
    InstanceMeeting(0, 1, InstanceSession.MORNING, fixed=1),
    InstanceMeeting(1, 2, InstanceSession.AFTERNOON, follows=(0,)),
    InstanceMeeting(0, 3),
    slots=4,
    morning=2,
    tables=2,
    forbidden={0: {3}, 2: {0, 1}},
)


def test_all_entries_are_read():
    assert day_of(dzn(RICH), "day") == RICH


def test_entries_that_are_not_needed_and_comments_are_passed_over():
    text = "% a comment; x = 1\n" + dzn(RICH, meetingsxBusiness="[{1,2}]")

    assert day_of(text, "day") == RICH


def test_file_gives_the_day_its_name(tmp_path):
    (tmp_path / "fair.original.dzn").write_text(dzn(RICH))

    assert read_day(tmp_path / "fair.original.dzn") == replace(RICH, name="fair.original")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("nBusiness", None, "nBusiness is missing."),
        ("nMeetings", "three", "nMeetings: 'three' is no whole number."),
        ("nMeetings", "4", "fixed has 3 entries instead of 4."),
        ("nMeetings", "9999999999", "nMeetings: '9999999999' is no whole number."),
        ("nBusiness", "999999999", "nBusiness: 999999999 is not between 0 and 100000."),
        ("nTables", "-1", "nTables: -1 is not between 0 and 100000."),
        ("nTotalSlots", "0", "nTotalSlots: 0 is not between 1 and 62."),
        ("nTotalSlots", "63", "nTotalSlots: 63 is not between 1 and 62."),
        ("nMorningSlots", "5", "nMorningSlots: 5 is not between 0 and 4."),
        ("fixed", "[0,0,5]", "fixed: 5 is not between 0 and 4."),
        ("fixed", "{0,0,0}", "fixed does not begin with [ and end with ]."),
        ("fixed", "[", "fixed does not begin with [ and end with ]."),
        ("fixed", "[0,,0]", "fixed: '' is no whole number."),
        ("forbidden", "[{0},{0},{0}]", "forbidden has 3 entries instead of 4."),
        ("forbidden", "[{0},{0},{0},{5}]", "forbidden: 5 is not between 0 and 4."),
        ("forbidden", "[{0},{0},{0},{0}", "forbidden does not begin with [ and end with ]."),
        ("forbidden", "[{0},{0},{0},0]", "forbidden is no list of sets."),
        ("precedences", "[{},{4},{}]", "precedences: 4 is not between 0 and 3."),
        ("requested", "[1,2,3]", "requested does not begin with [| and end with |]."),
        ("requested", "[|]", "requested does not begin with [| and end with |]."),
        ("requested", "[|1,2,3|1,2|1,2,3|]", "requested: row 2 has 2 numbers instead of 3."),
        ("requested", "[|1,2,3|1,2,4|1,2,3|]", "requested: 4 is not between 1 and 3."),
        ("requested", "[|1,2,3|1,5,3|1,2,3|]", "requested: 5 is not between 1 and 4."),
        ("requested", "[|1,2,3|1,2,3|]", "requested has 2 entries instead of 3."),
        ("requested", "[|1,2,3|2,2,3|1,2,3|]", "requested: meeting 2 is of participant 2 with itself."),
    ],
)
def test_faulty_entry_is_named(name, value, said):
    with pytest.raises(FaultyData) as fault:
        day_of(dzn(RICH, **{name: value}), "day")

    assert str(fault.value) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "nBusiness is missing."),
        ("nBusiness = 3", "'nBusiness = 3' is no entry of the form 'name = value;'."),
        ("nBusiness = 3; <html>", "'<html>' is no entry of the form 'name = value;'."),
        ("nBusiness = 3; nBusiness = 4;", "nBusiness is given twice."),
        ("nBusiness = ٣;", "nBusiness: '٣' is no whole number."),
    ],
)
def test_text_that_is_no_data_is_refused(text, said):
    with pytest.raises(FaultyData) as fault:
        day_of(text, "day")

    assert str(fault.value) == said


def test_folder_tells_of_every_faulty_file(tmp_path):
    (tmp_path / "a.dzn").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.dzn").write_text(dzn(RICH))
    (tmp_path / "c.dzn").mkdir()
    with (tmp_path / "d.dzn").open("wb") as large:
        large.truncate(MOST_BYTES + 1)

    with pytest.raises(FaultyFolder) as faulty:
        read_folder(tmp_path)

    assert faulty.value.faults == (
        ("a.dzn", "The file is not text in UTF-8."),
        ("c.dzn", "It cannot be read: Is a directory."),
        ("d.dzn", "The file has more than 10,000,000 bytes."),
    )


def test_folder_is_read_in_order_of_names(tmp_path):
    for name in ("b", "a"):
        (tmp_path / f"{name}.dzn").write_text(dzn(RICH))
    (tmp_path / "README.md").write_text("no day")

    assert [one.name for one in read_folder(tmp_path)] == ["a", "b"]


def test_folder_without_days_is_faulty(tmp_path):
    with pytest.raises(FaultyFolder, match=r"There is no \.dzn file in this folder"):
        read_folder(tmp_path)
