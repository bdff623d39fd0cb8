"""What a map begins with: tasks of professional leadership and roles that most units have. Data in `library/`. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from fagspejl.lib.language import LANGUAGES, spoken
from fagspejl.workspace.responsibility.types import Role

ASKS: Final = ("today", "ought")


@dataclass(frozen=True, slots=True)
class Beginning:
    """A language's tasks and roles, its two questions in the order of ASKS, and how nobody is called."""

    tasks: tuple[str, ...]
    roles: tuple[Role, ...]
    nobody: str
    questions: tuple[str, str]


@cache
def beginning(language: str) -> Beginning:
    """Return what comes with the program. Raises KeyError for a file that is not like that."""
    source = files("fagspejl.workspace") / "library" / spoken(language) / "responsibility" / "beginning.toml"
    found = tomllib.loads(source.read_text(encoding="utf-8"))
    return Beginning(
        tuple(found["tasks"]),
        tuple(map(Role, found["roles"])),
        found["nobody"],
        (found["today"], found["ought"]),
    )


def every_nobody() -> tuple[str, ...]:
    """Return how nobody is called, in every language: no role may be called so."""
    return tuple(beginning(one).nobody for one in LANGUAGES)
