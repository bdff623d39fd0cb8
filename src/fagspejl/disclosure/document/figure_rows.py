"""The figures of a document that is kept in parts: read from their text at each look, never all at once. Pure.

A national round has more than a million figures; as rows in memory they would take more than everything else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple


class Home(NamedTuple):
    """Whose figures a text holds: "unit" or "leader", the id, and the canonical JSON with its list `figures`."""

    kind: str
    id: str
    body: str


class FigureRows:
    """Figures in the order of `release.json`. May be walked through as often as wanted."""

    def __init__(self, homes: Sequence[Home], count: int) -> None:
        self._homes, self._count = homes, count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for kind, home, body in self._homes:
            for row in json.loads(body)["figures"]:
                yield {kind: home, **row}

    def __len__(self) -> int:
        return self._count
