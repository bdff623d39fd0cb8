"""What can be wrong with what is asked of competences. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class CompetenceRefused(SessionError):
    """Something is missing, too long or too many. `field`."""

    key = "competence_refused"


class CompetenceChanged(SessionError):
    """Somebody else has changed it since the page was shown; nothing was done."""

    key = "competence_changed"


class TooFewClosed(SessionError):
    """The row cannot be opened: with it the leader could work out those of the few that are closed."""

    key = "competence_too_few_closed"
