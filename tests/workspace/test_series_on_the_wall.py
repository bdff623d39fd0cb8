"""What a series tells stands whole on the wall, large enough for Asta at the back, also beside a long outcome."""

from __future__ import annotations

from typing import Any

import pytest
from tests.support.browser import OpenPage
from tests.support.wall import Wall

from fagspejl.workspace.sessions.services.outcomes import record_outcome
from support.series import series_room, show
from workspace.test_wall_is_read_from_the_back_row import CUT, SMALLEST, _long_outcome

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_across_the_cases(live_server: Any, open_page: OpenPage) -> None:
    """Before and after Karen's long outcome nothing is cut off at 1280 x 720, or smaller than 28 px at 1920 x 1080."""
    room = series_room()
    show(room, range(4))
    tab = open_page(live_server.url + Wall(room).screen_at, width=1280, height=720)
    for agreed in (False, True):
        if agreed:
            record_outcome(room.control, room.facts.revision, _long_outcome())
        tab.set_viewport_size({"width": 1280, "height": 720})
        tab.reload()
        assert tab.locator(".screen-series p").count() == 3
        assert tab.evaluate(CUT) == []
        tab.set_viewport_size({"width": 1920, "height": 1080})
        size, text = tab.evaluate(SMALLEST)
        assert size >= 28, (size, text)
