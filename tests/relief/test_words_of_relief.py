"""The words of the relief round: half an hour in both languages, help without a number, nothing that is never said."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.reporting.pages.next_step.suggestion import STEPS as PRINTED
from fagspejl.workspace.relief.types import STEPS
from support.words import told

WORDS = "fagspejl.workspace.relief.words"
NEVER = re.compile(
    r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|skyldes|compliance)\b|%|!", re.I
)


def test_minutes_are_those_of_the_printed_sheet() -> None:
    """Ida holds the round on the screen or from the sheet of paper: the same six steps, half an hour."""
    minutes = tuple(many for _, many in STEPS)
    assert minutes == PRINTED["relief"]
    assert sum(minutes) == 30


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_its_words(language: str) -> None:
    """Whoever hosts the round finds a title and something to say at each step."""
    words = wording(language, WORDS)
    for key, _ in STEPS:
        assert words.say(f"relief_step.{key}")
        assert words.listed(f"relief_step.{key}_says"), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_named_without_a_number(language: str) -> None:
    """Sofie reads which kinds of help there are; a number would be another one at her workplace."""
    says = " ".join(wording(language, WORDS).listed("relief_step.help_says"))
    kinds = {
        "da": ("leder", "arbejdsmiljø", "tillids", "krisehjælp"),
        "en": ("leader", "safety", "union", "crisis"),
    }
    assert all(kind in says for kind in kinds[language])
    assert not re.search(r"\d", says)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """No score, no rank, no share in per cent, no cause and no exclamation mark stands on Ida's pages."""
    every = told(wording(language, WORDS))
    said = {key: texts for key, texts in every.items() if key.startswith("relief_")}
    assert len(said) > 40
    assert {key: text for key, texts in said.items() for text in texts if NEVER.search(text)} == {}
    assert wording("da", WORDS).keys == wording("en", WORDS).keys
