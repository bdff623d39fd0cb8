"""Values of a unit's own vignettes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.workspace.judgement.vignettes import Vignette


@dataclass(frozen=True, slots=True)
class OwnVignetteFacts:
    """A unit's own vignette as it is kept, in the language it was written in."""

    id: UUID
    unit: UUID
    language: str
    vignette: Vignette
    changed_on: date
