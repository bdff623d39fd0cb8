"""`promise verify` of a file in a process of its own, where no site was started before."""

from __future__ import annotations

from pathlib import Path

from commands.small_round import report, write_round
from support.site_process import fagspejl


def test_a_file_is_checked_without_a_site(tmp_path: Path) -> None:
    """Asta, who has only a release.json and no installation, sees every part of its promise that a file can show."""
    made = report(*write_round(tmp_path), "--out", tmp_path / "ud", "--formats", "json")
    assert made.exit_code == 0, made.output
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()

    done = fagspejl(nowhere, "promise", "verify", str(tmp_path / "ud" / "release.json"), "--language", "en")

    assert done.returncode == 0, done.stderr
    assert "holds: at least 5 people stand behind every figure" in done.stdout
    assert not list(nowhere.iterdir())
