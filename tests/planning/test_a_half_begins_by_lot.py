"""Bente begins the follow-up in a drawn half: she reads what it can show, registers, draws, and cannot draw twice."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.accounts.types import Staff
from fagspejl.analysis.lots.draw import Halves
from fagspejl.analysis.policy import LOT_POWER
from fagspejl.evaluation.selectors.lots import lot_of
from fagspejl.evaluation.services.lots import draw_lot, register_lot
from fagspejl.lib.clock import utc_now
from support.published import published_round
from support.staff import log_in, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def _planner() -> tuple[Client, Staff]:
    who, client = somebody("Bente", "planner", app=True), Client()
    log_in(client, who)
    return client, who.staff


def test_she_is_told_what_it_can_show_before_she_registers(tmp_path: Path) -> None:
    """In a round of three units nothing can be registered, and the page says how many units it takes."""
    made = published_round(tmp_path)
    client, _ = _planner()
    url = f"/planlaeg/runde/{made.id}/lod/"
    page = client.get(url).content.decode()
    for a_side, told in LOT_POWER.items():
        assert re.search(rf"{a_side} enheder i hver halvdel.*{told} ud af 100", page)
    assert "mindst 20" in page
    theme = re.search(r'name="theme"[^>]*value="([^"]+)"', page)
    assert theme is not None
    again = client.post(url, {"act": "register", "theme": theme[1]})
    assert "For få enheder" in again.content.decode()
    assert lot_of(made.id) is None


def test_both_halves_are_shown_and_a_second_press_changes_nothing(tmp_path: Path) -> None:
    """A drawn lot shows hash, halves and seed; whoever presses again is told that it is drawn once."""
    made = published_round(tmp_path)
    client, staff = _planner()
    url = f"/planlaeg/runde/{made.id}/lod/"
    units = [f"u{place:02}" for place in range(40)]
    register_lot(made.id, release="a" * 64, theme="t", units=units, actor=staff.actor, now=utc_now())
    before = client.get(url).content.decode()
    assert "Træk lod" in before
    halves = Halves(tuple(units[::2]), tuple(units[1::2]))
    draw_lot(made.id, lambda lot, seed: halves, actor=staff.actor, now=utc_now())
    drawn = lot_of(made.id)
    page = client.get(url).content.decode()
    assert drawn is not None
    assert drawn.sha256 in before
    assert drawn.seed in page
    assert page.index("u00") < page.index("Begynder efter næste runde") < page.index("u01")
    pressed = client.post(url, {"act": "draw"}).content.decode()
    assert "Det sker kun én gang" in pressed
    assert lot_of(made.id) == drawn


def test_a_lot_that_would_tell_a_reader_is_not_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights changed after the registration so that somebody reads many reports: Bente is told why nothing is drawn."""
    made = published_round(tmp_path)
    client, staff = _planner()
    units = [f"u{place:02}" for place in range(40)]
    register_lot(made.id, release="a" * 64, theme="t", units=units, actor=staff.actor, now=utc_now())
    asked = []
    monkeypatch.setattr(
        "fagspejl.operations.services.lots.lot_tells_readers",
        lambda stored, theme, granted: bool(asked.append(list(granted)) or asked),
    )
    page = client.post(f"/planlaeg/runde/{made.id}/lod/", {"act": "draw"}).content.decode()
    assert "hvordan de andre ligger" in page
    karen = str(made.made.leaders["Karen"].id)
    assert any(karen in reader for reader in asked[0])
    found = lot_of(made.id)
    assert found is not None
    assert found.drawn_on is None
