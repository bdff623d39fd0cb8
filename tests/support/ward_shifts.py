"""The 56 day shifts of Kræftafdelingen in eight weeks: 9 were red, and documentation yielded in 7 of them."""

from __future__ import annotations

from typing import Final

from fagspejl.workspace.sessions.levels.types import LoadLevel

# One sign for each day: g green, y yellow (something could wait), Y yellow (nothing had to), r red where documentation
# yielded, b red where baths and the depot did too, R red where only the depot did.
_WEEKS: Final = ("gygbggg", "ggYrggg", "gyggrgg", "rgYgggg", "gygRggg", "ggbgygg", "gYgrggR", "ggyrggg")
_MEANS: Final = {
    "g": (LoadLevel.GREEN, ()),
    "y": (LoadLevel.YELLOW, (3,)),
    "Y": (LoadLevel.YELLOW, ()),
    "r": (LoadLevel.RED, (1,)),
    "b": (LoadLevel.RED, (1, 2, 3)),
    "R": (LoadLevel.RED, (3,)),
}
WARD_SHIFTS: Final = tuple(_MEANS[sign] for week in _WEEKS for sign in week)
