"""The file of the database is damaged: one sentence and what to do, in both languages, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.site_process import fagspejl


@pytest.mark.parametrize(
    ("language", "said"), [("da", "sikkerhedskopi"), ("en", "restore the latest backup")], ids=["da", "en"]
)
def test_it_is_said(tmp_path: Path, language: str, said: str) -> None:
    """Per's disk has written nonsense over the file: he reads what to do, and the file is left as it is."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    file = folder / "fagspejl.sqlite3"
    file.write_bytes(bytes(range(256)) * 20)
    file.chmod(0o600)
    ended = fagspejl(tmp_path, "round", "status", "--data", str(folder), "--language", language)
    assert ended.returncode == 1
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr
    assert file.read_bytes() == bytes(range(256)) * 20
