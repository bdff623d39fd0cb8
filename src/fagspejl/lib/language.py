"""The languages that people can be spoken to in. Danish is written first; the others say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal, get_args

Language = Literal["da", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")  # in the order in which POSIX asks them


def spoken(wanted: str | None) -> Language:
    """Return the language that a code such as "en" or "en-gb" names, else Danish."""
    return next((language for language in LANGUAGES if (wanted or "")[:2] == language), LANGUAGES[0])


def language_of_terminal(environ: Mapping[str, str]) -> Language:
    """Return the language for help and usage errors: FAGSPEJL_LANGUAGE, else the locale's, else Danish."""
    said = (environ.get(name, "") for name in ("FAGSPEJL_LANGUAGE", *_LOCALE))
    return spoken(next((value for value in said if value), None))
