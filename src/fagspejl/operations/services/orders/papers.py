"""Papers with secrets in them: sealed by the worker, taken once by the page that ordered them, gone soon after."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.services.witnessing import note_taken
from fagspejl.evaluation.types.witnessed import Holder
from fagspejl.operations.errors import PaperGone
from fagspejl.operations.models import PlannerOrder, SealedPaper
from fagspejl.operations.services.orders.sealing import new_pair, opened_paper, seal
from fagspejl.operations.types import PAPER_KEPT, Made, OrderKind


def new_paper_key() -> tuple[str, bytes]:
    """Return a private key as text for a hidden field of the reader's page, and the public key for the order."""
    private, public = new_pair()
    return base64.urlsafe_b64encode(private).decode("ascii"), public


def keep_paper(order: PlannerOrder, made: Made, *, now: datetime) -> None:
    """Seal a paper to whoever ordered it and keep it for a while."""
    assert order.public_key is not None, "a paper that nobody could open"
    sealed = seal(made.body, bytes(order.public_key), order.id.bytes)
    told = {"name": made.name, "content_type": made.content_type, "sealed": sealed, "made_at": now}
    SealedPaper.objects.update_or_create(order=order, defaults=told)


def take_paper(order_id: UUID, private_key: str, *, actor: Actor, now: datetime) -> Made:
    """Open a paper, delete it and write in the log that it was taken: once, by the one who ordered it.

    The sheet with half of a key goes out once for all orders of it. Raises HalfTaken, HalfOutdated, and PaperGone for
    everything else: another key, another person, taken before, or too old.
    """
    with transaction.atomic():
        found = (
            SealedPaper.objects.select_for_update().select_related("order").filter(order_id=order_id).first()
        )
        if found is None or now > found.made_at + PAPER_KEPT or found.order.actor != actor.id:
            raise PaperGone(order_id)
        body = opened_paper(bytes(found.sealed), _bytes(private_key), found.order_id.bytes)
        if body is None:
            raise PaperGone(order_id)
        order = found.order
        if order.kind == OrderKind.KEY_HALF and order.facts["paper"] == "sheet":
            half = Holder(order.facts["holder"])
            note_taken(order.round_id, half, turn=order.facts["turn"], actor=actor, now=now)
        found.delete()
        facts = {"order": str(order_id), "kind": order.kind}
        record(actor=actor, event=Event.PAPER_TAKEN, object=order.round_id, facts=facts, at=now)
    return Made(found.name, found.content_type, body)


def drop_old_papers(now: datetime) -> int:
    """Delete papers that nobody took in time."""
    return SealedPaper.objects.filter(made_at__lt=now - PAPER_KEPT).delete()[0]


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text.encode("ascii"))
    except (binascii.Error, UnicodeEncodeError, ValueError):
        return b""
