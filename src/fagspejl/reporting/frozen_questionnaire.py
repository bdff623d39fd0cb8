"""The questionnaire that a round froze, kept for the next page."""

from __future__ import annotations

from functools import lru_cache

from fagspejl.instrument.loader import frozen
from fagspejl.instrument.types import Instrument


@lru_cache(maxsize=16)
def questionnaire(name: str, checksum: str) -> Instrument:
    """Return the questionnaire; pages reuse what they made of the same one. Raises InstrumentChanged."""
    return frozen(name, checksum)
