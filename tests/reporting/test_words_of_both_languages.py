"""Danish is written first, English is complete, and both follow the house's tone."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from fagspejl.disclosure.types import Code
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import Wording
from fagspejl.reporting.pages.values import SENTENCES
from fagspejl.reporting.words import words_in

ENGLISH_OR_JARGON = {
    "the", "and", "of", "your", "with", "score", "scoren", "feedback", "dashboard", "survey", "performance",
    "login", "template", "roster", "benchmark", "respondent", "besvarelse", "besvarelsen", "item",
}  # fmt: skip
BLAME = ("blind vinkel", "overvurderer", "undervurderer", "under gennemsnit", "over gennemsnit")


def sentences(words: Wording) -> dict[str, str]:
    """Every text of a language by its key; texts of lists get a number."""
    found = {}
    for key in words.keys:
        entry = words._texts.get(key, words._lists.get(key))
        for number, text in enumerate([entry] if isinstance(entry, str) else entry or ()):
            for part in [text] if isinstance(text, str) else text:
                found[f"{key}#{number}#{part[:12]}"] = part
    return found


def slots(words: Wording, key: str) -> set[str]:
    """The slots of a text, or of all texts of a list."""
    entry = words._texts.get(key, words._lists.get(key))
    flat = (
        [entry]
        if isinstance(entry, str)
        else [part for text in entry or () for part in ([text] if isinstance(text, str) else text)]
    )
    return {name for text in flat for _, name, _, _ in Formatter().parse(str(text)) if name}


def test_same_keys() -> None:
    """A reader of English misses nothing that a reader of Danish is told."""
    assert words_in("da").keys == words_in("en").keys


def test_same_slots() -> None:
    """The English sentence tells the same facts as the Danish one."""
    da, en = words_in("da"), words_in("en")
    assert {key: slots(da, key) for key in da.keys} == {key: slots(en, key) for key in en.keys}


def test_lists_are_equally_long() -> None:
    """The English page has as many paragraphs, steps, months and number words."""
    da, en = words_in("da"), words_in("en")
    assert {key: len(v) for key, v in da._lists.items()} == {key: len(v) for key, v in en._lists.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_shouted_at(language: Language) -> None:
    """Karen's report holds no exclamation mark."""
    assert [text for text in sentences(words_in(language)).values() if "!" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_a_sentence(language: Language) -> None:
    """Whatever code the door gives, there are words for it."""
    assert set(SENTENCES) == set(Code)
    assert set(SENTENCES.values()) <= words_in(language).keys


def test_danish_is_danish() -> None:
    """Karen meets no English word and no word of the trade."""
    said = re.sub(r"\{\w+\}", "", " ".join(sentences(words_in("da")).values()))
    words = set(re.findall(r"[a-zæøå]+", said.lower()))
    assert words & ENGLISH_OR_JARGON == set()


def test_nobody_is_blamed() -> None:
    """A difference between Karen's answers and her employees' is told without a verdict."""
    said = " ".join(sentences(words_in("da")).values()).lower()
    assert [phrase for phrase in BLAME if phrase in said] == []


def test_one_kind_of_quotation_marks() -> None:
    """Danish pages use »…« throughout, English ones “…”."""
    assert not re.search(r"[\"“”„]", " ".join(sentences(words_in("da")).values()))
    assert not re.search(r"[\"»«„]", " ".join(sentences(words_in("en")).values()))


def test_danish_is_easy_to_read() -> None:
    """The Danish prose stays below LIX 45, the limit for reports."""
    prose = [
        text for text in sentences(words_in("da")).values() if text.endswith((".", "?")) and len(text) > 40
    ]
    words = re.findall(r"\w+", " ".join(prose))
    stops = sum(len(re.findall(r"[.:?]", text)) for text in prose)
    assert len(words) / stops + 100 * sum(len(word) > 6 for word in words) / len(words) < 45


def test_an_unknown_word_is_an_error() -> None:
    """A page with a missing sentence fails in a test, and is never printed with a hole."""
    with pytest.raises(KeyError):
        words_in("da").say("asked.nothing")
    with pytest.raises(KeyError):
        words_in("da").say("reading.few", n=5)
