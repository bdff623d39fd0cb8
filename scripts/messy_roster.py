"""The messy roster that a planner may try the import desk with: `python scripts/messy_roster.py` writes it anew.

Everybody in it is invented, and so are the CPR numbers. What is messy about it is listed in MESS, and docs/how-to and
tests count on that list.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from fagspejl.reporting.exports.sheets import Written
from fagspejl.reporting.exports.xlsx import xlsx_book

TARGET: Final = Path("examples/roster/messy.xlsx")
MESS: Final = (
    "a title and an empty line above the headings",
    "headings of a personnel system",
    "an address column under a heading nobody knows",
    "a column of CPR numbers",
    "a CPR number in a title",
    "columns that nobody needs",
    "names with the family name first",
    "addresses in capitals and with spaces",
    "no-break and doubled spaces",
    "people without an address",
    "an address that is none",
    "one address on two people",
    "a domain that looks like another",
    "a leader who is not on the list",
    "somebody who is their own leader",
    "a leader twice: as leader and as colleague",
    "one person in two rows",
    "an employment that has ended",
    "a day that is no day",
    "two people of one name in one unit",
    "a group of fewer than five",
)
HEAD: Final = (
    "Tjenestenr.",
    "CPR-nr.",
    "Fulde navn",
    "Kontakt (arbejde)",
    "Afdelingskode",
    "Afdeling",
    "Overordnet afdeling",
    "Stilling",
    "Lønramme",
    "Nærmeste leder (tjenestenr.)",
    "Lederkollega til",
    "Ansættelsesdato",
    "Slutdato",
)
_UNITS: Final = (
    ("10", "Børn og Familie", "", "Lund, Mads", 0),
    ("11", "Familierådgivningen", "10", "Holm, Karen", 8),
    ("12", "Sundhedsplejen", "10", "Bro, Ida", 7),
    ("13", "Tandplejen", "10", "Dam, Lone", 6),
    ("14", "PPR", "10", "Friis, Per", 3),
)
_FIRST: Final = ("Sofie", "Omar", "Asta", "Villads", "Emma", "Noah", "Freja", "Yusuf", "Alma", "Oscar")
_LAST: Final = ("Berg", "Said", "Vind", "Krogh", "Juul", "Toft")
_TITLE: Final = {"11": "Socialrådgiver", "12": "Sundhedsplejerske", "13": "Tandplejer", "14": "Psykolog"}


def rows() -> list[list[str]]:
    """Return every row of the sheet, those above the headings too."""
    found: list[list[str]] = []
    for unit, title, parent, leader, count in _UNITS:
        number = f"{unit}00"
        above = "" if unit == "10" else "1000"
        found.append(_row(number, leader, unit, title, parent, "Leder", above))
        for place in range(1, count + 1):
            who = len(found)
            name = f"{_LAST[who % len(_LAST)]}, {_FIRST[who % len(_FIRST)]}"
            said = _row(f"{unit}{place:02}", name, unit, title, parent, _TITLE[unit], number)
            found.append(said)
    _spoil({row[0]: row for row in found})
    twice = next(row for row in found if row[0] == "1202")
    found.append([*twice[:4], "13", "Tandplejen", "10", twice[7], twice[8], "1300", *twice[10:]])
    title = ["Medarbejderliste pr. 1. september 2026 (udskrevet af 010190-1234)"]
    return [title, [], list(HEAD), *found]


def _row(number: str, name: str, unit: str, title: str, parent: str, job: str, leader: str) -> list[str]:
    last, _, first = name.partition(", ")
    cpr = f"{int(number) % 28 + 1:02}0{int(number) % 9 + 1}{60 + int(number) % 40}-{int(number):04}"
    email = f"{first}.{last}.{number}@egedal.example".lower()
    return [number, cpr, name, email, unit, title, parent, job, "32", leader, "", "01-08-2020", ""]


def _spoil(by_number: dict[str, list[str]]) -> None:
    """Make the mess that is one of cells."""
    by_number["1101"][3] = f" {by_number['1101'][3].upper()} "
    by_number["1102"][2] = by_number["1102"][2].replace(", ", ",\u00a0 ")
    by_number["1103"][3] = by_number["1104"][3] = ""
    by_number["1105"][3] = "emma(at)egedal.example"
    by_number["1107"][3] = by_number["1106"][3]
    by_number["1201"][3] = by_number["1201"][3].replace("egedal", "egedai")
    by_number["1203"][9] = "9999"
    by_number["1204"][9] = "1204"
    by_number["1300"][10] = "1000"
    by_number["1301"][12] = "31-07-2026"
    by_number["1302"][11] = "snarest"
    by_number["1304"][2] = by_number["1303"][2]


def book() -> bytes:
    """Return the workbook: the same bytes every time."""
    made = io.BytesIO()
    with xlsx_book(made, "Medarbejderliste") as target:
        sheet = target.add("Medarbejdere", [16] * len(HEAD))
        for row in rows():
            sheet.written([Written(cell) for cell in row])
    return made.getvalue()


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(book())
    sys.stdout.write(f"{TARGET}: {len(MESS)} kinds of mess\n")
