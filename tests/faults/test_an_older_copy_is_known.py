"""A backup is whole in itself, and yet older than what was done since: that is told, and no answer is lost in silence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from support.roster import CAST, roster_text
from support.site_process import fagspejl, free_port

RESTORED = "Databasen er gendannet fra en ældre kopi"


def _done(folder: Path, *words: str, code: int = 0) -> str:
    done = fagspejl(folder, *words, FAGSPEJL_MAIL_PER_MINUTE="none")
    assert done.returncode == code, (done.stdout, done.stderr)
    return done.stdout + done.stderr


def _open_round(folder: Path) -> str:
    """Begin a site with the cast and an open round; return the round's id."""
    (folder / "liste.csv").write_text(roster_text(*CAST), encoding="utf-8")
    _done(folder, "roster", "import", "liste.csv", "--apply", "--accept")
    words = (
        "round",
        "create",
        "--title",
        "Foråret",
        "--organisation",
        "Egedal",
        "--deadline",
        "2099-01-05 12:00",
    )
    made = _done(folder, *words).split()
    (round_id,) = {word.strip(".,") for word in made if len(word.strip(".,")) == 36}
    _done(folder, "round", "open", round_id)
    return round_id


def _restored(folder: Path) -> None:
    """Put the backup of the data folder back; the key folder is as it is now."""
    shutil.rmtree(folder / "data")
    shutil.copytree(folder / "backup", folder / "data")


@pytest.mark.slow
def test_time_that_went_back(tmp_path: Path) -> None:
    """Per restores a backup from before the round was cancelled: nobody is let in to answer what nobody can open."""
    round_id = _open_round(tmp_path)
    _done(tmp_path, "worker", "--once")
    shutil.copytree(tmp_path / "data", tmp_path / "backup")
    _done(tmp_path, "round", "cancel", round_id, "--yes")
    assert RESTORED not in _done(tmp_path, "access-log", "--check")

    _restored(tmp_path)

    for words in (("serve", "--port", str(free_port())), ("worker", "--once")):
        told = _done(tmp_path, *words, code=1)
        assert "»Foråret« er åben i denne database, men rundens nøgle er slettet" in told
        assert f"fagspejl round cancel --key-lost {round_id}" in told
    looked = _done(tmp_path, "audit-anonymity")
    assert "Ingen kan åbne svarene i den." in looked

    log = _done(tmp_path, "access-log")
    assert RESTORED in log
    assert "database_restored" in log
    assert "Loggens" in log
    assert RESTORED not in _done(tmp_path, "access-log", "--check")

    _done(tmp_path, "round", "cancel", round_id, "--key-lost", "--yes")
    _done(tmp_path, "worker", "--once")
    assert "aflyst" in _done(tmp_path, "round", "status")


def test_the_site_itself_is_not_called_a_copy(tmp_path: Path) -> None:
    """Per starts again and again on his own site: nothing is told, and the log's chain holds."""
    _open_round(tmp_path)
    for _ in range(2):
        assert "gendannet" not in _done(tmp_path, "worker", "--once")
    log = _done(tmp_path, "access-log")
    assert "database_restored" not in log
