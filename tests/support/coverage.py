"""Groups of known size of whom some answer at random: how often the printed band and bounds hold the truth."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.disclosure.measured.printed import NONE
from fagspejl.disclosure.types import Leader, Organisation, Unit
from support.rounds import Round

SIZES = ((8, 7), (12, 9), (12, 11), (20, 12), (30, 20))  # asked, answered
Population = Callable[
    [Generator, int, int], NDArray[np.int64]
]  # (leaders, asked) -> answers (leaders, asked, items)
_DATA = Path(__file__).parents[1] / "reference" / "data"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Of simulated groups with a printed number: how many had a band, and the share of bands and bounds that hold."""

    bands: int
    band: float
    width: float
    bounds: float


def lq2002(rng: Generator, leaders: int, asked: int) -> NDArray[np.int64]:
    """Soldiers drawn from one real company each time, their first five answers."""
    raw = np.genfromtxt(_DATA / "lq2002_lead.csv", delimiter=",", names=True, dtype=int)
    columns = [np.asarray(raw[f"LEAD{i:02d}"]) for i in range(1, 6)]
    answers, company = np.stack(columns, axis=1), np.asarray(raw["COMPID"])
    large = [rows for c in np.unique(company) if (rows := np.flatnonzero(company == c)).size >= asked]
    groups = [rng.choice(large[int(rng.integers(len(large)))], asked, replace=False) for _ in range(leaders)]
    return answers[np.stack(groups)]


def modelled(rng: Generator, leaders: int, asked: int) -> NDArray[np.int64]:
    """Leaders, raters and statements with normal effects, cut to 1-5."""
    leader = rng.normal(3.5, 0.5, (leaders, 1, 1))
    rater = rng.normal(0, 0.6, (leaders, asked, 1))
    return np.clip(np.rint(leader + rater + rng.normal(0, 0.8, (leaders, asked, 5))), 1, 5).astype(int)


def measure(population: Population, asked: int, answered: int, leaders: int, seed: int) -> Coverage:
    """Simulate `leaders` groups; nothing is skipped. The truth is the mean of all who were asked."""
    rng = np.random.default_rng(seed)
    everybody = population(rng, leaders, asked)
    truth = everybody.mean(axis=(1, 2))
    drawn = np.argsort(rng.random((leaders, asked)), axis=1)[:, :answered]
    given = np.take_along_axis(everybody, drawn[:, :, None], axis=1).reshape(leaders * answered, -1)
    invited = np.full((leaders, 5), -1)
    invited[:, Perspective.EMPLOYEE] = asked
    invited[:, Perspective.SUBORDINATE_LEADER] = 0
    table = ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=[ItemSpec(f"q{i}", "t", reversed=False) for i in range(given.shape[1])],
        values=given,
        leader=np.repeat(np.arange(leaders), answered),
        group=np.full(len(given), int(Perspective.EMPLOYEE)),
        person=np.arange(len(given)),
        invited=invited,
    )
    people = tuple(Leader(f"l{i}", f"Leder {i}", 0) for i in range(leaders))
    made = Round(table, Organisation((Unit("top", "Top", -1),), people), policy=DisclosurePolicy())
    released = made.release()
    scores, order = released.figures.scores[0], released.printed.groups[0].blocks.leader
    ends = (scores.band_lower, scores.band_upper, scores.bounds_lower, scores.bounds_upper)
    lower, upper, least, most = (part[:, 0].astype(float) for part in ends)
    band, box, held = lower != NONE, least != NONE, 10 * truth[order]
    inside = (lower <= held + 1e-9) & (held <= upper + 1e-9)
    certain = (least <= held + 1e-9) & (held <= most + 1e-9)
    return Coverage(
        bands=int(band.sum()),
        band=float(inside[band].mean()),
        width=float((upper - lower)[band].mean() / 10),
        bounds=float(certain[box].mean()),
    )
