"""What people read in the shipped questionnaires: complete, in our own words, short and calm, in both languages."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.instrument.rules import coverage, fill_intro
from fagspejl.instrument.types import PERSPECTIVES, Instrument, ThemeWording, Wording
from fagspejl.lib.language import LANGUAGES, Language

REFERENCE = Path(__file__).parent / "reference"
NAMES = ("faglig-ledelse", "ledelse-af-fagprofessionelle")
BOTH = pytest.mark.parametrize("name", NAMES)
RUN = 6  # words in a row
# Words that good colleagues do not use, from the house's rules of Danish.
JARGON = re.compile(
    r"\b(feedback|score|dashboard|survey|performance|roster|login|template|respondent\w*|besvarelse\w*|blind)\b",
    re.IGNORECASE,
)
GENDERED: dict[Language, re.Pattern[str]] = {
    "da": re.compile(r"\b(han|hun|ham|hende|hans|hendes)\b", re.IGNORECASE),
    "en": re.compile(r"\b(he|she|him|her|his|hers)\b", re.IGNORECASE),
}


def _about(theme: ThemeWording) -> Iterator[str]:
    """What leaders read about a theme in their report."""
    yield from (
        *theme.what,
        *theme.why,
        *theme.reflection,
        *theme.reading,
        *theme.advice,
        theme.team_question,
    )
    for case in theme.cases:
        yield from (case.title, *case.paragraphs)


def _own(words: Wording) -> Iterator[str]:
    """Every word that is ours: all but the stem and the statements, which the source decides."""
    yield from (words.title, *words.examples.values(), *words.professions.values())
    for question in words.comments.values():
        yield from question.values()
    for theme in words.themes.values():
        yield from (theme.title, *theme.short.values(), *theme.intro.values(), *_about(theme))


def _all(instrument: Instrument, language: Language) -> Iterator[str]:
    words = instrument.wordings[language]
    yield from _own(words)
    for theme in words.themes.values():
        yield from theme.stem.values()
        for statements in theme.items.values():
            yield from statements.values()


def _lix(text: str) -> float:
    words = re.findall(r"\w+", text)
    sentences = len(re.findall(r"[.?:](?:\s|$)", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def _runs(text: str) -> set[str]:
    words = re.findall(r"[a-zæøåé]+", text.lower())
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def _source(name: str) -> set[str]:
    return set((REFERENCE / f"{name}.hashes.txt").read_text(encoding="utf-8").split("\n")[1:])


def _in_source(text: str, name: str) -> list[str]:
    known = _source(name)
    return [run for run in _runs(text) if hashlib.sha256(run.encode()).hexdigest()[:12] in known]


@BOTH
def test_nothing_is_missing(name: str) -> None:
    """Bente may open a round in both languages for every perspective."""
    instrument = load(name)
    assert coverage(instrument, LANGUAGES) == []
    assert all(theme.perspectives == PERSPECTIVES for theme in instrument.themes)


def test_theme_sheet_is_whole() -> None:
    """Karen finds everything of the theme sheet again: what, why, advice, eight questions and two cases."""
    for words in load("faglig-ledelse").wordings.values():
        theme = words.themes["faglig_ledelse"]
        assert len(theme.reflection) == 8
        assert len(theme.cases) == 2
        assert theme.what
        assert theme.why
        assert theme.advice
        assert theme.reading
        assert theme.team_question.endswith("?")


def test_presentation_is_whole() -> None:
    """A lecturer finds the three contributions and the six demands again, marked as not tested."""
    instrument = load("ledelse-af-fagprofessionelle")
    assert [len(theme.items) for theme in instrument.themes] == [3, 6]
    assert not instrument.validated
    assert "ikke afprøvet" in instrument.wordings["da"].source
    assert "not been tested" in instrument.wordings["en"].source


def test_professions() -> None:
    """Sofie, a nurse on the ward and a lawyer each find their own field, and somebody with another finds `other`."""
    instrument = load("faglig-ledelse")
    wanted = {"family_casework", "cancer_nursing", "home_care", "school", "physiotherapy", "psychology"}
    assert {*wanted, "legal_appeals", "other"} <= set(instrument.professions)
    assert len(instrument.professions) >= 11


@pytest.mark.parametrize(("language", "beginning"), [("da", "at "), ("en", "to ")])
def test_examples_fit_the_sentence(language: Language, beginning: str) -> None:
    """Whatever her field, Sofie reads an intro that is a whole sentence after the example is put in."""
    words = load("faglig-ledelse").wordings[language]
    for example in words.examples.values():
        assert example.startswith(beginning)
        assert not example.endswith(".")
        for intro in words.themes["faglig_ledelse"].intro.values():
            filled = fill_intro(intro, example)
            assert filled.endswith(f" {example}.")
            assert "{" not in filled


@BOTH
def test_no_sentence_is_copied(name: str) -> None:
    """Apart from the stem and the statements, no six words in a row are those of the source."""
    copied = {text: runs for text in _own(load(name).wordings["da"]) if (runs := _in_source(text, name))}
    assert copied == {}


def test_the_judge_knows_the_source() -> None:
    """A sentence that is in the source is seen: the five statements are, and so the test above can fail."""
    theme = load("faglig-ledelse").wordings["da"].themes["faglig_ledelse"]
    for statement in theme.items["employee"].values():
        assert _in_source(statement, "faglig-ledelse")
    assert _in_source(
        "Indsigt i forskellige fagligheder / erfaringsverdener Evne til", "ledelse-af-fagprofessionelle"
    )


@BOTH
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_tone_is_calm(name: str, language: Language) -> None:
    """Karen is never shouted at, and neither she nor Mads is taken for a man or a woman."""
    for text in _all(load(name), language):
        assert "!" not in text
        assert not JARGON.search(text), text
        assert not GENDERED[language].search(text), text
        assert "  " not in text


@BOTH
def test_one_kind_of_quotation_mark(name: str) -> None:
    """Danish words are quoted in one way throughout."""
    assert not [text for text in _all(load(name), "da") if re.search(r"[\"“”„']", text)]


@BOTH
def test_respondents_read_easily(name: str) -> None:
    """Sofie reads her page between two families: LIX below 40. So does Karen when she answers about herself."""
    instrument = load(name)
    words = instrument.wordings["da"]
    for theme in words.themes.values():
        for perspective in ("employee", "self"):
            example = next(iter(words.examples.values()), None)
            page = [fill_intro(theme.intro[perspective], example), *theme.items[perspective].values()]
            assert _lix(" ".join(page)) < 40


@BOTH
def test_leaders_read_easily(name: str) -> None:
    """Karen reads about the theme in the evening: LIX below 40 in all, and no part of it above 45."""
    for theme in load(name).wordings["da"].themes.values():
        assert _lix(" ".join(_about(theme))) < 40
        for part in (theme.what, theme.why, theme.reflection, theme.reading, theme.advice):
            assert _lix(" ".join(part)) < 45


@BOTH
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_ends(name: str, language: Language) -> None:
    """Every statement is a sentence, every question asks, and every label is short enough for a chart."""
    for theme in load(name).wordings[language].themes.values():
        for statements in theme.items.values():
            assert all(text.endswith(".") for text in statements.values())
        assert all(question.endswith("?") for question in theme.reflection)
        assert all(
            text.endswith((".", "?")) for text in (*theme.what, *theme.why, *theme.reading, *theme.advice)
        )
        assert all(len(label) <= 40 and not label.endswith(".") for label in theme.short.values())


@BOTH
def test_each_perspective_is_spoken_to(name: str) -> None:
    """Karen answers about herself, Mads about the leader, and Sofie about hers."""
    for theme in load(name).wordings["da"].themes.values():
        assert all(text.startswith("Min leder ") for text in theme.items["employee"].values())
        assert all(text.startswith("Jeg ") for text in theme.items["self"].values())
        assert all(text.startswith("Lederen ") for text in theme.items["superior"].values())
        assert all(text.startswith("Lederen ") for text in theme.items["peer"].values())


@BOTH
def test_languages_say_equally_much(name: str) -> None:
    """Asta reads English and misses nothing that Karen reads in Danish."""
    danish, english = (load(name).wordings[language] for language in LANGUAGES)
    assert len(list(_own(danish))) == len(list(_own(english)))
    assert list(danish.professions) == list(english.professions)
    for theme in danish.themes:
        one, other = danish.themes[theme], english.themes[theme]
        assert [len(case.paragraphs) for case in one.cases] == [len(case.paragraphs) for case in other.cases]
