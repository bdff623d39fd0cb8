"""Sending a mailing from the outbox: queued, claimed under a lease, sent, done.

A claim whose lease ran out is sent again, with the same links and the same Message-ID: a rare duplicate is harmless,
a loss is not. When everybody is done, one UPDATE rewrites all rows, so that those who were written to and those who
had answered look alike. While a silent reminder is under way they look alike too: rows of a batch are taken in
random order and each costs the same transactions, whether a mail goes or not; what the server refused for now is
tried again from memory only, and what it refused for good is not written down.
Source: docs/explanation/rules.md 3.3 and 7.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from fagspejl.audit.types import Actor
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.selectors import key_check_of, round_facts
from fagspejl.evaluation.services.asking import who_is_asked
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import spoken
from fagspejl.mailing.errors import MailingUnknown
from fagspejl.mailing.models import Mailing
from fagspejl.mailing.services.claims import (
    LEASE,
    Claim,
    claim,
    finish,
    mark,
    outbox_count,
    put_back,
    try_later,
    why_halted,
)
from fagspejl.mailing.services.faults import Fault, Verdict, judge
from fagspejl.mailing.services.handing import Handing, goes_by_hook
from fagspejl.mailing.services.hook import Hook, HookFault, HookStatus
from fagspejl.mailing.services.message import (
    Publication,
    Recipient,
    Sender,
    Telling,
    compose,
    message_id,
)
from fagspejl.mailing.services.pace import Limits, hold, pass_by, prepare, reserve
from fagspejl.mailing.services.queueing import halt_mailings
from fagspejl.mailing.services.recipients import Answered, Granted, Recipients
from fagspejl.mailing.services.telling import telling_of
from fagspejl.mailing.types import ACTS, REMINDERS, WITHOUT_LINKS, MailingKind, Plan, ReportReady
from fagspejl.organisation.services import note_refused_address

BATCH = 100  # rows claimed at once, one open connection
REFUSED_IN_A_ROW = 10  # then the fault is not the addresses'
_MARGIN = timedelta(minutes=2)  # so long before a lease runs out, nothing more is sent under it
_PATIENCE = timedelta(seconds=30)  # before a longer wait the claims are given back
_AGAIN = timedelta(minutes=1)  # after the server could not be reached
_RETRIES = (60.0, 300.0)  # seconds, for what a silent reminder keeps in memory
_SLICE = 0.5  # seconds between two looks at whether to stop
_ACTOR = Actor(id="worker", name="worker")


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """What is needed to send: connection, sender, keys, limits; and time, which comes in from outside.

    `granted` tells which published reports people may read; `plan`, what is to happen how long after publication.
    `hook` reaches people without an address, where there is one.
    """

    connection: BaseEmailBackend
    sender: Sender
    mail_key: bytes = field(repr=False)
    keys: KeyStore
    granted: Granted
    plan: Plan = field(default_factory=Plan)
    limits: Limits = field(default_factory=Limits)
    hook: Hook | None = None
    clock: Callable[[], datetime] = utc_now
    sleep: Callable[[float], None] = time.sleep
    stop: Callable[[], bool] = _never


@dataclass(frozen=True, slots=True)
class Sent:
    """How far it came. `mailed` in this run; `halted`: why everything stands still; `again_at`: when to go on.

    `handed`: taken by the hook in this run; `hook_fault`: what was wrong with it last.
    """

    mailed: int
    finished: bool
    halted: str = ""
    unreachable: str = ""
    again_at: datetime | None = None
    handed: int = 0
    hook_fault: HookFault | None = None


def send_mailing(
    mailing_id: UUID,
    *,
    already_answered: Answered,
    post: Post,
    progress: Callable[[int, int], None] | None = None,
) -> Sent:
    """Send what waits in a mailing, until it is finished, stopped, or has to wait. May be called again at any time.

    `already_answered` gives the invitations of a round that have an answer; it is asked for each batch of a silent
    reminder and its result forgotten. `progress` is told rows dealt with and rows in all.
    Raises MailingUnknown, RoundKeyMissing, RoundKeyWrong.
    """
    mailing = Mailing.objects.filter(id=mailing_id).first()
    if mailing is None:
        raise MailingUnknown(mailing_id)
    if mailing.finished or mailing.halted:
        return Sent(0, mailing.finished, mailing.halted)
    found = round_facts(mailing.round_id)
    assert found is not None, "a mailing without a round"
    kind = MailingKind(mailing.kind)
    if not can(ACTS[kind], found.state):
        return Sent(0, finish(mailing_id, whatever=True))
    if kind not in WITHOUT_LINKS and post.clock() >= found.deadline:
        return Sent(0, finished=False)  # the deadline may still be moved; closing ends it
    key = None if kind in WITHOUT_LINKS else post.keys.read(found.id, key_check_of(found.id))
    telling = telling_of(found, kind, post.plan)
    silent = kind in REMINDERS and telling.policy.access.reminder_mode == "silent"
    answered = already_answered if silent else lambda _: ()
    return _Sending(mailing, telling, key, answered, silent, post, progress).run()


def _coming(telling: Telling, now: datetime) -> dict[UUID, set[str]]:
    """Who would be asked, and in which perspectives, if the round opened now."""
    asking, _ = who_is_asked(telling.found.id, now=now)
    found: dict[UUID, set[str]] = {}
    for pair in asking.asked:
        found.setdefault(pair.rater, set()).add(pair.perspective)
    return found


class _Stop(Exception):
    """Leaves the loops with a result; nothing went wrong."""

    def __init__(self, **result: object) -> None:
        super().__init__()
        self.result = result


class _Sending:
    def __init__(
        self,
        mailing: Mailing,
        telling: Telling,
        key: bytes | None,
        answered: Answered,
        silent: bool,
        post: Post,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        self._mailing, self._kind, self._round, self._key = mailing.id, telling.kind, telling.found, key
        self._telling = telling
        self._coming = _coming(telling, post.clock()) if telling.kind == MailingKind.INFORM else {}
        self._day = mailing.queued_on
        self._answered, self._silent, self._post, self._progress = answered, silent, post, progress
        self._mailed = self._refused = self._later = 0
        self._kept: list[UUID] = []  # people whose silent reminder the server refused for now
        self._handing: Handing | None = None
        if post.hook is not None and goes_by_hook(telling.kind, silent=silent):
            self._handing = Handing(post.hook, telling, mailing.id, post.mail_key, post.sender)

    def run(self) -> Sent:
        sent, handing = self._run(), self._handing
        if handing is None:
            return sent
        return replace(sent, handed=handing.handed, hook_fault=handing.fault)

    def _run(self) -> Sent:
        prepare(self._post.clock())
        try:
            while True:
                self._check_stop()
                size, completes_first = self._size()
                held = claim(self._mailing, size, now=self._post.clock())
                if not held.rows:
                    break
                self._batch(held, completes_first=completes_first and len(held.rows) == size)
            self._try_kept()
        except _Stop as stop:
            return Sent(self._mailed, finished=False, **stop.result)  # type: ignore[arg-type]
        left = outbox_count(self._mailing, self._post.clock())
        if finish(self._mailing):
            return Sent(self._mailed, finished=True)
        wait = LEASE if left.later else _PATIENCE
        return Sent(self._mailed, finished=False, again_at=self._post.clock() + wait)

    def _size(self) -> tuple[int, bool]:
        """How many rows to claim, and whether they complete the first part, after which there is a pause."""
        limits, now = self._post.limits, self._post.clock()
        stands = outbox_count(self._mailing, now)
        if self._progress:
            self._progress(stands.handled + stands.later, stands.total)
        size = BATCH
        if limits.interval:
            size = max(1, min(size, int((LEASE - _MARGIN) / 2 / limits.interval)))
        missing = limits.first - stands.handled - stands.later
        if missing <= 0:
            return size, False
        if stands.claimed:  # somebody else sends the first part
            raise _Stop(again_at=now + _PATIENCE)
        return min(size, missing), missing <= size and stands.waiting > missing

    def _batch(self, held: Claim, *, completes_first: bool) -> None:
        left = {row for row, _ in held.rows}
        try:
            recipients = self._recipients([person for _, person in held.rows])
            self._open()
            rows = list(held.rows)
            secrets.SystemRandom().shuffle(rows)
            for row, person in rows:
                self._check_stop()
                if self._post.clock() > held.lease - _MARGIN:
                    return
                at = self._one(person, recipients)
                if completes_first and len(left) == 1:
                    hold(self._post.clock() + self._post.limits.pause)
                if at is None:
                    mark(row, held.lease)
                else:
                    try_later(row, held.lease, at)
                left.discard(row)
                self._check_faults()
        finally:
            put_back(left, held.lease)
            self._close()
            if self._handing is not None:
                self._handing.close()

    def _recipients(self, people: Collection[UUID]) -> Recipients:
        ready = self._post.granted(self._round.id, people) if self._kind == MailingKind.REPORT else {}
        answered = self._answered(self._round.id)
        by_hook = self._handing is not None
        return Recipients(
            self._round.id, self._key, people, answered, ready, self._kind, self._coming, by_hook=by_hook
        )

    def _one(self, person: UUID, recipients: Recipients) -> datetime | None:
        """Send one person's mail, if there is one. Returns when to try again, or None when the row is dealt with."""
        to = self._recipient(person, recipients)
        if to is None or not to.email:
            pass_by(self._post.limits)
            return None if to is None else self._by_hook(person, recipients.key_of(person), to)
        message = self._message(person, to)
        self._wait_for_place()
        fault = self._deliver(message)
        if fault is None:
            self._mailed += 1
            self._refused = self._later = 0
        elif fault.verdict == Verdict.LATER:
            self._later += 1
            if not self._silent:
                return self._post.clock() + LEASE
            self._kept.append(person)
        elif fault.verdict == Verdict.ADDRESS:
            self._refused += 1
            if not self._silent:
                note_refused_address(person, message.to[0], fault.said)
        elif fault.verdict == Verdict.BROKEN:
            raise _Stop(unreachable=fault.said, again_at=self._post.clock() + _AGAIN)
        else:
            self._halt(fault.said)
        return None

    def _check_faults(self) -> None:
        if self._refused >= REFUSED_IN_A_ROW:
            self._halt(f"the mail server refused {self._refused} mails in a row")
        if self._later >= REFUSED_IN_A_ROW:
            self._later = 0
            raise _Stop(again_at=self._post.clock() + LEASE)

    def _by_hook(self, person: UUID, key: str, to: Recipient) -> datetime | None:
        assert self._handing is not None, "nobody without an address gets a mail"
        later = self._handing.hand(person, key, to) == HookStatus.LATER
        return self._post.clock() + LEASE if later else None

    def _recipient(self, person: UUID, recipients: Recipients) -> Recipient | None:
        mail = recipients.mail_for(person, self._kind)
        if mail is None:
            return None
        to, links, perspectives = mail
        return Recipient(
            name=to.name,
            email=to.email,
            language=spoken(to.language),
            links=links,
            perspectives=perspectives,
            publication=self._publication(recipients.ready.get(person, ())),
            notice=recipients.notices.get(person),
        )

    def _message(self, person: UUID, to: Recipient) -> EmailMessage:
        sender = self._post.sender
        made = message_id(self._post.mail_key, self._mailing, person, sender)
        return compose(self._telling, to, sender=sender, message_id=made, connection=self._post.connection)

    def _publication(self, ready: Sequence[ReportReady]) -> Publication | None:
        if ACTS[self._kind] != Act.TELL_PUBLISHED or self._day is None:
            return None
        return Publication(self._day, self._post.plan, ready)

    def _deliver(self, message: EmailMessage) -> Fault | None:
        """Hand a mail to the server; a broken connection is opened again once, for the same mail and those after it."""
        fault = self._hand_over(message)
        if fault is not None and fault.verdict == Verdict.BROKEN:
            self._close()
            self._open()
            fault = self._hand_over(message)
        return fault

    def _hand_over(self, message: EmailMessage) -> Fault | None:
        try:
            self._post.connection.send_messages([message])
        except Exception as error:
            return judge(error)
        return None

    def _open(self) -> None:
        try:
            self._post.connection.open()
        except Exception as error:
            fault = judge(error)
            if fault.verdict == Verdict.STOP:
                self._halt(fault.said)
            raise _Stop(unreachable=fault.said, again_at=self._post.clock() + _AGAIN) from None

    def _close(self) -> None:
        with suppress(OSError):
            self._post.connection.close()

    def _halt(self, reason: str) -> None:
        halt_mailings(reason, actor=_ACTOR, now=self._post.clock())
        raise _Stop(halted=reason)

    def _wait_for_place(self) -> None:
        now = self._post.clock()
        place = reserve(self._post.limits, now=now, patience=_PATIENCE)
        if place - now > _PATIENCE:
            raise _Stop(again_at=place)
        self._wait((place - now).total_seconds())

    def _wait(self, seconds: float) -> None:
        while seconds > 0:
            if self._post.stop():
                raise _Stop
            self._post.sleep(min(seconds, _SLICE))
            seconds -= _SLICE

    def _check_stop(self) -> None:
        if self._post.stop():
            raise _Stop
        halted = why_halted(self._mailing)
        if halted:
            raise _Stop(halted=halted)

    def _try_kept(self) -> None:
        """Try again what the server refused for now in a silent reminder; what it refuses once more is given up."""
        for delay in _RETRIES:
            if not self._kept:
                return
            self._wait(delay)
            people, self._kept, self._later = self._kept, [], 0
            recipients = self._recipients(people)
            self._open()
            try:
                for person in people:
                    self._check_stop()
                    self._one(person, recipients)
            finally:
                self._close()
