"""Keys are destroyed everywhere or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fagspejl.disclosure.errors import CloseReason, CloseRefused
from fagspejl.disclosure.services import close_round, confirm_close
from fagspejl.evaluation.keys import store
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Round
from support.closing import answered_round, desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_copy_in_another_folder_stops_the_destruction(tmp_path: Path) -> None:
    """Per changed the folder of the second copy since opening: nothing is said to be gone while that copy lives."""
    made = answered_round()
    at = desk(tmp_path, made)
    close_round(round_id=made.round.id, desk=at)
    wrong = replace(at, keys=KeyStore(tmp_path / "keys", tmp_path / "new-escrow"))
    with pytest.raises(CloseRefused) as refused:
        confirm_close(round_id=made.round.id, desk=wrong)
    assert refused.value.reason is CloseReason.COPY_ELSEWHERE
    assert Round.objects.get().state == "sealed"
    assert (tmp_path / "keys" / f"{made.round.id}.key").exists()
    confirm_close(round_id=made.round.id, desk=at)
    assert not list(tmp_path.rglob("*.key"))


def test_a_lost_copy_is_made_good_by_hand(tmp_path: Path) -> None:
    """The disk with the second copy died: Per puts a copy of the key in its place, and the round goes on."""
    made = answered_round()
    at = desk(tmp_path, made)
    close_round(round_id=made.round.id, desk=at)
    name = f"{made.round.id}.key"
    (tmp_path / "escrow" / name).unlink()
    with pytest.raises(CloseRefused):
        confirm_close(round_id=made.round.id, desk=at)
    shutil.copy(tmp_path / "keys" / name, tmp_path / "escrow" / name)
    confirm_close(round_id=made.round.id, desk=at)
    assert at.keys.is_destroyed(made.round.id)


def test_a_destruction_killed_half_way_is_finished(tmp_path: Path) -> None:
    """Power fails when the marker stands and the first file is gone: the next start removes the second and a half one."""
    made = answered_round()
    at = desk(tmp_path, made)
    close_round(round_id=made.round.id, desk=at)
    escrow = tmp_path / "escrow" / f"{made.round.id}.key"
    with pytest.MonkeyPatch.context() as power:
        power.setattr(store, "overwrite_and_unlink", _first_only(store.overwrite_and_unlink))
        with pytest.raises(KeyboardInterrupt):
            confirm_close(round_id=made.round.id, desk=at)
    assert not (tmp_path / "keys" / f"{made.round.id}.key").exists()
    assert escrow.exists()
    (tmp_path / "escrow" / f"{made.round.id}.key.new").write_bytes(made.key)
    confirm_close(round_id=made.round.id, desk=at)
    assert not list((tmp_path / "escrow").iterdir())


def _first_only(work: Callable[[Path], None]) -> Callable[[Path], None]:
    """Do the work on the first file, and lose power before the second."""
    done: list[Path] = []

    def until_the_power_fails(path: Path) -> None:
        if done:
            raise KeyboardInterrupt
        work(path)
        done.append(path)

    return until_the_power_fails


def test_backups_are_nobody_elses_from_the_first_byte(tmp_path: Path) -> None:
    """The folder for backups was there already, open to all: the files in it are not, nor do others lie beside them."""
    made = answered_round()
    (tmp_path / "backups").mkdir(mode=0o755)
    close_round(round_id=made.round.id, desk=desk(tmp_path, made))
    files = sorted((tmp_path / "backups").iterdir())
    assert [f.name.removeprefix(f"{made.round.id}-") for f in files] == ["frozen.sqlite3", "sealed.sqlite3"]
    assert {f.stat().st_mode & 0o777 for f in files} == {0o600}
