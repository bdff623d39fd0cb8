"""The questionnaires that a planner may choose among."""

from __future__ import annotations

from functools import cache

from fagspejl.instrument.loader import library, load
from fagspejl.lib.language import Language


def choices(language: Language, kept: str = "") -> list[tuple[str, str]]:
    """Return value and name of each questionnaire; `kept`, the one chosen before, stands among them whatever it is."""
    found = [(value, _title(value, language)) for value in _shipped()]
    if kept and kept not in dict(found):
        found.append((kept, kept.rpartition("/")[2]))
    return found


def name_of(value: str, language: Language) -> str:
    """Return what a questionnaire is called."""
    return dict(choices(language, value))[value]


@cache
def _shipped() -> tuple[str, ...]:
    """The newest version of each shipped questionnaire."""
    return tuple(f"{name}@{versions[-1]}" for name, versions in library())


@cache
def _title(value: str, language: Language) -> str:
    wordings = load(value).wordings
    wording = wordings.get(language) or next(iter(wordings.values()))
    return f"{wording.title} ({value.replace('@', ' ')})"
