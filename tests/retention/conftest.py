"""A site that lives through many days, and what a thief takes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.dumped import loot

if TYPE_CHECKING:
    from support.simulated_life import Life

__all__ = ["life", "loot"]


@pytest.fixture
def life(transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    """A site of its own on its first day, at its own clock."""
    from support.simulated_life import new_life

    return new_life(tmp_path, monkeypatch)
