"""The links over a report: no two with one name, none that leads back into where one is, and no leader's words for others."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from support.published import PublishedRound, account, published_round
from support.staff import log_in


@pytest.fixture
def made(db: None, tmp_path: Path) -> PublishedRound:
    """A published round."""
    return published_round(tmp_path)


def _bar(name: str, address: str) -> dict[str, str]:
    """Return the names of the links over a page, with their addresses."""
    client = Client()
    log_in(client, account(name))
    text = unescape(client.get(address).content.decode())
    bar = re.search(r'<nav class="report-bar".*?</nav>', text, re.DOTALL)
    assert bar is not None
    found = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', bar[0])
    names = {name: to for to, name in found}
    assert len(names) == len(found)
    return names


def test_steps_are_named_once_on_a_step(made: PublishedRound) -> None:
    """Karen, who reads step by step, is not offered in the bar to begin reading step by step; on the whole report she is."""
    part = made.part["Karen"]
    assert "Læs trin for trin" not in _bar("Karen", f"/rapport/{part}/laes/svar/")
    assert _bar("Karen", f"/rapport/{part}/")["Læs trin for trin"] == f"/rapport/{part}/laes/svar/"


def test_next_step_is_the_leaders_own(made: PublishedRound) -> None:
    """Mads, who reads about Karen, sees that the suggestions are Karen's; Karen sees her own next step."""
    part = made.part["Karen"]
    mads, karen = _bar("Mads", f"/rapport/{part}/"), _bar("Karen", f"/rapport/{part}/")
    assert mads["Forslag til Karen"] == karen["Dit næste skridt"] == f"/rapport/{part}/skridt/"
    assert "Dit næste skridt" not in mads
