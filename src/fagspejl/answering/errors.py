"""What can go wrong when somebody answers."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


class RoundNotOpen(FagspejlError):
    """The round takes no answers (any more)."""


class DraftOutdated(FagspejlError):
    """The draft was changed in another window since this page was read. `current` is the version there."""

    def __init__(self, current: int) -> None:
        super().__init__(f"the draft is at version {current}")
        self.current = current


class LinkDead(FagspejlError):
    """The link was revoked or replaced by a new one."""


class LinkUnknown(LinkDead):
    """There is no such link, and perhaps there never was."""


class LinkMoving(FagspejlError):
    """The answer is being moved to a new link just now; trying again in a moment works."""


class NotSaved(FagspejlError):
    """Somebody else wrote the same row again and again; nothing was saved."""
