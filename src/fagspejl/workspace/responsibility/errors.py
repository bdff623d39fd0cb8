"""What can be wrong with what is asked of a map of responsibility. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class MapRefused(SessionError):
    """A row, a role or a list of tasks lacks something, or holds more than it may. `field`."""

    key = "map_refused"


class MapChanged(SessionError):
    """Somebody else has saved since the page was shown; nothing was done."""

    key = "map_changed"


class VacantAsks(SessionError):
    """A row stands with a role that nobody holds now; whoever saves is asked once. `field`, `role`, `roles`."""

    key = "vacant_asks"
