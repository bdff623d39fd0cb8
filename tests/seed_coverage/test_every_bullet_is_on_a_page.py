"""Every bullet of both source texts is met on a page: its role logs in, walks there and reads the demo's own figure."""

from __future__ import annotations

import pytest
from django.urls import resolve

from seed_coverage.bullets import Bullet, bullets, places
from seed_coverage.conftest import Walks


@pytest.mark.parametrize("bullet", [pytest.param(one, id=one.code) for one in bullets()])
def test_bullet_is_met(bullet: Bullet, walks: Walks) -> None:
    """Karen, Ida, Mads, Sofie or underviseren opens each page of a bullet and finds what the demo put there."""
    missing = []
    for name, finds in bullet.seen.items():
        place = places()[name]
        page = walks(place)
        assert (page.status, resolve(page.path).url_name) == (200, place.page), (name, page.path)
        missing += [(name, one) for one in finds if one not in page.text]
    assert missing == []
