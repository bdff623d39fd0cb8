"""A round with answers, ready to close, for tests of closing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import numpy as np

from fagspejl.answering.services import save_draft, submit
from fagspejl.disclosure.services.close_round import Desk
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.loader import load
from support.small_round import DEADLINE, KEY, SmallRound, small_round

ITEMS = tuple(item.id for item in load("faglig-ledelse").items)
TREE = (("kommune", -1), ("familie", 0), ("kraeft", 0))
HOME = {"Karen": 1, "Ida": 2, "Mads": 0, "Bente": 1}


def answered_round(
    seed: int = 1, policy: RoundPolicyValues | None = None, promised: bytes | None = None
) -> SmallRound:
    """Karen has eight raters, Ida twelve, Mads three, Bente two; self, superior and peers too; some drafts."""
    groups = {
        "Karen": {"employee": [f"k{i}" for i in range(8)], "self": ["Karen"], "superior": ["Mads"]},
        "Ida": {"employee": [f"i{i}" for i in range(12)], "self": ["Ida"], "superior": ["Mads"]},
        "Mads": {"subordinate_leader": ["Karen", "Ida", "Bente"]},
        "Bente": {"employee": ["b0", "b1"], "peer": ["Karen", "Ida"]},
    }
    made = small_round(groups, policy=policy, promised=promised, tree=TREE, home=HOME)
    rng = np.random.default_rng(seed)
    for number, (rater, leader) in enumerate(made.links):
        values: dict[str, object] = {item: int(rng.integers(1, 6)) for item in ITEMS}
        if number % 5 == 0:
            values[ITEMS[1]] = "dont_know"
        if number % 2 == 0:
            values["comment:works_well"] = f"Hemmelig tekst {rater} om {leader}"
        if rater == "k7":
            save_draft(made.place(rater, leader), values, save_id="s", version=0)
        elif rater != "i11":
            submit(made.place(rater, leader), values, save_id="s")
    return made


def desk(tmp_path: Path, made: SmallRound, *, minutes_after: int = 20) -> Desk:
    """A desk with the round's key in both folders, and a clock past the deadline."""
    store = KeyStore(tmp_path / "keys", tmp_path / "escrow")
    for folder in (store.folder, store.escrow):
        assert folder is not None
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{made.round.id}.key").write_bytes(KEY)
    return Desk(store, tmp_path / "backups", DEADLINE + timedelta(minutes=minutes_after))
