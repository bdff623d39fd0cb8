"""What can go wrong with a unit's own vignette. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class VignetteChanged(SessionError):
    """Somebody else has changed the vignette since the page was shown; nothing was saved."""

    key = "vignette_changed"


class VignetteGone(SessionError):
    """There is no such vignette any more."""

    key = "vignette_gone"
