"""Who takes part in the Hanoi sample: the 72 signatories, the United Nations, and those who are drawn or invented."""

from datetime import date, datetime, timedelta
from random import Random

from inputs.countries import EUROPEAN_UNION, PALESTINE, Country, member_states, signatories
from inputs.offices import RANKS, office, ranks_below
from inputs.sheets import Row, fact, marked, moment

EVE, DAY_1, DAY_2 = date(2025, 10, 24), date(2025, 10, 25), date(2025, 10, 26)
DELEGATIONS = 119
HOST, UNITED_NATIONS = "VNM", "UNO"
INVENTED = {f"IO{letter}": f"Illustrative Organisation {letter}" for letter in "ABCD"}
"""Invented, so that there are parties of whom a keep-apart pair or a refusal may be told."""

COUNTRIES = {country.iso3: country for country in (*member_states(), PALESTINE, EUROPEAN_UNION)}
SIGNED = {signatory.iso3: signatory for signatory in signatories()}
IN_TEXT = {code: country.in_text for code, country in COUNTRIES.items()} | INVENTED | {UNITED_NATIONS: "the UN"}
_SIGNATORY = "Fact: took part and signed. Illustrative: language, inscription, arrival, departure, contact."
HEAD_RANKS = {
    "deputy_head_of_government": 3,
    "foreign_minister": 8,
    "minister": 54,
    "vice_minister": 20,
    "ambassador": 15,
}


def delegations(rng: Random) -> list[Row]:
    """The host first, then the States by name, then the organisations. The participants who did not sign are a draw."""
    others = [code for code in COUNTRIES if code not in SIGNED]
    drawn = rng.sample(others, DELEGATIONS - len(SIGNED) - len(INVENTED) - 1)
    codes = sorted((*SIGNED, *drawn), key=lambda code: (code != HOST, COUNTRIES[code].name))
    rows = [_delegation(rng, COUNTRIES[code]) for code in codes]
    rows.append(
        {"code": UNITED_NATIONS, "name": "United Nations", "kind": "organisation", "languages": "en"}
        | fact("Fact: took part. Illustrative: language.", "vietnam.vnanet.vn 412565")
    )
    for code, name in INVENTED.items():
        row: Row = {"code": code, "name": name, "kind": "organisation", "languages": "en"}
        rows.append(row | {"inscribed_at": inscription(rng), "notes": "Invented."})
    return marked(rows)


def _delegation(rng: Random, country: Country) -> Row:
    row: Row = {
        "code": country.iso3,
        "name": country.name,
        "short_name": country.short_name,
        "kind": {"PSE": "observer", "EUE": "organisation"}.get(country.iso3, "state"),
        "region": country.group,
        "languages": country.language,
        "inscribed_at": inscription(rng),
        "contact": f"Liaison officer for {country.in_text}",
    }
    if country.iso3 != HOST:
        row["arrives"] = moment(EVE, f"{rng.randrange(6, 22):02}:30")
        row["departs"] = moment(DAY_2, rng.choices(("14:30", "17:30", "22:00"), (8, 17, 75))[0])
    if country.iso3 in SIGNED:
        return row | fact(_SIGNATORY, SIGNED[country.iso3].source)
    return row


def inscription(rng: Random) -> datetime:
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
