"""The titles of a round's themes, as its questionnaire has them in the reader's language."""

from __future__ import annotations

from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.wording import Wording


def theme_titles(found: RoundFacts, words: Wording) -> dict[str, str]:
    """Return titles by theme id."""
    instrument = frozen_instrument(found.instrument, found.instrument_sha)
    wordings = instrument.wordings
    wording = wordings[words.language if words.language in wordings else min(wordings)]
    return {theme.id: wording.themes[theme.id].title for theme in instrument.themes}
