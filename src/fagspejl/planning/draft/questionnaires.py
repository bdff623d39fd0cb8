"""The questionnaires that a planner may choose among."""

from __future__ import annotations

from functools import cache

from fagspejl.evaluation.selectors.questionnaires import instrument_of, own_questionnaires
from fagspejl.evaluation.types.composition import KEPT
from fagspejl.instrument.loader import library
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language


def choices(language: Language, kept: str = "") -> list[tuple[str, str]]:
    """Return value and name of each questionnaire; `kept`, the one chosen before, stands among them whatever it is."""
    newest = {one.name: KEPT + one.sha256 for one in reversed(own_questionnaires())}
    found = [(value, _title(value, language)) for value in (*_shipped(), *newest.values())]
    if kept and kept not in dict(found):
        found.append((kept, _title(kept, language)))
    return found


@cache
def _shipped() -> tuple[str, ...]:
    """The newest version of each shipped questionnaire."""
    return tuple(f"{name}@{versions[-1]}" for name, versions in library())


def _title(value: str, language: Language) -> str:
    """The title, and which version it is; of one that is not there any more, its name alone."""
    try:
        found = instrument_of(value)
    except FagspejlError:
        return value.rpartition("/")[2]
    wording = found.wordings.get(language) or next(iter(found.wordings.values()))
    return f"{wording.title} ({found.id} {found.version})"
