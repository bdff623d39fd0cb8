"""Sentences of the tool in a language."""

from __future__ import annotations

from typing import Final

from fagspejl.lib.wording import Wording, wording

WORDS: Final = "fagspejl.workspace.responsibility.words"


def words_of(language: str) -> Wording:
    """Return the tool's sentences."""
    return wording(language, WORDS)
