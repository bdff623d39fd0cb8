"""What can be wrong with what is asked of a picture of quality. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class QualityGone(SessionError):
    """There is no such picture any more."""

    key = "quality_gone"


class QualityNotNow(SessionError):
    """Guide marks are chosen after everybody has seen the picture, not before."""

    key = "quality_not_now"


class QualityChanged(SessionError):
    """Somebody else has changed it since the page was shown; nothing was done."""

    key = "quality_changed"


class QualityRefused(SessionError):
    """Something is missing, or more than fits. `field`."""

    key = "quality_refused"
