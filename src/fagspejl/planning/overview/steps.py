"""The steps of a round, each offered by its own folder."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.planning.doing import Step
from fagspejl.planning.draft import step as draft
from fagspejl.planning.opening import step as opening

Offer = Callable[[UUID, Wording], Step]
STEPS: Final[tuple[Offer, ...]] = (draft.step, draft.promise_step, opening.step)


def steps_of(round_id: UUID, words: Wording) -> list[Step]:
    """Return the steps in the order in which they are taken."""
    return [offer(round_id, words) for offer in STEPS]
