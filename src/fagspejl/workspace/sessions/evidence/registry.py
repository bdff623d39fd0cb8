"""The registry of evidence: each tool registers in its AppConfig.ready, a note reads. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.evidence.types import Evidence, Offer, Withdrawn

_OFFERS: Final[dict[str, Offer]] = {}
_WITHDRAWN: Final[dict[str, Withdrawn]] = {}


def register(kind: str, offer: Offer, *, withdrawn: Withdrawn | None = None) -> None:
    """Let a tool offer one kind of evidence. `withdrawn`: left out where a source can never be.

    Raises ValueError for a kind that another function offers: two tools would answer for each other's sources.
    """
    if _OFFERS.get(kind, offer) is not offer:
        raise ValueError(f"evidence of kind {kind} is offered twice")
    _OFFERS[kind] = offer
    if withdrawn is not None:
        _WITHDRAWN[kind] = withdrawn


def offered(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return what all tools offer of a unit today, kind by kind in the order in which they registered."""
    return tuple(one for offer in _OFFERS.values() for one in offer(unit, words))


def withdrawn_among(sources: Mapping[str, Collection[str]]) -> frozenset[tuple[str, str]]:
    """Return which of these sources, by kind, were withdrawn, as (kind, source). A kind that nobody offers: none."""
    return frozenset(
        (kind, source)
        for kind, asked in sources.items()
        if kind in _WITHDRAWN and asked
        for source in _WITHDRAWN[kind](asked)
    )
