"""The words of next steps: the same in both languages, calm, and easy to read."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.pages.next_step.sheets import TOOLS
from fagspejl.reporting.pages.next_step.suggestion import STEPS
from fagspejl.reporting.pages.next_step.types import Reason, SheetName, Tick
from fagspejl.reporting.pages.next_step.words import step_words
from support.words import told


def _texts(language: Language) -> list[str]:
    return [text for texts in told(step_words(language)).values() for text in texts]


def test_both_languages_say_the_same_things() -> None:
    """Whatever Karen is told in Danish her English colleague is told too, with the same facts filled in."""
    danish, english = told(step_words("da")), told(step_words("en"))
    assert danish.keys() == english.keys()
    for key, texts in danish.items():
        slots = [sorted(re.findall(r"{(\w+)}", " ".join(said))) for said in (texts, english[key])]
        if key != "step.said_part":
            assert slots[0] == slots[1], key
        assert len(texts) == len(english[key]), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_words_and_minutes(language: Language) -> None:
    """Every reason, tick and sheet has its words, and every step of a sheet its minutes."""
    words = step_words(language)
    assert {f"reason.{name}" for name in get_args(Reason)} <= words.keys
    assert {f"tick.{name}" for name in get_args(Tick)} <= words.keys
    assert set(get_args(SheetName)) == set(STEPS) == {"meeting", "talk", *TOOLS}
    for name, minutes in STEPS.items():
        assert len(words.pairs(f"sheet.{name}.steps")) == len(minutes)


def test_a_reason_is_one_sentence() -> None:
    """Karen reads why in one sentence."""
    for name in get_args(Reason):
        for language in LANGUAGES:
            said = step_words(language).say(f"reason.{name}", said="X")
            assert said.index(".") == len(said) - 1
            assert not re.search(r"[?:]", said)


def test_danish_is_calm_and_easy_to_read() -> None:
    """No exclamation mark, one kind of quotation marks, no word of the trade, and LIX below 40."""
    texts = _texts("da")
    prose = [text for text in texts if text.endswith((".", "?"))]
    said = " ".join(texts).lower()
    assert "!" not in said
    assert not re.search(r"[\"“”„]", said)
    for word in ("score", "feedback", "dashboard", "survey", "performance", "besvarelse"):
        assert word not in said
    words = re.findall(r"\w+", re.sub(r"{\w+}", "", " ".join(prose)))
    stops = sum(len(re.findall(r"[.:?]", text)) for text in prose)
    assert len(words) / stops + 100 * sum(len(word) > 6 for word in words) / len(words) < 40
