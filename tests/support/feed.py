"""A feed of four files with invented people, of any size, and a search for CPR numbers."""

from __future__ import annotations

import random
import re
import uuid
from datetime import date, timedelta
from pathlib import Path

ENGAGEMENTS = (
    "Medarbejdernummer||CPR||Fornavn||Efternavn||Mail||Afdelingskode||Startdato||Slutdato"
    "||LedersMedarbejdernummer||LedersCPR||Brugernavn||Titel||Faggruppe"
)
UNITS = "Afdelingsnavn||Afdelingskode||Forældreafdelingskode||Pnummer||Arbejdsmiljøorganisationkode"
ASSOCIATIONS = "CPR||Afdelingskode||Startdato||Slutdato||Hverv||Hovedorganisation"
MED_UNITS = "Afdelingsnavn||Afdelingskode||Forældreafdelingskode"
_FIRST = ("Karen", "Mads", "Sofie", "Omar", "Bente", "Lone", "Ida", "Per", "Asta", "Åse")
_LAST = ("Lund", "Holm", "Berg", "Said", "Kjær", "Bro", "Skov", "Dahl", "Østergård", "Nygaard")
_TITLES = ("Socialrådgiver", "Sygeplejerske", "Pædagog", "Lærer", "Psykolog", "Jurist", "Astronaut")


def write_feed(folder: Path, people: int, *, team: int = 12) -> list[str]:
    """Write a feed of that many people, a leader for each team; returns their CPR numbers."""
    rng = random.Random(20261130)
    folder.mkdir(exist_ok=True)
    top, units, lines, cprs = _unit(rng), [], [], []
    names = [f"Kommunen||{top}||||||"]
    for number in range(people):
        leader = number // (team + 1) * (team + 1)
        if number == leader:
            units.append(_unit(rng))
            names.append(f"Enhed {len(units)}||{units[-1]}||{top}||{rng.randrange(10**9, 10**10)}||")
        cprs.append(_cpr(rng))
        boss = 0 if number == leader else leader
        title = "Afdelingsleder" if number == leader else rng.choice(_TITLES)
        mail = "" if number % 20 == 7 else f"m{number}@vesteraa.example"
        user = "" if number % 20 in (7, 9) else f"u{number}"
        cells = [
            str(10_000 + number),
            cprs[number],
            rng.choice(_FIRST),
            f"{rng.choice(_LAST)} {number}",
            mail,
            units[-1],
            (date(2010, 1, 1) + timedelta(days=rng.randrange(5_000))).isoformat(),
            "",
            str(10_000 + boss),
            "" if number == 0 else cprs[boss],
            user,
            title,
            title,
        ]
        lines.append("||".join(cells))
        if number % 50 == 3:  # a second engagement
            lines.append("||".join([str(900_000 + number), *cells[1:5], units[0], *cells[6:]]))
    _write(folder, "adm-engagements.csv", [ENGAGEMENTS, *lines])
    _write(folder, "adm-org-units.csv", [UNITS, *names])
    med = [f"{cpr}||{top}||2024-01-01||||TR||HK" for cpr in cprs[1:5]]
    _write(folder, "med-associations.csv", [ASSOCIATIONS, *med])
    _write(folder, "med-org-units.csv", [MED_UNITS, f"Hoved-MED||{top}||"])
    return cprs


def found_in(text: str | bytes, cprs: list[str]) -> list[str]:
    """Return which of the numbers stand in a text, with or without anything after the sixth digit."""
    raw = text if isinstance(text, str) else text.decode("latin-1")
    known = set(cprs)
    runs = {f"{day}{end}" for day, end in re.findall(r"(?=(\d{6})[- ]?(\d{4}))", raw)}
    return sorted(known & runs)


def _cpr(rng: random.Random) -> str:
    born = date(1957, 1, 1) + timedelta(days=rng.randrange(15_000))
    return f"{born:%d%m%y}{rng.randrange(10_000):04}"


def _unit(rng: random.Random) -> str:
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def _write(folder: Path, name: str, lines: list[str]) -> None:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
