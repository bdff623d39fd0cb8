"""Every page of the demo can be read by everybody, on a screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from journeys.demo_pages import faults_by_page
from support.browser import OpenPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("each", [5, pytest.param(1, marks=pytest.mark.slow)])
def test_every_page_is_accessible(demo: Path, open_page: OpenPage, each: int) -> None:
    """Mads opens reports on his screen: no fault of accessibility, and nothing to scroll sideways."""
    assert faults_by_page(demo, open_page, width=1280, each=each) == {}
