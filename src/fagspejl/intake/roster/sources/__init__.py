"""Systems that rosters come from: one file each says what tells it and what its columns mean."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class PersonnelSystem:
    """A system. `marks`: headings that all must be there. `columns`: ours -> theirs, where their name says too little.

    `ignore`: columns that mean something else than their heading seems to say.
    """

    name: str
    marks: tuple[str, ...]
    columns: Mapping[str, str]
    ignore: tuple[str, ...]


def source_of(keys: frozenset[str], key: Callable[[str], str]) -> PersonnelSystem | None:
    """Return the system whose marks are all among these headings, the one with the most marks of several."""
    fitting = [source for source in _sources() if all(key(mark) in keys for mark in source.marks)]
    return max(fitting, key=lambda source: len(source.marks), default=None)


@cache
def _sources() -> tuple[PersonnelSystem, ...]:
    found = []
    for file in sorted(files(__package__).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            data = tomllib.loads(file.read_text("utf-8"))
            found.append(
                PersonnelSystem(
                    data["name"], tuple(data["marks"]), data.get("columns", {}), tuple(data.get("ignore", ()))
                )
            )
    return tuple(found)
