"""The strings that were agreed stand word for word in the files of words, and both languages have every one."""

from __future__ import annotations

import re

import pytest

from fagspejl.answering.promise import promise
from fagspejl.answering.words import words_in
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.language import LANGUAGES, Language
from support.words import told

FIXED: dict[tuple[Language, str], str] = {
    (
        "da",
        "fixed.comment_field",
    ): "Din leder og din leders leder læser præcis det, du skriver. Skriv ikke navne, CPR-numre eller noget om helbred "
    "og private forhold.",
    (
        "en",
        "fixed.comment_field",
    ): "Your leader and your leader's leader read exactly what you write. Do not write names, CPR numbers or anything "
    "about health or private matters.",
    (
        "da",
        "fixed.draft",
    ): "Din kladde er gemt. Den tæller først med, når du trykker »Send svar«. Kladder bliver slettet, når evalueringen lukker.",
    (
        "en",
        "fixed.draft",
    ): 'Your draft is saved. It counts only when you press "Send answer". Drafts are deleted when the evaluation closes.',
    ("da", "fixed.not_saved"): "Ikke gemt endnu. Vi prøver igen. Luk ikke siden.",
    ("en", "fixed.not_saved"): "Not saved yet. We are trying again. Do not close the page.",
    (
        "da",
        "fixed.submitted",
    ): "Dit svar er registreret. Du kan erstatte det indtil FRIST. Vi viser det ikke igen, heller ikke til dig.",
    (
        "en",
        "fixed.submitted",
    ): "Your answer is registered. You can replace it until FRIST. We do not show it again, not even to you.",
    (
        "da",
        "fixed.dead_link",
    ): "Linket virker ikke længere. Evalueringen kan være lukket, eller du kan have fået et nyt "
    "link. Har evalueringen været åben for dig: tak for din tid. Spørg den, der har sendt dig linket, hvornår resultaterne kommer.",
    (
        "en",
        "fixed.dead_link",
    ): "This link no longer works. The evaluation may be closed, or you may have received a new "
    "link. If you took part: thank you. Ask whoever sent you the link when the results will come.",
}


@pytest.mark.parametrize(("language", "key"), FIXED)
def test_word_for_word(language: Language, key: str) -> None:
    """What Sofie reads is what was agreed, to the letter."""
    said = words_in(language)
    if key == "fixed.comment_field":
        assert (
            promise(said, RoundPolicyValues(), "employee", leader="Karen Holm").comment
            == FIXED[language, key]
        )
    else:
        assert said.say(key, deadline="FRIST") == FIXED[language, key]


def test_buttons_are_called_what_the_texts_call_them() -> None:
    """The draft's text names the button that sends."""
    assert f"»{words_in('da').say('review.send')}«" in words_in("da").say("fixed.draft")
    assert f'"{words_in("en").say("review.send")}"' in words_in("en").say("fixed.draft")


def _every(language: Language) -> list[str]:
    return [text for texts in told(words_in(language)).values() for text in texts]


def test_nobody_is_shouted_at() -> None:
    """No exclamation mark, no percentage of certainty, and no English word in the Danish."""
    for language in LANGUAGES:
        every = " ".join(_every(language))
        assert "!" not in every
        assert "100" not in every
    danish = " ".join(_every("da")).lower()
    assert not re.search(r"\b(feedback|survey|submit|login|respondent|besvarelse\w*|anonymitet)\b", danish)


def _lix(text: str) -> float:
    tokens = re.findall(r"\w+(?:-\w+)*", text)
    sentences = max(1, len(re.findall(r"[.:?](?:\s|$)", text)))
    return len(tokens) / sentences + 100 * sum(len(token) > 6 for token in tokens) / len(tokens)


def test_danish_is_easy_to_read() -> None:
    """The Danish of these pages has a readability number (LIX) below 40."""
    sentences = [text for text in _every("da") if text.endswith(".")]
    assert len(sentences) > 30
    assert _lix(" ".join(sentences)) < 40
