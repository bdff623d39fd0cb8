"""The twelve cases that everybody meets: whole, short, readable, and about nobody."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.workspace.judgement.vignettes import (
    SHIPPED,
    Vignette,
    VignetteRefused,
    VignetteRule,
    VignetteUnreadable,
    read,
    shipped,
)
from fagspejl.workspace.safeguards.screen import screen
from support.source import PACKAGE

LIBRARY = PACKAGE / "workspace" / "library"
EVERY = [vignette for language in LANGUAGES for vignette in shipped(language)]
WORDS = "ord " * 250


def _texts(vignette: Vignette) -> tuple[str, ...]:
    ends = (vignette.title, vignette.theme, vignette.low_pole, vignette.high_pole)
    return (*ends, vignette.text, *vignette.actions, *vignette.questions, vignette.what_if)


def _lix(text: str) -> float:
    words = re.findall(r"\w+", text)
    sentences = len(re.findall(r"[.?:](?:\s|$)", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_twelve_in_both_languages() -> None:
    """Karen finds the same twelve cases in Danish and in English, and no file is left unread."""
    assert len(set(SHIPPED)) == 12
    for language in LANGUAGES:
        assert {file.stem for file in (LIBRARY / language / "vignettes").iterdir()} == set(SHIPPED)


@pytest.mark.parametrize("code", SHIPPED)
def test_both_languages_have_one_shape(code: str) -> None:
    """Sofie and an English-speaking colleague judge the same case side by side."""
    da, en = (next(one for one in shipped(language) if one.code == code) for language in LANGUAGES)
    for name in ("one_sided", "version", "author"):
        assert getattr(da, name) == getattr(en, name)
    assert [len(part) for part in (da.actions, da.questions, da.paragraphs)] == [
        len(part) for part in (en.actions, en.questions, en.paragraphs)
    ]
    assert re.findall(r"\d+", da.text.replace(".", "")) == re.findall(
        r"\d+", re.sub(r"[,.]|:00\b", "", en.text).replace(":", "")
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_read_in_two_minutes(language: Language) -> None:
    """Omar reads a case between two visits: 120 to 220 words, LIX below 40."""
    for vignette in shipped(language):
        assert 120 <= len(vignette.text.split()) <= 220, vignette.code
        assert _lix(vignette.text) < 40, vignette.code


@pytest.mark.parametrize("vignette", EVERY, ids=lambda vignette: f"{vignette.code}-{vignette.title[:6]}")
def test_about_nobody(vignette: Vignette) -> None:
    """No case holds a number, an address or a full name, none shouts, and who speaks is quoted as on every page."""
    for text in _texts(vignette):
        screened = screen(text)
        assert (screened.blocked, screened.asks) == (None, ())
        assert not re.search(r"[!\"]|  ", text)
        other = "“”" if vignette in shipped("da") else "»«"
        assert not set(other) & set(text)
        assert text == text.strip() != ""


def test_one_case_is_about_concern_alone() -> None:
    """Concern runs from none to much; all other cases have a choice at either end."""
    assert [one.code for one in shipped("da") if one.one_sided] == ["suspected-violence"]


@pytest.mark.parametrize(
    ("change", "rule", "found"),
    [
        ({"text": WORDS + "for"}, VignetteRule.TEXT_SHORT, 251),
        ({"actions": ("gør",) * 6}, VignetteRule.ACTIONS_FEW, 6),
        ({"questions": ("Hvad?",) * 4}, VignetteRule.QUESTIONS_FEW, 4),
        ({"questions": ()}, VignetteRule.QUESTION_ASKED, 0),
        ({"marked_fictional": False}, VignetteRule.MARKED_FICTIONAL, 0),
        ({"title": " "}, VignetteRule.NOTHING_EMPTY, 1),
        ({"title": "t" * 81}, VignetteRule.TITLE_SHORT, 81),
        ({"low_pole": "l" * 31}, VignetteRule.POLES_SHORT, 31),
        ({"low_pole": "Nu", "high_pole": "nu"}, VignetteRule.POLES_DIFFER, 0),
        ({"actions": ("a" * 161,)}, VignetteRule.LINES_SHORT, 161),
        ({"what_if": "ord " * 61}, VignetteRule.WHAT_IF_SHORT, 61),
        ({"version": 0}, VignetteRule.VERSION_COUNTED, 0),
    ],
)
def test_what_is_too_long_is_refused(change: dict[str, object], rule: VignetteRule, found: int) -> None:
    """Karen writes a case of 251 words and is told which rule it breaks and by how much."""
    with pytest.raises(VignetteRefused) as refused:
        replace(shipped("da")[0], **change)  # type: ignore[arg-type]
    assert (refused.value.rule, refused.value.found) == (rule, found)


def test_what_just_fits_is_kept() -> None:
    """A case of 250 words with five actions and three questions is within every rule."""
    vignette = replace(
        shipped("da")[0], text=WORDS.strip(), actions=("gør",) * 5, questions=("A?", "B?", "C?"), what_if=""
    )
    assert vignette.judgement == "C?"


def test_a_file_with_a_fault_is_named() -> None:
    """Per edits a file by hand and is told which field is missing, unknown or of the wrong kind."""
    source = Path(LIBRARY / "da" / "vignettes" / "family.toml").read_text(encoding="utf-8")
    faults = {
        "author": source.replace('author = "Fagspejl"\n', ""),
        "colour": 'colour = "red"\n' + source,
        "version": source.replace("version = 1", "version = true"),
        "questions": re.sub(r"questions = \[.*?\]", "questions = [1]", source, flags=re.DOTALL),
        "toml": source + "=",
    }
    for field, text in faults.items():
        with pytest.raises(VignetteUnreadable) as refused:
            read("family", text)
        assert (refused.value.code, refused.value.field) == ("family", field)
