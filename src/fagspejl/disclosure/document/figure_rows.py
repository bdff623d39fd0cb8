"""The figures of a document that is kept in parts: read from their text at each look, never all at once. Pure.

A national round has more than a million figures; as rows in memory they would take more than everything else. Their
text is cut out of a part unread, and parsed when it is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from fagspejl.lib.canonical import canonical

FIGURES: Final = "figures"
_ROW: Final = '{"blocks":['  # how every row begins as it is written
_JSON: Final = json.JSONDecoder()


class Home(NamedTuple):
    """Whose figures a part holds: "unit" or "leader", the id, and where in its text their list stands."""

    kind: str
    id: str
    body: str
    begin: int
    end: int

    @property
    def text(self) -> str:
        """The list of figures as JSON."""
        return self.body[self.begin : self.end]

    def rows(self) -> list[dict[str, Any]]:
        """Return the figures, without their home. Raises ValueError."""
        found = json.loads(self.text)
        if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
            raise ValueError(f"the figures of {self.kind} {self.id!r} are no list of rows")
        return found


class FigureRows:
    """Figures in the order of `release.json`. May be walked through as often as wanted."""

    def __init__(self, homes: Sequence[Home]) -> None:
        self.homes = homes

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return self.after(0)

    def after(self, homes: int) -> Iterator[dict[str, Any]]:
        """Yield the figures that come after those of the first few homes."""
        for number in range(homes, len(self.homes)):
            home = self.homes[number]
            for row in home.rows():
                yield {home.kind: home.id, **row}

    def __len__(self) -> int:
        return sum(home.body.count(_ROW, home.begin, home.end) for home in self.homes)


def with_figures(before: Mapping[str, Any], figures: str, after: Mapping[str, Any]) -> str:
    """Return the canonical JSON of a part from the text of its figures and what stands before and after it."""
    begun = canonical(before)[:-1] + "," if before else "{"
    return f'{begun}"{FIGURES}":{figures},{canonical(after)[1:]}'


def without_figures(kind: str, body: str, following: str) -> tuple[dict[str, Any], Home]:
    """Return a part's content without its figures, and where these stand, unread.

    `following` is the key after them as the part is written. The text is cut where the first list ends before that
    key: were it not the end of the figures, it would not be a whole list, and `Home.rows` would refuse it. A part that
    is written otherwise is read whole. Raises ValueError.
    """
    found: dict[str, Any] = {}
    begin, end, at = 0, 0, 0
    try:
        while body[at] != "}":
            if body[at : at + 2] != ('{"' if at == 0 else ',"'):
                raise ValueError(at)
            key, at = _JSON.raw_decode(body, at + 1)
            if body[at] != ":":
                raise ValueError(at)
            if key == FIGURES:
                begin, end = at + 1, body.index(f'],"{following}":', at) + 1
                at = end
            else:
                found[key], at = _JSON.raw_decode(body, at + 1)
        whole = body[0] == "{" and at == len(body) - 1
    except (ValueError, IndexError, StopIteration):
        whole = False
    if not whole or body[begin] != "[":
        found = json.loads(body)
        body = canonical(found.pop(FIGURES, []))
        begin, end = 0, len(body)
    return found, Home(kind, found[kind]["id"], body, begin, end)
