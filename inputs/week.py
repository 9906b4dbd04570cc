"""The high-level week: 193 member States, about 2,500 bilaterals, 40 booths, five days. All of it is illustrative."""

from datetime import date, timedelta
from random import Random

from inputs.countries import Country, member_states
from inputs.offices import BIG_THREE, RANKS, office, ranks_below
from inputs.requests import Habits, Party, bilateral, bridged_pairs, pairs_asking, pulled_aside
from inputs.sheets import Row, Sheets, in_order, listed, marked, moment
from inputs.tables import tables

SEED = 193
DAYS = tuple(date(2026, 9, 21) + timedelta(days=k) for k in range(5))
BILATERALS, PULL_ASIDES, SIDE_EVENTS, SIGNATURES, ARRIVALS = 2500, 120, 36, 85, 60
DEMAND_EXPONENT = 0.55
SPEAKERS = {"A": 16, "B": 23}
"""Speakers of a morning and of an afternoon of the general debate, at a quarter of an hour each."""

HEAD_RANKS = {"head_of_state": 50, "vice_president": 3, "head_of_government": 24, "foreign_minister": 18, "minister": 5}
TOPICS = ("Oceans", "Health", "Finance", "Digital cooperation", "Youth", "Peacekeeping", "Migration", "Energy", "Food")


def build() -> Sheets:
    """All sheets of `high_level_week.xlsx`."""
    rng = Random(SEED)
    countries = member_states()
    sheets = tables("high_level_week")
    debate = speaking_days(rng, countries)
    sheets["Delegations"] = [_delegation(rng, country) for country in countries]
    sheets["People"] = [row for country in countries for row in _delegates(rng, country, debate[country.iso3])]
    sheets["Absences"] = absences(rng, sheets["People"])
    sheets["Programme"] = programme(rng, sheets["Programme"], countries)
    sheets["Signings"] = signings(rng, sheets["People"])
    sheets["Statements"] = [{"line": line, "delegation": code} for code, line in debate.items()]
    sheets["Arrivals"] = arrivals(sheets["People"])
    sheets["Bilaterals"] = bilaterals(rng, countries, sheets["People"], bridged_pairs(sheets["Interpreters"]))
    sheets["SideEvents"] = side_events(rng, sheets["People"])
    return in_order({sheet: marked(rows) for sheet, rows in sheets.items()})


def speaking_days(rng: Random, countries: list[Country]) -> dict[str, str]:
    """Which line of the general debate each delegation speaks in, by lot."""
    turns = [f"DEBATE-{day}{half}" for day in range(1, 6) for half, count in SPEAKERS.items() for _ in range(count)]
    speakers = rng.sample(countries, len(countries))
    return {country.iso3: turn for country, turn in zip(speakers, turns[: len(speakers)], strict=True)}


def _delegation(rng: Random, country: Country) -> Row:
    return {
        "code": country.iso3,
        "name": country.name,
        "short_name": country.short_name,
        "region": country.group,
        "languages": country.language,
        "inscribed_at": moment(date(2026, 6, 1) + timedelta(days=rng.randrange(80)), f"{rng.randrange(9, 18):02}:00"),
        "arrives": moment(DAYS[0] - timedelta(days=rng.choice((1, 1, 2))), "15:00"),
        "departs": moment(DAYS[-1], "23:00"),
    }


def _delegates(rng: Random, country: Country, debate: str) -> list[Row]:
    """Two to four; some heads leave once they have spoken, though not before the fourth day."""
    head = rng.choices(list(HEAD_RANKS), list(HEAD_RANKS.values()))[0]
    names: list[str] = []
    ranks = [head, *ranks_below(rng, head, rng.choice((1, 2, 2, 3)))]
    for rank in ranks:
        names.append(office(rng, rank, country.in_text, set(names)))
    rows: list[Row] = [
        {"id": f"{country.iso3}-{k}", "delegation": country.iso3, "name": name, "rank": rank}
        for k, (name, rank) in enumerate(zip(names, ranks, strict=True), start=1)
    ]
    spoken = max(4, int(debate.removeprefix("DEBATE-")[0]))
    if rng.random() < 0.25:
        rows[0]["departs"] = moment(DAYS[rng.randrange(spoken - 1, len(DAYS))], "22:30")
    return rows


def absences(rng: Random, people: list[Row]) -> list[Row]:
    """An afternoon away from the building for some of those who lead no delegation, and two booths out of use."""
    seconds = [str(row["id"]) for row in people if str(row["id"]).endswith("-3")]
    rows: list[Row] = []
    for who in rng.sample(seconds, 30):
        day = rng.choice(DAYS)
        rows.append(
            {"who": who, "from": moment(day, "14:00"), "to": moment(day, "18:00"), "reason": "Other engagement"}
        )
    for booth, day in (("BOOTH-07", DAYS[1]), ("BOOTH-21", DAYS[3])):
        rows.append({"who": booth, "from": moment(day, "09:00"), "to": moment(day, "12:00"), "reason": "Repair"})
    return rows


def programme(rng: Random, rows: list[Row], countries: list[Country]) -> list[Row]:
    """Into each thematic summit go thirty second people, drawn by lot."""
    codes = [country.iso3 for country in countries]
    return [
        {**row, "who": listed(f"{code}-2" for code in rng.sample(codes, 30))} if row["who"] == "thirty" else row
        for row in rows
    ]


def signings(rng: Random, people: list[Row]) -> list[Row]:
    """Those who sign at the treaty event are the second of their delegation."""
    seconds = [row for row in people if str(row["id"]).endswith("-2")]
    return [
        {
            "line": f"TREATY-{1 + number % 2}",
            "delegation": row["delegation"],
            "person": row["id"],
            "full_powers": _full_powers(rng, str(row["rank"])),
        }
        for number, row in enumerate(rng.sample(seconds, SIGNATURES))
    ]


def _full_powers(rng: Random, rank: str) -> str:
    if rank in BIG_THREE:
        return "not_needed"
    return rng.choices(("verified", "original_deposited", "copy_received", "missing"), (55, 30, 10, 5))[0]


def arrivals(people: list[Row]) -> list[Row]:
    """The first heads of State in alphabetical order of their delegations."""
    heads = [row for row in people if str(row["id"]).endswith("-1") and row["rank"] == RANKS[0]]
    return [{"line": "ENTRANCE", "delegation": row["delegation"]} for row in heads[:ARRIVALS]]


def bilaterals(
    rng: Random, countries: list[Country], people: list[Row], bridges: frozenset[frozenset[str]]
) -> list[Row]:
    """Requests whose total is about what the booths hold."""
    ids: dict[str, list[str]] = {}
    for row in people:
        ids.setdefault(str(row["delegation"]), []).append(str(row["id"]))
    parties = [Party(country.iso3, country.language, tuple(ids[country.iso3])) for country in countries]
    habits = Habits(
        minutes={15: 10, 20: 30, 30: 48, 45: 12},
        priorities={1: 14, 2: 26, 3: 34, 4: 19, 5: 7},
        bridges=bridges,
        bridged=0.3,
        first_filed=date(2026, 8, 3),
        days=DAYS,
    )
    pairs = pairs_asking(rng, rng.sample(parties, len(parties)), BILATERALS, DEMAND_EXPONENT)
    rows = [bilateral(rng, number, pair, habits) for number, pair in enumerate(pairs, start=1)]
    for row in rng.sample(rows, PULL_ASIDES):
        row |= pulled_aside(row, rng.choice((5, 10)))
    for row in rng.sample([row for row in rows if row["kind"] == "formal"], 60):
        row["features"] = "press"
    return rows


def side_events(rng: Random, people: list[Row]) -> list[Row]:
    """Early, at midday and in the evening, with speakers who lead no delegation."""
    speakers = [str(row["id"]) for row in people if not str(row["id"]).endswith("-1")]
    rows: list[Row] = []
    for number in range(1, SIDE_EVENTS + 1):
        panel = rng.sample(speakers, rng.choice((2, 3, 4)))
        theme = TOPICS[number % len(TOPICS)]
        codes = list(dict.fromkeys(speaker.partition("-")[0] for speaker in panel))
        rows.append(
            {
                "id": f"S{number:02}",
                "title": f"{theme}: side event {number}",
                "organiser": codes[0],
                "co_organisers": listed(codes[1:]),
                "speakers": listed(panel),
                "minutes": rng.choice((60, 75)),
                "attendance": rng.choice((60, 80, 100, 150, 200, 300)),
                "priority": rng.choices((1, 2, 3, 4, 5), (10, 25, 40, 18, 7))[0],
                "theme": theme,
                "languages": rng.choices(("en", "en; fr", "ar; en; es; fr; ru; zh"), (70, 20, 10))[0],
            }
        )
    return rows
