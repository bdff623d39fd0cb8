"""The templates of sessions: phases, minutes and words as data (`library/<language>/templates/`). Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fagspejl.lib.language import spoken


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction. `minutes` in the long form, `short_minutes` in the short one."""

    minutes: int
    short_minutes: int
    text: str


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase. `short_minutes` None: the short form goes without it. `say`: what the facilitator may say."""

    code: str
    title: str
    minutes: int
    short_minutes: int | None
    steps: tuple[Step, ...]
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A kind of session."""

    code: str
    title: str
    phases: tuple[Phase, ...]


@cache
def template(code: str, language: str) -> Template:
    """Return a template in a language; one that we do not have reads Danish. Raises FileNotFoundError."""
    place = files("fagspejl.workspace") / "library" / spoken(language) / "templates" / f"{code}.toml"
    held = tomllib.loads(place.read_text(encoding="utf-8"))
    phases = []
    for one in held["phases"]:
        steps = tuple(
            Step(step["minutes"], step.get("short_minutes", 0), step["text"]) for step in one["steps"]
        )
        phases.append(
            Phase(
                one["code"], one["title"], one["minutes"], one.get("short_minutes"), steps, tuple(one["say"])
            )
        )
    return Template(code, held["title"], tuple(phases))
