"""The stem and the five statements are a tested instrument: not one letter of them may move."""

from fagspejl.instrument.loader import load

STEM = "Hvor enig er du i følgende udsagn?"
STATEMENTS = [
    "Min leder sikrer, at vi har en fælles forståelse for, hvad faglig kvalitet er i vores enhed.",
    "Min leder understøtter håndteringen af konkrete faglige dilemmaer.",
    "Min leder følger op på den faglige kvalitet af vores arbejde.",
    "Min leder sikrer, at vi har en løbende fælles dialog om vores faglighed.",
    "Min leder tager ansvar for den faglige udvikling i enheden.",
]
OPTIONS = ("Helt uenig", "Uenig", "Hverken enig eller uenig", "Enig", "Helt enig")


def test_stem_and_statements() -> None:
    """Sofie reads the stem and the five statements exactly as they were tested, and in the same order."""
    instrument = load("faglig-ledelse@1.0")
    theme = instrument.wordings["da"].themes["faglig_ledelse"]
    assert [theme.items["employee"][item.id] for item in instrument.items] == STATEMENTS
    assert theme.stem["employee"] == STEM


def test_leaders_below_read_the_same() -> None:
    """A leader who is led by Mads answers the very words that Sofie answers about Karen."""
    theme = load("faglig-ledelse@1.0").wordings["da"].themes["faglig_ledelse"]
    assert theme.items["subordinate_leader"] == theme.items["employee"]
    assert theme.stem["subordinate_leader"] == STEM


def test_scale() -> None:
    """Sofie chooses between five options from one end to the other, or gives no answer in one of two ways."""
    instrument = load("faglig-ledelse@1.0")
    words = instrument.wordings["da"]
    assert (instrument.scale.lo, instrument.scale.hi) == (1, 5)
    assert words.options == OPTIONS
    assert (words.dont_know, words.no_disclose) == ("Ved ikke", "Ønsker ikke at oplyse")
    assert not any(item.reversed for item in instrument.items)


def test_source_is_named() -> None:
    """Karen reads where the statements come from, and that the rest of the words do not."""
    source = load("faglig-ledelse@1.0").wordings["da"].source
    assert "Den fællesoffentlige ledelsesevaluering" in source
    assert "ordret" in source
