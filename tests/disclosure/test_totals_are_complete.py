"""Totals of random organisations: complete, never missing at the top, and nothing of one or two leaders in them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from fagspejl.disclosure.document.codec import dumps
from fagspejl.disclosure.release_check.audit import audit
from support.choosing import allowed, best_choice
from support.rounds import make_round
from support.row_space import solved
from support.totals_seen import Document, ItemTotals, item_totals

SIZES = (0, 1, 3, 4, 5, 6, 8, 9, 10, 12, 15, 20)
_MOST_TRIED = 7  # units of which every choice of totals is tried


def _document(seed: int) -> Document:
    """A random release: shared peers, missing answers, extremes, pools, known and unknown N."""
    rng = np.random.default_rng(seed)
    made = make_round(
        seed,
        leaders=int(rng.integers(1, 22)),
        units=int(rng.integers(1, 10)),
        known=bool(rng.random() < 0.7),
        separate=bool(rng.random() < 0.3),
        sizes=SIZES if rng.random() < 0.6 else (4, 10, 12, 15, 20),
    )
    document: Document = json.loads(dumps(made.release()))
    if seed % 10 == 0:
        assert audit(document).faults == ()
    return document


def _check(seen: ItemTotals) -> None:
    at, leaders = [seen.home[b] for b in seen.shown], [seen.leaders[b] for b in seen.shown]
    assert (0 in seen.totals) == (sum(leaders) >= 3)
    assert allowed(seen.tree, at, leaders, set(seen.totals), 3)
    if len(seen.tree) <= _MOST_TRIED:
        assert set(seen.totals) == best_choice(seen.tree, at, leaders)
    for unit, row in seen.totals.items():
        entering = seen.below(unit, seen.shown)
        assert row["blocks"] == [seen.names[block] for block in entering]
        assert row["n"] == sum(seen.counts[block] for block in entering)
    for unit, row in seen.distributions.items():
        full = seen.below(unit, seen.full)
        assert row["blocks"] == [seen.names[block] for block in full]
        assert row["n"] == sum(sum(seen.cells[block]["options"]) for block in full) >= 30
        assert sum(seen.leaders[block] for block in full) >= 3
        everybody = sum(seen.counts[block] for block in seen.below(unit, seen.shown))
        assert sum(seen.counts[block] for block in full) >= 0.6 * everybody
    for with_distributions in (False, True):
        singles, pairs = solved(seen.sums(with_distributions=with_distributions), len(seen.home))
        assert singles == set()
        assert not any(all(seen.own[block] for block in pair) for pair in pairs)


def _check_tree(seed: int) -> None:
    document = _document(seed)
    for seen in item_totals(document):
        _check(seen)
    own = {(block["leader"], block["perspective"]) for block in document["blocks"] if block["kind"] == "own"}
    shown = {
        (row["leader"], row["perspective"])
        for row in document["figures"]
        if "leader" in row and (row["kind"], row["status"]) == ("response", "shown")
    }
    assert own == shown


@pytest.mark.parametrize("seed", range(60))
def test_every_total_is_complete_and_no_leader_can_be_solved_from_them(seed: int) -> None:
    """Asta adds and subtracts all totals of Lone's municipality and finds no leader, no two, and nobody left out."""
    _check_tree(seed)
