"""Making the halves of a witnessed copy, and what becomes of each: taken once, read back, lost, destroyed.

Only the worker makes them and hands them out; that a half is read back, lost or destroyed needs no key, and is written
down by whoever serves its holder. Source: docs/explanation/rules.md 3.1, docs/decisions/0018-witnessed-key.md.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import (
    HalfNotTaken,
    HalfOutdated,
    HalfTaken,
    HalvesNotReadBack,
    KeyNotDestroyed,
    NotWitnessed,
    RoundNotReady,
    SealedCopyMissing,
    SheetLost,
    Unready,
)
from fagspejl.evaluation.keys.derivation import key_check
from fagspejl.evaluation.keys.files import overwrite_and_unlink, write_whole
from fagspejl.evaluation.keys.store import EscrowCopyMissing, KeyStore
from fagspejl.evaluation.keys.witnessed import (
    check_half,
    code_of,
    commitment,
    opened_key,
    read_code,
    seal_and_split,
    witness_lookup,
)
from fagspejl.evaluation.models import KeyHalf, Round, WitnessedKey
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.witnessed import half_of, witnessed_copy
from fagspejl.evaluation.states import Act, can, check_can
from fagspejl.evaluation.types.witnessed import Half, Holder
from fagspejl.lib.clock import ZONE

_TURN = 4  # bytes before a half that waits


@dataclass(frozen=True, slots=True)
class Named:
    """Who is to hold a half: a planner with an account, or the representative, whom the roster may know."""

    name: str
    account: str = ""
    person: UUID | None = None


def split_key(
    round_id: UUID,
    keys: KeyStore,
    *,
    turn: int,
    planner: Named,
    representative: Named,
    link: str,
    actor: Actor,
    now: datetime,
) -> bool:
    """Make pair number `turn` of a draft or an open round; returns False where it was made before.

    The key of a draft is made with each pair: no other copy of it was ever written. A pair before this one is worth
    nothing from here on: the copy that it opens is overwritten. Before anything is kept, the copy is opened with the
    two codes as they will be printed, and the halves wait beside the key until their sheets are taken. Killed anywhere,
    it can be run again.
    Raises RoundInOtherState, NotWitnessed, RoundKeyMissing, RoundKeyWrong, RoundKeyDestroyed.
    """
    with transaction.atomic():
        found = Round.objects.select_for_update().get(id=round_id)
        check_can(Act.SPLIT_KEY, found.state, round_id)
        if policy_of(round_id).access.escrow != "witnessed":
            raise NotWitnessed
        before = WitnessedKey.objects.filter(round_id=round_id).first()
        if before is not None and before.turn >= turn:
            return False
        if can(Act.OPEN, found.state):
            # An opening that was interrupted may have left a key here, under another promise: of that one a whole copy
            # lies with second copies, or on somebody's stick.
            keys.discard_all(round_id)
            key = keys.create(round_id)
        else:
            key = keys.read(round_id, bytes(found.key_check or b""))
        pair = seal_and_split(key, round_id, turn)
        read = {holder: read_code(code_of(holder, half), holder) for holder, half in pair.halves.items()}
        for holder, half in read.items():
            write_whole(keys.half_path(round_id, holder), turn.to_bytes(_TURN, "big") + half)
        write_whole(keys.sealed_path(round_id), pair.sealed)
        sealed = keys.sealed_path(round_id).read_bytes()
        assert hmac.compare_digest(opened_key(sealed, round_id, read), key)
        told = {
            "turn": turn,
            "key_check": key_check(key),
            "sealed_sha256": hashlib.sha256(sealed).digest(),
            "made_on": now.astimezone(ZONE).date(),
        }
        WitnessedKey.objects.update_or_create(round_id=round_id, defaults=told)
        named = {Holder.PLANNER: planner, Holder.REPRESENTATIVE: representative}
        for holder, who in named.items():
            _keep(round_id, turn, holder, who, read[holder], link)
        facts: dict[str, str | int] = {
            "pair": turn,
            "planner": planner.name,
            "representative": representative.name,
        }
        record(actor=actor, event=Event.KEY_HALVES_MADE, object=round_id, facts=facts, at=now)
    return True


def _keep(round_id: UUID, turn: int, holder: Holder, who: Named, half: bytes, link: str) -> None:
    fresh = dict.fromkeys(("taken_at", "read_back_on", "lost_on", "destroyed_on"))
    told = {
        "turn": turn,
        "name": who.name,
        "account": who.account,
        "person": who.person,
        "commitment": commitment(round_id, turn, holder, half),
        "lookup": witness_lookup(link) if holder is Holder.REPRESENTATIVE else None,
    }
    KeyHalf.objects.update_or_create(round_id=round_id, holder=holder, defaults=fresh | told)


def waiting_half(round_id: UUID, keys: KeyStore, holder: Holder, *, turn: int) -> tuple[Half, bytes]:
    """Return a half that still waits for its sheet, for the worker that makes the sheet.

    Raises HalfOutdated, HalfTaken, HalfNotThis.
    """
    row = _row(round_id, holder, turn)
    if row.taken_at is not None:
        raise HalfTaken(row.taken_at)
    try:
        kept = keys.half_path(round_id, holder).read_bytes()
    except FileNotFoundError:
        raise HalfOutdated from None
    half = kept[_TURN:]
    check_half(half, bytes(row.commitment), round_id=round_id, turn=turn, holder=holder)
    return half_of(row), half


def note_taken(round_id: UUID, holder: Holder, *, turn: int, actor: Actor, now: datetime) -> None:
    """Write down that the sheet goes out now. Raises HalfOutdated, HalfTaken: then it must not."""
    with transaction.atomic():
        row = _row(round_id, holder, turn, lock=True)
        if row.taken_at is not None:
            raise HalfTaken(row.taken_at)
        row.taken_at = now
        row.save(update_fields=["taken_at"])
        record(actor=actor, event=Event.KEY_HALF_TAKEN, object=round_id, facts={"half": holder.value}, at=now)


def forget_taken(round_id: UUID, keys: KeyStore) -> int:
    """Remove the halves whose sheets are out, and those of no pair any more; returns how many. For the worker."""
    copy, removed = witnessed_copy(round_id), 0
    for holder in Holder:
        path = keys.half_path(round_id, holder)
        if path.exists() and (copy is None or copy.halves[holder].taken_at is not None):
            overwrite_and_unlink(path)
            removed += 1
    return removed


def read_back(round_id: UUID, holder: Holder, typed: str, *, turn: int, actor: Actor, now: datetime) -> None:
    """Compare what a holder typed or scanned with what was committed to, and forget it.

    Raises HalfUnreadable, HalfMistyped, HalfOfTheOther, HalfNotThis, HalfOutdated, HalfNotTaken, SheetLost.
    """
    half = read_code(typed, holder)
    with transaction.atomic():
        row = _sheet(round_id, holder, turn)
        if row.lost_on is not None:
            raise SheetLost
        check_half(half, bytes(row.commitment), round_id=round_id, turn=turn, holder=holder)
        if row.read_back_on is not None:
            return
        row.read_back_on = now.astimezone(ZONE).date()
        row.save(update_fields=["read_back_on"])
        facts = {"half": holder.value}
        record(actor=actor, event=Event.KEY_HALF_READ_BACK, object=round_id, facts=facts, at=now)


def note_lost(round_id: UUID, holder: Holder, *, turn: int, actor: Actor, now: datetime) -> None:
    """Write down that a sheet is lost or was seen: the copy counts as lost. Raises HalfOutdated, HalfNotTaken."""
    with transaction.atomic():
        row = _sheet(round_id, holder, turn)
        if row.lost_on is not None or row.destroyed_on is not None:
            return
        row.lost_on = now.astimezone(ZONE).date()
        row.save(update_fields=["lost_on"])
        record(actor=actor, event=Event.KEY_HALF_LOST, object=round_id, facts={"half": holder.value}, at=now)
        _settle(round_id, actor, now)


def note_destroyed(round_id: UUID, holder: Holder, *, turn: int, actor: Actor, now: datetime) -> None:
    """Write down that a holder has destroyed her sheet; with the last one the copy is confirmed as gone.

    Raises HalfOutdated, HalfNotTaken, KeyNotDestroyed while the round's own key may still be needed.
    """
    with transaction.atomic():
        row = _sheet(round_id, holder, turn)
        if Round.objects.values_list("keys_destroyed_on", flat=True).get(id=round_id) is None:
            raise KeyNotDestroyed(round_id)
        if row.destroyed_on is not None:
            return
        row.destroyed_on = now.astimezone(ZONE).date()
        row.save(update_fields=["destroyed_on"])
        facts = {"half": holder.value}
        record(actor=actor, event=Event.KEY_HALF_DESTROYED, object=round_id, facts=facts, at=now)
        _settle(round_id, actor, now)


def unready_halves(round_id: UUID) -> list[Unready]:
    """Return why a round with a witnessed copy cannot open: whose half is missing, unread or lost. Reads no file."""
    copy = witnessed_copy(round_id)
    unsafe = list(Holder) if copy is None else [one for one, half in copy.halves.items() if not half.is_safe]
    return [HalvesNotReadBack(unsafe)] if unsafe else []


def proven_key(round_id: UUID, keys: KeyStore) -> bytes:
    """Return the key that the halves were made of; a new one would be another than theirs.

    Raises RoundNotReady where the sealed copy is not as it was written, RoundKeyMissing, RoundKeyWrong.
    """
    kept = WitnessedKey.objects.get(round_id=round_id)
    try:
        sealed = keys.sealed_path(round_id).read_bytes()
    except FileNotFoundError:
        sealed = b""
    if not hmac.compare_digest(hashlib.sha256(sealed).digest(), bytes(kept.sealed_sha256)):
        raise RoundNotReady([SealedCopyMissing()])
    return keys.read(round_id, bytes(kept.key_check))


def forget_pair(round_id: UUID, keys: KeyStore) -> None:
    """Drop the pair of a draft whose policy names another kind of copy by now: its sheets open nothing any more."""
    if WitnessedKey.objects.filter(round_id=round_id).exists():
        KeyHalf.objects.filter(round_id=round_id).delete()
        WitnessedKey.objects.filter(round_id=round_id).delete()
        keys.discard_pair(round_id)


def restore_key(
    round_id: UUID, keys: KeyStore, typed: Mapping[Holder, str], *, actor: Actor, now: datetime
) -> None:
    """Put a round's key together from both halves and the sealed copy, and put it in its folder.

    A key that is there is kept where it is the right one. Raises RoundKeyDestroyed, EscrowCopyMissing, NotWitnessed,
    HalfUnreadable, HalfMistyped, HalfOfTheOther, SealedCopyWrong, RoundKeyWrong.
    """
    kept = WitnessedKey.objects.filter(round_id=round_id).first()
    if kept is None:
        raise NotWitnessed
    halves = {holder: read_code(typed[holder], holder) for holder in Holder}
    sealed = keys.sealed_path(round_id)
    if not sealed.exists():
        raise EscrowCopyMissing(sealed)
    keys.restore(round_id, opened_key(sealed.read_bytes(), round_id, halves), bytes(kept.key_check))
    record(actor=actor, event=Event.KEY_RESTORED, object=round_id, at=now)


def _settle(round_id: UUID, actor: Actor, now: datetime) -> None:
    """Confirm the copy's destruction once nobody can put it together any more."""
    copy = witnessed_copy(round_id)
    if copy is None or not copy.is_gone:
        return
    today = now.astimezone(ZONE).date()
    unsaid = Round.objects.filter(id=round_id, escrow_destruction_confirmed_on=None)
    if unsaid.exclude(keys_destroyed_on=None).update(escrow_destruction_confirmed_on=today):
        record(actor=actor, event=Event.ESCROW_DESTROYED, object=round_id, at=now)


def _sheet(round_id: UUID, holder: Holder, turn: int) -> KeyHalf:
    row = _row(round_id, holder, turn, lock=True)
    if row.taken_at is None:
        raise HalfNotTaken
    return row


def _row(round_id: UUID, holder: Holder, turn: int, *, lock: bool = False) -> KeyHalf:
    rows = KeyHalf.objects.select_for_update() if lock else KeyHalf.objects.all()
    row = rows.filter(round_id=round_id, holder=holder, turn=turn).first()
    if row is None:
        raise HalfOutdated
    return row
