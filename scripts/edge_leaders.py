"""Ten invented leaders at the edges of what a report shows, as the files `fagspejl report` takes. Always the same.

Four, five, nine and ten answers; twenty-three that are divided; unanimous ones; everybody answered; fewer than 60 %
answered; a change since last year; two superiors.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from random import Random

from fagspejl.instrument.loader import load

INSTRUMENT = "faglig-ledelse"
COLUMNS = ("leader", "leader_name", "unit", "unit_name", "parent_unit", "invited_employee")
YEARS = (2025, 2026)
COMMENTS = (
    "Vi får talt de svære sager igennem, før de bliver hastesager.",
    "Sæt tid af til at følge op på det, vi aftaler.",
    "Jeg ved, hvem jeg kan spørge, når vi er uenige.",
    "Mødet om onsdagen bliver tit aflyst. Hold fast i det.",
)


@dataclass(frozen=True)
class Edge:
    """One leader: id, name, unit, how many employees were asked and answered, and how likely each option 1-5 is."""

    id: str
    name: str
    unit: str
    shows: str
    asked: int
    answered: int
    weights: tuple[tuple[int, ...], ...] = ((1, 2, 5, 8, 4),)
    before: tuple[int, ...] | None = None  # another distribution in the year before
    superiors: int = 1


EDGES = (
    Edge("karen", "Karen Holm", "Familieenheden", "four answers", 6, 4),
    Edge("mads", "Mads Stenvang", "Visitationen", "five answers", 6, 5),
    Edge("sofie", "Sofie Lund", "Sundhedsplejen", "nine answers", 11, 9),
    Edge("omar", "Omar Haddad", "Hjemmeplejen Vest", "ten answers", 12, 10),
    Edge("bente", "Bente Kjær", "Kræftafdelingen", "23 divided answers", 30, 23, ((8, 3, 0, 3, 9), (9, 2, 0, 2, 9))),
    Edge("lone", "Lone Friis", "Biblioteket", "all alike", 14, 12, ((0, 0, 0, 1, 0),)),
    Edge("ida", "Ida Thorsen", "Genoptræningen", "everybody answered", 12, 12),
    Edge("per", "Per Dahl", "Teknik og Miljø", "fewer than 60 % answered", 30, 15),
    Edge("asta", "Asta Bruun", "Børnehuset", "a change since last year", 26, 24, ((0, 0, 2, 7, 9),), (3, 8, 9, 3, 0)),
    Edge("anne", "Anne Stjernelund", "Ældreområdet", "two superiors", 16, 14, superiors=2),
)  # fmt: skip


def write(folder: Path, year: int) -> None:
    """Write `answers.csv`, `leaders.csv` and `mapping.toml` of one year into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    items = [item.id for item in load(INSTRUMENT).items]
    rng = Random(year + 7 - YEARS[1])  # other answers each year
    with (folder / "leaders.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        table.writerow(("", "", "kommunen", "Åkær Kommune (opdigtet)", "", ""))
        table.writerows((e.id, e.name, e.id, e.unit, "kommunen", e.asked) for e in EDGES)
    with (folder / "answers.csv").open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(("leader", "perspective", "person", *items, "comment_more_of"))
        for edge in EDGES:
            table.writerows(_rows(edge, year, len(items), rng))
    (folder / "mapping.toml").write_text(
        f'[round]\ntitle = "Faglig ledelse {year}"\norganisation = "Åkær Kommune (opdigtet)"\n'
        f"from = {year}-03-02\nto = {year}-03-16\n",
        encoding="utf-8",
    )


def _rows(edge: Edge, year: int, items: int, rng: Random) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = [(edge.id, "self", f"{edge.id}-0", *rng.choices((3, 4, 5), k=items), "")]
    rows += [
        (edge.id, "superior", f"chef{number}", *rng.choices((3, 4), k=items), "")
        for number in range(edge.superiors)
    ]
    weights = [edge.before] if edge.before and year == YEARS[0] else edge.weights
    for number in range(edge.answered):
        marks = [
            rng.choices((1, 2, 3, 4, 5), weights=weights[item % len(weights)])[0] for item in range(items)
        ]
        comment = COMMENTS[number // 2 % len(COMMENTS)] if number % 4 == 0 else ""
        rows.append((edge.id, "employee", f"{edge.id}-{number + 1}", *marks, comment))
    return rows
