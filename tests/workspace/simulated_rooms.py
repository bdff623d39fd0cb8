"""Simulated rooms S1-S13: how often the arithmetic speaks where it should, and where it should not.

Answers are normal, rounded and cut to 0-10. "sd 2" is person 1.2 and rest 1.6 where people repeat. Every row has its own
seed, so that a row measures the same however many others run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from fagspejl.workspace.arithmetic.change import change
from fagspejl.workspace.arithmetic.findings import ChangeWord, QualityWord, SpreadWord
from fagspejl.workspace.arithmetic.groups import group_difference, pooled_difference, series_difference
from fagspejl.workspace.arithmetic.pull import pull
from fagspejl.workspace.arithmetic.pulse import DoerWeek, ReceiverWeek, pulse_gap
from fagspejl.workspace.arithmetic.quality import quality_heading
from fagspejl.workspace.arithmetic.spread import spread

RUNS = 1000
PERSON, REST = 1.2, 1.6
MIDDLE = 5.0
NAMES = "abcdef"
Rng = np.random.Generator
Once = Callable[[Rng, int], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what is measured, the band in per cent it must lie in, and one run of it."""

    number: str
    set_up: str
    low: float
    high: float
    once: Once

    def measured(self) -> float:
        """Per cent of the runs in which it happened."""
        seed = crc32(f"{self.number} {self.set_up}".encode())
        rng = np.random.default_rng(seed)
        return 100 * sum(self.once(rng, run) for run in range(RUNS)) / RUNS

    def line(self, measured: float) -> str:
        """The line as it is printed."""
        return f"{self.number:<4} {self.set_up:<58} {measured:5.1f}   {self.low:g}-{self.high:g}"


def on_scale(x: np.ndarray) -> np.ndarray:
    return np.clip(np.rint(x), 0, 10).astype(int)


def drawn(rng: Rng, centre: float, sd: float, n: int) -> list[int]:
    return on_scale(rng.normal(centre, sd, n)).tolist()


def camps(n: int) -> Once:
    def once(rng: Rng, run: int) -> bool:
        return spread(drawn(rng, 2, 2, n // 2) + drawn(rng, 8, 2, n - n // 2)).word is SpreadWord.DIVIDED

    return once


def one_group(sd: float, n: int, word: SpreadWord) -> Once:
    return lambda rng, run: spread(drawn(rng, rng.uniform(3, 7), sd, n)).word is word


def centred_group(sd: float, n: int) -> Once:
    """The hardest place for a single group: its centre is the middle of the scale."""
    return lambda rng, run: spread(drawn(rng, MIDDLE, sd, n)).word is SpreadWord.DIVIDED


def medians_apart(size: int) -> Once:
    return lambda rng, run: bool(
        abs(np.median(drawn(rng, 5, 2, size)) - np.median(drawn(rng, 5, 2, size))) >= 2
    )


def middle_half_shrinks(n: int) -> Once:
    def once(rng: Rng, run: int) -> bool:
        first, second = correlated(rng, n, (PERSON / 2) ** 2, 2, 2)
        one, two = spread(first), spread(second)
        return (one.upper - one.lower) - (two.upper - two.lower) >= 1

    return once


def correlated(rng: Rng, n: int, r: float, sd1: float, sd2: float) -> tuple[list[int], list[int]]:
    shared, own1, own2 = rng.normal(0, 1, (3, n))
    first, second = (r**0.5 * shared + (1 - r) ** 0.5 * own for own in (own1, own2))
    return on_scale(MIDDLE + sd1 * first).tolist(), on_scale(MIDDLE + sd2 * second).tolist()


def no_group(sizes: tuple[int, ...]) -> Once:
    return lambda rng, run: (
        group_difference(
            {NAMES[g]: drawn(rng, MIDDLE, 2, size) for g, size in enumerate(sizes)}, seed=run
        ).speak
    )


def one_shifted(size: int, vignettes: int) -> Once:
    def once(rng: Rng, run: int) -> bool:
        blocks = {}
        for g, shift in enumerate((0, 0, 2)):
            person = rng.normal(MIDDLE + shift, PERSON, (size, 1))
            blocks[NAMES[g]] = on_scale(person + rng.normal(0, REST, (size, vignettes))).tolist()
        found = series_difference(blocks, seed=run)
        return found.speak

    return once


def pooled(shift: float) -> Once:
    def once(rng: Rng, run: int) -> bool:
        sessions = [
            {NAMES[g]: drawn(rng, MIDDLE + off, 2, 5) for g, off in enumerate((0, 0, shift))}
            for _ in range(4)
        ]
        return pooled_difference(sessions, seed=run).speak

    return once


def changed(n: int, r: float, sd2: float, word: ChangeWord) -> Once:
    def once(rng: Rng, run: int) -> bool:
        first, second = correlated(rng, n, r, 2, sd2)
        return change(list(zip(first, second, strict=True)), seed=run).word is word

    return once


def moving(rng: Rng, run: int, shares: tuple[float, ...], sessions: int, target: int | None = None):
    """Groups of 6: each person moves a share of the way to the other groups, or to the group `target`."""
    held = []
    for _ in range(sessions):
        centres = rng.normal(MIDDLE, 1.5, len(shares))
        held.append({})
        for g, share in enumerate(shares):
            others = np.delete(centres, g).mean() if target is None else centres[target]
            first = rng.normal(centres[g], 1.5, 6)
            second = first + share * (others - first) + rng.normal(0, 0.8, 6)
            held[-1][NAMES[g]] = (on_scale(first).tolist(), on_scale(second).tolist())
    return pull(held, seed=run)


def symmetric(shares: tuple[float, ...], sessions: int) -> Once:
    return lambda rng, run: moving(rng, run, shares, sessions).speak


def toward_first(groups: int, sessions: int, *, pointing_right: bool) -> Once:
    shares = (0.0,) + (0.5,) * (groups - 1)

    def once(rng: Rng, run: int) -> bool:
        found = moving(rng, run, shares, sessions, 0)
        return found.speak and (found.toward == NAMES[0]) is pointing_right

    return once


def heading(kind: str) -> Once:
    def once(rng: Rng, run: int) -> bool:
        importance, word = drawn(rng, 8.5, 1, 16), QualityWord.SHARED_AND_SUCCEEDS
        day, evening = drawn(rng, 8, 1, 10), drawn(rng, 8, 1, 6)
        if kind == "uneven":
            word = QualityWord.SHARED_BUT_UNEVEN
            day, evening = drawn(rng, 7, 2.5, 10), drawn(rng, 3.5, 1.5, 6)
        elif kind == "disagreed":
            importance, word = drawn(rng, 9, 1, 8) + drawn(rng, 4, 1, 8), QualityWord.DISAGREED
        elif kind == "can wait":
            importance, word = drawn(rng, 3.5, 1, 16), QualityWord.CAN_WAIT
        return quality_heading(importance, day + evening, {"day": day, "evening": evening}).word is word

    return once


def two_lines(doers: float, receivers: float) -> Once:
    def once(rng: Rng, run: int) -> bool:
        a, c = int(rng.binomial(20, doers)), int(rng.binomial(20, receivers))
        return pulse_gap([DoerWeek(1, a, 0, 20 - a)], [ReceiverWeek(1, c, 0, 20 - c)]).speak

    return once


def _rows() -> list[Row]:
    rows = [
        Row("S2", f"two camps, n = {n}: Delte", low, high, camps(n))
        for n, low, high in ((5, 46, 60), (12, 71, 83), (20, 85, 95))
    ]
    rows += [Row("S3", f"sd 1, n = {n}: Enige", 91, 100, one_group(1, n, SpreadWord.AGREED)) for n in (8, 12)]
    rows += [
        Row("S3", f"sd 2, n = {n}: Delte", 0, 5, one_group(2, n, SpreadWord.DIVIDED)) for n in (8, 12, 20, 40)
    ]
    # The word speaks more often than that for some sizes; the page about the numbers says so.
    rows += [
        Row("S3", f"sd 2, centre 5, n = {n}: Delte (a weak place)", p - 4, p + 4, centred_group(2, n))
        for n, p in ((9, 6.7), (10, 11.4), (13, 7.1))
    ]
    rows += [
        Row("S4", f"no difference, {k} per group: medians 2 apart", p - 4, p + 4, medians_apart(k))
        for k, p in ((3, 43), (5, 33), (8, 14))
    ]
    rows += [
        Row("S4", f"no change, n = {n}: middle half shrinks by 1", 15, 40, middle_half_shrinks(n))
        for n in (5, 8, 12, 20, 40)
    ]
    for sizes in ((3, 3), (5, 5), (5, 5, 5), (10, 10, 10), (4, 6, 9)):
        told = "+".join(map(str, sizes))
        rows.append(Row("S5", f"no difference, {told}: sentence", 0, 12, no_group(sizes)))
    rows += [
        Row(
            "S6",
            f"one of three shifted 2, {size} each, {v} vignettes: sentence",
            low,
            high,
            one_shifted(size, v),
        )
        for size, v, low, high in ((5, 1, 30, 43), (5, 4, 57, 71), (5, 8, 62, 76), (10, 4, 85, 100))
    ]
    rows.append(Row("S7", "pooled, 4 sessions of 5+5+5, shift 2: sentence", 86, 100, pooled(2)))
    rows.append(Row("S7", "pooled, 4 sessions of 5+5+5, none: sentence", 0, 14, pooled(0)))
    rows += [
        Row("S8", f"no change, correlation {r}, n = {n}: {word}", 0, 7, changed(n, r, 2, word))
        for r in (0.3, 0.6, 0.9)
        for n in (8, 12, 20, 40)
        for word in ChangeWord
    ]
    rows += [
        Row("S9", f"spread halves, n = {n}: closer", low, high, changed(n, 0.6, 1, ChangeWord.CLOSER))
        for n, low, high in ((7, 0, 0), (8, 36, 49), (12, 58, 72), (20, 83, 100))
    ]
    for sessions in (5, 8, 11, 12):
        for told, shares in (
            ("none, 2 groups", (0.0,) * 2),
            ("none, 3 groups", (0.0,) * 3),
            ("equal, 2 groups", (0.3,) * 2),
            ("equal, 3 groups", (0.2,) * 3),
        ):
            rows.append(
                Row("S11", f"pull {told}, {sessions} sessions: sentence", 0, 12, symmetric(shares, sessions))
            )
    for groups, sessions, low, high in ((2, 10, 58, 74), (3, 12, 40, 100)):
        told = f"others move 0.5, {groups} groups, {sessions} sessions"
        right = toward_first(groups, sessions, pointing_right=True)
        rows.append(Row("S11", f"{told}: sentence", low, high, right))
        wrong = toward_first(groups, sessions, pointing_right=False)
        rows.append(Row("S11", f"{told}: pointing elsewhere", 0, 8, wrong))
    rows += [
        Row("S12", f"{kind}: right heading", 95, 100, heading(kind))
        for kind in ("succeeds", "uneven", "disagreed", "can wait")
    ]
    rows.append(Row("S13", "equal shares, n = 20: sentence", 0, 11, two_lines(0.5, 0.5)))
    rows.append(Row("S13", "true gap 0.4, n = 20: sentence", 74, 100, two_lines(0.7, 0.3)))
    return rows


ROWS = _rows()
