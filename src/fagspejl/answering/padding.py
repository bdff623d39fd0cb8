"""Pages whose size tells nothing: filled up to whole steps. Pure."""

from __future__ import annotations

from typing import Final

STEP: Final = 16 * 1024  # bytes
_OPENING, _ENDING = "\n<!--", "-->"


def padded(html: str) -> str:
    """Return the page with a comment at its end, so that it takes a whole number of steps in UTF-8."""
    size = len(html.encode("utf-8")) + len(_OPENING) + len(_ENDING)
    return f"{html}{_OPENING}{'.' * (-size % STEP)}{_ENDING}"
