"""Questions other rooms may ask about mailings. Frozen values, never querysets."""

from __future__ import annotations

from uuid import UUID

from fagspejl.mailing.models import Mailing
from fagspejl.mailing.types import MailingKind, MailingStatus


def mailings_of(round_id: UUID) -> tuple[MailingStatus, ...]:
    """Return the mailings of a round, oldest first; none of a round that has none, or that is not there."""
    rows = Mailing.objects.filter(round_id=round_id).order_by("queued_on", "kind", "number")
    return tuple(
        MailingStatus(MailingKind(row.kind), row.number, row.queued_on, row.finished, row.halted)
        for row in rows
    )
