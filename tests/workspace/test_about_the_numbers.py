"""The page about the numbers says every limit of the arithmetic that this version uses, with its reason."""

from __future__ import annotations

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.arithmetic import constants
from fagspejl.workspace.home.numbers import listed, numbers
from support.town import entered, leader, town

# What only later tools use, and how a long calculation is shortened.
LATER = {"IMPORTANT_FROM", "GUESS_PICKS", "GUESS_RIGHT"}
INNER = {"ARITHMETIC_VERSION", "LOWEST", "HIGHEST", "PULL_FLIPS", "PULL_EXACT"}


def test_every_constant_is_told() -> None:
    """No limit decides over Karen's pictures that the page leaves out."""
    named = {name for name in vars(constants) if name.isupper()}
    assert named - LATER - INNER == set(listed())


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_the_arithmetics_own(language: str) -> None:
    """Karen reads the very figures that the arithmetic counts with, in both languages."""
    told = numbers(wording(language, "fagspejl.workspace.home.words"))
    figures = [limit.value for _, limits in told.parts for limit in limits]
    thousands, decimal = (".", ",") if language == "da" else (",", ".")
    read = [float(one.replace(thousands, "").replace(decimal, ".")) for one in figures]
    assert read == [float(getattr(constants, name)) for name in listed()]
    assert told.outside == ((4, 2), (8, 3), (12, 4), (16, 5), (20, 6))
    assert all(limit.why for _, limits in told.parts for limit in limits)


def test_page_says_how_pictures_mislead(db: None) -> None:
    """Karen reads why a sentence has to be earned: 43, 33 and 14 of 100 without any difference."""
    town()
    karen = entered(leader("Karen"))
    assert "43 ud af 100" in karen.get("/arbejdsrum/om-tallene/").content.decode()
    assert "43 of 100" in karen.get("/arbejdsrum/om-tallene/?sprog=en").content.decode()
