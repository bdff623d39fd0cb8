"""Two posters to print, one for each side; the unit's leader makes a new link."""

from __future__ import annotations

import pytest

from support.agreed import begun
from support.town import entered, leader, town
from support.wall_link import Poster

pytestmark = pytest.mark.django_db


def test_two_posters_and_a_new_link() -> None:
    """Ida prints a poster for each side and makes a new link; the old posters open nothing, Karen sees none of it."""
    here = town()
    made = begun(here.cancer)
    ida, page = entered(leader("Ida")), f"/arbejdsrum/aftaler/{made}/opslag/"
    old = Poster(made)
    shown = ida.get(page).content.decode()
    assert (f"{old.front}goer/" in shown, f"{old.front}modtager/" in shown) == (True, True)
    assert shown.count('role="img"') == 2
    karen = entered(leader("Karen"))
    assert (karen.get(page).status_code, karen.post(page).status_code) == (404, 404)
    assert old.open().status == 200
    assert ida.post(page, follow=True).status_code == 200
    assert old.open().status == 404
    assert Poster(made).front in ida.get(page).content.decode()
