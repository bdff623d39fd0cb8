"""What tests of reflection share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.conf import LazySettings

if TYPE_CHECKING:
    from support.followed import Followed


@pytest.fixture(autouse=True)
def own_data(settings: LazySettings, tmp_path: Path) -> Path:
    """A data folder of the test's own, so that keys of notes lie nowhere else."""
    settings.DATA = tmp_path / "data"
    return settings.DATA  # type: ignore[no-any-return]


@pytest.fixture
def world(transactional_db: None, tmp_path: Path) -> Followed:
    """A published round with paths: Mads is above Karen and Ida."""
    from support.followed import followed

    return followed(tmp_path)
