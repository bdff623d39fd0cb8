"""The copy of a round's key that people keep (escrow `offline` or `witnessed`): what is known, and what waits for it.

Closing destroys every other copy by itself. That this one is destroyed only its holders can say:
docs/explanation/rules.md 3.4 step 10.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import Escrow

PUBLICATION_WAITS: Final = timedelta(days=7)  # at most, from the day the round's own key was destroyed


@dataclass(frozen=True, slots=True)
class CopyOutside:
    """What the system knows of a copy out of its reach: where its round stands, and two days, None until they come."""

    state: RoundState
    key_destroyed_on: date | None  # the round's own key
    confirmed_on: date | None  # that the copy is destroyed, by its holder's word, or by both
    is_witnessed: bool = False  # two people hold a half each of what opens it

    @property
    def is_open(self) -> bool:
        """Whether somebody may still hold a key although the round's own is destroyed."""
        return self.key_destroyed_on is not None and self.confirmed_on is None

    @property
    def publication_from(self) -> date | None:
        """The first day on which the round may be published without a confirmation; None where nothing waits."""
        if not can(Act.PUBLISH, self.state) or self.key_destroyed_on is None or not self.is_open:
            return None
        return self.key_destroyed_on + PUBLICATION_WAITS


def escrow_of(round_id: UUID) -> Escrow | None:
    """Return who keeps the second copy of a round's key, by its policy; None where there is no such round."""
    if not Round.objects.filter(id=round_id).exists():
        return None
    return policy_of(round_id).access.escrow


def copy_outside(round_id: UUID) -> CopyOutside | None:
    """Return what is known of the copy that a person keeps; None where there is none, or no such round."""
    columns = ("state", "keys_destroyed_on", "escrow_destruction_confirmed_on")
    found = Round.objects.filter(id=round_id).values_list(*columns).first()
    access = None if found is None else policy_of(round_id).access
    if found is None or access is None or not access.has_copy_outside:
        return None
    state, key_destroyed_on, confirmed_on = found
    return CopyOutside(RoundState(state), key_destroyed_on, confirmed_on, access.escrow == "witnessed")


def publication_waits_until(round_id: UUID, *, today: date) -> date | None:
    """Return the day until which publication waits for the copy's holder; None where it need not wait (any more)."""
    copy = copy_outside(round_id)
    if copy is None or copy.publication_from is None or today >= copy.publication_from:
        return None
    return copy.publication_from
