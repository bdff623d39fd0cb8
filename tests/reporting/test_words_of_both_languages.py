"""Danish is written first, English is complete, and both follow the house's tone."""

from __future__ import annotations

import re

import pytest

from fagspejl.disclosure.types import Code
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import Wording
from fagspejl.reporting.pages.values import SENTENCES
from fagspejl.reporting.words import words_in
from support.words import told

ENGLISH_OR_JARGON = {
    "the", "and", "of", "your", "with", "score", "scoren", "feedback", "dashboard", "survey", "performance",
    "login", "template", "roster", "benchmark", "respondent", "besvarelse", "besvarelsen", "item",
}  # fmt: skip
BLAME = ("blind vinkel", "overvurderer", "undervurderer", "under gennemsnit", "over gennemsnit")


def sentences(words: Wording) -> list[str]:
    """Every text of a language."""
    return [text for texts in told(words).values() for text in texts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at(language: Language) -> None:
    """Karen's report holds no exclamation mark."""
    assert [text for text in sentences(words_in(language)) if "!" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: Language) -> None:
    """Whatever code the door gives, there are words for it."""
    assert set(SENTENCES) == set(Code)
    assert set(SENTENCES.values()) <= words_in(language).keys


def test_danish_is_danish() -> None:
    """Karen meets no English word and no word of the trade."""
    said = re.sub(r"\{\w+\}", "", " ".join(sentences(words_in("da"))))
    words = set(re.findall(r"[a-zæøå]+", said.lower()))
    assert words & ENGLISH_OR_JARGON == set()


def test_nobody_is_blamed() -> None:
    """A difference between Karen's answers and her employees' is told without a verdict."""
    said = " ".join(sentences(words_in("da"))).lower()
    assert [phrase for phrase in BLAME if phrase in said] == []


def test_one_kind_of_quotation_marks() -> None:
    """Danish pages use »…« throughout, English ones “…”."""
    assert not re.search(r"[\"“”„]", " ".join(sentences(words_in("da"))))
    assert not re.search(r"[\"»«„]", " ".join(sentences(words_in("en"))))


def test_danish_is_easy_to_read() -> None:
    """The Danish prose stays below LIX 45, the limit for reports."""
    prose = [text for text in sentences(words_in("da")) if text.endswith((".", "?")) and len(text) > 40]
    words = re.findall(r"\w+", " ".join(prose))
    stops = sum(len(re.findall(r"[.:?]", text)) for text in prose)
    assert len(words) / stops + 100 * sum(len(word) > 6 for word in words) / len(words) < 45


def test_an_unknown_word_is_an_error() -> None:
    """A page with a missing sentence fails in a test, and is never printed with a hole."""
    with pytest.raises(KeyError):
        words_in("da").say("asked.nothing")
    with pytest.raises(KeyError):
        words_in("da").say("reading.few", n=5)
