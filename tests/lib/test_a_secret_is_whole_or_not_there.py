"""The site's secret: one for all processes that begin at once, its owner's alone, whole whenever somebody is killed."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fagspejl.lib.private_files import SecretEmpty, read_secret


def test_all_who_begin_at_once_have_the_same(tmp_path: Path) -> None:
    """Eight processes of a new site start together: they all read one secret, and nothing else is left behind."""
    place = tmp_path / "keys" / "site.secret"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: read_secret(place), range(64)))
    assert found == {place.read_text("ascii")}
    assert len(place.read_text("ascii")) == 64
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [path.name for path in place.parent.iterdir()] == ["site.secret"]


def test_nobody_reads_half_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Per's machine stops before the secret is on the disk: there is none yet, and the next start makes a whole one."""
    place = tmp_path / "site.secret"

    def stops(_: int) -> None:
        assert not place.exists()
        raise OSError("the machine stopped")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", stops)
        with pytest.raises(OSError, match="stopped"):
            read_secret(place)
    assert not place.exists()
    assert len(read_secret(place)) == 64


def test_an_empty_file_is_no_secret(tmp_path: Path) -> None:
    """A disk that was full left Per an empty file: it is refused, never taken for a secret."""
    place = tmp_path / "site.secret"
    place.write_text("\n")
    with pytest.raises(SecretEmpty):
        read_secret(place)
