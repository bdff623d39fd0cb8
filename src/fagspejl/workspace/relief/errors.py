"""What can be wrong with what is said of a round. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class ReliefRefused(SessionError):
    """The numbers cannot be. `field`: held_on, present or worth."""

    key = "relief_refused"
