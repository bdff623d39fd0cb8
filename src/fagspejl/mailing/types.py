"""What a mailing is and where one mail stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from fagspejl.evaluation.states import Act


class MailingKind(StrEnum):
    """What a mailing is."""

    INVITE = "invite"
    REMIND = "remind"
    EXTEND = "extend"  # the deadline was moved later
    CANCEL = "cancel"  # the round was cancelled; holds no links
    REISSUE = "reissue"  # one person's links anew, because one was lost or leaked
    REPORT = "report"  # reports can be read: to who was granted one; holds no links and no result
    THANKS = "thanks"  # what happens now: to everybody asked, answered or not; holds no links


# What sending each kind is to the round: from queueing to the last mail it has to be in a state that allows it.
ACTS: Final = {
    MailingKind.INVITE: Act.INVITE,
    MailingKind.REMIND: Act.REMIND,
    MailingKind.EXTEND: Act.ANNOUNCE,
    MailingKind.CANCEL: Act.TELL_CANCELLED,
    MailingKind.REISSUE: Act.REISSUE,
    MailingKind.REPORT: Act.TELL_PUBLISHED,
    MailingKind.THANKS: Act.TELL_PUBLISHED,
}
# Written when the round's links are dead: without a key, without a deadline, and without a look at who has answered.
WITHOUT_LINKS: Final = frozenset({MailingKind.CANCEL, MailingKind.REPORT, MailingKind.THANKS})


class PersonalKind(StrEnum):
    """What a single mail to one person is about. Each holds a link to a page and at most a day, but for the notice."""

    TALK = "talk"  # no day is set for the talk about a report
    STEP = "step"  # a step of a path is planned in a few days
    MISSING = "missing"  # a step of a path has not been taken
    GOAL = "goal"  # the day of something agreed upon is near, or past
    NOTICE = "notice"  # what a leader released to her unit's staff, quoted as it stands when the mail goes


class OutboxState(StrEnum):
    """Where one mail stands."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ReportReady:
    """A report that somebody may read now: about `leader` (name), or the reader's `own`."""

    leader: str
    own: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """How many days after publication the leader talks with her own leader, and with those she leads."""

    talk: int = 14
    dialogue: int = 28


@dataclass(frozen=True, slots=True)
class MailingStatus:
    """One mailing. Who got it is not known, and how many neither: in a silent reminder that is the answer."""

    kind: MailingKind
    number: int
    queued_on: date | None
    finished: bool
    halted: str


@dataclass(frozen=True, slots=True)
class InvitationsSent:
    """How far invitations have come: people in all, and dealt with. `next_at`: when the next goes, after a pause."""

    total: int
    handled: int
    finished: bool
    halted: str
    next_at: datetime | None
