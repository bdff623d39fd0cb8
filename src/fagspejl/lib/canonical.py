"""One way to write JSON, so that equal releases are equal bytes."""

from __future__ import annotations

import json
from typing import Any

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no spaces; refuses NaN with ValueError."""
    return _ENCODER.encode(value)
