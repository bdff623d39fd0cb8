"""The languages that people can be spoken to in. Danish is written first; the others say the same."""

from __future__ import annotations

from typing import Final, Literal, get_args

Language = Literal["da", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)


def spoken(wanted: str | None) -> Language:
    """Return the language that a code such as "en" or "en-gb" names, else Danish."""
    return next((language for language in LANGUAGES if (wanted or "")[:2] == language), LANGUAGES[0])
