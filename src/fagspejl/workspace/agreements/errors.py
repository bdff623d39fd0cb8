"""What can be wrong with what is asked of an agreement. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.workspace.sessions.errors import SessionError


class AgreementGone(SessionError):
    """There is no such agreement any more."""

    key = "agreement_gone"


class AgreementChanged(SessionError):
    """Somebody else has changed the agreement since the page was shown; nothing was done."""

    key = "agreement_changed"


class AgreementNotNow(SessionError):
    """This is not done with an agreement that stands where it stands. `status`."""

    key = "agreement_not_now"


class AgreementRefused(SessionError):
    """An agreement lacks something, or holds more than it may. `field`."""

    key = "agreement_refused"


class TooManyActive(SessionError):
    """The unit has as many agreements as anybody remembers. `most`."""

    key = "agreement_too_many"
