"""How long a session lasts: 30 minutes without a request, eight hours in all. Times are seconds since 1970."""

from __future__ import annotations

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=8)
_NOTED_EACH = timedelta(minutes=1)  # a session is not written at every request

_BEGAN, _SEEN = "began", "seen"


def begin_session(session: MutableMapping[str, Any], *, now: datetime) -> None:
    """Start the clock of a session that was logged in just now."""
    session[_BEGAN] = session[_SEEN] = int(now.timestamp())


def is_over(session: MutableMapping[str, Any], *, now: datetime) -> bool:
    """Whether a logged-in session has run out. One without its times has."""
    moment = now.timestamp()
    began, seen = session.get(_BEGAN), session.get(_SEEN)
    if not isinstance(began, int) or not isinstance(seen, int):
        return True
    return moment - seen >= IDLE.total_seconds() or moment - began >= LONGEST.total_seconds()


def note_request(session: MutableMapping[str, Any], *, now: datetime) -> bool:
    """Remember that the person is still there; returns whether that is to be stored, which is not at every request."""
    if now.timestamp() - session[_SEEN] < _NOTED_EACH.total_seconds():
        return False
    session[_SEEN] = int(now.timestamp())
    return True
