"""Where closing works on this installation: key store, backup folder, the time."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction

from fagspejl.audit.types import Actor
from fagspejl.disclosure.services import Desk, close_round, confirm_close, publish_round
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.selectors.escrow import copy_outside
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.reporting.services import grant_reports


def key_store(round_id: UUID | None = None) -> KeyStore:
    """Return the key store; without a second folder where the round's escrow is kept by a person."""
    offline = round_id is not None and copy_outside(round_id) is not None
    escrow = None if offline else Path(os.environ.get("FAGSPEJL_ESCROW", f"{settings.KEYS}-escrow"))
    return KeyStore(settings.KEYS, escrow)


def close_desk(
    round_id: UUID,
    actor: Actor,
    tell: Callable[[str, float], None] = lambda step, share: None,
    *,
    now: datetime | None = None,
) -> Desk:
    """Return the desk for one round; the time is the machine's unless it is given."""
    return Desk(key_store(round_id), settings.DATA / "backups", now or utc_now(), tell, actor)


def publish_and_grant(round_id: UUID, actor: Actor, *, now: datetime | None = None) -> bool:
    """Publish and grant each report to its readers, together or not at all. Returns False when it was done before.

    Raises CloseRefused as `publish_round` does.
    """
    today = (now or utc_now()).astimezone(ZONE).date()
    with transaction.atomic():
        published = publish_round(round_id=round_id, keys=key_store(round_id), today=today, actor=actor)
        if published:
            grant_reports(round_id=round_id, actor=actor)
    return published


__all__ = ["close_desk", "close_round", "confirm_close", "key_store", "publish_and_grant"]
