"""What can be wrong with what is asked of levels and shifts. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class LoadRefused(SessionError):
    """A definition lacks something, or holds more than it may. `field`."""

    key = "load_refused"


class LoadChanged(SessionError):
    """Somebody else has written a version since the page was shown; nothing was done."""

    key = "load_changed"


class ShiftRefused(SessionError):
    """A shift cannot be written like this. `field`: day, shift, level, yielded or cause."""

    key = "shift_refused"


class ShiftStands(SessionError):
    """Somebody has written the shift since the page was shown, and otherwise; nothing was done."""

    key = "shift_stands"
