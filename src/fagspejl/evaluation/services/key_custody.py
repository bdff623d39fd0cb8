"""Who holds a round's key, and its destruction by its holder alone.

One folder on one machine holds it, as written down at opening. A key is called destroyed only by whoever held it and
destroyed it: docs/explanation/rules.md 3.4 step 10.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import KeyHeldElsewhere
from fagspejl.evaluation.keys.derivation import destruction_check, destruction_proof
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors.key_holder import KeyHolder, key_holder


def check_custody(round_id: UUID, keys: KeyStore) -> None:
    """Raise unless the right key is in this folder, or the marker that its destroyer wrote.

    Raises RoundKeyMissing, RoundKeyWrong, MarkerUnproven.
    """
    held = key_holder(round_id)
    keys.check_custody(round_id, check=held.check, destroyed=held.destroyed)


def check_holder(round_id: UUID, keys: KeyStore) -> None:
    """Raise KeyHeldElsewhere unless this folder on this machine is the round's holder; as `check_custody` besides."""
    held = key_holder(round_id)
    _check_place(held, keys)
    keys.check_custody(round_id, check=held.check, destroyed=held.destroyed)


def destroy_key(round_id: UUID, keys: KeyStore, *, on: date) -> None:
    """Destroy a round's key and its copy, as its holder. Interrupted anywhere, it can be repeated.

    Raises KeyHeldElsewhere, RoundKeyMissing, RoundKeyWrong, MarkerUnproven, EscrowCopyMissing; then nothing is touched.
    """
    check_holder(round_id, keys)
    held = key_holder(round_id)
    if held.destroyed is None:  # opened by an earlier version: whoever holds the key makes up for it
        key = keys.read(round_id, held.check)
        keys.check_copy(round_id, key)
        name_holder(round_id, keys, key)
        held = key_holder(round_id)
    keys.destroy(round_id, check=held.check, destroyed=held.destroyed, on=on)


def is_destroyed(round_id: UUID, keys: KeyStore) -> bool:
    """Whether the marker of its destroyer stands in this folder and no file of the key is left here."""
    return keys.is_destroyed(round_id, key_holder(round_id).destroyed)


def name_holder(round_id: UUID, keys: KeyStore, key: bytes) -> None:
    """Write down who holds the key, and what will prove that its holder destroyed it."""
    Round.objects.filter(id=round_id).update(**custody_of(round_id, keys, key))


def custody_of(round_id: UUID, keys: KeyStore, key: bytes) -> dict[str, object]:
    """Return the columns that `name_holder` writes."""
    return {
        "destruction_check": destruction_check(destruction_proof(key, round_id)),
        "key_node": keys.node,
        "key_folder": str(keys.folder.resolve()),
        "escrow_folder": "" if keys.escrow is None else str(keys.escrow.resolve()),
    }


def move_key(round_id: UUID, keys: KeyStore, *, actor: Actor, now: datetime) -> KeyHolder:
    """Make this folder on this machine the holder, after the key and its copy were moved here; returns the holder.

    Raises RoundKeyMissing, RoundKeyWrong, RoundKeyDestroyed, EscrowCopyMissing.
    """
    held = key_holder(round_id)
    key = keys.read(round_id, held.check)
    keys.check_copy(round_id, key)
    with transaction.atomic():
        name_holder(round_id, keys, key)
        if keys.escrow is None:  # a person keeps the copy: where it lies has not changed
            Round.objects.filter(id=round_id).update(escrow_folder=held.escrow)
        record(actor=actor, event=Event.KEY_MOVED, object=round_id, facts={"node": keys.node}, at=now)
    return key_holder(round_id)


def _check_place(held: KeyHolder, keys: KeyStore) -> None:
    if not held.is_named:
        return
    here = (keys.node, str(keys.folder.resolve()))
    other_copy = keys.escrow is not None and held.escrow not in ("", str(keys.escrow.resolve()))
    if here != (held.node, held.folder) or other_copy:
        raise KeyHeldElsewhere(held.round, held.node, held.folder, held.escrow)
