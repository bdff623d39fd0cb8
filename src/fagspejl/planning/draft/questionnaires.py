"""The questionnaires that a planner may choose among."""

from __future__ import annotations

from functools import cache

from fagspejl.evaluation.selectors.questionnaires import named_instrument
from fagspejl.evaluation.types.composition import KEPT
from fagspejl.instrument.loader import library, load
from fagspejl.instrument.types import Instrument
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language


def choices(language: Language, kept: str = "") -> list[tuple[str, str]]:
    """Return value and name of each questionnaire; `kept`, the one chosen before, stands among them whatever it is."""
    found = [(value, _title(value, language)) for value in _shipped()]
    if kept and kept not in dict(found):
        found.append((kept, _kept_title(kept, language)))
    return found


def name_of(value: str, language: Language) -> str:
    """Return what a questionnaire is called."""
    return dict(choices(language, value))[value]


def _kept_title(kept: str, language: Language) -> str:
    """One made for a round has its title; a folder its name."""
    try:
        return _spoken(named_instrument(kept), language) if kept.startswith(KEPT) else kept.rpartition("/")[2]
    except FagspejlError:
        return kept.removeprefix(KEPT)


@cache
def _shipped() -> tuple[str, ...]:
    """The newest version of each shipped questionnaire."""
    return tuple(f"{name}@{versions[-1]}" for name, versions in library())


@cache
def _title(value: str, language: Language) -> str:
    return f"{_spoken(load(value), language)} ({value.replace('@', ' ')})"


def _spoken(instrument: Instrument, language: Language) -> str:
    wording = instrument.wordings.get(language) or next(iter(instrument.wordings.values()))
    return wording.title
