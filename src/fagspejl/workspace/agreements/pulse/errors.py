"""What can be wrong with a press. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class PulseRests(SessionError):
    """Nothing is asked of this side today."""

    key = "pulse_rests"


class PulseRefused(SessionError):
    """A press is outside what was asked. `field`: answer, exception or line (`signs`, `most`)."""

    key = "pulse_refused"
