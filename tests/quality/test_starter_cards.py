"""Six starter cards: short, neutral, in both languages, and a unit writes its own copies."""

from __future__ import annotations

import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.workspace.quality.cards import CODES, LINES, lengths, shipped_cards
from fagspejl.workspace.safeguards.screen import screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_professions(language: Language) -> None:
    """Karen's team finds six professions, each with the three reasons why quality is seen differently."""
    cards = shipped_cards(language)
    assert [one.code for one in cards] == list(CODES)
    assert all(getattr(one, name).strip() for one in cards for name in ("profession", *LINES))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_fits_a_phone(language: Language) -> None:
    """Omar reads a card in one breath on 320 px."""
    for one in shipped_cards(language):
        assert all(len(getattr(one, name)) <= most for name, most in lengths().items())


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_profession_is_the_standard(language: Language) -> None:
    """Lone's card speaks of no other profession, and no card names anybody."""
    cards = shipped_cards(language)
    names = [one.profession.casefold() for one in cards]
    for one in cards:
        told = " ".join(getattr(one, name) for name in LINES)
        assert [name for name in names if name in told.casefold()] == []
        found = screen(told)
        assert found.blocked is None
        assert not found.asks


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_card_finishes_the_sentence(language: Language) -> None:
    """What stands on Per's card goes on from "God kvalitet er, når …" without a capital."""
    assert all(one.good[0].islower() and one.good.endswith(".") for one in shipped_cards(language))
