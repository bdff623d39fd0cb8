"""Where closing works on this installation: key store, backup folder, the time."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fagspejl.audit.types import Actor
from fagspejl.disclosure.services import Desk, close_round, confirm_close, publish_round
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.selectors.escrow import escrow_of
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.services.queueing import Queued, queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.post_office import check_sending
from fagspejl.organisation.selectors import people_by_id
from fagspejl.reporting.selectors import readers_in
from fagspejl.reporting.services import grant_reports


def key_store(round_id: UUID | None = None) -> KeyStore:
    """Return the key store; without a second folder where the round's escrow is kept by a person."""
    kept = None if round_id is None else escrow_of(round_id)
    place = Path(os.environ.get("FAGSPEJL_ESCROW", f"{settings.KEYS}-escrow"))
    return KeyStore(settings.KEYS, None if kept == "offline" else place, witnessed=kept == "witnessed")


def close_desk(
    round_id: UUID,
    actor: Actor,
    tell: Callable[[str, float], None] = lambda step, share: None,
    *,
    now: datetime | None = None,
) -> Desk:
    """Return the desk for one round; the time is the machine's unless it is given."""
    return Desk(key_store(round_id), settings.DATA / "backups", now or utc_now(), tell, actor)


@dataclass(frozen=True, slots=True)
class Announced:
    """Who is told of a publication: those who may read a report, and all who were asked.

    `unreached`: readers without an e-mail address, whom somebody else has to tell.
    """

    readers: Queued
    asked: Queued
    unreached: int


def publish_and_grant(
    round_id: UUID, actor: Actor, *, now: datetime | None = None, mail: bool = True
) -> bool:
    """Publish, grant each report to its readers and put the mails about it in the outbox, together or not at all.

    Without `mail` nobody is told. Returns False when it was done before; then nothing is put in the outbox.
    Raises MailLimitWrong, SenderUnset before anything is published; CloseRefused as `publish_round` does.
    """
    if mail:
        check_sending()
    today = (now or utc_now()).astimezone(ZONE).date()
    with transaction.atomic():
        published = publish_round(round_id=round_id, keys=key_store(round_id), today=today, actor=actor)
        if published:
            grant_reports(round_id=round_id, actor=actor)
            if mail:
                announce(round_id, actor, now=now)
    return published


def announce(round_id: UUID, actor: Actor, *, now: datetime | None = None) -> Announced:
    """Put word of a publication in the outbox, once: to its readers, and to everybody asked, answered or not alike.

    Raises RoundInOtherState before the round is published.
    """
    at, readers = now or utc_now(), readers_in(round_id)
    with transaction.atomic():
        told = queue_mailing(round_id, MailingKind.REPORT, actor=actor, now=at, people=readers)
        asked = queue_mailing(round_id, MailingKind.THANKS, actor=actor, now=at)
    unreached = sum(not person.email for person in people_by_id(readers).values())
    return Announced(told, asked, unreached)


__all__ = [
    "Announced",
    "announce",
    "close_desk",
    "close_round",
    "confirm_close",
    "key_store",
    "publish_and_grant",
]
