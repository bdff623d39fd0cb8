"""Who a leader column means: an id, an e-mail address or a name. A name that two people have is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from fagspejl.lib.identity import look_alike
from fagspejl.lib.sameness import folded

_ALWAYS: Final = re.compile(r"[;|]")
_SOMETIMES: Final = re.compile(r"\s*(?:,|/|&|\bog\b|\band\b)\s*")
_BRACKETS: Final = re.compile(r"(?P<outer>.+?)\s*[(\[<](?P<inner>[^)\]>]+)[)\]>]\s*")
_FIRST_WORD: Final = re.compile(r"(?P<inner>\S*\d\S*)[\s:–-]+(?P<outer>\D+)")


@dataclass(frozen=True, slots=True)
class Meant:
    """The ids a cell means, each once; parts that are nobody; parts that are several people, with their places."""

    ids: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    several: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


class Listed:
    """Everybody on the list, found by id, address or name. `place` is any number of the caller's, such as a row."""

    def __init__(self) -> None:
        self._exact: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._named: list[tuple[str, str, int]] = []

    def add(self, person: str, also: Iterable[str], email: str, name: str, place: int) -> None:
        """Remember a person by the id that is kept, other ids of the same person, address and name."""
        self._exact[person] = person
        for other in also:
            self._exact.setdefault(other, person)
        if email:
            self._emails.setdefault(email, person)
        if name:
            self._named.append((name, person, place))

    @cached_property
    def _ids(self) -> dict[str, str]:
        """What ids look like -> person; made when the first id is written in another way."""
        found: dict[str, str] = {}
        for text, person in self._exact.items():
            for spelling in look_alike(text):
                found.setdefault(spelling, person)
        return found

    @cached_property
    def _names(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for name, person, place in self._named:
            found.setdefault(folded(name), {}).setdefault(person, place)
        return found

    def one(self, text: str) -> str | Sequence[int] | None:
        """Return the person a text means, the places of several who have that name, or None."""
        if text in self._exact:
            return self._exact[text]
        for spelling in look_alike(text):
            if spelling in self._ids:
                return self._ids[spelling]
        if (person := self._emails.get(folded(text))) is not None:
            return person
        named = self._names.get(folded(text)) or self._names.get(folded(in_order(text)))
        if named:
            return next(iter(named)) if len(named) == 1 else tuple(named.values())
        parts = _BRACKETS.fullmatch(text) or _FIRST_WORD.fullmatch(text)
        if parts is not None:  # "Anne Holm (001)", "001 Anne Holm", "Anne Holm <anne@by.dk>"
            inner = self.one(parts["inner"])
            return inner if isinstance(inner, str) else self.one(parts["outer"])
        return None

    def meant(self, cell: str) -> Meant:
        """Return whom a cell means. A semicolon always parts two leaders, a comma only where it leaves people."""
        ids: dict[str, None] = {}
        unknown: list[str] = []
        several: dict[str, tuple[int, ...]] = {}
        for piece in _ALWAYS.split(cell):
            text = piece.strip()
            if not text:
                continue
            found = self.one(text)
            parts = [part for part in _SOMETIMES.split(text) if part]
            if found is None and len(parts) > 1:
                said = [self.one(part) for part in parts]
                if all(isinstance(one, str) for one in said):
                    ids |= {str(one): None for one in said}
                    continue
            if isinstance(found, str):
                ids[found] = None
            elif found is None:
                unknown.append(text)
            else:
                several[text] = tuple(found)
        return Meant(tuple(ids), tuple(unknown), several)


def in_order(name: str) -> str:
    """Return "Holm, Anne" as "Anne Holm"; any other name as it is."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() and "," not in first else name
