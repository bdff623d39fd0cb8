"""One way to write JSON, so that equal releases are equal bytes, and one to read it that nobody reads otherwise."""

from __future__ import annotations

import json
from typing import Any

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


class KeyTwice(ValueError):
    """An object in JSON has the same key twice: one program takes the first, another the last."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no spaces; refuses NaN with ValueError."""
    return _ENCODER.encode(value)


def read_strictly(text: str) -> Any:
    """Parse JSON; what two programs could read in two ways is not read. Raises KeyTwice, ValueError, RecursionError."""
    return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_distinct)


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise KeyTwice(key)
            seen.add(key)
    return found
