"""What is kept of a round's promise, as it stands in the database, for whoever checks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fagspejl.evaluation.models import RoundPolicy


@dataclass(frozen=True, slots=True)
class KeptPromise:
    """One round's promise. `values` is the policy that the program follows; bytes are as they stood at opening.

    `rules`, `words` and `registered` are None in drafts, and in rounds opened before each was kept.
    """

    k: int
    values: Mapping[str, Any]
    sha256: str
    rules: bytes | None
    words: bytes | None
    registered: bytes | None
    questionnaire: str


def kept_promise(round_id: UUID) -> KeptPromise:
    """Return what is kept of a round's promise."""
    row = RoundPolicy.objects.select_related("round").get(round_id=round_id)
    rules, words, registered = (
        None if kept is None else bytes(kept) for kept in (row.rules, row.promised, row.registered)
    )
    return KeptPromise(row.k, row.values, row.sha256, rules, words, registered, row.round.instrument_sha)
