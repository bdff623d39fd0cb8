"""What the roster tells of a unit when a session is prepared: its professions as groups, and which case fits."""

from __future__ import annotations

from functools import cache
from typing import Final

from fagspejl.instrument.loader import load
from fagspejl.lib.language import spoken
from fagspejl.organisation.types import LedUnit
from fagspejl.workspace.sessions.rules import MOST_GROUPS
from fagspejl.workspace.sessions.types import SplitGroup

_QUESTIONNAIRE: Final = "faglig-ledelse"  # whose ids the roster's professions are
# profession of the roster -> a case from its everyday work
_CASE_OF: Final = {
    "family_casework": "family",
    "cancer_nursing": "ward-documentation",
    "hospital_doctors": "medication",
    "home_care": "home-care",
    "school": "school",
    "daycare": "school",
    "physiotherapy": "rehabilitation",
    "legal_appeals": "appeal-board",
    "employment": "benefit",
    "tax_control": "benefit",
}


def groups_of(unit: LedUnit | None, language: str) -> tuple[SplitGroup, ...]:
    """Return the unit's professions as groups, the largest six; none where there are not two of them."""
    if unit is None or len(unit.professions) < 2:
        return ()
    named = _professions(language)
    return tuple(
        SplitGroup(named.get(profession, profession), size)
        for profession, size in unit.professions[:MOST_GROUPS]
    )


def fitting_case(unit: LedUnit | None) -> str | None:
    """Return the code of the case from the work of most of the unit; None where none is known to fit."""
    known = () if unit is None else unit.professions
    return next((_CASE_OF[name] for name, _ in known if name in _CASE_OF), None)


@cache
def _professions(language: str) -> dict[str, str]:
    return dict(load(_QUESTIONNAIRE).wordings[spoken(language)].professions)
