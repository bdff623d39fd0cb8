"""Questions other rooms may ask about what those who answer were told."""

from __future__ import annotations

import json
from typing import Final
from uuid import UUID

from fagspejl.evaluation.selectors import promised_of

SUPERIORS: Final = "superiors"  # the key of the kept promise that says how superiors stand in reports
BY_NAME: Final = "name"


def superiors_by_name(round_id: UUID) -> bool:
    """Whether superiors were told that their answers are shown with their names.

    The kept promise of the round decides: rounds opened while it said "with your role" keep the role.
    """
    kept = promised_of(round_id)
    return kept is not None and json.loads(kept).get(SUPERIORS) == BY_NAME
