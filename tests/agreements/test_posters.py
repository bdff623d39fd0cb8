"""Two posters to print, one for each side, in the language of the agreement; the unit's leader makes a new link."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.workspace.agreements.services.drafts import start
from fagspejl.workspace.agreements.types import SuperiorRule
from support.agreed import IDA, begun, drafted
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


def test_the_language_of_the_wall() -> None:
    """Ida reads the site in English; the poster and the agreement say that their own words are Danish."""
    here = town()
    made = begun(here.cancer)
    ida, page = entered(leader("Ida")), f"/arbejdsrum/aftaler/{made}/"
    assert '<section class="pulse-poster pulse-poster-short" lang="da">' in _english(ida, f"{page}opslag/")
    assert '<h1 lang="da">Dokumentation</h1>' in _english(ida, page)


def test_the_rule_above_it() -> None:
    """Sofie reads on her phone that the agreement applies only within the law, as everybody else reads it."""
    made = drafted(town().cancer, superior_rule=SuperiorRule.LAW, superior_text="Journalen skal føres.")
    start(made, 0, actor=IDA)
    poster = Poster(made)
    assert "Gælder kun inden for loven:</strong> Journalen skal føres." in poster.open(poster.front).text


def _english(who: Client, page: str) -> str:
    return who.get(f"{page}?sprog=en").content.decode()
