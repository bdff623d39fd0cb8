"""Putting mail in the outbox, stopping it and letting it go on. Two people who press »send« make one mailing."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.selectors.people import people_in
from fagspejl.evaluation.services.asking import who_is_asked
from fagspejl.evaluation.services.moving import hold
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.errors import NobodyInvited
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.types import ACTS, REMINDERS, WITHOUT_LINKS, MailingKind, OutboxState

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Queued:
    """A mailing that stands ready. `people` are all who are asked; `again`: it was there already."""

    id: UUID
    kind: MailingKind
    number: int
    people: int
    again: bool
    halted: str = ""


def queue_mailing(
    round_id: UUID, kind: MailingKind, *, actor: Actor, now: datetime, people: Collection[UUID] | None = None
) -> Queued:
    """Make a mailing to everybody asked, or to `people` alone, or return the one there is.

    There is one invitation; people added since are put in it. What is told before opening or after closing is told
    once. A reminder that is under way, or was made today, is the reminder, also where one says that it is the last day.
    Rows are made for everybody: who gets nothing is decided when mail is sent, and not written down. Before opening,
    everybody is who would be asked now.
    Raises RoundInOtherState, NobodyInvited (a reminder before any invitation).
    """
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        hold(round_id, ACTS[kind])
        mailing = _current(round_id, kind, today)
        again = mailing is not None
        if mailing is None:
            number = Mailing.objects.filter(round_id=round_id, kind=kind).count() + 1
            mailing = Mailing.objects.create(round_id=round_id, kind=kind, number=number, queued_on=today)
        added = 0
        if not again or kind == MailingKind.INVITE:
            if people is None:
                people = _coming(round_id, now) if kind == MailingKind.INFORM else people_in(round_id)
            added = _add_people(mailing, people)
        if added and mailing.finished:
            mailing.finished = False
            mailing.save(update_fields=["finished"])
        if added:
            facts: dict[str, str | int | bool | None] = {
                "kind": str(kind),
                "number": mailing.number,
                "people": added,
            }
            record(actor=actor, event=Event.MAILING_QUEUED, object=round_id, facts=facts, at=now)
        rows = Outbox.objects.filter(mailing=mailing).count()
    kept = MailingKind(mailing.kind)  # a reminder that was there already may be one of another kind
    return Queued(mailing.id, kept, mailing.number, rows, again and not added, mailing.halted)


def queue_new_links(round_id: UUID, person: UUID, *, now: datetime) -> None:
    """Make a mailing to one person alone, who has new links.

    It has a Message-ID of its own: a mail program would take the invitation's for the same mail again.
    """
    kind = MailingKind.REISSUE
    number = Mailing.objects.filter(round_id=round_id, kind=kind).count() + 1
    today = now.astimezone(ZONE).date()
    with transaction.atomic():
        mailing = Mailing.objects.create(round_id=round_id, kind=kind, number=number, queued_on=today)
        Outbox.objects.create(mailing=mailing, person_id=person, state=OutboxState.QUEUED)


def halt_mailings(reason: str, *, actor: Actor, now: datetime, round_id: UUID | None = None) -> int:
    """Stop every mailing that is not finished, of one round or of all; returns how many. What is sent stays sent."""
    with transaction.atomic():
        chosen = Mailing.objects.filter(finished=False, halted="")
        if round_id is not None:
            chosen = chosen.filter(round_id=round_id)
        stopped = list(chosen.values_list("id", "round_id"))
        for mailing, of_round in stopped:
            Mailing.objects.filter(id=mailing).update(halted=reason[:200])
            record(actor=actor, event=Event.MAILING_HALTED, object=of_round, at=now)
    return len(stopped)


def resume_mailings(*, actor: Actor, now: datetime, round_id: UUID) -> int:
    """Let a round's stopped mailings go on; returns how many."""
    with transaction.atomic():
        stopped = (
            Mailing.objects.filter(round_id=round_id, finished=False).exclude(halted="").update(halted="")
        )
        if stopped:
            record(actor=actor, event=Event.MAILING_RESUMED, object=round_id, at=now)
    return stopped


def due_mailings() -> list[UUID]:
    """Return the mailings that are neither finished nor stopped, invitations first."""
    rows = Mailing.objects.filter(finished=False, halted="").values_list("queued_on", "kind", "number", "id")
    return [row[3] for row in sorted(rows, key=lambda row: (row[0] or date.min, row[1], row[2]))]


def _current(round_id: UUID, kind: MailingKind, today: date) -> Mailing | None:
    """The mailing that pressing »send« now means, if there is one."""
    kinds = REMINDERS if kind in REMINDERS else (kind,)
    last = Mailing.objects.filter(round_id=round_id, kind__in=kinds).order_by("-queued_on", "-number").first()
    if kind in REMINDERS and not Mailing.objects.filter(round_id=round_id, kind=MailingKind.INVITE):
        raise NobodyInvited
    if last is None or kind == MailingKind.INVITE or kind in WITHOUT_LINKS:
        return last
    return last if not last.finished or last.queued_on == today else None


def _coming(round_id: UUID, now: datetime) -> set[UUID]:
    """Who would be asked if the round opened now."""
    asking, _ = who_is_asked(round_id, now=now)
    return {pair.rater for pair in asking.asked}


def _add_people(mailing: Mailing, people: Collection[UUID]) -> int:
    """Put those who are not in it yet into a mailing, in an order that tells nothing."""
    mixed = list(
        set(people) - set(Outbox.objects.filter(mailing=mailing).values_list("person_id", flat=True))
    )
    secrets.SystemRandom().shuffle(mixed)
    rows = [Outbox(mailing=mailing, person_id=person, state=OutboxState.QUEUED) for person in mixed]
    Outbox.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)
