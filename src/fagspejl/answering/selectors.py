"""Questions other rooms may ask about what those who answer were told."""

from __future__ import annotations

import json
from typing import Final
from uuid import UUID

from fagspejl.answering.promise import Promise, promise
from fagspejl.answering.words import words_in
from fagspejl.evaluation.selectors import promised_of
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.language import Language

SUPERIORS: Final = "superiors"  # the key of the kept promise that says how superiors stand in reports
BY_NAME: Final = "name"


def superiors_by_name(round_id: UUID) -> bool:
    """Whether superiors were told that their answers are shown with their names.

    The kept promise of the round decides: rounds opened while it said "with your role" keep the role.
    """
    kept = promised_of(round_id)
    return kept is not None and json.loads(kept).get(SUPERIORS) == BY_NAME


def promise_to(
    policy: RoundPolicyValues, language: Language, perspective: str, *, leader: str, in_role: int = 1
) -> Promise:
    """Return what a round with this policy will promise somebody in a perspective, word by word as they will read it.

    `leader`: the name that stands in it; `in_role`: how many are asked in a named role.
    """
    return promise(words_in(language), policy, perspective, leader=leader, in_role=in_role)
