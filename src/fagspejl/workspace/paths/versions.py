"""Which version of a goal or of shared lines a page showed, so that whoever saves on an older page is told. Pure."""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from fagspejl.workspace.paths.types import GoalValues

_SIGNS: Final = 16


def version_of(shown: GoalValues | tuple[str, ...]) -> str:
    """Return a mark of what stands; what stands otherwise has another one."""
    return sha256(repr(shown).encode()).hexdigest()[:_SIGNS]
