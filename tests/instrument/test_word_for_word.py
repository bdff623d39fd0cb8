"""The stem and the five statements are a tested instrument: not one letter of them may move."""

import pytest

from fagspejl.instrument.loader import library, load

VERSIONS = dict(library())["faglig-ledelse"]

STEM = "Hvor enig er du i følgende udsagn?"
STATEMENTS = [
    "Min leder sikrer, at vi har en fælles forståelse for, hvad faglig kvalitet er i vores enhed.",
    "Min leder understøtter håndteringen af konkrete faglige dilemmaer.",
    "Min leder følger op på den faglige kvalitet af vores arbejde.",
    "Min leder sikrer, at vi har en løbende fælles dialog om vores faglighed.",
    "Min leder tager ansvar for den faglige udvikling i enheden.",
]
OPTIONS = ("Helt uenig", "Uenig", "Hverken enig eller uenig", "Enig", "Helt enig")


@pytest.mark.parametrize("version", VERSIONS)
def test_stem_and_statements(version: str) -> None:
    """Sofie reads the stem and the five statements exactly as they were tested, and in the same order."""
    instrument = load(f"faglig-ledelse@{version}")
    theme = instrument.wordings["da"].themes["faglig_ledelse"]
    assert [theme.items["employee"][item.id] for item in instrument.items] == STATEMENTS
    assert theme.stem["employee"] == STEM


@pytest.mark.parametrize("version", VERSIONS)
def test_leaders_below_read_the_same(version: str) -> None:
    """A leader who is led by Mads answers the very words that Sofie answers about Karen."""
    theme = load(f"faglig-ledelse@{version}").wordings["da"].themes["faglig_ledelse"]
    assert theme.items["subordinate_leader"] == theme.items["employee"]
    assert theme.stem["subordinate_leader"] == STEM


@pytest.mark.parametrize("version", VERSIONS)
def test_scale(version: str) -> None:
    """Sofie chooses between five options from one end to the other, or gives no answer in one of two ways."""
    instrument = load(f"faglig-ledelse@{version}")
    words = instrument.wordings["da"]
    assert (instrument.scale.lo, instrument.scale.hi) == (1, 5)
    assert words.options == OPTIONS
    assert (words.dont_know, words.no_disclose) == ("Ved ikke", "Ønsker ikke at oplyse")
    assert not any(item.reversed for item in instrument.items)


@pytest.mark.parametrize("version", VERSIONS)
def test_source_is_named(version: str) -> None:
    """Karen reads where the statements come from, and that the rest of the words do not."""
    source = load(f"faglig-ledelse@{version}").wordings["da"].source
    assert "Den fællesoffentlige ledelsesevaluering" in source
    assert "ordret" in source
