"""Print how well a drawn half tells of a difference: coverage of the interval, and how often it tells of d = 0.3.

`python scripts/lot_simulation.py [DRAWS]`; seeded. A world of units: a lasting level and what moves between two rounds, a
level of the department that moves too, groups of 5 to 40 people of whom some do not answer, scores printed in whole
tenths, units without a score next time (more often the small ones). Within a pair what size and department share stays.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.random import Generator
from scipy import stats

from fagspejl.analysis.lots.draw import UnitInLot, draw
from fagspejl.analysis.lots.effect import UnitAfter, effect, estimate

SEED = 20261130
SPREAD = 0.45  # standard deviation of units' printed scores, about, on a scale of 1 to 5
WITHIN = 0.8  # standard deviation of people's theme scores inside a unit


@dataclass(frozen=True, slots=True)
class World:
    """What differs between the rows of the table."""

    name: str
    a_side: int
    lasting: float = 0.6  # correlation of units' levels between rounds
    department: float = 0.15  # share of the movement that a department has in common
    by_size: float = 0.0  # how much smaller units move otherwise: what pairs have in common beside the score
    missing: float = 0.1
    lift: float = 0.0  # scale points that beginning first adds


def table_of(world: World, random: Generator) -> list[tuple[float, float, int, int]]:
    """Return (before, level after, size, department) of each unit, before any lot."""
    units = 2 * world.a_side
    size = np.clip(np.round(random.lognormal(2.5, 0.5, units)), 5, 40).astype(int)
    noise = WITHIN / np.sqrt(size)
    true = (SPREAD**2 - (noise**2).mean()) ** 0.5
    level = random.normal(0, 1, units)
    department = random.integers(0, max(units // 10, 2), units)
    shared = random.normal(0, 1, units)[department]
    moved = np.sqrt(world.department) * shared + np.sqrt(1 - world.department) * random.normal(0, 1, units)
    after = world.lasting * level + np.sqrt(1 - world.lasting**2) * moved + world.by_size * np.log(size / 12)
    seen = 3.7 + true * level + random.normal(0, noise)
    later = 3.7 + true * after + random.normal(0, noise)
    return list(zip(seen.tolist(), later.tolist(), size.tolist(), department.tolist(), strict=True))


def tenths(score: float) -> int:
    """Print a score as the house does, between the ends of the scale."""
    return min(max(int(np.floor(10 * score + 0.5)), 10), 50)


def play(world: World, random: Generator) -> tuple[list[UnitAfter], list[tuple[int, int]]]:
    """Draw the lot, let a year go by, and return the units and (for comparison only) the pairs by place."""
    rows = table_of(world, random)
    seen = [UnitInLot(f"{place:05}", tenths(row[0]), row[2]) for place, row in enumerate(rows)]
    halves = draw(seen, random.bytes(32))
    first = set(halves.first)
    small = np.array([row[2] < 8 for row in rows])
    chance = np.where(small, 2 * world.missing, world.missing)
    gone = random.random(len(rows)) < chance
    units = [
        UnitAfter(
            unit.id in first,
            unit.tenths,
            None if gone[place] else tenths(rows[place][1] + world.lift * (unit.id in first)),
        )
        for place, unit in enumerate(seen)
    ]
    order = sorted(range(len(seen)), key=lambda at: (seen[at].tenths, seen[at].size, seen[at].id))
    return units, list(zip(order[::2], order[1::2], strict=True))


def paired(units: list[UnitAfter], pairs: list[tuple[int, int]]) -> tuple[float, float, float]:
    """The other way, for comparison: the mean of pairs' differences in change, a pair with a gap left out."""
    found = []
    for one, other in pairs:
        a, b = (units[one], units[other]) if units[one].first else (units[other], units[one])
        if a.after is not None and b.after is not None:
            found.append((a.after - a.before - b.after + b.before) / 10)
    values = np.array(found)
    reach = stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / len(values) ** 0.5
    return values.mean(), values.mean() - reach, values.mean() + reach


def measure(world: World, draws: int) -> dict[str, float]:
    """Return coverage and how often the sentence tells of a difference, by both ways, in per cent."""
    random = np.random.default_rng([SEED, world.a_side, int(1000 * world.lift), crc32(world.name.encode())])
    printed, held, told, width, asked, other_held, other_told, other_width = 0, 0, 0, 0.0, 0, 0, 0, 0.0
    for _ in range(draws):
        units, pairs = play(world, random)
        said, exact = effect(units), estimate(units)
        if said is None or exact is None:
            continue
        asked += 1
        held += exact[1] <= world.lift <= exact[2]
        printed += said.lower / 100 <= world.lift <= said.upper / 100
        told += said.tells
        width += (said.upper - said.lower) / 100
        _, lower, upper = paired(units, pairs)
        other_held += lower <= world.lift <= upper
        other_told += lower > 0 or upper < 0
        other_width += upper - lower
    names = ("coverage", "as_printed", "tells", "width", "paired_coverage", "paired_tells", "paired_width")
    sums = (100 * held, 100 * printed, 100 * told, width, 100 * other_held, 100 * other_told, other_width)
    return {"answered": 100 * asked / draws} | {
        name: value / max(asked, 1) for name, value in zip(names, sums, strict=True)
    }


def worlds() -> list[World]:
    """Return the rows of the table: no difference first, then 0.3 standard deviations."""
    found = []
    for a_side in (25, 50, 200):
        found += [
            World("usual", a_side),
            World("levels hardly last", a_side, lasting=0.3),
            World("levels last", a_side, lasting=0.85),
            World("size matters", a_side, by_size=0.5),
            World("departments move", a_side, department=0.5),
            World("a third without a score", a_side, missing=0.15 if a_side == 25 else 0.3),
        ]
    found.append(World("with a difference", 50, lift=0.3 * SPREAD))
    return found


def power(a_side: int, draws: int) -> float:
    """Return how often d = 0.3 is told of, in per cent, with so many units a side and none missing."""
    return measure(World("power", a_side, missing=0.0, lift=0.3 * SPREAD), draws)["tells"]


def main() -> None:
    """Print both tables."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print(
        f"{'world':26}{'a side':>7}{'told':>7}{'cover':>7}{'printed':>9}{'width':>7}{'paired: cover':>15}{'width':>7}"
    )
    for world in worlds():
        got = measure(world, draws)
        print(
            f"{world.name:26}{world.a_side:7}{got['answered']:7.0f}{got['coverage']:7.1f}{got['as_printed']:9.1f}{got['width']:7.2f}"
            f"{got['paired_coverage']:15.1f}{got['paired_width']:7.2f}"
        )
    for a_side in (20, 50, 200):
        got = measure(World("power", a_side, missing=0.0, lift=0.3 * SPREAD), draws)
        print(f"d = 0.3, {a_side} + {a_side}: {got['tells']:.0f} % (paired: {got['paired_tells']:.0f} %)")


if __name__ == "__main__":
    main()
