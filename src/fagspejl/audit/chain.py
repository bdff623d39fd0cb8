"""The chain of the log: each line's hash covers the line and the hash before it. Pure.

Whoever changes, removes or inserts a line must change every hash after it; the head that was noted elsewhere tells.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

BEGINNING = "0" * 64


def link(
    previous: str,
    *,
    at: datetime,
    actor: str,
    actor_name: str,
    event: str,
    object: str,  # noqa: A002 - what the column is called
    facts: Mapping[str, object],
) -> str:
    """Return SHA-256 over the previous hash and this line as canonical JSON. `at` to the microsecond, in UTC."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    line = [previous, moment, actor, actor_name, event, object, dict(facts)]
    text = json.dumps(line, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
