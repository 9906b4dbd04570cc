"""The Hanoi sample of 25 and 26 October 2025: what the sources tell as fact, the rest drawn by a seeded generator."""

from datetime import date, datetime, timedelta
from itertools import islice
from random import Random

from inputs.countries import EUROPEAN_UNION, PALESTINE, Country, member_states, signatories
from inputs.hanoi_meetings import bilaterals, side_events
from inputs.offices import BIG_THREE, RANKS, office, ranks_below
from inputs.requests import bridged_pairs
from inputs.sheets import Row, Sheets, fact, in_order, listed, marked, moment
from inputs.tables import tables

SEED = 20251025
EVE, DAY_1, DAY_2 = date(2025, 10, 24), date(2025, 10, 25), date(2025, 10, 26)
DELEGATIONS = 119
HOST, UNITED_NATIONS = "VNM", "UNO"
INVENTED = {f"IO{letter}": f"Illustrative Organisation {letter}" for letter in "ABCD"}
"""Invented, so that there are parties of whom a keep-apart pair may be told."""

COUNTRIES = {country.iso3: country for country in (*member_states(), PALESTINE, EUROPEAN_UNION)}
SIGNED = {signatory.iso3: signatory for signatory in signatories()}
IN_TEXT = {code: country.in_text for code, country in COUNTRIES.items()} | INVENTED | {UNITED_NATIONS: "the UN"}
SPOKE = {"PSE": "hanoiconvention.org/statement/state-of-palestines-statement", "GBR": "solicitorsjournal.com"}
"""Whose statement in plenary a source tells."""

STATEMENTS_A_DAY = (36, 35)
ARRIVALS = 40
ROUNDTABLE_SEATS = 12
HEAD_RANKS = {
    "deputy_head_of_government": 3,
    "foreign_minister": 8,
    "minister": 54,
    "vice_minister": 20,
    "ambassador": 15,
}


def build() -> Sheets:
    """All sheets of `hanoi_2025.xlsx`."""
    rng = Random(SEED)
    sheets = tables("hanoi_2025")
    sheets["Delegations"] = delegations(rng)
    codes = [str(row["code"]) for row in sheets["Delegations"]]
    sheets["People"] = people(rng, codes, known=sheets["People"])
    sheets["Programme"] = programme(rng, sheets["Programme"], sheets["People"])
    sheets["Signings"] = signings(rng, sheets["People"])
    sheets["Statements"] = statements(rng, codes)
    sheets["Arrivals"] = arrivals(sheets["People"])
    sheets["Bilaterals"] = bilaterals(
        rng, sheets["Delegations"], sheets["People"], bridged_pairs(sheets["Interpreters"])
    )
    sheets["SideEvents"] = side_events(rng, sheets["People"])
    return in_order(sheets)


def delegations(rng: Random) -> list[Row]:
    """The host first, then the States by name, then the organisations. The participants who did not sign are a draw."""
    others = [code for code in COUNTRIES if code not in SIGNED]
    drawn = rng.sample(others, DELEGATIONS - len(SIGNED) - len(INVENTED) - 1)
    codes = sorted((*SIGNED, *drawn), key=lambda code: (code != HOST, COUNTRIES[code].name))
    rows = [_delegation(rng, COUNTRIES[code]) for code in codes]
    rows.append(
        {"code": UNITED_NATIONS, "name": "United Nations", "kind": "organisation", "languages": "en"}
        | fact("Fact: took part.", "vietnam.vnanet.vn 412565")
    )
    for code, name in INVENTED.items():
        row: Row = {"code": code, "name": name, "kind": "organisation", "languages": "en"}
        rows.append(row | {"inscribed_at": _inscribed(rng), "notes": "Invented."})
    return marked(rows)


def _delegation(rng: Random, country: Country) -> Row:
    row: Row = {
        "code": country.iso3,
        "name": country.name,
        "short_name": country.short_name,
        "kind": {"PSE": "observer", "EUE": "organisation"}.get(country.iso3, "state"),
        "region": country.group,
        "languages": country.language,
        "inscribed_at": _inscribed(rng),
        "contact": f"Liaison officer for {country.in_text}",
    }
    if country.iso3 != HOST:
        row["arrives"] = moment(EVE, f"{rng.randrange(6, 22):02}:30")
        row["departs"] = moment(DAY_2, rng.choices(("14:30", "17:30", "22:00"), (8, 17, 75))[0])
    if country.iso3 in SIGNED:
        return row | fact("Fact: took part and signed. Illustrative: all hours.", SIGNED[country.iso3].source)
    return row


def _inscribed(rng: Random) -> datetime:
    return moment(
        date(2025, 9, 1) + timedelta(days=rng.randrange(50)), f"{rng.randrange(8, 18):02}:{rng.randrange(60):02}"
    )


def people(rng: Random, codes: list[str], known: list[Row]) -> list[Row]:
    """Those whom the sources tell, and offices beside them: two to four for each delegation, the head first."""
    told: dict[str, list[Row]] = {code: [] for code in codes}
    for row in known:
        told[str(row["delegation"])].append(row)
    return marked(row for code in codes for row in _delegates(rng, code, told[code]))


def _delegates(rng: Random, code: str, told: list[Row]) -> list[Row]:
    head = str(told[0]["rank"]) if told else _rank_of_head(rng, code)
    ranks = [] if told else [head]
    ranks += ["vice_minister"] * 2 if code == HOST else ranks_below(rng, head, rng.choice((1, 2, 2, 3)))
    rows = list(told)
    for rank in ranks:
        taken = {str(row["name"]) for row in rows}
        rows.append({"name": office(rng, rank, IN_TEXT[code], taken), "rank": rank})
    rows.sort(key=lambda row: RANKS.index(str(row["rank"])))
    return [{"id": f"{code}-{k}", "delegation": code, **row} for k, row in enumerate(rows, start=1)]


def _rank_of_head(rng: Random, code: str) -> str:
    if code in INVENTED:
        return "senior_official"
    return rng.choices(list(HEAD_RANKS), list(HEAD_RANKS.values()))[0]


def programme(rng: Random, rows: list[Row], delegates: list[Row]) -> list[Row]:
    """The sessions; into each discussion and roundtable go people who lead no delegation, nobody into two."""
    seconds = [str(row["id"]) for row in delegates if str(row["id"]).endswith("-2") and row["delegation"] != HOST]
    panels = iter(rng.sample(seconds, len(seconds)))
    return [
        {**row, "who": listed(islice(panels, ROUNDTABLE_SEATS))} if row["kind"] == "roundtable" else row for row in rows
    ]


def signings(rng: Random, delegates: list[Row]) -> list[Row]:
    """The 72, the host first, on the day the sources tell; two of the first day are bound to an hour."""
    ranks = {str(row["id"]): str(row["rank"]) for row in delegates}
    rows = [_signing(rng, code, ranks) for code in sorted(SIGNED, key=lambda code: code != HOST)]
    pressed, late = rng.sample([row for row in rows if row["line"] == "SIGN" and row["delegation"] != HOST], 2)
    pressed["not_after"] = moment(DAY_1, "10:45")
    late["not_before"] = moment(DAY_1, "11:50")
    return rows


def _signing(rng: Random, code: str, ranks: dict[str, str]) -> Row:
    """The host's minister signs; for all others the head is assumed."""
    person = f"{HOST}-4" if code == HOST else f"{code}-1"
    day = SIGNED[code].day
    who = ", first of all, by this minister. Illustrative:" if code == HOST else ". Illustrative: who signed, when,"
    row: Row = {"line": "BOOK" if day == DAY_2.isoformat() else "SIGN", "delegation": code, "person": person}
    row["full_powers"] = "verified" if code == HOST else _full_powers(rng, ranks[person])
    return row | fact(f"Fact: signed on {day}{who} the status of full powers.", SIGNED[code].source)


def _full_powers(rng: Random, rank: str) -> str:
    if rank in BIG_THREE:
        return "not_needed"
    return rng.choices(("verified", "original_deposited", "copy_received", "missing"), (50, 28, 14, 8))[0]


def statements(rng: Random, codes: list[str]) -> list[Row]:
    """71 over the two days."""
    speakers = [*SPOKE, *rng.sample([code for code in codes if code not in (*SPOKE, HOST)], sum(STATEMENTS_A_DAY) - 2)]
    rng.shuffle(speakers)
    rows: list[Row] = []
    for number, code in enumerate(speakers):
        row: Row = {"line": "STAT1" if number < STATEMENTS_A_DAY[0] else "STAT2", "delegation": code}
        if code in SPOKE:
            row |= fact("Fact: delivered a statement. Illustrative: day and turn.", SPOKE[code])
        rows.append(row | {"inscribed_at": _inscribed(rng)})
    return marked(rows)


def arrivals(delegates: list[Row]) -> list[Row]:
    """The forty heads of highest rank; the host receives them."""
    heads = [row for row in delegates if str(row["id"]).endswith("-1") and row["delegation"] != HOST]
    heads.sort(key=lambda row: RANKS.index(str(row["rank"])))
    return marked({"line": "ARR", "delegation": row["delegation"]} for row in heads[:ARRIVALS])
