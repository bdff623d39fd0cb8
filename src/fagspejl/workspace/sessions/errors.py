"""What can be wrong with what a facilitator or a phone asks of a session. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


class SessionError(FagspejlError):
    """The base of what people are told about a session; `key` names the sentence in [error] of the words."""

    key = "session"

    def __init__(self, **facts: object) -> None:
        super().__init__(self.key, facts)
        self.facts = facts


class SessionGone(SessionError):
    """No open session answers to this code or key."""

    key = "gone"


class DoorLocked(SessionError):
    """The facilitator has locked the door."""

    key = "door_locked"


class RoomFull(SessionError):
    """More phones than a session takes. `most`."""

    key = "room_full"


class SlipNeeded(SessionError):
    """Only who holds a slip answers beforehand."""

    key = "slip_needed"


class NotNow(SessionError):
    """This is not asked in the phase the session is in, or is asked no more. `phase`."""

    key = "not_now"


class AnswerRefused(SessionError):
    """An answer outside what was asked. `field`."""

    key = "answer_refused"


class MovedOn(SessionError):
    """The session has gone on since the page was shown; nothing was done."""

    key = "moved_on"


class TextRefused(SessionError):
    """A free text holds what looks like a CPR number. `field`."""

    key = "text_cpr"


class TextAsks(SessionError):
    """A free text holds what may name somebody: asked once. `field`, `found`."""

    key = "text_asks"


class StatementsNeeded(SessionError):
    """What is collected has to become at least one statement before anybody judges. `many`: what they are called."""

    key = "statements_needed"


class OutcomeRefused(SessionError):
    """An outcome lacks something. `field`."""

    key = "outcome_refused"


class PlanRefused(SessionError):
    """A session cannot be made like this. `field`."""

    key = "plan_refused"
