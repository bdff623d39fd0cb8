"""Who holds a round's key, as written down at opening, and what proves the key and its destruction."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fagspejl.evaluation.models import Round

_COLUMNS = ("key_check", "destruction_check", "key_node", "key_folder", "escrow_folder")


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """One round's key: `check` proves it (empty before opening), `destroyed` the marker of its destruction.

    `destroyed` is None and the three places are empty for a round opened by an earlier version, until somebody proves
    to hold its key. `escrow` is empty where no folder was named.
    """

    round: UUID
    check: bytes
    destroyed: bytes | None
    node: str
    folder: str
    escrow: str

    @property
    def is_named(self) -> bool:
        """Whether it is written down who holds the key."""
        return bool(self.node)


def key_holder(round_id: UUID) -> KeyHolder:
    """Return who holds a round's key."""
    check, destroyed, *places = Round.objects.values_list(*_COLUMNS).get(id=round_id)
    proof = None if destroyed is None else bytes(destroyed)
    return KeyHolder(round_id, bytes(check or b""), proof, *(str(place or "") for place in places))
