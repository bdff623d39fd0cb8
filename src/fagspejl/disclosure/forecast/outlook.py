"""The forecast at one response rate: what every leader, unit and group gets, counted over the draws. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.arithmetic.choice import OWN_LEADERS, POOL_LEADERS, choose
from fagspejl.disclosure.forecast.draws import who_answers
from fagspejl.disclosure.forecast.pools import DrawnBlocks, drawn_blocks
from fagspejl.disclosure.forecast.types import (
    AskedPairs,
    GroupOutlook,
    LeaderOutlook,
    Outlook,
    UnitOutlook,
)
from fagspejl.disclosure.measured.groups import MEMBERS, groups_of, rows_of
from fagspejl.disclosure.types import GroupName

_Groups = Mapping[GroupName, DrawnBlocks]


def outlook(
    asked: AskedPairs,
    policy: DisclosurePolicy,
    chance: NDArray[np.float32],
    *,
    rate: float,
    seed: int,
    merged: bool,
    with_comments: bool = True,
) -> Outlook:
    """Run the block rule on every draw and count what comes of it.

    `chance` (people, D) is `draws.chances` of this seed; it is taken ready-made, since several rates share it.
    Everybody who answers is taken to answer every statement.
    """
    answered = who_answers(chance, rate)
    made = _made(asked, answered, policy.k, merged=merged)
    otherwise = _made(asked, answered, policy.k, merged=not merged, led_only=True)
    if "peer" in made:
        otherwise["peer"] = made["peer"]
    full_from = max(policy.k_distribution, policy.k_comments) if with_comments else policy.k_distribution
    totals = {name: _totals(asked, blocks, policy.org_leaders) for name, blocks in made.items()}
    return Outlook(
        rate,
        seed,
        int(chance.shape[1]),
        policy.k,
        merged,
        _leaders(asked, made, otherwise, full_from),
        _units(made, totals),
        tuple(_group(name, blocks, totals[name]) for name, blocks in made.items()),
    )


def _made(
    asked: AskedPairs, answered: NDArray[np.bool_], k: int, *, merged: bool, led_only: bool = False
) -> dict[GroupName, DrawnBlocks]:
    """Form the blocks of every group that is asked."""
    parents = [unit.parent for unit in asked.organisation.units]
    home = [leader.unit for leader in asked.organisation.leaders]
    made: dict[GroupName, DrawnBlocks] = {}
    for name in groups_of(merged=merged):
        rows = rows_of(asked.perspective, name, merged=merged)
        if rows.size and not (led_only and name == "peer"):
            made[name] = drawn_blocks(parents, home, asked.leader[rows], asked.person[rows], answered, k)
    return made


@dataclass(slots=True)
class _Grades:
    """Per leader and draw, (L, D): whether some group is a block, whether one is large enough for everything."""

    some: NDArray[np.bool_]
    full: NDArray[np.bool_]
    led: NDArray[np.bool_]  # (L,) whether those she leads are asked


def _grades(leaders: int, draws: int, groups: _Groups, full_from: int) -> _Grades:
    """Grade by those a leader leads; by peers only where nobody else is asked."""
    found = _Grades(
        np.zeros((leaders, draws), np.bool_),
        np.zeros((leaders, draws), np.bool_),
        np.zeros(leaders, np.bool_),
    )
    for name in MEMBERS:  # peers stand last
        if name not in groups:
            continue
        blocks = groups[name]
        counts = ~found.led[blocks.leader] if name == "peer" else np.ones(blocks.leader.size, np.bool_)
        of = blocks.leader[counts]
        found.some[of] |= blocks.own[counts]
        found.full[of] |= blocks.own[counts] & (blocks.n[counts] >= full_from)
        if name != "peer":
            found.led[of] = True
    return found


def _leaders(
    asked: AskedPairs, made: _Groups, otherwise: _Groups, full_from: int
) -> tuple[LeaderOutlook, ...]:
    """Count what every leader gets about whom an anonymous group is asked, in order of the organisation."""
    leaders = len(asked.organisation.leaders)
    draws = next((blocks.n.shape[1] for blocks in made.values()), 0)
    now, other = (_grades(leaders, draws, groups, full_from) for groups in (made, otherwise))
    size, half = np.zeros(leaders, np.int64), np.zeros(leaders, np.int64)
    home = np.full((leaders, draws), -1, dtype=np.int32)
    for name in MEMBERS:
        if name not in made:
            continue
        blocks = made[name]
        larger = blocks.asked > np.where(
            now.led[blocks.leader] & (name == "peer"), np.inf, size[blocks.leader]
        )
        of = blocks.leader[larger]
        size[of], home[of] = blocks.asked[larger], blocks.home[larger]
        half[of] = _reached_in_half(blocks.n[larger])
    home[now.some] = -1
    full, some = now.full.sum(axis=1), now.some.sum(axis=1)
    pooled, before = (home >= 0).sum(axis=1), other.some.sum(axis=1)
    return tuple(
        LeaderOutlook(
            leader=leader,
            asked=int(size[leader]),
            half=int(half[leader]),
            full=int(full[leader]),
            partly=int(some[leader] - full[leader]),
            none=int(draws - some[leader]),
            pooled=int(pooled[leader]),
            pool=int(np.bincount(home[leader][home[leader] >= 0]).argmax()) if pooled[leader] else -1,
            otherwise=int(draws - before[leader]),
        )
        for leader in np.flatnonzero(size).tolist()
    )


def _reached_in_half(n: NDArray[np.int16]) -> NDArray[np.int64]:
    """Return the largest number that half of the draws reach, for each row of (G, D)."""
    place = n.shape[1] // 2  # of D sorted upwards, D - place reach this one: half, or one more
    return np.partition(n, place, axis=1)[:, place].astype(np.int64)


def _totals(asked: AskedPairs, blocks: DrawnBlocks, least: int) -> NDArray[np.bool_]:
    """Return (U, D) which units print totals, by the rule of the organisation report; a draw stands for an item."""
    home = np.asarray([leader.unit for leader in asked.organisation.leaders], dtype=np.int64)[blocks.leader]
    pools = np.flatnonzero(blocks.pool.any(axis=1))
    return choose(
        [unit.parent for unit in asked.organisation.units],
        np.concatenate([home, pools]),
        np.repeat([OWN_LEADERS, POOL_LEADERS], [home.size, pools.size]),
        np.concatenate([blocks.own, blocks.pool[pools]]),
        least,
    )


def _units(made: _Groups, totals: Mapping[GroupName, NDArray[np.bool_]]) -> tuple[UnitOutlook, ...]:
    """Count by unit, of those led: employees, or subordinate leaders where only they are asked."""
    led = next((name for name in MEMBERS if name in made), None)
    if led is None:
        return ()
    prints, pools = totals[led].sum(axis=1), made[led].pool.sum(axis=1)
    return tuple(
        UnitOutlook(unit, one, other)
        for unit, (one, other) in enumerate(zip(prints.tolist(), pools.tolist(), strict=True))
    )


def _group(name: GroupName, blocks: DrawnBlocks, totals: NDArray[np.bool_]) -> GroupOutlook:
    return GroupOutlook(
        group=name,
        leaders=int(blocks.leader.size),
        people=int(blocks.asked.sum()),
        reports=float(blocks.own.sum(axis=0).mean()),
        units=float(totals.sum(axis=0).mean()),
        lost=float(blocks.lost.mean()),
    )
