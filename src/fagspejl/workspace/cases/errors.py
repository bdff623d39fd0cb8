"""What can be wrong with what is asked of a case, a pattern or a rota. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class CaseGone(SessionError):
    """There is no such card, pattern or idea any more."""

    key = "case_gone"


class CaseChanged(SessionError):
    """Somebody else has changed it since the page was shown; nothing was done."""

    key = "case_changed"


class CaseRefused(SessionError):
    """A card, a pattern, a rhythm or a rota lacks something, or holds more than it may. `field`."""

    key = "case_refused"


class IdeaRefused(SessionError):
    """An idea from a phone cannot be taken. `field`: "text", "full" for a day that takes no more."""

    key = "idea_refused"
