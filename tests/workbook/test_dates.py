"""Dates and times as programs of many countries write them, and columns that decide which number is the day."""

from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.workbook.kinds.written import Order, clock_of, order_of, written
from tests.scenes.workbook_samples import lines, read_changed

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
NINE = datetime(2025, 10, 25, 9, tzinfo=HANOI)


@pytest.mark.parametrize(
    "text",
    [
        "2025-10-25 09:00",
        "2025-10-25T09:00:00",
        "2025/10/25 9:00 AM",
        "25.10.2025 09:00",
        "25/10/2025 9:00 AM",
        "25/10/2025 9:00 a.m.",
        "25/10/2025 9:00 SA",
        "25/10/2025 09h00",
        "25/10/2025 9:00 a. m.",
        "25/10/2025 9:00 πμ",
        "25/10/2025 9:00 π.μ.",
        "2025/10/25 上午 09:00:00",
        "2025/10/25 午前9:00",
        "2025-10-25 오전 9:00",
        "2025年10月25日 9:00",
        "2025. 10. 25. 9:00",
        "25. 10. 2025 9:00",
        "25.10.2025. 9:00",
        "25.10.2025 9.00",
        "25/10/2025 09.00.00",
        "25-10-2025 09:00:00",
        "25/10/25 9:00",
        "10/25/2025 9:00",
        "10/25/25 9:00",
        "25-Oct-25 9:00",
        "25 Oct 2025 09:00",
        "25 octobre 2025 09:00",
        "25. Oktober 2025, 09:00",
        "October 25, 2025 9:00 AM",
        "2025-10-25 02:00:00Z",
        "2025/10/25 4:00:00 AM GMT+2",
        "2025-10-25T07:30+05:30",
        "２０２５-10-25　09：00",
        "2025-10-25\u00a009:00",
    ],
)
def test_moment_in_one_of_its_forms(tmp_path: Path, text: str) -> None:
    reading = read_changed(tmp_path, {"Bilaterals!H2": text})

    assert reading.workbook is not None, lines(reading)
    assert reading.workbook.event.bilaterals[0].not_before == NINE


def test_end_of_day_of_a_moment(tmp_path: Path) -> None:
    reading = read_changed(tmp_path, {"Absences!C2": "2025-10-25 24:00"})

    assert reading.workbook is not None
    assert reading.workbook.event.absences[0].to == datetime(2025, 10, 26, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("texts", "order", "shown"),
    [
        ([], Order.DAY_FIRST, ""),
        (["2025-10-25", "noon"], Order.DAY_FIRST, ""),
        (["05/11/2025", "25/11/2025"], Order.DAY_FIRST, "25/11/2025"),
        (["11/05/2025", "11/25/2025 9:00"], Order.MONTH_FIRST, "11/25/2025 9:00"),
        (["05/11/2025", "06/11/2025"], Order.UNTOLD, "05/11/2025"),
        (["05/05/2025"], Order.DAY_FIRST, "05/05/2025"),
        (["05.11.2025"], Order.DAY_FIRST, "05.11.2025"),
        (["05. 11. 2025"], Order.DAY_FIRST, "05. 11. 2025"),
        (["25/11/2025", "11/25/2025"], Order.MIXED, "11/25/2025"),
    ],
)
def test_order_of_a_column(texts: list[str], order: Order, shown: str) -> None:
    assert order_of(texts) == (order, shown)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            "05/11/2025 09:00",
            "06/11/2025 09:00",
            "error Bilaterals!H2: not_before: dates such as 05/11/2025 09:00 do not say which number is the day, "
            "so that none of the column is read. Write them as 2025-10-25, year first.",
        ),
        (
            "25/10/2025 09:00",
            "10/26/2025 09:00",
            "error Bilaterals!H3: not_before: dates such as 10/26/2025 09:00 have now the day first, now the month, "
            "so that none of the column is read. Write them as 2025-10-25, year first.",
        ),
        (
            "25/10/2025 09:00",
            "26/10/2025 09:00",
            "notice Bilaterals!H2: not_before: dates such as 25/10/2025 09:00 are read as day, month, year.",
        ),
    ],
)
def test_one_sentence_for_a_column(tmp_path: Path, first: str, second: str, expected: str) -> None:
    reading = read_changed(tmp_path, {"Bilaterals!H2": first, "Bilaterals!H3": second})

    assert lines(reading) == [expected]


@pytest.mark.parametrize(
    ("first", "last", "fails"), [("11/03/2025", "11/14/2025", False), ("3/11/2025", "5/11/2025", True)]
)
def test_days_of_the_event_decide_together(tmp_path: Path, first: str, last: str, fails: bool) -> None:
    reading = read_changed(tmp_path, {"Event!B4": first, "Event!B5": last})

    told = [line for line in lines(reading) if "Event!B" in line]
    assert len(told) == 1
    assert "start_date, end_date: dates such as" in told[0]
    assert (reading.workbook is None) is fails


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("24:00", time(23, 59)),
        ("23:30", time(23, 30)),
        ("6:30 PM", time(18, 30)),
        ("12:15 AM", time(0, 15)),
        ("18h30", time(18, 30)),
    ],
)
def test_closing_time(tmp_path: Path, value: object, expected: time) -> None:
    reading = read_changed(
        tmp_path,
        {"Event!A7": "day_end", "Event!B7": value, "Rooms!G3": value, "Event!A8": "day_start", "Event!B8": "00:05"},
    )

    assert reading.workbook is not None, lines(reading)
    assert (reading.workbook.event.settings.day_end, reading.workbook.event.rooms[1].closes) == (expected, expected)
    assert [line for line in lines(reading) if "24:00 is read as 23:59" in line] == lines(reading)


@pytest.mark.parametrize(
    "text", ["24:01", "25:00", "9", "9.00", "9 am", "13:00 PM", "0:30 AM", "9:60", "9:00:60", "", "::", "9:00" * 40]
)
def test_no_time_of_day(text: str) -> None:
    assert clock_of(text) is None


@given(
    st.datetimes(datetime(1970, 1, 1), datetime(2069, 12, 31)),  # noqa: DTZ001
    st.sampled_from(["%d/%m/%Y %H:%M:%S", "%d.%m.%Y %H:%M:%S"]),
)
def test_written_day_first_is_read_back(moment: datetime, form: str) -> None:
    whole = moment.replace(microsecond=0)

    said = written(whole.strftime(form), Order.DAY_FIRST)

    assert said is not None
    assert (said.moment, said.known) == (whole, False)


@given(st.text(st.sampled_from("0123456789/.-: TZAPMoct+"), max_size=70) | st.text(max_size=70))
def test_no_text_breaks_the_reading_of_dates(text: str) -> None:
    for order in Order:
        try:
            said = written(text, order)
        except ValueError:
            continue
        assert said is None or timedelta(0) <= said.moment.replace(tzinfo=None) - datetime.min  # noqa: DTZ901
    assert clock_of(text) is None or max(clock_of(text) or ()) <= 59


@pytest.mark.parametrize("saved", ["2568-10-25 14:00", "25/10/2568 14:00", "25 oct 2568 14:00", "2568/10/25 2:00 PM"])
def test_years_of_the_buddhist_calendar_are_read_and_said_once_for_a_column(tmp_path: Path, saved: str) -> None:
    reading = read_changed(
        tmp_path, {"Bilaterals!H2": saved, "Bilaterals!H3": saved.replace("14:", "15:").replace("2:00", "3:00")}
    )

    assert reading.workbook is not None, lines(reading)
    assert [str(one.not_before)[:10] for one in reading.workbook.event.bilaterals] == ["2025-10-25"] * 2
    told = "notice Bilaterals!H2: not_before: years such as 2568 are of the Buddhist calendar and read as 2025."
    assert lines(reading)[:1] == [told]


def test_leap_day_of_the_buddhist_calendar_is_one_of_ours() -> None:
    said = written("29/02/2567", Order.DAY_FIRST)

    assert said is not None
    assert f"{said.moment:%Y-%m-%d}" == "2024-02-29"


def test_each_cell_that_is_no_date_is_told_once_and_no_other(tmp_path: Path) -> None:
    places = {"Bilaterals!H2": "soon", "Bilaterals!H3": "2025-10-25 15:00", "Absences!B2": "noon", "Absences!C2": "one"}

    reading = read_changed(tmp_path, places)

    assert [line.partition(":")[0] for line in lines(reading)] == [
        f"error {place}" for place in sorted(places) if places[place][0] != "2"
    ]
