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
