"""What tests of the follow-up share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from support.followed import Followed


@pytest.fixture
def world(transactional_db: None, tmp_path: Path) -> Followed:
    """A published round with paths."""
    from support.followed import followed

    return followed(tmp_path)
