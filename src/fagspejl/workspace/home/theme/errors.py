"""What can be wrong with a theme. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class ThemeRefused(SessionError):
    """A theme lacks something, or is longer than it may be. `field`, `most`."""

    key = "theme_refused"


class ThemeIsOpen(SessionError):
    """The unit has a theme already: it is closed before another is chosen."""

    key = "theme_is_open"
