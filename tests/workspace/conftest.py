"""What tests of the workspace may ask for."""

from __future__ import annotations

import pytest

from workspace.rooms_of_the_documents import EXPERIENCED, NEW


@pytest.fixture
def arithmetic_example() -> dict[str, tuple[list[int], list[int]]]:
    """The worked example: seven experienced and five new colleagues, before and after the talk."""
    return {"Erfarne": EXPERIENCED, "Nye": NEW}
