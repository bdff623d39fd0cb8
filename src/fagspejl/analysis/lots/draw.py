"""The lot: pairs by last result and size, one coin for each pair. Pure.

A coin belongs to a place in the order of scores, never to a unit. So whoever holds the two halves and the seed, but not
the scores, learns nothing of who scored alike: every first unit could stand beside every later one. A coin from a
unit's own id would not have this (docs/decisions/0022-a-drawn-half-begins-first.md).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fagspejl.analysis.errors import WrongShape
from fagspejl.lib.canonical import canonical

RULE: Final = "pairs-by-score-and-size/1"
ESTIMATOR: Final = "difference-given-last-score/1"
_LABEL: Final = b"fagspejl/1/lot/"


@dataclass(frozen=True, slots=True)
class UnitInLot:
    """A unit with its last printed theme score in whole tenths, and how many people stood behind it."""

    id: str
    tenths: int
    size: int


@dataclass(frozen=True, slots=True)
class Halves:
    """Who begins first and who later, each in the order of ids: the order says nothing of pairs."""

    first: tuple[str, ...]
    later: tuple[str, ...]


def commitment(seed: bytes) -> str:
    """Return what is told of a seed before the lot: SHA-256 in hexadecimal."""
    return hashlib.sha256(_LABEL + b"seed" + seed).hexdigest()


def registration(*, round_id: str, release: str, theme: str, units: Iterable[str], seed: bytes) -> bytes:
    """Return what is fixed before the lot, as canonical JSON: the bytes that are kept and hashed.

    `release` is the hash over all parts of the round's release: it fixes the results by which pairs are made.
    """
    fixed: dict[str, Any] = {
        "version": 1,
        "round": round_id,
        "release": release,
        "theme": theme,
        "units": sorted(units),
        "rule": RULE,
        "estimator": ESTIMATOR,
        "seed_commitment": commitment(seed),
    }
    return canonical(fixed).encode("utf-8")


def draw(units: Sequence[UnitInLot], seed: bytes) -> Halves:
    """Draw the half that begins first. The order of `units` does not matter; halves differ by one unit at most.

    Neighbours by score, then size, then id are a pair, and one of the two goes first. With an odd number the last one
    has a coin of its own. Pairs are kept nowhere. Raises WrongShape where an id stands twice.
    """
    if len({unit.id for unit in units}) != len(units):
        raise WrongShape("units", "an id stands twice")
    ordered = sorted(units, key=lambda unit: (unit.tenths, unit.size, unit.id))
    first, later = [], []
    for place in range(0, len(ordered), 2):
        pair = ordered[place : place + 2]
        heads = _coin(seed, place // 2)
        first += pair[heads : heads + 1]
        later += [unit for at, unit in enumerate(pair) if at != heads]
    return Halves(tuple(sorted(unit.id for unit in first)), tuple(sorted(unit.id for unit in later)))


def _coin(seed: bytes, place: int) -> int:
    return hmac.digest(seed, _LABEL + place.to_bytes(4, "big"), "sha256")[0] & 1
