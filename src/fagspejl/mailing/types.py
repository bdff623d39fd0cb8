"""What a mailing is and where one mail stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class MailingKind(StrEnum):
    """What a mailing is."""

    INVITE = "invite"
    REMIND = "remind"
    EXTEND = "extend"  # the deadline was moved later
    CANCEL = "cancel"  # the round was cancelled; holds no links
    REISSUE = "reissue"  # one person's links anew, because one was lost or leaked


class OutboxState(StrEnum):
    """Where one mail stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class MailingStanding:
    """One mailing. Who got it is not known, and how many neither: in a silent reminder that is the answer."""

    kind: MailingKind
    number: int
    queued_on: date | None
    finished: bool
    halted: str
