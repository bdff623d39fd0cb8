"""Questions other rooms may ask about mailings. Frozen values, never querysets."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.mailing.models import Mailing, MailTemplate
from fagspejl.mailing.planned import planned
from fagspejl.mailing.types import MailingKind, MailingStatus, MailText, Planned
from fagspejl.mailing.words import words_in


def mailings_of(round_id: UUID) -> tuple[MailingStatus, ...]:
    """Return the mailings of a round, oldest first; none of a round that has none, or that is not there."""
    rows = Mailing.objects.filter(round_id=round_id).order_by("queued_on", "kind", "number")
    return tuple(
        MailingStatus(MailingKind(row.kind), row.number, row.queued_on, row.finished, row.halted)
        for row in rows
    )


def planned_of(found: RoundFacts, now: datetime) -> tuple[Planned, ...]:
    """Return the mailings of a round that go by themselves, by day."""
    return planned(found, plan_of(found.id).values, mailings_of(found.id), now)


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
