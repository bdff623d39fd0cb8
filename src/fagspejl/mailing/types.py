"""What a mailing is and where one mail stands. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from fagspejl.evaluation.states import Act


class MailingKind(StrEnum):
    """What a mailing is."""

    INFORM = "inform"  # what is coming, before the round opens; holds no links
    INVITE = "invite"
    REMIND = "remind"
    LAST_DAY = "last_day"  # a reminder that says so
    EXTEND = "extend"  # the deadline was moved later
    CANCEL = "cancel"  # the round was cancelled; holds no links
    REISSUE = "reissue"  # one person's links anew, because one was lost or leaked
    REPORT = "report"  # reports can be read: to who was granted one; holds no links and no result
    THANKS = "thanks"  # what happens now: to everybody asked, answered or not; holds no links


# What sending each kind is to the round: from queueing to the last mail it has to be in a state that allows it.
ACTS: Final = {
    MailingKind.INFORM: Act.INFORM,
    MailingKind.INVITE: Act.INVITE,
    MailingKind.REMIND: Act.REMIND,
    MailingKind.LAST_DAY: Act.REMIND,
    MailingKind.EXTEND: Act.ANNOUNCE,
    MailingKind.CANCEL: Act.TELL_CANCELLED,
    MailingKind.REISSUE: Act.REISSUE,
    MailingKind.REPORT: Act.TELL_PUBLISHED,
    MailingKind.THANKS: Act.TELL_PUBLISHED,
}
# Written when the round's links are dead, or not there yet: without a key, and without a look at who has answered.
WITHOUT_LINKS: Final = frozenset(
    {MailingKind.INFORM, MailingKind.CANCEL, MailingKind.REPORT, MailingKind.THANKS}
)
REMINDERS: Final = frozenset({MailingKind.REMIND, MailingKind.LAST_DAY})
# What a planner may put in own words, in the order in which they are sent. The others tell what was done to a round.
OWN_WORDS: Final = (
    MailingKind.INFORM,
    MailingKind.INVITE,
    MailingKind.REMIND,
    MailingKind.LAST_DAY,
    MailingKind.THANKS,
    MailingKind.REPORT,
)


class PersonalKind(StrEnum):
    """What a single mail to one person is about. Each holds a link to a page and at most a day, but for the notice."""

    TALK = "talk"  # no day is set for the talk about a report
    STEP = "step"  # a step of a path is planned in a few days
    MISSING = "missing"  # a step of a path has not been taken
    GOAL = "goal"  # the day of something agreed upon is near, or past
    LIST = "list"  # a leader looks at the list of those who will be asked about her
    WITNESS = (
        "witness"  # the representative's link to half of a key: made when the mail goes, and stored nowhere
    )
    NOTE = "note"  # a note upward lies with somebody
    NOTE_DUE = "note_due"  # its answer was asked for by a day that is past; told once
    NOTE_ANSWER = "note_answer"  # it was answered
    NOTE_MOVED = "note_moved"  # it lies with somebody else than it was sent to
    NOTICE = "notice"  # what a leader released to her unit's staff, quoted as it stands when the mail goes


class Relay(StrEnum):
    """What takes our mail, and so how fast it may go."""

    MAILBOX = "mailbox"  # an ordinary mailbox: some two dozen a minute
    RELAY = "relay"  # a server that sends on for the whole organisation


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
class MailText:
    """What of a mail may be put in other words: the subject, and paragraphs with an empty line between them.

    `version`: 0 where these are the usual words, else how often a planner has put them in others.
    """

    subject: str
    body: str
    version: int = 0


@dataclass(frozen=True, slots=True)
class MailingStatus:
    """One mailing. Who got it is not known, and how many neither: in a silent reminder that is the answer."""

    kind: MailingKind
    number: int
    queued_on: date | None
    finished: bool
    halted: str


class PlannedState(StrEnum):
    """Where a planned mailing stands."""

    COMING = "coming"
    DUE = "due"
    UNREAD = "unread"  # its time has come, but nobody has read the promise that it passes on
    NOT_NOW = "not_now"  # its time has come, but the round is not where it may be sent
    QUEUED = "queued"  # it is in the outbox, or was
    LAPSED = "lapsed"  # its time is over and it was not sent


@dataclass(frozen=True, slots=True)
class Planned:
    """A mailing that goes by itself at a moment."""

    kind: MailingKind
    at: datetime
    state: PlannedState


@dataclass(frozen=True, slots=True)
class InvitationsSent:
    """How far invitations have come: people with an address, and those of them dealt with.

    `next_at`: when the next goes, after a pause.
    """

    total: int
    handled: int
    finished: bool
    halted: str
    next_at: datetime | None
