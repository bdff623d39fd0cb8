"""Random organisations with every figure of theirs in one attacker's hands: five numbers, printed in one table."""

from __future__ import annotations

import json
import sys
from collections import Counter

import numpy as np
import pytest

from fagspejl.disclosure.document.codec import dumps
from support.people_solved import groups_below
from support.rounds import Round, make_round
from support.row_space import solved
from support.totals_seen import Document, ItemTotals, item_totals

SIZES = (0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 20)
PROMISED = (
    "derivable groups below five",
    "single leaders or pairs in the totals",
    "totals that leave somebody out",
    "wholes without totals",
    "reports withheld though five answered",
)


def _made(seed: int) -> Round:
    """Shared peers, missing answers, extremes, pools, known and unknown N."""
    rng = np.random.default_rng(seed)
    return make_round(
        seed,
        leaders=int(rng.integers(1, 22)),
        units=int(rng.integers(1, 10)),
        themes=((5,), (5, 3), (1, 4))[int(rng.integers(3))],
        known=bool(rng.random() < 0.7),
        separate=bool(rng.random() < 0.3),
        sizes=SIZES if rng.random() < 0.6 else (4, 10, 12, 15, 20),
    )


def _judge(seed: int) -> Counter[str]:
    """Count in one organisation what may not be; and what there was to go wrong."""
    made = _made(seed)
    document: Document = json.loads(dumps(made.release()))
    found: Counter[str] = Counter({"organisations": 1})
    for seen in item_totals(document):
        found += _of_totals(seen)
    found[PROMISED[0]] += groups_below(made, document, 5)
    own = {(block["leader"], block["perspective"]) for block in document["blocks"] if block["kind"] == "own"}
    reported = {
        (row["leader"], row["perspective"])
        for row in document["figures"]
        if "leader" in row and (row["kind"], row["status"]) == ("response", "shown")
    }
    eligible = _eligible(made)
    found["reports that five answered for"] += len(eligible)
    found[PROMISED[4]] += len(eligible - own) + len(eligible - reported)
    return found


def _eligible(made: Round) -> set[tuple[str, str]]:
    """Leaders and groups about whom at least five different people answered something."""
    table, names = made.table, {0: "employee", 3: "peer", 4: "subordinate_leader"}
    if not made.separate:
        names[4] = "employee"
    people: dict[tuple[str, str], set[int]] = {}
    for row in np.flatnonzero((table.values > 0).any(axis=1)).tolist():
        if (group := int(table.group[row])) in names:
            leader = made.organisation.leaders[int(table.leader[row])].id
            people.setdefault((leader, names[group]), set()).add(int(table.person[row]))
    return {place for place, answered in people.items() if len(answered) >= 5}


def _of_totals(seen: ItemTotals) -> Counter[str]:
    found: Counter[str] = Counter({"totals": len(seen.totals) + len(seen.distributions)})
    singles, pairs = solved(seen.sums(with_distributions=True), len(seen.home))
    found[PROMISED[1]] = len(singles) + sum(all(seen.own[block] for block in pair) for pair in pairs)
    for unit, row in seen.totals.items():
        everybody = seen.below(unit, seen.shown)
        whole = row["blocks"] == [seen.names[b] for b in everybody]
        found[PROMISED[2]] += not (whole and row["n"] == sum(seen.counts[b] for b in everybody))
    for unit, row in seen.distributions.items():
        full = seen.below(unit, seen.full)
        whole = row["blocks"] == [seen.names[b] for b in full]
        found[PROMISED[2]] += not (whole and row["n"] == sum(sum(seen.cells[b]["options"]) for b in full))
    enough = sum(seen.leaders[b] for b in seen.shown) >= 3
    found["wholes that should print"] = int(enough)
    found[PROMISED[3]] = int(enough and 0 not in seen.totals)
    return found


def _table(found: Counter[str]) -> str:
    lines = [f"{found['organisations']} random organisations: {found['totals']} totals and distributions,"]
    lines.append(f"{found['wholes that should print']} wholes with at least three leaders,")
    lines.append(f"{found['reports that five answered for']} reports that five or more answered for")
    lines += [f"  {name:<42}{found[name]:>6}" for name in PROMISED]
    return "\n".join(lines)


def test_forty_organisations_keep_the_five_promises() -> None:
    """Asta holds all figures of forty municipalities and finds nobody below five, and nobody left out."""
    found: Counter[str] = sum((_judge(seed) for seed in range(40)), Counter())
    assert found["totals"] > 300
    assert [found[name] for name in PROMISED] == [0] * 5, _table(found)


def test_the_attacker_finds_what_can_be_found() -> None:
    """Asked for groups below fifteen, Asta's arithmetic finds those that have a report of their own: it can find."""
    found = 0
    for seed in range(5):
        made = _made(seed)
        found += groups_below(made, json.loads(dumps(made.release())), 15)
    assert found > 20


@pytest.mark.slow
def test_a_thousand_organisations_keep_the_five_promises(capsys: pytest.CaptureFixture[str]) -> None:
    """Asta does the same with a thousand municipalities, and reads the five numbers in one table."""
    found: Counter[str] = Counter()
    for seed in range(3000, 4000):
        found.update(_judge(seed))
    with capsys.disabled():
        print(f"\n{_table(found)}", file=sys.stderr, flush=True)  # runs of several workers keep this one
    assert [found[name] for name in PROMISED] == [0] * 5
