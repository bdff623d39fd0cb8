"""The cases one may choose among: those that come with the program, and those that one's own units wrote."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.lib.language import spoken
from fagspejl.workspace.judgement.selectors import own_vignettes
from fagspejl.workspace.judgement.vignettes import Vignette, shipped


@dataclass(frozen=True, slots=True)
class Before:
    """The session in which a case was judged before. `told`: what says so and leads there."""

    session: UUID
    closed_on: date
    told: str


@dataclass(frozen=True, slots=True)
class Offered:
    """One case on offer. `key`: its name in forms; `own`: its id, where a unit wrote it; `before`: judged already."""

    key: str
    vignette: Vignette
    own: UUID | None = None
    before: Before | None = None


def offered(units: Collection[UUID], language: str) -> tuple[Offered, ...]:
    """Return the cases that these units wrote, and after them those built in."""
    own = [Offered(one.id.hex, one.vignette, one.id) for one in own_vignettes(units)]
    return (*own, *(Offered(one.code, one) for one in shipped(spoken(language))))
