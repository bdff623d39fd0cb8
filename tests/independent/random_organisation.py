"""Small random organisations written as the files that anybody would bring: trees, gaps, extremes, shared people."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from random import Random

SIZES = (0, 1, 3, 4, 5, 5, 6, 7, 9, 10, 11, 12, 14, 18)
LARGE = (0, 3, 5, 10, 11, 12, 14, 18, 20, 24)
COLUMNS = ("leader", "leader_name", "unit", "unit_name", "parent_unit")
ASKED = ("employee", "subordinate_leader", "peer")


def write_organisation(
    folder: Path, items: Sequence[str], seed: int, *, shared: bool, sizes: Sequence[int] = SIZES
) -> None:
    """Write answers.csv and leaders.csv; `shared`: some employees answer about two leaders."""
    rng = Random(seed)
    parents = {0: ""} | {unit: f"u{rng.randrange(max(0, unit - 5), unit)}" for unit in range(1, 14)}
    leaders = [f"l{number}" for number in range(30)]
    # Every unit has a leader, so that every unit stands in the file; the top comes first.
    home = {leader: number if number < 14 else rng.randrange(14) for number, leader in enumerate(leaders)}
    answers: list[list[str]] = []
    rows: list[list[str]] = []
    people = iter(range(10_000))
    lent: list[str] = []
    for leader in leaders:
        mood = rng.choice(("plain", "plain", "plain", "same", "top", "bottom", "camps"))
        level, size = rng.gauss(3.6, 0.6), rng.choice(sizes)
        staff = [f"p{next(people)}x" for _ in range(size)]
        if shared and lent and rng.random() < 0.3:
            staff.append(lent.pop())
        elif staff:
            lent.append(staff[0])
        above = parents[home[leader]].replace("u", "l")  # the first leader of the unit above
        peers = [other for other in rng.sample(leaders, rng.randrange(9)) if other not in (leader, above)]
        answers += [_form(rng, leader, "employee", person, items, mood, level) for person in staff]
        answers += [_form(rng, leader, "peer", peer, items, "plain", level) for peer in peers]
        if rng.random() < 0.8:
            answers.append(_form(rng, leader, "self", leader, items, "plain", level + 0.4))
        if above:
            answers.append(_form(rng, leader, "superior", above, items, "plain", level))
        unit = home[leader]
        asked = (len(staff) + rng.choice((0, 1, 2, 9)), 0, len(peers) + rng.randrange(3))
        rows.append([leader, f"Leder {leader}", f"u{unit}", f"Enhed {unit}", parents[unit], *map(str, asked)])
    rng.shuffle(answers)
    _write(folder / "answers.csv", ["leader", "perspective", "person", *items], answers)
    _write(folder / "leaders.csv", [*COLUMNS, *(f"invited_{kind}" for kind in ASKED)], rows)


def _form(
    rng: Random, leader: str, perspective: str, person: str, items: Sequence[str], mood: str, level: float
) -> list[str]:
    camp, own, gaps = rng.choice((1, 5)), rng.gauss(0, 0.5), rng.choice((0.0, 0.05, 0.3))
    cells = []
    for _ in items:
        value = {
            "plain": round(level + own + rng.gauss(0, 0.8)),
            "same": 4,
            "top": rng.choice((4, 5, 5, 5, 5, 5)),
            "bottom": rng.choice((1, 1, 1, 1, 1, 2)),
            "camps": camp,
        }[mood]
        skipped = rng.choice(("ved_ikke", "oensker_ikke", ""))
        cells.append(skipped if rng.random() < gaps else str(min(5, max(1, value))))
    return [leader, perspective, person, *cells]


def _write(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
