"""What can be wrong with what is asked of a note. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class UpwardGone(SessionError):
    """There is no such note any more."""

    key = "upward_gone"


class UpwardChanged(SessionError):
    """The note was changed since the page was shown; nothing was done."""

    key = "upward_changed"


class UpwardNotNow(SessionError):
    """This is not done with a note that stands where it stands. `status`."""

    key = "upward_not_now"


class UpwardRefused(SessionError):
    """A note or an answer lacks something, or holds more than it may. `field`, and what its sentence needs."""

    key = "upward_refused"
