"""Closing a round: twelve steps, each idempotent; a restart goes on at `close_step`.

Source: docs/explanation/rules.md 3.4.

Before the sealing commit everything is ciphertext, after it no answer exists: there is no third state.
"""

from __future__ import annotations

import fcntl
import gc
import os
import resource
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from uuid import UUID

from django.db import connection, transaction

from fagspejl.answering.selectors import superiors_by_name
from fagspejl.answering.services import drop_answers, open_answers
from fagspejl.answering.services.custody import count_rows, finish_moves
from fagspejl.answering.services.locks import lock_answers, patiently
from fagspejl.answering.services.storage import rewrite_storage
from fagspejl.audit.services import record as log
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.document.parts import document_to_audit, parts_of
from fagspejl.disclosure.errors import CloseReason, CloseRefused
from fagspejl.disclosure.models import StoredRelease
from fagspejl.disclosure.release import Release, release
from fagspejl.disclosure.release_check.audit import audit
from fagspejl.disclosure.services.gather import Gathered, gather, organisation_of
from fagspejl.disclosure.services.lot_of_round import lot_told_in
from fagspejl.disclosure.services.storage import back_up, check_room, remove_backup
from fagspejl.disclosure.services.store import AuditedRelease, store, verify
from fagspejl.disclosure.types import InstrumentStamp, Provenance, RoundInfo
from fagspejl.evaluation.errors import ReportsDeleted
from fagspejl.evaluation.keys.store import EscrowCopyMissing, KeyStore
from fagspejl.evaluation.selectors import key_check_of, policy_of, registered_of, round_facts, tree_of
from fagspejl.evaluation.selectors.clocks import check_clocks
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.services.closing import forget_links, mark_step, move_state
from fagspejl.evaluation.services.key_custody import check_custody, check_holder, destroy_key, is_destroyed
from fagspejl.evaluation.services.lots import lot_told
from fagspejl.evaluation.states import Act, can, is_behind
from fagspejl.evaluation.types import GRACE, MARGIN, RoundFacts
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.lib.clock import ZONE
from fagspejl.lib.promise import registered_in
from fagspejl.organisation.selectors import people_by_id

_FROZEN, _SEALED = "frozen", "sealed"


class Step(IntEnum):
    """The steps that leave a trace, numbered as in docs/explanation/rules.md."""

    NONE = 0
    FROZEN = 2
    SEALED = 5
    REWRITTEN = 6
    VERIFIED = 7
    BACKED_UP = 8
    CONFIRMED = 9
    KEYS_GONE = 10
    PUBLISHED = 12


JOB = Actor("closing", "closing")  # the worker, at the deadline


@dataclass(frozen=True, slots=True)
class Desk:
    """Where closing works: key store, backup folder, the time, who does it, and who hears of progress (step, 0-1)."""

    keys: KeyStore
    backups: Path
    now: datetime
    tell: Callable[[str, float], None] = lambda name, share: None
    actor: Actor = JOB


def close_round(*, round_id: UUID, desk: Desk) -> dict[str, int]:
    """Run steps 1-8; returns the close record. Then `confirm_close`. May be called again after any interruption.

    Raises ClocksApart, CloseRefused, KeyHeldElsewhere, RoundKeyMissing, RoundKeyWrong, MarkerUnproven, DiskTooFull,
    SealBroken, StrayAnswer, StillRead, BackupDoesNotOpen.
    """
    with _one_closer(desk.keys.folder, round_id):
        facts = _facts(round_id)
        if can(Act.FREEZE, facts.state):
            _check(facts, desk)
            _freeze(facts, desk)
        if can(Act.SEAL, (facts := _facts(round_id)).state):
            _seal(facts, desk)
        if not can(Act.DESTROY_KEYS, (facts := _facts(round_id)).state):
            if is_behind(Act.DESTROY_KEYS, facts.state):
                return record_of(round_id)
            raise CloseRefused(CloseReason.NOT_OPEN, state=facts.state.value)
        check_custody(round_id, desk.keys)
        if facts.close_step < Step.REWRITTEN:
            desk.tell("rewrite", 0.0)
            rewrite_storage()
            mark_step(round_id, Step.REWRITTEN)
        if facts.close_step < Step.VERIFIED:
            desk.tell("verify", 0.0)
            verify(round_id)
            mark_step(round_id, Step.VERIFIED)
        if facts.close_step < Step.BACKED_UP:
            desk.tell("back_up", 0.0)
            back_up(desk.backups, round_id, _SEALED)
            mark_step(round_id, Step.BACKED_UP)
        desk.tell("done", 1.0)
        return record_of(round_id)


def confirm_close(*, round_id: UUID, desk: Desk) -> None:
    """Steps 9-10: the planner has seen the close record; destroy the keys and every link.

    Only by the key's holder: here lies the right key, or the marker of a destruction that was interrupted.
    Raises CloseRefused, KeyHeldElsewhere, RoundKeyMissing, RoundKeyWrong, MarkerUnproven; then nothing is touched.
    """
    with _one_closer(desk.keys.folder, round_id):
        facts = _facts(round_id)
        if is_behind(Act.DESTROY_KEYS, facts.state):
            return
        if not can(Act.DESTROY_KEYS, facts.state) or facts.close_step < Step.BACKED_UP:
            raise CloseRefused(CloseReason.NOT_CLOSED, state=facts.state.value)
        check_holder(round_id, desk.keys)
        mark_step(round_id, Step.CONFIRMED)
        today = desk.now.astimezone(ZONE).date()
        try:
            destroy_key(round_id, desk.keys, on=today)
        except EscrowCopyMissing as error:
            raise CloseRefused(CloseReason.COPY_ELSEWHERE, folder=error.path.parent) from error
        remove_backup(desk.backups, round_id, _FROZEN)
        if not is_destroyed(round_id, desk.keys):
            raise CloseRefused(CloseReason.KEY_REMAINS)
        with transaction.atomic():
            forget_links(round_id, on=today, step=Step.KEYS_GONE)
            log(actor=desk.actor, event=Event.KEYS_DESTROYED, object=round_id, at=desk.now)


def record_of(round_id: UUID) -> dict[str, int]:
    """Return the close record: how many are counted, and no result. Raises ReportsDeleted."""
    deleted = _facts(round_id).reports_deleted_on
    if deleted is not None:
        raise ReportsDeleted(deleted)
    record: dict[str, int] = StoredRelease.objects.values_list("record", flat=True).get(round_id=round_id)
    return record


def _facts(round_id: UUID) -> RoundFacts:
    facts = round_facts(round_id)
    if facts is None:
        raise CloseRefused(CloseReason.NO_SUCH_ROUND, round=round_id)
    return facts


def _check(facts: RoundFacts, desk: Desk) -> None:
    """Step 1. The server's clock only, if the database's agrees; a round never closes early."""
    check_clocks()
    due = facts.deadline + GRACE + MARGIN
    if desk.now < due:
        raise CloseRefused(CloseReason.NOT_YET, at=due.astimezone(ZONE))
    check_holder(facts.id, desk.keys)
    desk.keys.read(facts.id, key_check_of(facts.id))
    desk.backups.mkdir(parents=True, exist_ok=True, mode=0o700)
    check_room(desk.backups)


def _freeze(facts: RoundFacts, desk: Desk) -> None:
    """Step 2: from here every save is refused by its own statement. Then a backup of the ciphertext that opens."""
    desk.tell("freeze", 0.0)

    def frozen_now() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                lock_answers(cursor)
            move_state(facts.id, Act.FREEZE)

    patiently(frozen_now)


def _seal(facts: RoundFacts, desk: Desk) -> None:
    """Steps 2 (backup) to 5, only where the key's holder is: elsewhere nothing of what follows could be done."""
    check_holder(facts.id, desk.keys)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # no core dump while answers are open
    key = desk.keys.read(facts.id, key_check_of(facts.id))
    finish_moves(facts.id, key)
    with _backed_up_meanwhile(facts, desk), _no_collector():
        audited, record, rows = _compute(facts, key, desk)
    mark_step(facts.id, Step.FROZEN)
    desk.tell("seal", 0.0)

    def sealed() -> None:
        if drop_answers(facts.id) != rows:
            raise CloseRefused(CloseReason.ROWS_CHANGED)
        store(facts.id, audited, record)
        if audited.lot is not None:
            lot_told(audited.lot, in_round=facts.id)
        move_state(facts.id, Act.SEAL, step=Step.SEALED)
        # No numbers: the log is read by many, and an exact number of answers can be one person's.
        log(actor=desk.actor, event=Event.ROUND_CLOSED, object=facts.id, at=desk.now)

    patiently(sealed)


@contextmanager
def _backed_up_meanwhile(facts: RoundFacts, desk: Desk) -> Iterator[None]:
    """Back up the frozen database on a second core while it is being read; here it stands still.

    Ends when that backup has been opened, so nothing is sealed before. Raises BackupDoesNotOpen.
    """

    def work() -> None:
        try:
            back_up(desk.backups, facts.id, _FROZEN)
        finally:
            connection.close()  # this thread's own

    desk.tell("freeze", 0.5)
    with ThreadPoolExecutor(max_workers=1) as second:
        done = second.submit(work)
        yield
        done.result()


@contextmanager
def _no_collector() -> Iterator[None]:
    """Pause Python's search for cycles: half a million answers make none, and are walked through at every search."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _compute(facts: RoundFacts, key: bytes, desk: Desk) -> tuple[AuditedRelease, dict[str, int], int]:
    """Steps 3 and 4: open once, measure, audit. Only memory holds plaintext.

    Returns the Release in its parts, the close record, and the number of rows that are to be deleted.
    """
    try:
        instrument = frozen_instrument(facts.instrument, facts.instrument_sha)
    except InstrumentChanged as error:
        raise CloseRefused(CloseReason.INSTRUMENT_CHANGED, instrument=error.name) from error
    policy = policy_of(facts.id)
    rows = count_rows(facts.id)
    desk.tell("read", 0.0)
    share = 1 / max(rows, 1)
    gathered = gather(
        open_answers(facts.id, key),
        organisation_of(tree_of(facts.id)),
        instrument,
        lambda number: desk.tell("read", min(number * share, 1.0)),
    )
    desk.tell("release", 0.0)
    released = release(
        gathered.table,
        gathered.organisation,
        comments=gathered.comments if policy.access.comments else (),
        questions=instrument.comments if policy.access.comments else (),
        info=_info(facts, policy.access.audience),
        stamp=InstrumentStamp(instrument.id, instrument.version, instrument.checksum, instrument.validated),
        disclosure=policy.disclosure,
        reporting=policy.reporting,
        separate_subordinate_leaders=policy.access.separate_subordinate_leaders,
        with_comments=policy.access.comments,
        employees_asked_once=gathered.employees_asked_once,
        superior_names=_superior_names(facts.id, gathered),
        provenance=Provenance(str(facts.id)),
        promise=registered_in(kept) if (kept := registered_of(facts.id)) else None,
    )
    lot = lot_told_in(facts, released)
    if lot is not None:
        released = Release(replace(released.printed, lot=lot[1]))
    desk.tell("audit", 0.0)
    audited = AuditedRelease(released.policy_sha, tuple(parts_of(released)), None if lot is None else lot[0])
    faults = audit(document_to_audit(audited.parts)).faults
    if faults:
        names = ", ".join(sorted({fault.finding.value for fault in faults}))
        raise CloseRefused(CloseReason.AUDIT_FAULT, names=names)
    return audited, _record(released, gathered, policy.disclosure.k), rows


def _superior_names(round_id: UUID, gathered: Gathered) -> dict[int, str]:
    """Return the names of superiors by their row, where they were told so; a person no longer known keeps the role."""
    if not superiors_by_name(round_id):
        return {}
    superiors = {row: UUID(bytes=person) for row, person in gathered.superiors.items()}
    known = people_by_id(set(superiors.values()))
    return {row: known[person].name for row, person in superiors.items() if person in known}


def _record(released: Release, gathered: Gathered, k: int) -> dict[str, int]:
    """Return the numbers that stay: who is counted in groups of at least k, and of the rest only numbers of at least k.

    Named single persons are not among them, and who was asked or answered is no number here: taken from each other,
    such numbers gave one small group's exact count in every fourth tree. Source: docs/explanation/rules.md 3.4.
    """
    kept = {"drafts": gathered.drafts, "revoked": gathered.revoked}
    counted = sum(int(group.blocks.n.sum()) for group in released.printed.groups)
    return {"counted": counted} | {name: number for name, number in kept.items() if number >= k}


def _info(facts: RoundFacts, readers: tuple[str, ...]) -> RoundInfo:
    opened = facts.opened_at.astimezone(ZONE).date() if facts.opened_at else None
    closed = facts.deadline.astimezone(ZONE).date()
    return RoundInfo(facts.title, facts.organisation, opened, closed, ",".join(readers))


@contextmanager
def _one_closer(folder: Path, round_id: UUID) -> Iterator[None]:
    """One closer at a time: a lock file on this machine, an advisory lock on PostgreSQL. Raises CloseRefused."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(folder / f"{round_id}.lock", os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CloseRefused(CloseReason.SOMEBODY_ELSE) from None
        with _advisory_lock(round_id):
            yield
    finally:
        os.close(descriptor)


@contextmanager
def _advisory_lock(round_id: UUID) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    number = int.from_bytes(round_id.bytes[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        if not cursor.fetchone()[0]:
            raise CloseRefused(CloseReason.SOMEBODY_ELSE)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
