"""Starter cards: what six professions may mean by good quality. Data in `library/`, which a unit may write anew. Pure.

They are neutral: none is the standard for the others, and none speaks of another.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Final

from fagspejl.lib.language import Language

CODES: Final = ("social_worker", "psychologist", "physiotherapist", "doctor", "sosu", "lawyer")
PROFESSION_SIGNS: Final = 40  # one line on a phone of 320 px
LINE_SIGNS: Final = 160  # read in one breath
LINES: Final = ("good", "knowledge", "duty", "context")


@dataclass(frozen=True, slots=True)
class StarterCard:
    """A card. `good` finishes "God kvalitet er, når …"; the other lines say why professions see it differently."""

    code: str
    profession: str
    good: str
    knowledge: str
    duty: str
    context: str


@cache
def shipped_cards(language: Language) -> tuple[StarterCard, ...]:
    """Return the cards that come with the program. Raises KeyError and TypeError for a file that is not like them."""
    source = files("fagspejl.workspace") / "library" / language / "cards" / "quality.toml"
    found = tomllib.loads(source.read_text(encoding="utf-8"))["cards"]
    cards = {one["code"]: StarterCard(**one) for one in found}
    return tuple(cards[code] for code in CODES)


def lengths() -> dict[str, int]:
    """Return how many signs each text of a card may have, by its name."""
    return {
        one.name: PROFESSION_SIGNS if one.name == "profession" else LINE_SIGNS
        for one in fields(StarterCard)
        if one.name != "code"
    }
