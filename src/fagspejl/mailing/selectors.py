"""Questions other rooms may ask about mailings. Frozen values, never querysets."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.mailing.models import Mailing, MailPace, MailTemplate, Outbox
from fagspejl.mailing.planned import planned
from fagspejl.mailing.types import (
    InvitationsSent,
    MailingKind,
    MailingStatus,
    MailText,
    OutboxState,
    Planned,
)
from fagspejl.mailing.words import words_in

_SOON: Final = timedelta(minutes=1)  # a shorter wait is the usual distance between two mails


def mailings_of(round_id: UUID) -> tuple[MailingStatus, ...]:
    """Return the mailings of a round, oldest first; none of a round that has none, or that is not there."""
    rows = Mailing.objects.filter(round_id=round_id).order_by("queued_on", "kind", "number")
    return tuple(
        MailingStatus(MailingKind(row.kind), row.number, row.queued_on, row.finished, row.halted)
        for row in rows
    )


def planned_of(found: RoundFacts, now: datetime, plan: PlanValues | None = None) -> tuple[Planned, ...]:
    """Return the mailings of a round that go by themselves, by day. `plan`: where it was read before."""
    values = plan_of(found.id).values if plan is None else plan
    return planned(found, values, mailings_of(found.id), now)


def usual_text(kind: MailingKind, language: Language) -> MailText:
    """Return the usual words of a mail, with their places in braces."""
    usual = words_in(language).sections[kind]
    return MailText(usual["subject"], usual.get("text", "").strip())


def texts_of(round_id: UUID, kind: MailingKind) -> dict[Language, MailText]:
    """Return the words of a round's mails of one kind in every language: a planner's, or the usual ones."""
    own = {row.language: row for row in MailTemplate.objects.filter(round_id=round_id, kind=kind)}
    return {
        language: MailText(own[language].subject, own[language].body, own[language].version)
        if language in own
        else usual_text(kind, language)
        for language in LANGUAGES
    }


def invitations_sent(round_id: UUID) -> InvitationsSent | None:
    """Return how the invitations of a round fare; None before they were put in the outbox.

    Everybody asked is written to, so how far it has come tells nothing of anybody's answer. Who has no address gets no
    mail and is not counted.
    """
    row = Mailing.objects.filter(round_id=round_id, kind=MailingKind.INVITE).order_by("-number").first()
    if row is None:
        return None
    rows = Outbox.objects.filter(mailing=row).exclude(person__email="")
    waiting = rows.filter(state__in=(OutboxState.QUEUED, OutboxState.CLAIMED)).count()
    pace = MailPace.objects.filter(id=1).first()
    soon = utc_now() + _SOON
    next_at = pace.next_at if pace is not None and pace.next_at > soon else None
    total = rows.count()
    return InvitationsSent(total, total - waiting, row.finished, row.halted, next_at)
