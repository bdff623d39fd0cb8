"""The sentences of next steps in one language."""

from __future__ import annotations

from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording, wording


def step_words(language: Language) -> Wording:
    """Return the sentences of next steps and their sheets."""
    return wording(language, "fagspejl.reporting.words.next_step")
