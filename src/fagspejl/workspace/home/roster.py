"""What the roster tells of a unit when a session is prepared: which case is from its everyday work."""

from __future__ import annotations

from typing import Final

from fagspejl.organisation.types import LedUnit

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


def fitting_case(unit: LedUnit | None) -> str | None:
    """Return the code of the case from the work of most of the unit; None where none is known to fit."""
    known = () if unit is None else unit.professions
    return next((_CASE_OF[name] for name, _ in known if name in _CASE_OF), None)
