"""The Hanoi sample of 25 and 26 October 2025: what the sources tell as fact, the rest drawn by a seeded generator."""

from itertools import islice
from random import Random

from inputs.hanoi_meetings import bilaterals, side_events
from inputs.hanoi_parties import DAY_1, DAY_2, HOST, SIGNED, delegations, inscription, people
from inputs.offices import BIG_THREE, RANKS
from inputs.requests import bridged_pairs
from inputs.sheets import FACT, Row, Sheets, fact, in_order, listed, marked, moment
from inputs.tables import tables

SEED = 20251027
SPOKE = {"PSE": "hanoiconvention.org/statement/state-of-palestines-statement", "GBR": "solicitorsjournal.com"}
"""Whose statement in plenary a source tells."""

STATEMENTS_A_DAY = (36, 35)
ARRIVALS = 40
ROUNDTABLE_SEATS = 12


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


def programme(rng: Random, rows: list[Row], delegates: list[Row]) -> list[Row]:
    """The sessions; into each discussion and roundtable go people who lead no delegation, nobody into two."""
    seconds = [str(row["id"]) for row in delegates if str(row["id"]).endswith("-2") and row["delegation"] != HOST]
    panels = iter(rng.sample(seconds, len(seconds)))
    return [
        {**row, "who": listed(islice(panels, ROUNDTABLE_SEATS))} if row["kind"] == "roundtable" else row for row in rows
    ]


def signings(rng: Random, delegates: list[Row]) -> list[Row]:
    """The 72, the host first, on the day the sources tell; two of the first day are bound to an hour."""
    by_id = {str(row["id"]): row for row in delegates}
    signers = {code: by_id[f"{code}-1"] for code in SIGNED} | {HOST: by_id[f"{HOST}-4"]}
    rows = [_signing(rng, code, signers[code]) for code in sorted(SIGNED, key=lambda code: code != HOST)]
    pressed, late = rng.sample([row for row in rows if row["line"] == "SIGN" and row["delegation"] != HOST], 2)
    pressed["not_after"] = moment(DAY_1, "10:45")
    late["not_before"] = moment(DAY_1, "11:50")
    return rows


def _signing(rng: Random, code: str, signer: Row) -> Row:
    """The host's minister signs; for all others the head is assumed."""
    day = SIGNED[code].day
    who = (
        ", first of all, by this minister. Illustrative:"
        if code == HOST
        else ". Illustrative: who signed, at what hour,"
    )
    return {
        "line": "BOOK" if day == DAY_2.isoformat() else "SIGN",
        "delegation": code,
        "person": signer["id"],
        "full_powers": _full_powers(rng, signer),
        **fact(f"Fact: signed on {day}{who} the status of full powers.", SIGNED[code].source),
    }


def _full_powers(rng: Random, signer: Row) -> str:
    """By lot, and enough to sign with, because all 72 did; of anyone whom the sources tell nothing is wanting."""
    if signer["rank"] in BIG_THREE:
        return "not_needed"
    drawn = rng.choices(("verified", "original_deposited", "copy_received"), (54, 30, 16))[0]
    return "verified" if signer["basis"] == FACT else drawn


def statements(rng: Random, codes: list[str]) -> list[Row]:
    """71 over the two days."""
    speakers = [*SPOKE, *rng.sample([code for code in codes if code not in (*SPOKE, HOST)], sum(STATEMENTS_A_DAY) - 2)]
    rng.shuffle(speakers)
    rows: list[Row] = []
    for number, code in enumerate(speakers):
        row: Row = {"line": "STAT1" if number < STATEMENTS_A_DAY[0] else "STAT2", "delegation": code}
        if code in SPOKE:
            row |= fact("Fact: delivered a statement. Illustrative: day, turn and inscription.", SPOKE[code])
        rows.append(row | {"inscribed_at": inscription(rng)})
    return marked(rows)


def arrivals(delegates: list[Row]) -> list[Row]:
    """The forty heads of highest rank; the host receives them."""
    heads = [row for row in delegates if str(row["id"]).endswith("-1") and row["delegation"] != HOST]
    heads.sort(key=lambda row: RANKS.index(str(row["rank"])))
    return marked({"line": "ARR", "delegation": row["delegation"]} for row in heads[:ARRIVALS])
