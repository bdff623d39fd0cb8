"""Whatever is tried, where and in which order: a round goes on from its key's destruction by its holder alone."""

from __future__ import annotations

import random
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from fagspejl.disclosure.errors import CloseRefused
from fagspejl.disclosure.services import Desk, close_round, confirm_close, publish_round
from fagspejl.evaluation.errors import KeyHeldElsewhere
from fagspejl.evaluation.keys import store
from fagspejl.evaluation.keys.derivation import destruction_proof
from fagspejl.evaluation.keys.store import (
    EscrowCopyMissing,
    KeyStore,
    MarkerUnproven,
    RoundKeyDestroyed,
    RoundKeyMissing,
    RoundKeyWrong,
)
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.services.key_custody import name_holder
from support.closing import ITEMS, desk
from support.small_round import DEADLINE, KEY, SmallRound, small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
REFUSALS = (
    CloseRefused,
    EscrowCopyMissing,
    KeyHeldElsewhere,
    MarkerUnproven,
    RoundKeyDestroyed,
    RoundKeyMissing,
    RoundKeyWrong,
)
GONE = ("keys_gone", "published")
PLACES = ("home", "home", "home", "empty", "wrong", "marked", "copied", "twin", "no-escrow")
STEPS = ("close", "confirm", "publish", "power")


def _round() -> SmallRound:
    made = small_round({"Karen": {"employee": [f"k{i}" for i in range(3)], "self": ["Karen"]}})
    assert ITEMS
    return made


def _folders(place: Path, made: SmallRound) -> dict[str, Desk]:
    """The holder's desk, and those of others on the same database."""
    home = desk(place, made).keys
    name = f"{made.round.id}.key"
    for other in ("empty", "wrong", "marked"):
        (place / other).mkdir()
    (place / "wrong" / name).write_bytes(b"w" * 32)
    forged = destruction_proof(b"w" * 32, made.round.id).hex()
    (place / "marked" / f"{made.round.id}.destroyed").write_text(f"{made.round.id} 2026-03-14 {forged}\n")
    shutil.copytree(home.folder, place / "copied")
    escrow = home.escrow
    stores = {
        "home": home,
        "empty": KeyStore(place / "empty", escrow, home.node),
        "wrong": KeyStore(place / "wrong", escrow, home.node),
        "marked": KeyStore(place / "marked", escrow, home.node),
        "copied": KeyStore(place / "copied", escrow, home.node),
        "twin": KeyStore(home.folder, escrow, "another machine"),
        "no-escrow": KeyStore(home.folder, place / "elsewhere", home.node),
    }
    now = DEADLINE + timedelta(minutes=20)
    return {name: Desk(keys, place / "backups", now) for name, keys in stores.items()}


def _try(step: str, at: Desk, made: SmallRound, power: pytest.MonkeyPatch) -> None:
    if step == "close":
        close_round(round_id=made.round.id, desk=at)
    elif step == "publish":
        publish_round(round_id=made.round.id, keys=at.keys, today=DEADLINE.date())
    elif step == "confirm":
        confirm_close(round_id=made.round.id, desk=at)
    else:  # power fails between the marker and the last file
        with power.context() as now:
            now.setattr(store, "overwrite_and_unlink", _no_power)
            confirm_close(round_id=made.round.id, desk=at)


def _no_power(path: Path) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("seed", range(6))
def test_every_order(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Per, Bente and two workers try everything everywhere: the key lies where it lay, or its holder's marker does."""
    chosen = random.Random(seed)
    made = _round()
    places = _folders(tmp_path, made)
    home = places["home"].keys
    name_holder(made.round.id, home, KEY)
    tries = [(chosen.choice(STEPS), chosen.choice(PLACES)) for _ in range(14)]
    tries += [(step, "home") for step in ("close", "confirm", "publish")]
    for step, place in tries:
        before = Round.objects.get().state
        try:
            _try(step, places[place], made, monkeypatch)
        except (*REFUSALS, KeyboardInterrupt):
            pass
        state = Round.objects.get().state
        files = [folder / f"{made.round.id}.key" for folder in (home.folder, home.escrow) if folder]
        said = [path.read_text().split() for path in home.folder.glob("*.destroyed")]
        assert (tmp_path / "copied" / files[0].name).read_bytes() == KEY, (step, place)
        if state in GONE:
            assert not any(path.exists() for path in files), tries
            assert said[0][2] == destruction_proof(KEY, made.round.id).hex()
        elif not said:
            assert all(path.read_bytes() == KEY for path in files), tries
        if before != state:
            assert place == "home", tries
        if before not in GONE and state in GONE:
            assert (step, place) == ("confirm", "home"), tries
    assert Round.objects.get().state == "published"
