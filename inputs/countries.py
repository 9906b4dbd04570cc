"""The 193 member States of the United Nations, and the 72 that signed in Hanoi."""

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Country:
    """`in_text` is the name as it stands after `of`; `language` is one its officials commonly use (ISO 639-1)."""

    iso3: str
    name: str
    in_text: str
    group: str
    language: str

    @property
    def short_name(self) -> str:
        """The name in running text without its article, where it is not the official short name itself."""
        short = self.in_text.removeprefix("the ")
        return "" if short == self.name else short


@dataclass(frozen=True, slots=True)
class Signatory:
    """`day` is the ISO date of signature; the source says so where the day is not verified."""

    iso3: str
    name: str
    source: str
    day: str


PALESTINE = Country("PSE", "State of Palestine", "the State of Palestine", "Asia-Pacific", "ar")
EUROPEAN_UNION = Country("EUE", "European Union", "the European Union", "", "en")


def member_states() -> list[Country]:
    """In English alphabetical order."""
    with (HERE / "countries.csv").open(encoding="utf-8", newline="") as file:
        return [Country(**row) for row in csv.DictReader(file)]


def signatories() -> list[Signatory]:
    """Those who signed on 25 or 26 October 2025, in English alphabetical order."""
    with (HERE / "signatories.csv").open(encoding="utf-8", newline="") as file:
        return [
            Signatory(row["iso3"], row["country"], row["source"], row["signature_date"])
            for row in csv.DictReader(file)
            if row["signed_in_hanoi"] == "yes"
        ]
