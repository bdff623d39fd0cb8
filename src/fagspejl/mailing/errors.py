"""What can go wrong with mail, named for what happened; words are chosen at the edge."""

from __future__ import annotations

from uuid import UUID

from fagspejl.lib.errors import FagspejlError


class MailingUnknown(FagspejlError):
    """There is no such mailing."""

    def __init__(self, mailing: UUID) -> None:
        super().__init__(f"there is no mailing {mailing}")
        self.mailing = mailing


class NobodyInvited(FagspejlError):
    """Nothing can be sent a second time to people who were not written to a first time."""


class NoLetters(FagspejlError):
    """Everybody has an e-mail address, so there is no letter to print."""


class MailTextRefused(FagspejlError):
    """A planner's text for a mail cannot be sent as it stands.

    `faults`: what is wrong, each as field (`subject` or `body`), fault and what it is about: `unknown` (a place that
    is not filled, by its name), `brace`, `control`, `address`, `line_break`, `empty`, `link` (the place of the link
    does not stand once, as a paragraph of its own) or `long` (the number of signs there may be).
    """

    def __init__(self, faults: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__("; ".join(" ".join(fault).strip() for fault in faults))
        self.faults = faults


class MailTextChangedMeanwhile(FagspejlError):
    """Somebody else changed the text since the page was opened."""


class MailTextFixed(FagspejlError):
    """The mail tells what was done to a round, and nobody puts it in other words."""


class NobodyToShow(FagspejlError):
    """Nobody with an e-mail address is asked yet, so there is no mail to show."""
