"""Step 12: a sealed Release becomes visible, only when the keys are gone. And withdrawing a part afterwards."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.errors import CloseReason, CloseRefused
from fagspejl.disclosure.models import ReleasePart, Withdrawal
from fagspejl.disclosure.services.close_round import JOB, Step
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.escrow import publication_waits_until
from fagspejl.evaluation.services.closing import move_state
from fagspejl.evaluation.services.key_custody import is_destroyed
from fagspejl.evaluation.states import Act, can, is_behind


def publish_round(*, round_id: UUID, keys: KeyStore, today: date, actor: Actor = JOB) -> bool:
    """Publish; returns False when it was published already.

    Raises CloseRefused before the keys are gone, where the marker of their destroyer is not in `keys`, and for a week
    while the holder of a copy has not confirmed that it is destroyed.
    """
    facts = round_facts(round_id)
    if facts is None:
        raise CloseRefused(CloseReason.NO_SUCH_ROUND, round=round_id)
    if is_behind(Act.PUBLISH, facts.state):
        return False
    if not can(Act.PUBLISH, facts.state):
        raise CloseRefused(CloseReason.KEYS_REMAIN, state=facts.state.value)
    if not is_destroyed(round_id, keys):
        raise CloseRefused(CloseReason.NO_MARKER, folder=keys.folder)
    until = publication_waits_until(round_id, today=today)
    if until is not None:
        raise CloseRefused(CloseReason.COPY_UNCONFIRMED, until=until)
    with transaction.atomic():
        move_state(round_id, Act.PUBLISH, step=Step.PUBLISHED)
        record(actor=actor, event=Event.ROUND_PUBLISHED, object=round_id)
    return True


def withdraw_part(*, part_id: UUID, note: str, on: date, actor: Actor) -> None:
    """Withdraw a published part, with a note on its page. It is never recomputed."""
    with transaction.atomic():
        part = ReleasePart.objects.get(id=part_id)
        _, new = Withdrawal.objects.get_or_create(part=part, defaults={"on": on, "note": note})
        if new:
            record(actor=actor, event=Event.PART_WITHDRAWN, object=part_id)
