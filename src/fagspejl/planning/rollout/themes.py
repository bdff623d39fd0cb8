"""The titles of a round's themes, as its questionnaire has them in the reader's language."""

from __future__ import annotations

from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.wording import Wording
from fagspejl.reporting.frozen_questionnaire import asked_in


def theme_titles(found: RoundFacts, words: Wording) -> dict[str, str]:
    """Return titles by theme id."""
    instrument, language = asked_in(found.id, words)
    wording = instrument.wordings[language]
    return {theme.id: wording.themes[theme.id].title for theme in instrument.themes}
