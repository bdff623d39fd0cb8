"""The questionnaire that a round froze, kept for the next page, and the language it is read in."""

from __future__ import annotations

from functools import lru_cache
from uuid import UUID

from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording


@lru_cache(maxsize=16)
def questionnaire(name: str, checksum: str) -> Instrument:
    """Return the questionnaire; pages reuse what they made of the same one. Raises InstrumentChanged."""
    return frozen_instrument(name, checksum)


def asked_in(round_id: UUID, words: Wording) -> tuple[Instrument, Language]:
    """Return a round's questionnaire, and the language of the words where it has it. Raises InstrumentChanged."""
    facts = round_facts(round_id)
    assert facts is not None
    instrument = questionnaire(facts.instrument, facts.instrument_sha)
    return instrument, words.language if words.language in instrument.wordings else min(instrument.wordings)
