"""What the Hanoi sample wants to place: bilaterals and side events, all of them illustrative but for their number."""

from datetime import date
from itertools import islice
from random import Random

from inputs.hanoi_parties import DAY_1, DAY_2, HOST, INVENTED, UNITED_NATIONS
from inputs.requests import Habits, Party, bilateral, pairs_asking, pulled_aside
from inputs.sheets import ILLUSTRATIVE, Row, listed, marked, moment

DAYS = (DAY_1, DAY_2)
BILATERALS, COURTESY_CALLS, PULL_ASIDES = 448, 16, 14
DECLINED = 4
"""Only invented organisations are shown as turned down: nothing of the kind is to be said of a real State."""

DEMAND_EXPONENT = 0.8
SIDE_EVENTS = 38
GUIDELINES = "vietnamnews.vn 1727345; hanoiconvention.org/guidelines"
THEMES = {
    "Electronic evidence": ("Requests that are answered in time", "From the server to the court", "Preserving data"),
    "Online fraud": (
        "Following the money",
        "Scam centres and their victims",
        "Banks and police",
        "Rented telephone numbers",
    ),
    "Capacity building": ("Training judges", "Laboratories to share", "The first response team", "Mentors"),
    "Child protection": ("Finding victims", "Removing images", "Helplines", "Schools"),
    "Human rights safeguards": ("Warrants that protect", "Oversight at work", "Research in good faith", "Notice"),
    "24/7 network": ("The first hundred calls", "A contact point for every State", "Languages at night", "Drills"),
    "Ransomware": ("Hospitals", "To pay or not to pay", "Joint operations", "Restoring services"),
    "Virtual assets": ("Tracing and freezing", "Exchanges and the law", "Returning what was taken"),
    "Private sector": ("Providers as partners", "Small enterprises", "Voluntary disclosure", "Telecom operators"),
    "From signature to ratification": (
        "Drafting the law",
        "Parliaments",
        "Who is the central authority",
        "Forty ratifications",
    ),
}


def bilaterals(rng: Random, delegations: list[Row], people: list[Row], bridges: frozenset[frozenset[str]]) -> list[Row]:
    """Formal meetings, courtesy calls on the host's President, words in passing."""
    parties = _parties(rng, delegations, people)
    habits = Habits(
        minutes={15: 12, 20: 38, 30: 40, 45: 10},
        priorities={1: 10, 2: 24, 3: 38, 4: 21, 5: 7},
        bridges=bridges,
        bridged=0.8,
        first_filed=date(2025, 9, 22),
        days=DAYS,
    )
    pairs = pairs_asking(rng, parties, BILATERALS, DEMAND_EXPONENT)
    rows = [bilateral(rng, number, pair, habits) for number, pair in enumerate(pairs, start=1)]
    _call_on_the_president(rows)
    for row in rng.sample([row for row in rows if row["kind"] == "formal"], PULL_ASIDES):
        row |= pulled_aside(row, rng.choice((5, 10)))
    _bind(rng, rows)
    return marked(rows)


def _parties(rng: Random, delegations: list[Row], people: list[Row]) -> list[Party]:
    """Most in demand first: the host, the United Nations, then by lot. The host's President receives calls only."""
    ids: dict[str, list[str]] = {}
    for row in people:
        ids.setdefault(str(row["delegation"]), []).append(str(row["id"]))
    ids[HOST] = [f"{HOST}-{k}" for k in (4, 2, 3, 5, 6)]
    parties = [Party(str(row["code"]), str(row["languages"]), tuple(ids[str(row["code"])])) for row in delegations]
    rng.shuffle(parties)
    leading = (HOST, UNITED_NATIONS)
    return sorted(parties, key=lambda party: leading.index(party.code) if party.code in leading else len(leading))


def _call_on_the_president(rows: list[Row]) -> None:
    """The first requests to the host become courtesy calls, received in one place; others go to its ministers."""
    asking = [row for row in rows if row["counterpart"] == HOST]
    for row in asking[:COURTESY_CALLS]:
        row |= {"kind": "courtesy_call", "requester_person": "", "counterpart_person": f"{HOST}-1", "minutes": 15}
        row |= {"room": "!GUEST", "seats": 16, "features": "flags"}
    meant = {"": f"{HOST}-4", "any": listed(f"{HOST}-{k}" for k in (4, 3, 5, 6))}
    for row in rows:
        for side in ("requester", "counterpart"):
            if row[side] == HOST:
                who = str(row[f"{side}_person"])
                row[f"{side}_person"] = meant.get(who, who)


def _bind(rng: Random, rows: list[Row]) -> None:
    """Some requests ask for a room, a screen, more people, an order, discretion; some have been declined."""
    for row in [row for row in rows if str(row["requester"]) in INVENTED][:DECLINED]:
        row["status"] = "declined"
    formal = [row for row in rows if row["kind"] == "formal" and row["status"] != "declined"]
    drawn = iter(rng.sample(formal, len(formal)))
    for row in islice(drawn, 14):
        row["room"] = rng.choice(("LOTUS", "BAMBOO", "PEACH", "ARECA", "CINNAMON"))
    for row in islice(drawn, 6):
        row |= {"room": rng.choice(("!JASMINE", "!CAMELLIA", "!ARECA")), "seats": 8}
    for row in islice(drawn, 24):
        row |= {"features": rng.choice(("screen", "press", "flags; press")), "seats": 8}
    for row in islice(drawn, 14):
        row["restricted"] = "yes"
    for row in islice(drawn, 10):
        row["also"] = rng.choice([str(other["requester"]) for other in formal if _strangers(row, other)])
    earlier = ["P05", "SIGN", *(str(row["id"]) for row in islice(drawn, 6))]
    for row, item in zip(islice(drawn, len(earlier)), earlier, strict=True):
        row["after"] = item


def _strangers(row: Row, other: Row) -> bool:
    """Whether neither side of the one is the requester of the other."""
    return other["requester"] not in (row["requester"], row["counterpart"])


def side_events(rng: Random, people: list[Row]) -> list[Row]:
    """38 for the three slots of the second day; who holds them and on what is illustrative."""
    titles = [(theme, f"{theme}: {title}") for theme, own in THEMES.items() for title in own]
    speakers = [row for row in people if not str(row["id"]).endswith("-1") and row["delegation"] != HOST]
    organisers = rng.sample(sorted({str(row["delegation"]) for row in speakers}), SIDE_EVENTS)
    told: Row = {"basis": ILLUSTRATIVE, "basis_note": "Fact: 38 were planned, in three slots.", "source": GUIDELINES}
    return [
        _side_event(rng, number, theme, title, organiser, speakers) | told
        for number, ((theme, title), organiser) in enumerate(zip(titles, organisers, strict=True), start=1)
    ]


def _side_event(rng: Random, number: int, theme: str, title: str, organiser: str, speakers: list[Row]) -> Row:
    own = [row for row in speakers if row["delegation"] == organiser][:1]
    invited = rng.sample([row for row in speakers if row["delegation"] != organiser], rng.choice((1, 2, 2, 3)))
    languages = rng.choices(("en", "en; fr", "en; vi", "ar; en; es; fr; ru; zh"), (58, 18, 18, 6))[0]
    many = languages.count(";") > 1
    return {
        "id": f"S{number:02}",
        "title": title,
        "organiser": organiser,
        "co_organisers": listed(dict.fromkeys(str(row["delegation"]) for row in invited[:1])),
        "speakers": listed(str(row["id"]) for row in own + invited),
        "minutes": 60,
        "attendance": rng.choice((120, 150, 200)) if many else rng.choice((30, 35, 40, 50, 60, 80, 100, 120, 160)),
        "priority": rng.choices((1, 2, 3, 4, 5), (10, 25, 40, 18, 7))[0],
        "theme": theme,
        "languages": languages,
        "not_before": moment(DAYS[1], "09:00"),
        "not_after": moment(DAYS[1], "14:30"),
    }
